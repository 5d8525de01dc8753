import type * as argon2Types from '@node-rs/argon2'
import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '../../lib/db.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import { logIn } from './service.ts'

const verified: string[] = []
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof argon2Types>()
  return {
    ...argon2,
    verify: (phc: string, password: string) => {
      verified.push(phc.split('$').slice(0, 4).join('$'))
      return argon2.verify(phc, password)
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
  const where = { network: null, userAgent: null, previousSessionId: null, previousUserId: null }
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
    steps: ['look-up', 'transaction', 'with the commit', `$argon2id$v=19$m=${m},t=${timeCost},p=${parallelism}`],
  })
})
