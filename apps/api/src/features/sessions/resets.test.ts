import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { linkOf } from '../../test/one-time.ts'
import { settled } from './invitations-service.ts'

let t: TestApp
let nacka: Person
const old = 'gamla vanor sitter i'
const fresh = 'sju höns på en vägg'
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka', 'Maja Lind')
  await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [nacka.id, await hash(old, passwordHashing)])
})
afterAll(() => t.close())

const answered = (email: string) => t.as(null)('POST', '/api/sessions/resets', { email })
/** The answer, once what it set going has been done. */
const ask = async (email: string) => {
  const answer = await answered(email)
  await settled()
  return answer
}
const letters = (userId: string, purpose = 'reset') =>
  t.owner<{ body: string; state: string }>('SELECT body, state FROM outbox_messages WHERE user_id = $1 AND purpose = $2', [userId, purpose])
const logIn = (password: string) => t.as(null)('POST', '/api/sessions', { email: nacka.email, password })

test('a forgotten password is chosen anew with the link in the letter, once, and everything before it is over', async () => {
  expect((await ask(nacka.email.toUpperCase())).statusCode).toBe(204)
  expect(await letters(nacka.id)).toMatchObject([{ body: expect.stringContaining('Någon har bett om'), state: 'queued' }])
  const token = await linkOf(t, nacka.id)
  expect((await t.as(null)('GET', `/api/sessions/invitations/${token}`)).json()).toMatchObject({
    purpose: 'reset',
    person: { name: 'Maja Lind' },
  })
  expect((await logIn(old)).statusCode).toBe(201)
  const accept = () => t.as(null)('POST', `/api/sessions/invitations/${token}`, { password: fresh })
  const answer = await accept()
  expect(answer.json()).toMatchObject({ session: { user: { name: 'Maja Lind' } } })
  expect(problemOf(await accept()).code).toBe('already-used')
  expect(problemOf(await logIn(old)).code).toBe('wrong-credentials')
  expect((await logIn(fresh)).statusCode).toBe(201)
  expect(problemOf(await t.as(nacka)('GET', '/api/home')).code).toBe('not-signed-in')
  expect(await letters(nacka.id, 'account')).toMatchObject([{ body: expect.stringContaining('alla tidigare inloggningar är avslutade') }])
  const rows = await t.owner<{ type: string; data: object }>(
    "SELECT type, data FROM journal WHERE subject_id = $1 AND type LIKE 'users.%' ORDER BY id",
    [nacka.id],
  )
  expect(rows).toMatchObject([
    { type: 'users.invitation-sent', data: { purpose: 'reset', by: 'self' } },
    { type: 'users.joined', data: { purpose: 'reset' } },
  ])
})

test('the link lives for half an hour', async () => {
  t.clock.advance(60)
  await ask(nacka.email)
  const token = await linkOf(t, nacka.id)
  t.clock.advance(30)
  expect(problemOf(await t.as(null)('GET', `/api/sessions/invitations/${token}`)).code).toBe('link-expired')
})

describe('W16 · somebody who was invited and whose letter was lost', () => {
  const invite = async (email: string): Promise<string> => {
    const admin = await t.person('system-admin', null, 'Siv Admin')
    const body = {
      name: 'Nils Ny',
      email,
      phone: null,
      actorCode: 'nacka',
      functions: [{ functionCode: 'reader', actorCode: 'nacka', isDeputy: false, from: null, until: null }],
    }
    const answer = await t.as(admin)('POST', '/api/users', body, { 'idempotency-key': `invite-${email}` })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ id: string }>().id
  }
  test('asks for a new password and gets the invitation again, with the same answer as everybody; the link opens the log-in', async () => {
    const id = await invite('nils.ny@test.example')
    t.clock.advance(25 * 60)
    expect((await ask('Nils.Ny@test.example')).statusCode).toBe(204)
    const [, again] = await letters(id, 'invitation')
    expect(again).toMatchObject({ body: expect.stringContaining('har bjudit in dig till'), state: 'queued' })
    expect(again?.body).toContain('Siv Admin')
    expect(await letters(id)).toEqual([])
    const [row] = await t.owner<{ data: object }>(
      "SELECT data FROM journal WHERE subject_id = $1 AND type = 'users.invitation-sent' ORDER BY id DESC LIMIT 1",
      [id],
    )
    expect(row?.data).toMatchObject({ purpose: 'invitation', by: 'self' })
    // Once more at once is the letter that is there already.
    await ask('nils.ny@test.example')
    expect(await letters(id, 'invitation')).toHaveLength(2)
    const token = await linkOf(t, id)
    expect((await t.as(null)('POST', `/api/sessions/invitations/${token}`, { password: fresh })).statusCode).toBe(201)
  })

  test('gets nothing once the invitation was taken back', async () => {
    const id = await invite('nora.ny@test.example')
    await t.owner('UPDATE user_invitations SET withdrawn_at = app_now() WHERE user_id = $1', [id])
    t.clock.advance(60)
    expect((await ask('nora.ny@test.example')).statusCode).toBe(204)
    expect(await letters(id, 'invitation')).toHaveLength(1)
  })
})

