import type { HeldLetters, OutboxMessage } from '@samverkan/contract'
import { startFaultySmtp, type FaultySmtp } from '@samverkan/tools/mail-faults'
import { holdLetters } from '@samverkan/tools/backup'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemViewer } from '../../lib/db.ts'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { startWorker, type TestProcess, until } from '../../test/worker.ts'
import { queueMail } from './service.ts'

let t: TestApp
let smtp: FaultySmtp
let worker: TestProcess | undefined
let tib: Person
let admin: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp({ runs: true })
  smtp = await startFaultySmtp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  admin = await t.person('system-admin', null)
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(async () => {
  await worker?.kill('SIGKILL')
  await smtp.stop()
  await t.close()
})

const order = (subject: string, actorId: string | null = null) =>
  t.db.inViewer(systemViewer, (tx) =>
    queueMail(
      tx,
      [{ purpose: 'notice', actorId, destination: `${subject}@demo.example`, subject, body: 'Läs i portalen.' }],
      t.clock.now(),
    ),
  )
const held = async (who: Person) => (await t.as(who)('GET', '/api/outbox/held')).json<HeldLetters>()
const decide = (who: Person, decision: 'send' | 'discard', letters: number) => t.as(who)('POST', '/api/outbox/held', { decision, letters })
const states = () => t.owner<{ subject: string; state: string }>('SELECT subject, state FROM outbox_messages ORDER BY subject')
const journal = () =>
  t.owner(
    "SELECT type, user_id, audience, data FROM journal WHERE type IN ('outbox.released', 'outbox.discarded', 'portal.restored') ORDER BY id",
  )
const madeAt = '2026-11-24T01:00:00.000Z'
const restore = async () => {
  await t.owner('SELECT 1') // the database follows the clock of this test
  return holdLetters(t.database.ownerUrl, madeAt)
}

test('what was queued when the copy was made is taken by no worker; what is ordered afterwards leaves', async () => {
  expect(await held(tib)).toEqual({ letters: 0, tooOld: 0, callOuts: 0, restoredAt: null, madeAt: null, mayRelease: true })
  for (const subject of ['a', 'b']) await order(subject)
  await order('nackas', nacka.actorId)
  expect(await restore()).toEqual({ letters: 3, underWay: 0 })
  worker = await startWorker(t.database.workerUrl, smtp.url)
  await order('ny')
  await until(states, (rows) => rows.some(({ subject, state }) => subject === 'ny' && state === 'sent'))
  // The sweep has been round, and the jobs of the three had been queued before.
  await order('nyare')
  await until(states, (rows) => rows.some(({ subject, state }) => subject === 'nyare' && state === 'sent'))
  expect(smtp.received.map(({ to }) => to[0]).sort()).toEqual(['ny@demo.example', 'nyare@demo.example'])
  expect(await held(tib)).toMatchObject({ letters: 3, tooOld: 0, callOuts: 0, madeAt, restoredAt: expect.any(String), mayRelease: true })
  expect(await held(nacka), 'its own').toMatchObject({ letters: 1, mayRelease: false })
  const { items } = (await t.as(nacka)('GET', '/api/outbox')).json<{ items: OutboxMessage[] }>()
  expect(items).toMatchObject([{ subject: 'nackas', state: 'queued', nextAt: null }])
})

test('a person lets it go: as many as were on the screen, once, in one row of the journal; what is too old stays', async () => {
  await t.owner("UPDATE outbox_messages SET give_up_at = created_at WHERE subject = 'b'")
  expect(problemOf(await decide(nacka, 'send', 1)).code).toBe('forbidden')
  const stale = await decide(tib, 'send', 2)
  expect([stale.statusCode, problemOf(stale).code]).toEqual([409, 'stale-version'])
  expect(stale.json<{ current: HeldLetters }>().current).toMatchObject({ letters: 3, tooOld: 1 })
  const both = await Promise.all([decide(tib, 'send', 3), decide(admin, 'send', 3)])
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect(both.find(({ statusCode }) => statusCode === 200)?.json()).toEqual({ sent: 2, discarded: 1 })
  await until(states, (rows) => rows.filter(({ state }) => state === 'sent').length === 4)
  expect(await states()).toContainEqual({ subject: 'b', state: 'cancelled' })
  expect(smtp.received.map(({ to }) => to[0])).not.toContain('b@demo.example')
  expect(await held(admin)).toMatchObject({ letters: 0, restoredAt: null })
  expect(await journal()).toMatchObject([
    { type: 'portal.restored', user_id: null, data: { letters: 3, underWay: 0, madeAt } },
    { type: 'outbox.released', user_id: expect.any(String), audience: [], data: { letters: 2, tooOld: 1 } },
  ])
})

test('or throws it away, and no worker finds anything of it', async () => {
  await worker?.kill('SIGKILL')
  for (const subject of ['c', 'd']) await order(subject)
  await restore()
  expect((await decide(admin, 'discard', 2)).json()).toEqual({ sent: 0, discarded: 2 })
  expect(
    await t.owner(
      "SELECT subject, state, next_at, stopped_at IS NOT NULL AS stopped FROM outbox_messages WHERE subject IN ('c', 'd') ORDER BY 1",
    ),
  ).toEqual([
    { subject: 'c', state: 'cancelled', next_at: null, stopped: true },
    { subject: 'd', state: 'cancelled', next_at: null, stopped: true },
  ])
  expect((await journal()).at(-1)).toMatchObject({ type: 'outbox.discarded', user_id: admin.id, data: { letters: 2 } })
})
