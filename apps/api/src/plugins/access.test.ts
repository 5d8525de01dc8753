import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions } from '@samverkan/domain'
import { routes } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf, startApp, type TestApp } from '../test/app.ts'

let dist: string
let demo: TestApp
let real: TestApp
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'web-'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>t</title>')
  writeFileSync(join(dist, 'theme.js'), 'document.title')
  demo = await startApp({ env: { WEB_DIST: dist } })
  real = await startApp({ env: { DEMO: 'false' } })
})
afterAll(async () => {
  await Promise.all([demo.close(), real.close()])
  rmSync(dist, { recursive: true })
})
const listed = (t: TestApp): string[] => t.app.listRoutes().map((route) => `${route.method} ${route.url}`)

test('every route has a policy that the domain knows', () => {
  const routesOfBoth = [...demo.app.listRoutes(), ...real.app.listRoutes()]
  expect(routesOfBoth.length).toBeGreaterThan(20)
  for (const route of routesOfBoth) expect(['public', 'session', ...actions], `${route.method} ${route.url}`).toContain(route.access)
})

test('a route without a policy stops the portal from starting', async () => {
  const broken = await startApp({ before: (app) => app.get('/api/forgotten', async () => 'open to all') }).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(broken).toContain('GET /api/forgotten')
})

test('every route of the contract is there, and nothing in the API that neither the contract nor this list names', () => {
  const beside = [
    'GET /api/openapi.json',
    'GET /api/docs',
    'GET /api/docs/style.css',
    'GET /api/journal/stream',
    'GET /api/assessments/heat-map/:year/csv',
    'GET /api/situational-pictures/:id/versions/:number/pdf',
    'GET /api/meetings/:code/calendar.ics',
    'GET /api/meetings/calendar/:file',
  ]
  const declared = routes.map((route) => `${route.method} ${route.path}`)
  const api = listed(real).filter((route) => /\/api\//.test(route) && !route.startsWith('HEAD '))
  expect(declared.filter((route) => !api.includes(route))).toEqual([])
  expect(api.filter((route) => ![...declared, ...beside].includes(route))).toEqual([])
})

test('only what must be open is public', () => {
  const open = real.app.listRoutes().filter((route) => route.access === 'public' && route.method !== 'HEAD')
  expect(
    open
      .map((route) => `${route.method} ${route.url}`)
      .filter((route) => !route.includes('/call-outs/links/'))
      .sort(),
  ).toEqual([
    'GET /api/meetings/calendar/:file',
    'GET /api/portal',
    'GET /api/sessions/invitations/:token',
    'GET /healthz',
    'GET /readyz',
    'POST /api/sessions',
    // For whoever bears a session whose function has ended; to everybody else it says no.
    'POST /api/sessions/current/go-on',
    'POST /api/sessions/invitations/:token',
    'POST /api/sessions/resets',
  ])
})

test('one-tap log-in exists in the demo and is absent everywhere else', async () => {
  expect(listed(demo).filter((route) => route.includes('/api/demo/'))).toHaveLength(2)
  expect(listed(real).filter((route) => route.includes('/api/demo/'))).toEqual([])
  const attempt = await real.as(null)('POST', '/api/demo/sessions', { email: 'tib@demo.example' })
  expect(problemOf(attempt).code).toBe('not-found')
})

test('the web app is open, and a path of the API that does not exist is not answered by its page', async () => {
  expect((await demo.as(null)('GET', '/aktorer')).body).toContain('<title>t</title>')
  expect((await demo.as(null)('GET', '/theme.js')).statusCode).toBe(200)
  for (const url of ['/api/nothing', '/api', '/missing.js']) expect(problemOf(await demo.as(null)('GET', url)).code, url).toBe('not-found')
})

test('nobody’s body is read before it is known whether they may', async () => {
  const huge = 'x'.repeat(2_000_000)
  expect(problemOf(await real.as(null)('PUT', '/api/sessions/current/function', huge)).code).toBe('not-signed-in')
})
