import * as contract from '@samverkan/contract'
import type { Home } from '@samverkan/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Room, Storage } from '../lib/storage.ts'
import { type Person, problemOf, startApp, type TestApp } from './app.ts'
import { activation, giveToken, key, mailTo, makeCallList } from './call-list.ts'

const disk: { room: Room; free: number } = { room: 'enough', free: 5_000 }
const storage: Storage = { room: () => disk.room, free: () => disk.free, look: async () => {}, stop: () => {} }
const becomes = (room: Room, free: number): void => void Object.assign(disk, { room, free })

let t: TestApp
let tib: Person
let admin: Person
const log: string[] = []
beforeAll(async () => {
  t = await startApp({ storage, env: { LOG_LEVEL: 'error' }, logTo: { write: (line) => void log.push(line) } })
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  admin = await t.person('system-admin', null)
})
afterAll(() => t.close())
beforeEach(() => {
  becomes('enough', 5_000)
  log.length = 0
})

const press = (more: Record<string, unknown> = {}) => t.as(tib)('POST', '/api/activations', activation(more), key())
const counted = async (table: 'incidents' | 'outbox_messages' | 'journal' | 'activation_answers'): Promise<number> =>
  (await t.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1

/** What Postgres says while `work` goes on, at each row that comes into `table`. */
const whilePostgresSays = async (sqlState: string, table: string, work: () => Promise<void>): Promise<void> => {
  await t.owner(
    `CREATE OR REPLACE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${sqlState}'; END $$`,
  )
  await t.owner(`CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION public.full_disk()`)
  try {
    await work()
  } finally {
    await t.owner(`DROP TRIGGER full_disk ON ${table}`)
  }
}

test.each([
  ['53100', 'the disk is full'],
  ['58030', 'the disk does not answer'],
])(
  '%s, %s: a press is refused with words and when to come back, nothing of it is kept, and it goes through afterwards',
  async (sqlState) => {
    const before = [await counted('incidents'), await counted('outbox_messages'), await counted('journal')]
    const body = activation({ title: `Storm ${sqlState}` })
    const same = key()
    await whilePostgresSays(sqlState, 'outbox_messages', async () => {
      const refused = await t.as(tib)('POST', '/api/activations', body, same)
      expect(problemOf(refused).code).toBe('storage-full')
      expect(refused.headers['retry-after']).toBe('30')
    })
    expect([await counted('incidents'), await counted('outbox_messages'), await counted('journal')]).toEqual(before)
    expect(log.some((line) => line.includes('storage-full'))).toBe(true)
    // The same press, with the same key, is not taken for the one that was refused.
    expect((await t.as(tib)('POST', '/api/activations', body, same)).statusCode).toBe(201)
  },
)

test('an answer that the disk has no room for is refused with the same words, by link as in the portal, and goes through afterwards', async () => {
  const { code } = (await press({ title: 'Ras i Nacka' })).json<{ code: string }>()
  const token = await giveToken(t.owner, code, mailTo('kontakt', 'nacka'))
  const nacka = await t.person('contact-function', 'nacka')
  const byLink = () => t.as(null)('POST', `/api/call-outs/links/${token}`, { answer: 'participates', person: 'Nils' })
  const inPortal = () => t.as(nacka)('POST', `/api/call-outs/boards/${code}/answers`, { answer: 'follows' }, key())
  const before = await counted('activation_answers')
  await whilePostgresSays('53100', 'activation_answers', async () => {
    for (const refused of [await byLink(), await inPortal()]) expect(problemOf(refused).code).toBe('storage-full')
  })
  expect(await counted('activation_answers')).toBe(before)
  expect([(await byLink()).statusCode, (await inPortal()).statusCode]).toEqual([200, 200])
  expect(await counted('activation_answers')).toBe(before + 2)
})

test('what can wait is a list: nothing in it is needed in the night of an incident', () => {
  const waiting = Object.entries(contract)
    .filter(([, one]) => typeof one === 'object' && one !== null && 'canWait' in one && one.canWait)
    .map(([name]) => name)
  expect(waiting.sort()).toEqual([
    'handInAssessment',
    'inviteUser',
    'moveDueDate',
    'moveRound',
    'prepareRound',
    'reopenAssessment',
    'saveAnswer',
    'saveTemplate',
    'signAssessment',
  ])
})

test('with little left the call-out and its answers go through, while an exercise and what can wait are refused with what to do', async () => {
  becomes('scarce', 120)
  const office = await t.person('koordinator', null)
  const before = await counted('incidents')
  const exercise = await press({ title: 'Övning Vinter', isExercise: true })
  const round = await t.as(office)('POST', '/api/assessments/rounds', { year: 2027, dueOn: '2027-10-01' })
  const conference = {
    ...{ forumCode: 'regionalt-samordnande-forum', localDate: '2026-12-20', localTime: '03:30', minutes: 30, channel: 'telephone' },
    ...{ place: '', dialIn: '08-000 00 00', title: '', asksReports: false },
  }
  const plan = (isExercise: boolean) => t.as(tib)('POST', '/api/meetings', { ...conference, isExercise }, key())
  for (const refused of [exercise, round, await plan(true)]) {
    expect(problemOf(refused).code).toBe('storage-low')
    expect(refused.headers['retry-after']).toBe('60')
  }
  expect(await counted('incidents')).toBe(before)
  const real = await press({ title: 'Gasläcka i Solna' })
  expect(real.statusCode).toBe(201)
  expect((await plan(false)).statusCode, 'an extra conference').toBe(201)
  const nacka = await t.person('contact-function', 'nacka')
  const { code } = real.json<{ code: string }>()
  expect((await t.as(nacka)('POST', `/api/call-outs/boards/${code}/answers`, { answer: 'participates' }, key())).statusCode).toBe(200)
  becomes('low', 600)
  expect((await press({ title: 'Övning Vinter', isExercise: true })).statusCode).toBe(201)
  becomes('unknown', 0)
  expect((await t.as(office)('POST', '/api/assessments/rounds', { year: 2027, dueOn: '2027-10-01' })).statusCode).toBe(201)
})

test('/readyz names the room, and a disk that fills up takes nobody out of service', async () => {
  await t.owner("INSERT INTO worker_heartbeats (worker_id, at) VALUES ('w', app_now()) ON CONFLICT DO NOTHING")
  for (const room of ['unknown', 'enough', 'low', 'scarce'] as const) {
    becomes(room, 1)
    const ready = await t.as(null)('GET', '/readyz')
    expect([ready.statusCode, ready.json<{ storage: string }>().storage]).toEqual([200, room])
  }
})

test('whoever administers the portal is told how much is left, first when it is urgent, and nobody else is asked', async () => {
  const todo = async (who: Person) => (await t.as(who)('GET', '/api/home')).json<Home>().todo
  const ofDisk = async (who: Person) => (await todo(who)).filter(({ kind }) => kind.startsWith('storage'))
  expect(await ofDisk(admin)).toEqual([])
  becomes('low', 640)
  expect(await ofDisk(admin)).toMatchObject([{ kind: 'storage-low', urgent: false, count: 640 }])
  becomes('scarce', 120)
  expect((await todo(admin))[0]).toMatchObject({ kind: 'storage-scarce', urgent: true, count: 120 })
  for (const who of [tib, await t.person('actor-admin', 'nacka')]) expect(await ofDisk(who)).toEqual([])
})
