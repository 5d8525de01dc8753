import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemViewer, workerViewer } from '../../lib/db.ts'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { subscribers } from './service.ts'

let t: TestApp
let nacka: Person
let office: Person
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('reader', 'nacka')
  office = await t.person('koordinator', null)
})
afterAll(() => t.close())

const mine = async (who: Person) =>
  (await t.as(who)('GET', '/api/users/subscriptions')).json<{ items: { topic: string; isOn: boolean }[] }>().items
const choose = (who: Person, topic: string, isOn: unknown) => t.as(who)('PUT', `/api/users/subscriptions/${topic}`, { isOn })
const told = (topic: 'meetings' | 'measures') => t.db.inViewer(workerViewer, (tx) => subscribers(tx, topic, t.clock.now()))

test('nothing is chosen beforehand; each person chooses for themselves, and choosing again changes nothing', async () => {
  expect((await mine(nacka)).map((one) => one.isOn)).toEqual([false, false, false, false])
  for (let i = 0; i < 2; i++) expect((await choose(nacka, 'meetings', true)).json()).toEqual({ topic: 'meetings', isOn: true })
  expect(await mine(nacka)).toContainEqual({ topic: 'meetings', isOn: true, people: 1 })
  expect((await mine(office)).some((one) => one.isOn)).toBe(false)
  const rows = await t.owner<{ data: object; audience: string[] }>("SELECT data, audience FROM journal WHERE type = 'users.subscribed'")
  expect(rows).toEqual([{ data: { topic: 'meetings', isOn: true }, audience: [nacka.actorId] }])
})

test('whoever is to write finds the receivers of every actor, from any transaction', async () => {
  await choose(office, 'meetings', true)
  const expected = [nacka, office]
    .map((one) => ({ userId: one.id, actorId: one.actorId, email: one.email }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
  expect(await told('meetings')).toEqual(expected)
  expect(await t.db.inViewer(systemViewer, (tx) => subscribers(tx, 'meetings', t.clock.now()))).toEqual(expected)
  expect(await told('measures')).toEqual([])
})

test('nobody is written to who is disabled, has no function left, or has said no', async () => {
  await t.owner("UPDATE users SET status = 'disabled' WHERE id = $1", [nacka.id])
  expect((await told('meetings')).map((one) => one.userId)).toEqual([office.id])
  await t.owner("UPDATE users SET status = 'active' WHERE id = $1", [nacka.id])
  await t.owner('UPDATE user_functions SET valid_to = $2 WHERE user_id = $1', [nacka.id, t.clock.now()])
  expect((await told('meetings')).map((one) => one.userId)).toEqual([office.id])
  await choose(office, 'meetings', false)
  expect(await told('meetings')).toEqual([])
})

test('refuses what is no topic and what is no choice', async () => {
  for (const answer of [
    await choose(office, 'gossip', true),
    await choose(office, 'meetings', 'ja'),
    await choose(office, 'meetings', undefined),
  ])
    expect(problemOf(answer).code).toBe('invalid')
  expect(problemOf(await t.as(null)('GET', '/api/users/subscriptions')).code).toBe('not-signed-in')
})
