import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { version } from '../app.ts'
import { openapiDocument } from '../openapi-document.ts'
import { problemOf, startApp, type TestApp } from '../test/app.ts'

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

test('docs/openapi.json is what the portal publishes; `npm run build:openapi` writes it anew', async () => {
  expect(readFileSync(join(import.meta.dirname, '../../../../docs/openapi.json'), 'utf8')).toBe(await openapiDocument())
})

test('the document is for whoever is logged in, with the version that strangers need not know, and is OpenAPI 3.1', async () => {
  const refused = await t.as(null)('GET', '/api/openapi.json')
  expect(problemOf(refused).code).toBe('not-signed-in')
  const answers = await Promise.all(['/healthz', '/readyz', '/api/portal', '/api/docs', '/'].map((url) => t.as(null)('GET', url)))
  for (const { body, headers } of [refused, ...answers]) {
    expect(body).not.toContain(version)
    expect(
      Object.entries(headers).filter(([name, value]) => /^(server|via|x-powered-by)$/.test(name) || String(value).includes(version)),
    ).toEqual([])
  }
  const document = (await t.as(await t.person('reader', 'salem'))('GET', '/api/openapi.json')).json<{
    openapi: string
    paths: Record<string, object>
  }>()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toContain('/api/actors/{code}')
})

test('the page to browse needs a session, names every operation and carries no script', async () => {
  expect(problemOf(await t.as(null)('GET', '/api/docs')).code).toBe('not-signed-in')
  expect(problemOf(await t.as(null)('GET', '/api/docs/style.css')).code).toBe('not-signed-in')
  const reader = t.as(await t.person('reader', 'nacka'))
  const page = await reader('GET', '/api/docs')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  const document = (await reader('GET', '/api/openapi.json')).json<{ paths: Record<string, Record<string, { summary: string }>> }>()
  for (const [path, operations] of Object.entries(document.paths)) {
    expect(page.body).toContain(`<code>${path}</code>`)
    expect(page.body.split(`<code>${path}</code> <span`).length - 1).toBe(Object.keys(operations).length)
  }
  expect(page.body).not.toMatch(/<script|style=| on\w+=/)
  expect((await reader('GET', '/api/docs/style.css')).headers['content-type']).toBe('text/css; charset=utf-8')
})
