import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../test/app.ts'

let t: TestApp
let nacka: Person
beforeAll(async () => {
  const dist = mkdtempSync(join(tmpdir(), 'samverkan-web-'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Samverkan Stockholm</title>')
  writeFileSync(join(dist, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const page = { scripts: ['assets/page-1.js'], styles: ['assets/page-1.css'] }
  writeFileSync(
    join(dist, 'ahead.json'),
    JSON.stringify([
      { ...page, path: '/', data: ['/api/home'], isOpen: false },
      { ...page, path: '/handelser/:code/inkallning', data: ['/api/home', '/api/call-outs/boards/:code'], isOpen: false },
      { ...page, path: '/k/:token', data: ['/api/call-outs/links/:token'], isOpen: true },
    ]),
  )
  t = await startApp({ env: { WEB_DIST: dist } })
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())

const open = (url: string, headers: Record<string, string> = {}) => t.app.inject({ url, headers })
const asNacka = () => ({ cookie: `__Host-sid=${nacka.token}` })
const linksOf = async (url: string, headers?: Record<string, string>) =>
  String((await open(url, headers)).headers['link'] ?? '')
    .split(', ')
    .map((link) => link.split(';')[0])

test.each(['/', '/handelser', '/handelser/2026-001/inkallning', '/k/abc_DEF-123', '/finns-inte', '/handelser?sok=a.b'])(
  '%s is the portal’s one page',
  async (url) => {
    const answer = await open(url)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  },
)

test.each([
  '/.git/config',
  '/.env',
  '/.well-known/openid-configuration',
  '/handelser/.git/HEAD',
  '/%2egit/config',
  '/..%2f..%2fetc/passwd',
  '/assets/gone.js',
  '/backup.tar.gz',
  '/wp-login.php',
  '/konto.bak?x=1',
  '/server-status.html~',
  '/index.html.old',
  '/api',
  '/api/nothing',
])('%s is not there, and says so', async (url) => {
  const answer = await open(url)
  expect(problemOf(answer).code).toBe('not-found')
  expect(answer.body).not.toContain('<!doctype')
})

describe('W13 · what clings to an address that a person opens', () => {
  const token = 'k8Vf3-_aZ0'
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  test.each([
    [`/k/${token}.`, `/k/${token}`],
    [`/k/${token})`, `/k/${token}`],
    [`/k/${token}%22%C2%BB`, `/k/${token}`],
    [`/k/${token}%E2%80%8B%20`, `/k/${token}`],
    [`/bjud-in/${token}.?a=b.`, `/bjud-in/${token}?a=b.`],
    ['/handelser/2026-010.', '/handelser/2026-010'],
    ['/handelser/2026-010/inkallning,', '/handelser/2026-010/inkallning'],
  ])('%s leads to %s', async (url, meant) => {
    const answer = await open(url, browser)
    expect([answer.statusCode, answer.headers['location']]).toEqual([302, meant])
    expect((await open(meant, browser)).headers['content-type']).toBe('text/html; charset=utf-8')
  })

  test.each(['/index.html.old', '/wp-login.php', '/.git/config'])('%s is a page that says there is nothing here', async (url) => {
    const answer = await open(url, browser)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  })

  test.each(['//evil.example.', '/%2Fevil.example.', '/%5Cevil.example.', '/.', '/%'])('%s never leads to another site', async (url) => {
    const { location } = (await open(url, browser)).headers
    expect(location === undefined || /^\/(?![/\\])/.test(String(location))).toBe(true)
  })

  test('a token that ends as tokens may is left alone', async () => {
    for (const end of ['-', '_', '~', 'Å']) expect((await open(`/k/${token}${encodeURIComponent(end)}`, browser)).statusCode).toBe(200)
  })
})

test('a file of the build is served as it is', async () => {
  expect((await open('/icon.svg')).headers['content-type']).toBe('image/svg+xml')
})

test('a page names its files, and its answers to somebody who brings a session', async () => {
  const files = ['</assets/page-1.js>', '</assets/page-1.css>']
  expect(await linksOf('/handelser/2026-001/inkallning')).toEqual(files)
  expect(await linksOf('/handelser/2026-001/inkallning', asNacka())).toEqual(['</api/home>', '</api/call-outs/boards/2026-001>', ...files])
  expect(await linksOf('/?sok=x', asNacka())).toEqual(['</api/home>', ...files])
  expect(await linksOf('/k/abc_DEF-123')).toEqual(['</api/call-outs/links/abc_DEF-123>', ...files])
})

test('an address that is none of ours, or that would say something of its own in the header, names nothing', async () => {
  for (const url of ['/finns-inte', '/k/a,b', '/handelser/a;b/inkallning', '/k/a/b'])
    expect((await open(url, asNacka())).headers, url).not.toHaveProperty('link')
})

test('a long answer is sent packed to whoever can unpack it, a short one as it is', async () => {
  const packed = await open('/api/actors?limit=100', { ...asNacka(), 'accept-encoding': 'gzip' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'no-store', vary: 'accept-encoding' })
  const plain = await open('/api/actors?limit=100', asNacka())
  expect(plain.headers).not.toHaveProperty('content-encoding')
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  expect(packed.rawPayload.length).toBeLessThan(plain.body.length / 3)
  expect((await open('/api/portal', { 'accept-encoding': 'gzip' })).headers).not.toHaveProperty('content-encoding')
})
