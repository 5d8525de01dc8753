import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { cookieFor } from './plugins/session.ts'

const key = `1:${Buffer.alloc(32).toString('base64')}`
const read = (env: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://127.0.0.1/x', SECRET_KEYS: key, ...env })

test('outside this machine the address must be https', () => {
  expect(() => read({ PUBLIC_URL: 'http://portal.example' })).toThrow('must begin with https://')
  expect(() => read({ PUBLIC_URL: 'http://10.0.0.5:3000' })).toThrow('must begin with https://')
  expect(() => read({ PUBLIC_URL: 'http://localhost.evil.example' })).toThrow('must begin with https://')
  expect(read({ PUBLIC_URL: 'https://portal.example' }).origins).toEqual(['https://portal.example'])
})

test('the demo lives on loopback alone', () => {
  expect(() => read({ DEMO: 'true', PUBLIC_URL: 'https://portal.example' })).toThrow('this machine only')
  expect(() => read({ DEMO: 'true', HOST: '0.0.0.0' })).toThrow('this machine only')
  expect(() => read({ DEMO: 'true', DATABASE_URL: 'postgres://app@db.example/portal' })).toThrow('own database on this machine only')
  expect(read({ DATABASE_URL: 'postgres://app@db.example/portal' }).isDemo).toBe(false)
  expect(read({ DEMO: 'true' }).isDemo).toBe(true)
})

test('on loopback both names of this machine are our origin, on our port alone', () => {
  expect(read({ PUBLIC_URL: 'http://localhost:3517' }).origins).toEqual(['http://localhost:3517', 'http://127.0.0.1:3517'])
})

test('a short or broken secret key is refused in plain words', () => {
  for (const keys of [
    '',
    '1:',
    `1:${Buffer.alloc(16).toString('base64')}`,
    `x:${Buffer.alloc(32).toString('base64')}`,
    `0:${Buffer.alloc(32).toString('base64')}`,
  ]) {
    expect(() => read({ SECRET_KEYS: keys }), keys).toThrow(/SECRET_KEYS/)
  }
})

const agents = {
  safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
  chrome: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  unknown: undefined,
}

test('the cookie is __Host- and Secure everywhere but in Safari on the plain-http demo', () => {
  const demo = { publicUrl: 'http://localhost:3000', isDemo: true }
  const real = { publicUrl: 'https://portal.example', isDemo: false }
  const plainButReal = { publicUrl: 'http://localhost:3000', isDemo: false }
  for (const [name, agent] of Object.entries(agents)) {
    for (const config of [real, plainButReal]) expect(cookieFor(config, agent), name).toEqual({ name: '__Host-sid', secure: true })
    expect(cookieFor(demo, agent).name, name).toBe(name === 'safari' ? 'sid' : '__Host-sid')
  }
})