describe('nothing is told to whoever asks', () => {
  test('known, unknown, invited, disabled and without a password get the same answer, and only the first a letter', async () => {
    t.clock.advance(120)
    const disabled = await t.person('reader', 'salem')
    await t.owner("UPDATE user_accounts SET password_hash = 'x' WHERE user_id = $1", [disabled.id])
    await t.owner("UPDATE users SET status = 'disabled' WHERE id = $1", [disabled.id])
    const without = await t.person('reader', 'salem')
    const answers = await Promise.all([nacka.email, 'nobody@test.example', disabled.email, without.email].map((email) => ask(email)))
    const told = answers.map(({ statusCode, body, headers }) => {
      const { 'x-request-id': _id, date: _date, ...rest } = headers
      return { statusCode, body, rest }
    })
    for (const one of told) expect(one).toEqual(told[0])
    expect(await letters(disabled.id)).toEqual([])
    expect(await letters(without.id)).toEqual([])
  })

  test('an address that no letter can go to is refused with its reason, as an invitation’s is', async () => {
    for (const [email, code] of [
      ['vakt..4@demo.example', 'dots'],
      ['inte en adress', 'incomplete'],
      ['vakt@demo', 'host'],
      ['väkt@demo.example', 'not-ascii'],
    ] as const) {
      const answer = await ask(email)
      expect([answer.statusCode, problemOf(answer).errors], email).toEqual([400, [{ pointer: '/email', code }]])
    }
  })

  // Measured in milliseconds this would say how busy the machine is; that nothing is waited for says why the times are the same.
  test('in the same time: the answer waits for nothing that the address sets going', async () => {
    t.clock.advance(120)
    const before = (await letters(nacka.id)).length
    const client = new pg.Client({ connectionString: t.database.ownerUrl })
    await client.connect()
    await client.query('BEGIN')
    await client.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [nacka.id])
    expect((await answered(nacka.email)).statusCode).toBe(204)
    expect(await letters(nacka.id)).toHaveLength(before)
    await client.query('COMMIT')
    await client.end()
    await settled()
    expect(await letters(nacka.id)).toHaveLength(before + 1)
  })
})

test('a mailbox is not filled: not again at once, and five an hour at most', async () => {
  t.clock.advance(120)
  const before = (await letters(nacka.id)).length
  await Promise.all(Array.from({ length: 5 }, () => ask(nacka.email)))
  expect((await letters(nacka.id)).length - before).toBe(1)
  for (let i = 0; i < 8; i += 1) {
    t.clock.advance(3)
    await ask(nacka.email)
  }
  expect((await letters(nacka.id)).length - before).toBe(5)
})

/** Asks from this address; what it set going has not been waited for. */
const askFrom = (remoteAddress: string, email: string) =>
  t.app.inject({
    method: 'POST',
    url: '/api/sessions/resets',
    remoteAddress,
    headers: { origin: t.config.publicUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    payload: JSON.stringify({ email }),
  })

test('one address that asks without end shuts nobody out: a colleague behind it has a letter all the same', async () => {
  const colleague = await t.person('contact-function', 'nacka', 'Ulla Berg')
  await t.owner("UPDATE user_accounts SET password_hash = 'x' WHERE user_id = $1", [colleague.id])
  const asked = Array.from({ length: 120 }, (_, i) => askFrom('203.0.113.7', `n${i}@test.example`))
  const answers = await Promise.all([...asked, askFrom('203.0.113.7', colleague.email)])
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([204]))
  await settled()
  expect((await askFrom('203.0.113.7', colleague.email)).statusCode).toBe(204)
  await settled()
  expect(await letters(colleague.id)).toHaveLength(1)
}, 30_000)

test('whoever asks in somebody’s name cannot use up their letters: there is always one that works, or a new one to be had', async () => {
  t.clock.advance(240)
  for (let i = 0; i < 5; i += 1) {
    await ask(nacka.email)
    t.clock.advance(3)
  }
  const before = (await letters(nacka.id)).length
  // The first has run out and the last has not.
  t.clock.advance(20)
  await ask(nacka.email)
  expect(await letters(nacka.id)).toHaveLength(before)
  t.clock.advance(12)
  await ask(nacka.email)
  expect(await letters(nacka.id)).toHaveLength(before + 1)
})
