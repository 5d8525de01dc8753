import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from './app.ts'
import { startApi, startWorker } from './worker.ts'

/** A database that holds people of the demo, and a portal that is not the demo. */
const word = 'samverkan-demo-2026'
let t: TestApp
let invented: Person
beforeAll(async () => {
  t = await startApp({ env: { DEMO: 'false' } })
  invented = await t.person('lst-tib', 'lst-stockholm')
  await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [invented.id, await hash(word, passwordHashing)])
})
afterAll(() => t.close())
const logIn = () => t.as(null)('POST', '/api/sessions', { email: invented.email, password: word })
const isDemo = (is: boolean) => t.owner('UPDATE users SET is_demo = $2 WHERE id = $1', [invented.id, is])

test('is not let in, with the right password and the answer that everybody gets', async () => {
  await isDemo(true)
  const refused = await logIn()
  expect([refused.statusCode, problemOf(refused).code]).toEqual([401, 'wrong-credentials'])
  expect((await t.as(null)('POST', '/api/demo/sessions', { email: invented.email })).statusCode).toBe(404)
  await isDemo(false)
  expect((await logIn()).statusCode).toBe(201)
})

test('stops the API and the worker from starting, each by itself, with what to do', async () => {
  await isDemo(true)
  for (const start of [() => startApi(t.database.appUrl, 0), () => startWorker(t.database.workerUrl, 'smtp://127.0.0.1:1')])
    await expect(start()).rejects.toThrow(/people of the demo[^]*Give another database/)
}, 90_000)
