import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import type { Session } from '@samverkan/contract'
import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId, sha256 } from '../../lib/ids.ts'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'

const password = 'snöoväder över Mälaren'
let t: TestApp
let nacka: Person
beforeEach(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka')
  await setPassword(nacka, password)
})
afterEach(() => t.close())

const setPassword = async (who: Person, word: string, options = passwordHashing as Parameters<typeof hash>[1]): Promise<void> => {
  await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [who.id, await hash(word, options)])
}
const logIn = (email: string, word: string, more: Record<string, string> = {}) =>
  t.as(null)('POST', '/api/sessions', { email, password: word }, more)
const cookieOf = (response: LightMyRequestResponse) =>
  response.cookies[0] as { name: string; value: string; path: string; httpOnly: boolean; secure: boolean; sameSite: string }
const current = (token: string) => t.as({ ...nacka, token })('GET', '/api/sessions/current')
/** A second function of the same person. */
const alsoHolds = async (who: Person, functionCode: string): Promise<string> => {
  const id = newId()
  await t.owner('INSERT INTO user_functions (id, user_id, function_code, actor_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [
    id,
    who.id,
    functionCode,
    who.actorId,
    new Date(t.clock.now().getTime() - 1000),
  ])
  return id
}

test('log-in gives a __Host- cookie of 256 bits that the database knows only by its hash', async () => {
  const response = await logIn(nacka.email, password)
  expect(response.statusCode).toBe(201)
  const cookie = cookieOf(response)
  expect(cookie).toMatchObject({ name: '__Host-sid', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' })
  expect(cookie).not.toHaveProperty('domain')
  expect(Buffer.from(cookie.value, 'base64url')).toHaveLength(32)
  expect(response.body).not.toContain(cookie.value)
  const rows = await t.owner<{ token_hash: Buffer; whole: string }>(
    'SELECT token_hash, s::text AS whole FROM user_sessions s WHERE user_id = $1',
    [nacka.id],
  )
  expect(rows.some((row) => row.token_hash.equals(sha256(cookie.value)))).toBe(true)
  expect(rows.map((row) => row.whole).join()).not.toContain(cookie.value)
})

test('W8 · an address that was pasted with what cannot be seen logs the same person in', async () => {
  await t.owner('UPDATE user_accounts SET email = $2 WHERE user_id = $1', [nacka.id, 'vakt@täby.example'])
  for (const email of ['\u202avakt@täby.example\u202c', 'vakt@täby.example\u200b', ' vak\u00adt@täby.example ', 'vakt@ta\u0308by.example'])
    expect((await logIn(email, password)).statusCode, JSON.stringify(email)).toBe(201)
})

test('Safari on the plain-http demo gets a cookie it can keep', async () => {
  const safari = { 'user-agent': 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15' }
  const cookie = cookieOf(await logIn(nacka.email, password, safari))
  expect(cookie).toMatchObject({ name: 'sid', httpOnly: true, sameSite: 'Lax' })
  expect(cookie.secure).toBeUndefined()
  const response = await t.app.inject({ url: '/api/sessions/current', headers: { ...safari, cookie: `sid=${cookie.value}` } })
  expect(response.statusCode).toBe(200)
  expect((await t.app.inject({ url: '/api/sessions/current', headers: { cookie: `sid=${cookie.value}` } })).statusCode).toBe(401)
})

test('a new log-in in the same browser gives a new token and kills the old one', async () => {
  const first = cookieOf(await logIn(nacka.email, password)).value
  const second = cookieOf(await logIn(nacka.email, password, { cookie: `__Host-sid=${first}` })).value
  expect(second).not.toBe(first)
  expect((await current(first)).statusCode).toBe(401)
  expect((await current(second)).statusCode).toBe(200)
})

test('acting as another function gives a new token; a function of somebody else is not found', async () => {
  const communicator = await alsoHolds(nacka, 'communicator')
  const response = await t.as(nacka)('PUT', '/api/sessions/current/function', { userFunctionId: communicator })
  expect(response.json<Session>().actingAs.functionCode).toBe('communicator')
  const now = { ...nacka, token: cookieOf(response).value }
  expect((await t.as(now)('GET', '/api/sessions/current')).json<Session>().actingAs.id).toBe(communicator)
  expect((await current(nacka.token)).statusCode).toBe(401)
  const salem = await t.person('contact-function', 'salem')
  expect(problemOf(await t.as(now)('PUT', '/api/sessions/current/function', { userFunctionId: salem.functionId })).code).toBe('not-found')
})

describe('somebody who acts as another function', () => {
  const wear = async (who: Person, userFunctionId: string) =>
    cookieOf(await t.as(who)('PUT', '/api/sessions/current/function', { userFunctionId })).value
  const devices = async (token: string) =>
    (await t.as({ ...nacka, token })('GET', '/api/sessions')).json<{ items: { isCurrent: boolean }[] }>().items
  let communicator: string
  let reader: string
  beforeEach(async () => {
    communicator = await alsoHolds(nacka, 'communicator')
    reader = await alsoHolds(nacka, 'reader')
  })

  test('and leaves before the answer has come is still who they were, and may try again', async () => {
    const lost = await wear(nacka, communicator)
    expect((await current(nacka.token)).json<Session>().actingAs.id).toBe(nacka.functionId)
    expect(await devices(nacka.token)).toEqual([expect.objectContaining({ isCurrent: true })])
    const second = await wear(nacka, reader)
    expect((await current(second)).json<Session>().actingAs.id).toBe(reader)
    for (const dead of [nacka.token, lost]) expect((await current(dead)).statusCode).toBe(401)
    expect(await devices(second)).toHaveLength(1)
  })

  test('has one session from the first use of the new one on, however many requests come at once', async () => {
    const token = await wear(nacka, communicator)
    const answers = await Promise.all(Array.from({ length: 5 }, () => current(token)))
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200, 200])
    expect((await current(nacka.token)).statusCode).toBe(401)
    const rows = await t.owner<{ end_reason: string | null; takes_over: string | null }>(
      'SELECT end_reason, takes_over FROM user_sessions WHERE user_id = $1 ORDER BY created_at, ended_at',
      [nacka.id],
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { end_reason: 'replaced', takes_over: null },
        { end_reason: null, takes_over: null },
      ]),
    )
  })

  test('and logs out with the old token leaves no other behind', async () => {
    const lost = await wear(nacka, communicator)
    expect((await t.as(nacka)('DELETE', '/api/sessions/current')).statusCode).toBe(204)
    expect((await current(lost)).statusCode).toBe(401)
  })

  test('and logs in again in the same browser leaves no other behind, seen in no list', async () => {
    const lost = await wear(nacka, communicator)
    const again = cookieOf(await logIn(nacka.email, password, { cookie: `__Host-sid=${nacka.token}` })).value
    for (const dead of [nacka.token, lost]) expect((await current(dead)).statusCode).toBe(401)
    expect(await devices(again)).toEqual([expect.objectContaining({ isCurrent: true })])
  })
})

