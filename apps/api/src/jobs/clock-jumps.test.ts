import { startFaultySmtp, type FaultySmtp } from '@samverkan/tools/mail-faults'
import type { Board, Incident } from '@samverkan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../test/app.ts'
import { activation, key, makeCallList } from '../test/call-list.ts'
import { openDatabase } from '../lib/db.ts'
import type { Channel } from './channel.ts'
import { makeOutbox } from './outbox.ts'
import { startWorker, type TestProcess, until } from '../test/worker.ts'

/** The whole of it at once: a database whose time is set, a worker that follows it, and a mail server that fails. */
let t: TestApp
let tib: Person
let smtp: FaultySmtp
let worker: TestProcess | null = null
beforeEach(async () => {
  t = await startApp({ start: '2026-11-24T02:14:00Z', runs: true })
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  smtp = await startFaultySmtp()
})
afterEach(async () => {
  await worker?.kill('SIGKILL')
  worker = null
  await smtp.stop()
  await t.close()
})

const hour = 3_600_000
/** Everybody's clock is set: the worker follows within a second. */
const jump = (milliseconds: number): Promise<unknown> => {
  t.clock.at(new Date(t.clock.now().getTime() + milliseconds))
  // The next statement of anybody carries the new time into SQL.
  return t.owner('SELECT app_now()')
}
const press = async (): Promise<string> => {
  const conferenceAt = new Date(t.clock.now().getTime() + 900_000).toISOString()
  const response = await t.as(tib)('POST', '/api/activations', activation({ conferenceAt }), key())
  expect(response.statusCode, response.body).toBe(201)
  return response.json<Incident>().code
}
type Message = { destination: string; state: string; attempts: number; states: string[] }
const messages = (code: string): Promise<Message[]> =>
  t.owner<Message>(
    `SELECT m.destination, m.state, m.attempts, array_remove(array_agg(a.state ORDER BY a.number), NULL) AS states
     FROM outbox_messages m LEFT JOIN outbox_attempts a ON a.message_id = m.id WHERE m.incident_id = (SELECT id FROM incidents WHERE code = $1) GROUP BY m.id`,
    [code],
  )
const isSettled = (rows: Message[]): boolean => rows.every(({ state }) => !['queued', 'sending'].includes(state))
const statesOf = (rows: Message[]): string[] => [...new Set(rows.map(({ state }) => state))]

describe('T15 · the server’s clock is put back an hour', () => {
  test.each([
    ['by the worker that lives through it', false],
    ['nor by one that is started anew and has nothing but the tables', true],
  ])(
    'letters that were to be tried again are not left lying until it has caught up, %s',
    async (_who, anew) => {
      await smtp.down()
      worker = await startWorker(t.database.workerUrl, smtp.url)
      const code = await press()
      await until(
        () => messages(code),
        (rows) => rows.filter(({ states }) => states.includes('failed')).length >= 10,
      )
      if (anew) await worker.kill('SIGKILL')
      await jump(-hour)
      await smtp.up()
      if (anew) worker = await startWorker(t.database.workerUrl, smtp.url)
      const rows = await until(() => messages(code), isSettled, 30_000)
      expect([rows.length, statesOf(rows)]).toEqual([37, ['sent']])
      expect(new Set(smtp.received.map(({ to }) => to[0])).size).toBe(37)
      expect(smtp.received).toHaveLength(37)
    },
    60_000,
  )

  test('nor those that nobody had begun with, nor one whose worker died in the middle of it', async () => {
    smtp.fail('*', 'hang-in-data', 3)
    worker = await startWorker(t.database.workerUrl, smtp.url)
    const code = await press()
    await until(
      () => messages(code),
      (rows) => rows.filter(({ state }) => state === 'sending').length === 3 && rows.filter(({ state }) => state === 'sent').length >= 10,
    )
    await worker.kill('SIGKILL')
    await jump(-hour)
    worker = await startWorker(t.database.workerUrl, smtp.url)
    const rows = await until(() => messages(code), isSettled, 30_000)
    expect(statesOf(rows)).toEqual(['sent'])
    expect(rows.filter(({ states }) => states.includes('unknown')).length).toBeGreaterThanOrEqual(3)
  }, 60_000)
})

