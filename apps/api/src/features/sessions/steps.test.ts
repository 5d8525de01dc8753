import type * as argon2Types from '@node-rs/argon2'
import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '../../lib/db.ts'
import { newId, newToken, sha256 } from '../../lib/ids.ts'
import { dated, startApp, type TestApp } from '../../test/app.ts'
import { logIn } from './service.ts'

const { verified, hashes } = vi.hoisted(() => ({ verified: [] as string[], hashes: [] as string[] }))
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof argon2Types>()
  return {
    ...argon2,
    hashRaw: (password: string, options: argon2Types.Options) => {
      verified.push(`m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}`)
      return argon2.hashRaw(password, options)
    },
    hash: (...given: Parameters<typeof argon2.hash>) => {
      hashes.push(String(given[0]))
      return argon2.hash(...given)
    },
  }
})

const password = 'snöoväder över Mälaren'
let t: TestApp
let people: Record<'wrong' | 'disabled' | 'without a function' | 'without a password', string>
beforeAll(async () => {
  t = await startApp()
  const phc = await hash(password, passwordHashing)
  const some = async (): Promise<{ id: string; email: string }> => {
    const one = await t.person('contact-function', 'nacka')
    await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [one.id, phc])
    return one
  }
  const [wrong, disabled, bare, without] = [await some(), await some(), await some(), await t.person('reader', 'salem')]
  await t.owner("UPDATE users SET status = 'disabled' WHERE id = $1", [disabled.id])
  await t.owner('UPDATE user_functions SET valid_to = valid_from WHERE user_id = $1', [bare.id])
  people = { wrong: wrong.email, disabled: disabled.email, 'without a function': bare.email, 'without a password': without.email }
})
afterAll(() => t.close())

/** What a log-in does that takes time: questions to the database it waits for, and hashes. */
const stepsOf = async (email: string, typed: string): Promise<{ code: string; steps: string[] }> => {
  const steps: string[] = []
  verified.length = 0
  const counting: Database = {
    ...t.db,
    lookUp: (statement) => {
      steps.push('look-up')
      return t.db.lookUp(statement)
    },
    inViewer: (viewer, work) => {
      steps.push('transaction')
      return t.db.inViewer(viewer, (tx) =>
        work({
          ...tx,
          last: (issue) => {
            steps.push('with the commit')
            return tx.last(issue)
          },
        }),
      )
    },
  }
  const where = { network: null, userAgent: null, previousHash: null }
  const shown = { deviceCookie: undefined, ticketCookie: undefined }
  const code = await logIn(counting, t.config, { email, password: typed }, shown, where, t.clock.now()).then(
    () => 'in',
    (error: { code: string }) => error.code,
  )
  return { code, steps: [...steps, ...verified] }
}

// Milliseconds say how busy a machine is. That everybody's log-in waits for the same things, in the same number, is why they take the same time.
test('whoever is refused is refused after the same steps: unknown, wrong, disabled, without function or password (A8)', async () => {
  const asked: [string, string][] = [
    ['nobody@test.example', 'wrong'],
    [people.wrong, 'wrong'],
    [people.disabled, password],
    [people.disabled, 'wrong'],
    [people['without a function'], password],
    [people['without a password'], 'wrong'],
  ]
  const seen = []
  for (const [email, typed] of asked) seen.push(await stepsOf(email, typed))
  for (const one of seen) expect(one).toEqual(seen[0])
  const { memoryCost: m, timeCost, parallelism } = passwordHashing
  expect(seen[0]).toEqual({
    code: 'wrong-credentials',
    // What must be known, what the hash proves, what is counted.
    steps: ['look-up', 'look-up', 'transaction', 'with the commit', `m=${m},t=${timeCost},p=${parallelism}`],
  })
})

test('a link that nobody was given, that is over or whose password would not do costs no hash', async () => {
  const token = newToken()
  const { id } = await t.person('reader', 'salem')
  const expired = newToken()
  for (const [one, expiresAt] of [
    [token, dated('2027-01-01')],
    [expired, dated('2026-01-01')],
  ] as const)
    await t.owner(
      "INSERT INTO user_invitations (id, user_id, purpose, token_hash, created_at, expires_at) VALUES ($1, $2, 'reset', $3, $5, $4)",
      [newId(), id, sha256(one), expiresAt, dated('2025-12-31')],
    )
  hashes.length = 0
  const accept = async (link: string, word: string) =>
    (await t.as(null)('POST', `/api/sessions/invitations/${link}`, { password: word })).statusCode
  const invented = await Promise.all(Array.from({ length: 100 }, () => accept(newToken(), 'sju höns på en vägg')))
  expect(new Set(invented)).toEqual(new Set([404]))
  expect(await accept(expired, 'sju höns på en vägg')).toBe(410)
  expect(await accept(token, 'Sommar2026Sommar2026')).toBe(400)
  expect(hashes).toEqual([])
  expect(await accept(token, 'sju höns på en vägg')).toBe(201)
  expect(hashes).toEqual(['sju höns på en vägg'])
})
