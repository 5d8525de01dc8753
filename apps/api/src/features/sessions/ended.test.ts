import type { Person as Administered, Session } from '@samverkan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { listen, openStream } from '../../test/stream.ts'

let t: TestApp
let systemAdmin: Person
beforeAll(async () => {
  t = await startApp({ live: true })
  await listen(t)
  systemAdmin = await t.person('system-admin', null)
})
afterAll(() => t.close())

const codeAt = async (who: Person, url = '/api/home') => problemOf(await t.as(who)('GET', url)).code
const alsoHolds = async (who: Person, functionCode: string): Promise<void> => {
  await t.owner(
    'INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from) SELECT gen_random_uuid(), $1, $2, actor_id, $3 FROM users WHERE id = $1',
    [who.id, functionCode, t.clock.now()],
  )
}
const read = async (who: Person) => (await t.as(systemAdmin)('GET', `/api/users/${who.id}`)).json<Administered>()
const act = async (who: Person, method: 'POST' | 'PUT', path: string, body: object) =>
  t.as(systemAdmin)(method, `/api/users/${who.id}/${path}`, { version: (await read(who)).version, ...body })
const isReady = (one: { event: string }): boolean => one.event === 'ready'

type Ending = [what: string, how: (who: Person) => Promise<{ statusCode: number }>, code: string]
const endings: Ending[] = [
  ['disabled', (who) => act(who, 'PUT', 'status', { isDisabled: true }), 'access-ended'],
  ['the only function ended', (who) => act(who, 'POST', `functions/${who.functionId}/end`, { confirmed: false }), 'access-ended'],
  ['every session ended', (who) => t.as(systemAdmin)('DELETE', `/api/users/${who.id}/sessions`), 'not-signed-in'],
]
describe('logged out at once everywhere', () => {
  test.each(endings)(
    '%s: the next request is refused, every stream is cut within five seconds',
    async (what, how, code) => {
      const who = await t.person('contact-function', 'nacka')
      if (what === 'every session ended') await t.owner("UPDATE user_accounts SET password_hash = 'x' WHERE user_id = $1", [who.id])
      const streams = await Promise.all([openStream(t, who), openStream(t, who)])
      await Promise.all(streams.map((stream) => stream.until(isReady)))
      expect((await t.as(who)('GET', '/api/home')).statusCode).toBe(200)
      expect((await how(who)).statusCode).toBe(200)
      const from = performance.now()
      expect(await codeAt(who)).toBe(code)
      for (const stream of streams) {
        expect((await stream.closed) - from).toBeLessThan(5_000)
        expect(stream.heard.at(-1)?.event).toBe('ended')
      }
      expect(await codeAt(who, '/api/sessions/current')).toBe(code)
      expect(problemOf(await t.as(who)('POST', '/api/sessions/current/go-on')).code).toBe(code)
    },
    15_000,
  )

  test('a function whose time passes by itself: the same, without anybody doing anything', async () => {
    const who = await t.person('contact-function', 'nacka')
    await t.owner("UPDATE user_functions SET valid_to = $2::timestamptz + interval '1 minute' WHERE id = $1", [
      who.functionId,
      t.clock.now(),
    ])
    const stream = await openStream(t, who)
    await stream.until(isReady)
    expect((await t.as(who)('GET', '/api/home')).statusCode).toBe(200)
    t.clock.advance(1)
    const from = performance.now()
    expect(await codeAt(who)).toBe('access-ended')
    expect((await stream.closed) - from).toBeLessThan(5_000)
    expect(stream.heard.at(-1)?.event).toBe('ended')
  }, 15_000)

  test('enabled again, one logs in anew: no session comes back to life', async () => {
    const who = await t.person('contact-function', 'nacka')
    await act(who, 'PUT', 'status', { isDisabled: true })
    expect((await act(who, 'PUT', 'status', { isDisabled: false })).statusCode).toBe(200)
    await t.owner("UPDATE users SET status = 'active' WHERE id = $1", [who.id])
    expect(await codeAt(who)).toBe('not-signed-in')
  })
})

describe('somebody who holds another function', () => {
  test('is told so, writes nothing as the one that ended, and goes on as the other with a new token', async () => {
    const who = await t.person('contact-function', 'nacka')
    await alsoHolds(who, 'reader')
    const stream = await openStream(t, who)
    await stream.until(isReady)
    expect((await act(who, 'POST', `functions/${who.functionId}/end`, { confirmed: false })).statusCode).toBe(200)
    expect(await codeAt(who)).toBe('function-ended')
    expect(problemOf(await t.as(who)('PUT', '/api/users/subscriptions/meetings', { isOn: true })).code).toBe('function-ended')
    expect((await stream.closed) > 0).toBe(true)

    const answer = await t.as(who)('POST', '/api/sessions/current/go-on')
    expect(answer.statusCode).toBe(200)
    expect(answer.json<Session>()).toMatchObject({ actingAs: { functionCode: 'reader' }, functions: [{ functionCode: 'reader' }] })
    const token = String(answer.cookies[0]?.value)
    expect(token).not.toBe(who.token)
    // The answer may be lost on its way: until the new token is used the old one says what it said, and may ask again.
    expect(await codeAt(who)).toBe('function-ended')
    expect((await t.as({ ...who, token })('GET', '/api/home')).statusCode).toBe(200)
    expect(await codeAt(who)).toBe('not-signed-in')
    expect(problemOf(await t.as({ ...who, token })('POST', '/api/sessions/current/go-on')).code).toBe('wrong-state')
  }, 15_000)

  test('and whose function comes back in the meantime goes on where they were', async () => {
    const who = await t.person('contact-function', 'nacka')
    await alsoHolds(who, 'reader')
    await act(who, 'POST', `functions/${who.functionId}/end`, { confirmed: false })
    expect(await codeAt(who)).toBe('function-ended')
    expect((await act(who, 'POST', `functions/${who.functionId}/restore`, { until: null })).statusCode).toBe(200)
    expect((await t.as(who)('GET', '/api/home')).statusCode).toBe(200)
  })
})