describe('T15 · the server’s clock is put forward an hour', () => {
  test('a mail server that hangs meanwhile costs nobody the letter: what is unknown is sent again', async () => {
    smtp.fail('*', 'hang-in-data', 10)
    worker = await startWorker(t.database.workerUrl, smtp.url)
    const code = await press()
    await until(
      () => smtp.received.length,
      (count) => count === 10,
    )
    await jump(hour)
    const rows = await until(() => messages(code), isSettled, 60_000)
    expect([rows.length, statesOf(rows)]).toEqual([37, ['sent']])
    // Those on the wire were waited for: nobody took them for lost, so each was sent once more and no more.
    expect(rows.filter(({ states }) => states.join() === 'unknown,sent')).toHaveLength(10)
  }, 90_000)

  test('one that refuses for now is tried for its time all the same', async () => {
    smtp.fail('*', 'reject-451', 60)
    worker = await startWorker(t.database.workerUrl, smtp.url)
    const code = await press()
    await until(
      () => messages(code),
      (rows) => rows.some(({ states }) => states.includes('failed')),
    )
    await jump(hour)
    const rows = await until(() => messages(code), isSettled, 60_000)
    expect([rows.length, statesOf(rows)]).toEqual([37, ['sent']])
  }, 90_000)
})

describe('T15 · the heartbeat', () => {
  const ready = async (seconds: number) => {
    await t.owner('DELETE FROM worker_heartbeats')
    await t.owner("INSERT INTO worker_heartbeats (worker_id, at) VALUES ('one', app_now() + make_interval(secs => $1))", [seconds])
    const answer = await t.as(null)('GET', '/readyz')
    return [answer.statusCode, answer.json<{ worker: boolean }>().worker]
  }
  test('one in the future is a fault, as one that is old', async () => {
    expect(await ready(0)).toEqual([200, true])
    expect(await ready(-31)).toEqual([503, false])
    expect(await ready(60)).toEqual([503, false])
    expect(await ready(3_600)).toEqual([503, false])
  })
  test('a worker that lives beats by the new time at once', async () => {
    worker = await startWorker(t.database.workerUrl, smtp.url)
    await jump(-hour)
    const answer = await until(
      () => t.as(null)('GET', '/readyz'),
      ({ statusCode }) => statusCode === 200,
    )
    expect(answer.json<{ worker: boolean }>().worker).toBe(true)
  })
})

test('CT6 · mail down, 37 called, all reached by telephone, mail up, new call-out: the first letter goes within five seconds', async () => {
  await smtp.down()
  worker = await startWorker(t.database.workerUrl, smtp.url)
  const code = await press()
  // The breaker has opened, and the others wait behind it.
  await until(
    () => messages(code),
    (rows) => rows.filter(({ states }) => states.includes('failed')).length >= 10,
    30_000,
  )
  const board = (await t.as(tib)('GET', `/api/call-outs/boards/${code}`)).json<Board>()
  for (const { actorId } of board.rows) {
    const answer = await t.as(tib)(
      'POST',
      `/api/call-outs/boards/${code}/actors/${actorId}/reached`,
      { answer: 'follows', means: 'phone' },
      key(),
    )
    expect(answer.statusCode, answer.body).toBe(200)
  }
  expect(statesOf(await messages(code))).toEqual(['cancelled'])
  await smtp.up()
  await press()
  const pressed = performance.now()
  await until(
    () => smtp.received.length,
    (count) => count > 0,
    20_000,
  )
  expect(performance.now() - pressed).toBeLessThanOrEqual(5_000)
}, 90_000)

test('CT6 · a bell for a letter that nobody needs any more takes no probe from one that somebody does', async () => {
  const db = openDatabase(t.database.workerUrl, 2, () => {})
  try {
    let passed = 0
    let isDown = true
    const tried: string[] = []
    const channel: Channel = {
      name: 'email',
      send: async (_attempt, destination) => {
        tried.push(destination)
        return isDown ? { kind: 'retry', code: null, detail: 'nobody answers' } : { kind: 'accepted', providerId: '250' }
      },
      health: async () => !isDown,
      close: () => {},
    }
    const outbox = makeOutbox({ db, clock: t.clock, channel, config: t.config, passed: () => passed })
    const idsOf = async (code: string): Promise<string[]> =>
      (
        await t.owner<{ id: string }>(
          'SELECT id FROM outbox_messages WHERE incident_id = (SELECT id FROM incidents WHERE code = $1) ORDER BY id',
          [code],
        )
      ).map(({ id }) => id)
    const first = await press()
    const ids = await idsOf(first)
    for (const id of ids.slice(0, 5)) expect(await outbox.deliver(id)).toBeGreaterThan(0)
    expect(await outbox.deliver(ids[5] ?? ''), 'the breaker is open').toBe(5_000)
    await t.owner(
      "UPDATE outbox_messages SET state = 'cancelled', stopped_at = app_now(), next_at = NULL WHERE incident_id = (SELECT id FROM incidents WHERE code = $1)",
      [first],
    )
    isDown = false
    const [wanted = ''] = await idsOf(await press())
    passed = 5_000
    tried.length = 0
    for (const id of ids) expect(await outbox.deliver(id)).toBeNull()
    expect(await outbox.deliver(wanted)).toBeNull()
    expect(tried).toHaveLength(1)
  } finally {
    await db.close()
  }
})