test('a session that was ended, a person who was disabled and a function that was taken away are out at the next request', async () => {
  for (const [what, statement, code] of [
    ['ended', "UPDATE user_sessions SET ended_at = app_now(), end_reason = 'ended_by_admin' WHERE id = $1", 'not-signed-in'],
    ['disabled', "UPDATE users SET status = 'disabled' WHERE id = (SELECT user_id FROM user_sessions WHERE id = $1)", 'access-ended'],
    [
      'function ended',
      'UPDATE user_functions SET valid_to = valid_from WHERE id = (SELECT user_function_id FROM user_sessions WHERE id = $1)',
      'access-ended',
    ],
  ] as const) {
    const who = await t.person('contact-function', 'salem')
    expect((await t.as(who)('GET', '/api/home')).statusCode).toBe(200)
    await t.owner(statement, [who.sessionId])
    expect(problemOf(await t.as(who)('GET', '/api/home')).code, what).toBe(code)
  }
})

test('a session ends 12 hours after its last use, and 72 hours after it began however it is used', async () => {
  t.clock.advance(12 * 60 - 1)
  expect((await current(nacka.token)).statusCode).toBe(200)
  t.clock.advance(12 * 60 - 1)
  expect((await current(nacka.token)).statusCode).toBe(200)
  for (let hours = 24; hours < 60; hours += 11) {
    t.clock.advance(11 * 60)
    await current(nacka.token)
  }
  expect((await current(nacka.token)).statusCode).toBe(200)
  t.clock.advance(5 * 60)
  expect((await current(nacka.token)).statusCode).toBe(401)
  const salem = await t.person('contact-function', 'salem')
  t.clock.advance(12 * 60 + 1)
  expect((await t.as(salem)('GET', '/api/home')).statusCode).toBe(401)
})

