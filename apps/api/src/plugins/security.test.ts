import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../test/app.ts'

let t: TestApp
let https: TestApp
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  https = await startApp({ env: { PUBLIC_URL: 'https://portal.example', DEMO: 'false' } })
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => Promise.all([t.close(), https.close()]))

const policy =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;font-src 'self';connect-src 'self';worker-src 'self';manifest-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"

test('every answer carries exactly our content policy and its companions', async () => {
  for (const [who, url] of [
    [nacka, '/api/actors'],
    [null, '/api/portal'],
    [null, '/api/nothing'],
    [null, '/healthz'],
    [nacka, '/api/docs'],
    [null, '/api/actors'],
  ] as const) {
    const { headers } = await t.as(who)('GET', url)
    expect(headers['content-security-policy'], url).toBe(policy)
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    })
    expect(headers, url).not.toHaveProperty('x-powered-by')
    expect(headers, url).not.toHaveProperty('server')
    expect(headers, url).not.toHaveProperty('access-control-allow-origin')
  }
})

test('nothing of the API is stored on the way, refused or not', async () => {
  for (const url of ['/api/actors', '/api/home', '/api/openapi.json', '/api/nothing', '/api/sessions/current']) {
    for (const who of [nacka, null]) expect((await t.as(who)('GET', url)).headers['cache-control'], url).toBe('no-store')
  }
})

test('an address that is written in another way is the same address: stored by nobody, read as whoever asks', async () => {
  for (const url of ['/%61pi/actors', '/api/%61ctors', '/%61%70%69/sessions/current', '/%61pi/nothing', '/API/nothing']) {
    for (const who of [nacka, null]) expect((await t.as(who)('GET', url)).headers['cache-control'], url).toBe('no-store')
  }
  expect((await t.as(nacka)('GET', '/%61pi/sessions/current')).statusCode).toBe(200)
  expect((await t.as(null)('GET', '/%61pi/actors')).statusCode).toBe(401)
  expect((await t.as(nacka)('GET', '/%61pi/actors?search=%ff')).statusCode).toBe(400)
})

test('over https the browser is told never to come by http again', async () => {
  expect((await https.app.inject({ url: '/api/portal' })).headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  expect((await t.as(null)('GET', '/api/portal')).headers).not.toHaveProperty('strict-transport-security')
})

const change = (headers: Record<string, string>) =>
  t.app.inject({
    method: 'PUT',
    url: '/api/sessions/current/function',
    headers: { cookie: `__Host-sid=${nacka.token}`, 'content-type': 'application/json', ...headers },
    payload: '{}',
  })

test('nothing is changed by a request from elsewhere', async () => {
  const ours = 'http://localhost:3000'
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
    { origin: 'http://localhost' },
    { origin: 'https://localhost:3000' },
    { origin: 'http://evil.localhost:3000' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: 'http://LOCALHOST:3000' },
    { origin: `${ours}/` },
    { origin: ours, 'sec-fetch-site': 'cross-site' },
    { origin: ours, 'sec-fetch-site': 'same-site' },
    { origin: ours, 'sec-fetch-site': 'none' },
  ]) {
    expect(problemOf(await change(headers as Record<string, string>)).code, JSON.stringify(headers)).toBe('wrong-origin')
  }
  for (const headers of [{ origin: ours }, { origin: 'http://127.0.0.1:3000' }, { origin: ours, 'sec-fetch-site': 'same-origin' }]) {
    expect(problemOf(await change(headers as Record<string, string>)).code, JSON.stringify(headers)).toBe('invalid')
  }
})

test('there is no CORS: a preflight from another site is refused', async () => {
  const preflight = await t.app.inject({
    method: 'OPTIONS',
    url: '/api/sessions',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  })
  expect(preflight.statusCode).toBeGreaterThanOrEqual(400)
  expect(preflight.headers).not.toHaveProperty('access-control-allow-origin')
})

test('TRACE and unknown methods do nothing', async () => {
  for (const method of ['TRACE', 'PATCH', 'PROPFIND'] as const) {
    const answer = await t.app.inject({
      method: method as 'PATCH',
      url: '/api/actors',
      headers: { origin: 'http://localhost:3000', cookie: `__Host-sid=${nacka.token}` },
    })
    expect(answer.statusCode, method).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode, method).toBeLessThan(500)
  }
})

test('an address that a stranger claims in X-Forwarded-For is not believed; that of our own proxy is', async () => {
  const behind = await startApp({
    env: { TRUSTED_PROXY: '10.1.0.0/16' },
    before: (app) => app.get('/seen', { config: { access: 'public' } }, async (request) => ({ ip: request.ip })),
  })
  const seen = async (remoteAddress: string) =>
    (await behind.app.inject({ url: '/seen', remoteAddress, headers: { 'x-forwarded-for': '198.51.100.9, 192.0.2.7' } })).json<{
      ip: string
    }>().ip
  expect(await seen('203.0.113.4')).toBe('203.0.113.4')
  expect(await seen('10.1.2.3')).toBe('192.0.2.7')
  await behind.close()
})
