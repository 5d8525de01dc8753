import { afterAll, beforeAll, expect, test } from 'vitest'
import { origin, type Person, problemOf, startApp, type TestApp } from '../test/app.ts'

let t: TestApp
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())

const post = (payload: string | Buffer, contentType: string | null = 'application/json', url = '/api/sessions') =>
  t.app.inject({
    method: 'POST',
    url,
    headers: { origin, cookie: `__Host-sid=${nacka.token}`, ...(contentType === null ? {} : { 'content-type': contentType }) },
    payload,
  })
const refused = async (payload: string | Buffer, contentType?: string | null) => problemOf(await post(payload, contentType))
const read = (url: string) => t.as(nacka)('GET', url)

test('NUL and half characters are refused with the place where they stand', async () => {
  expect((await refused('{"email":"a\\u0000b","password":"x"}')).errors).toEqual([{ pointer: '/email', code: 'characters' }])
  expect((await refused('{"email":"a","password":"\\ud800"}')).errors).toEqual([{ pointer: '/password', code: 'characters' }])
  expect((await refused('{"em\\u0000ail":"a"}')).errors).toEqual([{ pointer: '', code: 'characters' }])
  for (const url of ['/api/actors?search=%00', '/api/search?q=a%00', '/api/actors/a%00b', '/api/actors?a%00=1'])
    expect(problemOf(await read(url)).code, url).toBe('invalid')
})

test('broken UTF-8 is refused, in a body and in an address', async () => {
  expect((await refused(Buffer.from([0x7b, 0x22, 0x61, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))).errors).toEqual([
    { pointer: '', code: 'utf-8' },
  ])
  for (const url of ['/api/actors/%FF', '/api/actors/%C3%28', '/api/actors/%ED%A0%80', '/%FF']) {
    expect(['invalid', 'not-found'], url).toContain(problemOf(await read(url)).code)
  }
  for (const url of ['/api/actors?search=%FF', '/api/search?q=%ED%A0%80', '/api/search?q=a&%C3%28=1', '/api/search?q=100%'])
    expect(problemOf(await read(url)).errors, url).toEqual([{ pointer: '/query', code: 'utf-8' }])
  expect((await read(`/api/search?q=${encodeURIComponent('100 % å')}`)).statusCode).toBe(200)
})

test('keys that reach for the prototype are refused', async () => {
  for (const body of [
    '{"__proto__":{"isAdmin":true},"email":"a","password":"b"}',
    '{"email":"a","password":"b","constructor":{"prototype":{"isAdmin":true}}}',
    '{"email":{"__proto__":1},"password":"b"}',
  ]) {
    expect((await refused(body)).code, body).toBe('invalid')
  }
  for (const url of ['/api/actors?__proto__=1', '/api/actors?constructor=1', '/api/actors?__proto__[isAdmin]=1', '/api/actors/__proto__']) {
    expect((await read(url)).statusCode, url).toBeLessThan(500)
  }
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
})

test('nesting is followed 32 levels down and no further', async () => {
  for (const depth of [33, 1_000, 100_000]) {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expect((await refused(`{"email":${open.repeat(depth)}1${close.repeat(depth)},"password":"b"}`)).code, `${open} ${depth}`).toBe(
        'invalid',
      )
    }
  }
})

test('a body over one MiB is too large, one of exactly one MiB is read', async () => {
  expect((await refused('x'.repeat(2_000_000))).code).toBe('too-large')
  expect((await refused('x'.repeat(1_048_577))).code).toBe('too-large')
  expect((await refused('x'.repeat(1_048_576))).code).toBe('invalid')
})

test('nothing but JSON is understood', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'text/json',
    'nonsense',
  ]) {
    expect((await refused('{"email":"a","password":"b"}', type)).code, type).toBe('wrong-type')
  }
  expect((await refused('{"email":"a","password":"b"}', null)).code).toBe('wrong-type')
  expect((await refused('{"email":"a@b.example","password":"b"}', 'application/json; charset=utf-8')).code).toBe('wrong-credentials')
})

test('what is not JSON, not whole or not what the route takes is refused', async () => {
  for (const body of [
    '',
    '{',
    '{"email":',
    'null',
    '[]',
    '"text"',
    '1e999',
    'NaN',
    '{"email":1,"password":true}',
    '{"email":"a"}',
    '{"email":"a","password":"b","isAdmin":true}',
  ]) {
    expect((await refused(body)).code, body).toBe('invalid')
  }
  for (const url of [
    '/api/actors?limit=1&limit=2',
    '/api/actors?limit=-1',
    '/api/actors?limit=99999999999999999999',
    '/api/actors?unknown=1',
    '/api/actors?cursor=!!!',
  ]) {
    expect(problemOf(await read(url)).code, url).toBe('invalid')
  }
})

test('a path longer than any of ours is not found', async () => {
  expect(problemOf(await read(`/api/actors/${'a'.repeat(10_000)}`)).code).toBe('not-found')
  expect((await read('/api/actors/%FF')).headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
})