test('logging out ends the session on the server and empties the browser', async () => {
  const response = await t.as(nacka)('DELETE', '/api/sessions/current')
  expect(response.statusCode).toBe(204)
  expect(response.headers['clear-site-data']).toBe('"cache"')
  expect((await current(nacka.token)).statusCode).toBe(401)
})

test('W2 · the key of one’s own words on a device: the same in every session, whatever the password, and nobody else’s', async () => {
  const keysOf = async (who: Person) => (await t.as(who)('GET', '/api/sessions/current')).json<Session>().deviceKeys
  const [before] = await keysOf(nacka)
  expect(Buffer.from(before?.secret ?? '', 'base64url')).toHaveLength(32)
  const second = await alsoHolds(nacka, 'reader')
  const other = cookieOf(await t.as(nacka)('PUT', '/api/sessions/current/function', { userFunctionId: second })).value
  expect(await keysOf({ ...nacka, token: other })).toEqual([before])
  await setPassword(nacka, 'sju höns på en vägg')
  expect((await logIn(nacka.email, 'sju höns på en vägg')).json<Session>().deviceKeys).toEqual([before])
  expect(await keysOf(await t.person('contact-function', 'nacka'))).not.toEqual([before])
})

test('W2 · a page that acts as somebody who has left this browser changes nothing in the name of whoever came', async () => {
  const salem = await t.person('contact-function', 'salem')
  const put = (acting: string) => t.as(salem)('PUT', '/api/users/subscriptions/meetings', { isOn: true }, { 'x-acting-as': acting })
  expect(problemOf(await put(nacka.functionId)).code).toBe('other-session')
  expect(await t.owner('SELECT 1 FROM user_subscriptions WHERE user_id = $1', [salem.id])).toEqual([])
  expect((await put(salem.functionId)).statusCode).toBe(200)
  expect(problemOf(await t.as(salem)('DELETE', '/api/sessions/current', undefined, { 'x-acting-as': nacka.functionId })).code).toBe(
    'other-session',
  )
  expect((await t.as(salem)('GET', '/api/home')).statusCode).toBe(200)
})

test('everybody sees and ends the own sessions by an opaque id, nobody those of others', async () => {
  const token = cookieOf(await logIn(nacka.email, password)).value
  const list = await t.as(nacka)('GET', '/api/sessions')
  expect(list.body).not.toContain(token)
  expect(list.body).not.toContain(sha256(token).toString('hex'))
  const other = list.json<{ items: { id: string; isCurrent: boolean }[] }>().items.find((one) => !one.isCurrent)
  const salem = await t.person('contact-function', 'salem')
  expect(problemOf(await t.as(salem)('DELETE', `/api/sessions/${other?.id}`)).code).toBe('not-found')
  expect((await t.as(nacka)('DELETE', `/api/sessions/${other?.id}`)).statusCode).toBe(204)
  expect((await current(token)).statusCode).toBe(401)
  expect((await current(nacka.token)).statusCode).toBe(200)
})

