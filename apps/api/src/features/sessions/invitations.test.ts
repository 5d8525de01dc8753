import type { Session } from '@samverkan/contract'
import { firstAdminLink } from '@samverkan/prisma/first-admin'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemOf, startApp, type TestApp } from '../../test/app.ts'

let t: TestApp
beforeEach(async () => {
  t = await startApp({ env: { DEMO: 'false' } })
})
afterEach(() => t.close())

const tokenOf = async (): Promise<string> =>
  (await firstAdminLink(t.database.ownerUrl, 'https://portal.example', t.clock.now()))?.split('/').at(-1) ?? ''
const admin = { name: 'Elin Stenmarker', email: 'elin@portal.example', password: 'fjorton dagar på sjön' }
const accept = (token: string, more: object = {}) => t.as(null)('POST', `/api/sessions/invitations/${token}`, { ...admin, ...more })

test('whoever reads the terminal becomes the first administrator, once', async () => {
  const token = await tokenOf()
  expect((await t.as(null)('GET', `/api/sessions/invitations/${token}`)).json()).toMatchObject({ purpose: 'first_admin' })
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => accept(token, { email: `elin.${i}@portal.example` })))
  const accepted = answers.filter((answer) => answer.statusCode === 201)
  expect(accepted).toHaveLength(1)
  expect(accepted[0]?.json<{ session: Session }>().session.actingAs.functionCode).toBe('system-admin')
  expect(problemOf(await accept(token)).code).toBe('already-used')
  expect(problemOf(await t.as(null)('GET', `/api/sessions/invitations/${token}`)).code).toBe('already-used')
  expect(await t.owner('SELECT 1 FROM user_accounts')).toHaveLength(1)
  expect(await firstAdminLink(t.database.ownerUrl, 'https://portal.example', t.clock.now())).toBeUndefined()
})

test('a link that was cut off is not found, however little is left of it', async () => {
  for (const token of ['abc', 'x.', 'x'.repeat(90), (await tokenOf()).slice(0, 19)]) {
    expect(problemOf(await t.as(null)('GET', `/api/sessions/invitations/${token}`)).code, token).toBe('not-found')
    expect(problemOf(await accept(token)).code, token).toBe('not-found')
  }
})

test('the first administrator says who they are', async () => {
  const token = await tokenOf()
  const answer = await t.as(null)('POST', `/api/sessions/invitations/${token}`, { password: admin.password })
  expect(problemOf(answer).errors).toEqual([
    { pointer: '/body/name', code: 'required' },
    { pointer: '/body/email', code: 'required' },
  ])
  expect(problemOf(await accept(token, { password: 'stenmarker stenmarker' })).errors).toEqual([
    { pointer: '/body/password', code: 'contains_name' },
  ])
  expect((await accept(token)).statusCode).toBe(201)
})

test('two links printed by two starts make one administrator', async () => {
  const tokens = [await tokenOf(), await tokenOf()]
  const answers = await Promise.all(tokens.map((token, i) => accept(token, { email: `elin.${i}@portal.example` })))
  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([201, 409]))
})

test('a link lives for a day, and one that nobody printed opens nothing', async () => {
  const token = await tokenOf()
  t.clock.advance(24 * 60)
  expect(problemOf(await accept(token)).code).toBe('link-expired')
  expect(problemOf(await accept('x'.repeat(43))).code).toBe('not-found')
})

test('the password has 15 to 128 characters of any kind', async () => {
  const token = await tokenOf()
  expect(problemOf(await accept(token, { password: 'fjorton tecken' })).code).toBe('invalid')
  expect(problemOf(await accept(token, { password: 'a'.repeat(129) })).code).toBe('invalid')
  // No two runs of it are alike: what repeats itself is refused as easy to guess.
  const longest = Array.from({ length: 128 }, (_, i) => String.fromCharCode(97 + ((i * i * 7 + i) % 26) + (i % 3))).join('')
  expect(problemOf(await accept(token, { password: 'a'.repeat(128) })).errors).toEqual([
    { pointer: '/body/password', code: 'easy_to_guess' },
  ])
  expect((await accept(token, { password: longest })).statusCode).toBe(201)
  const logIn = (password: string) => t.as(null)('POST', '/api/sessions', { email: admin.email, password })
  expect((await logIn(longest.slice(0, 127))).statusCode).toBe(401)
  expect((await logIn(longest)).statusCode).toBe(201)
})