test('somebody unknown, a wrong password, a disabled person and one without a password are told the same', async () => {
  const disabled = await t.person('contact-function', 'salem')
  await setPassword(disabled, password)
  await t.owner("UPDATE users SET status = 'disabled' WHERE id = $1", [disabled.id])
  const without = await t.person('contact-function', 'solna')
  const retired = await t.person('contact-function', 'tyreso')
  await setPassword(retired, password)
  await t.owner('UPDATE user_functions SET valid_to = valid_from WHERE user_id = $1', [retired.id])
  const answers = await Promise.all([
    logIn('nobody@test.example', password),
    logIn(nacka.email, 'wrong'),
    logIn(disabled.email, password),
    logIn(without.email, password),
    logIn(retired.email, password),
  ])
  for (const answer of answers) {
    expect(problemOf(answer).code).toBe('wrong-credentials')
    expect({ ...answer.json<object>(), requestId: '' }).toEqual({ ...answers[0]?.json<object>(), requestId: '' })
    expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(answers[0]?.headers ?? {}).sort())
  }
})

test('an unknown address costs as much work as a wrong password', async () => {
  // Work, not time: whoever else uses the machine is not counted. Hashing runs in threads of this process.
  const work = async (email: string): Promise<number> => {
    const before = process.cpuUsage()
    for (let i = 0; i < 5; i += 1) await logIn(email.replace('#', String(i)), 'wrong')
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await work('warm#@test.example')
  const [unknown, known] = [await work('nobody#@test.example'), await work(nacka.email)]
  // One verification is tens of milliseconds; without it an unknown address would cost a tenth of that.
  expect(unknown).toBeGreaterThan(known * 0.4)
})

test('a password is kept as argon2id with our parameters, and an older one is hashed anew when it is used', async () => {
  const stored = async () =>
    (await t.owner<{ password_hash: string }>('SELECT password_hash FROM user_accounts WHERE user_id = $1', [nacka.id]))[0]?.password_hash
  expect(await stored()).toMatch(/^\$argon2id\+sha256\$v=19\$m=47104,t=2,p=1\$/)
  await setPassword(nacka, password, { algorithm: 2, memoryCost: 8192, timeCost: 1, parallelism: 1 })
  await logIn(nacka.email, 'wrong')
  expect(await stored()).toMatch(/m=8192/)
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
  expect(await stored()).toMatch(/^\$argon2id\+sha256\$v=19\$m=47104,t=2,p=1\$/)
  expect((await logIn(nacka.email, password)).statusCode).toBe(201)
})

test('many log-ins of one person at once, while an older hash is made anew, all come in', async () => {
  for (const memoryCost of [8192, 4096]) {
    await setPassword(nacka, password, { algorithm: 2, memoryCost, timeCost: 1, parallelism: 1 })
    const answers = await Promise.all(Array.from({ length: 6 }, () => logIn(nacka.email, password)))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 6 }, () => 201))
  }
})

test('a long password counts to its last character', async () => {
  await setPassword(nacka, 'a'.repeat(128))
  expect((await logIn(nacka.email, 'a'.repeat(127))).statusCode).toBe(401)
  expect((await logIn(nacka.email, 'a'.repeat(128))).statusCode).toBe(201)
})

test('log-ins are journalled for the audit: who came in, and whose password was tried', async () => {
  await logIn(nacka.email, 'wrong')
  await logIn(nacka.email, password)
  const rows = await t.owner<{ type: string; audience: string[]; user_id: string | null; data: object }>(
    "SELECT type, audience, user_id, data FROM journal WHERE type LIKE 'sessions.%' ORDER BY id",
  )
  expect(rows).toMatchObject([
    { type: 'sessions.refused', audience: [], user_id: null, data: { reason: 'password' } },
    { type: 'sessions.started', audience: [], user_id: nacka.id, data: { via: 'password' } },
  ])
})
