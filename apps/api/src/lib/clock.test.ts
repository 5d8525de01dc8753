import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../test/app.ts'
import { startWorker, until } from '../test/worker.ts'
import { type FollowingClock, followDatabase } from './clock.ts'
import { openDatabase } from './db.ts'
import { sql } from './sql.ts'

const noon = Date.parse('2027-03-28T10:00:00Z')
const minute = 60_000
const hour = 60 * minute

let clock: FollowingClock | undefined
afterEach(() => clock?.stop())

/** A database whose time a test sets, a round trip as long as it says, and the time that really passed. */
const world = () => {
  const w = { at: noon, passed: 5_000, roundTrip: 0, isAway: false }
  const jumps: number[] = []
  const pass = (milliseconds: number): void => {
    w.at += milliseconds
    w.passed += milliseconds
  }
  const lookUp = async <T>(): Promise<T | undefined> => {
    if (w.isAway) throw new Error('away')
    pass(w.roundTrip / 2)
    const answer = { now: new Date(w.at) } as T
    pass(w.roundTrip / 2)
    return answer
  }
  clock = followDatabase({ lookUp }, { passed: () => w.passed, onJump: (milliseconds) => jumps.push(milliseconds) })
  return { w, jumps, pass, clock }
}

test('CT7 · the clock follows the database, not the machine, and time goes on between two questions', async () => {
  const { clock, pass, jumps } = world()
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon)
  pass(12_345)
  expect(clock.now().getTime()).toBe(noon + 12_345)
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon + 12_345)
  expect(jumps).toEqual([])
})

test.each([-hour, hour])('a jump of the database by %i ms is followed and told once', async (jump) => {
  const { w, clock, jumps, pass } = world()
  await clock.follow()
  w.at += jump
  pass(1_000)
  expect(clock.now().getTime()).toBe(noon + 1_000)
  await clock.follow()
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon + jump + 1_000)
  expect(jumps).toEqual([jump])
})

test('an answer that took a minute moves nothing, because it may have been true at any moment of it', async () => {
  const { w, clock, jumps } = world()
  await clock.follow()
  w.roundTrip = minute
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon + minute)
  expect(jumps).toEqual([])
})

test('while the database is away the time goes on, and what it says when it is back is believed', async () => {
  const { w, clock, pass } = world()
  await clock.follow()
  w.isAway = true
  pass(hour)
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon + hour)
  w.isAway = false
  w.at += 3 * minute
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon + hour + 3 * minute)
})

test('after it has been stopped the clock asks no more', async () => {
  const { w, clock } = world()
  await clock.follow()
  clock.stop()
  w.at += hour
  await clock.follow()
  expect(clock.now().getTime()).toBe(noon)
})

let t: TestApp
beforeAll(async () => {
  t = await startApp()
})
afterAll(() => t.close())

const inSql = async (): Promise<number> => {
  const [row] = await t.owner<{ now: Date }>('SELECT app_now() AS now')
  return row?.now.getTime() ?? 0
}

test('CT7 · in a test SQL and code never disagree: whoever moves the clock moves app_now(), also for statements that were already prepared', async () => {
  const told = () => t.db.lookUp<{ now: Date }>(sql`SELECT app_now() AS now`)
  for (const instant of ['2027-10-31T00:30:00Z', '2028-02-29T11:00:00Z', '2026-12-31T22:30:00Z']) {
    t.clock.at(instant)
    expect((await told())?.now.toISOString()).toBe(t.clock.now().toISOString())
    t.clock.advance(61)
    expect(await inSql()).toBe(t.clock.now().getTime())
    expect(t.clock.now().getTime()).toBe(Date.parse(instant) + 61 * minute)
  }
})

test('CT7 · a running test clock runs alike in SQL, and a real worker lives at that moment', async () => {
  const running = await startApp({ start: '2027-01-01T11:00:00Z', runs: true })
  try {
    const db = openDatabase(running.database.workerUrl, 1, () => {})
    const followed = followDatabase(db)
    await followed.follow()
    expect(Math.abs(followed.now().getTime() - running.clock.now().getTime())).toBeLessThan(1_000)
    followed.stop()
    await db.close()

    const worker = await startWorker(running.database.workerUrl, 'smtp://127.0.0.1:9')
    const beats = await until(
      () => running.owner<{ at: Date }>('SELECT at FROM worker_heartbeats'),
      (rows) => rows.length === 1,
    )
    expect(beats[0]?.at.toISOString()).toMatch(/^2027-01-01T11:0/)
    await worker.kill('SIGTERM')
  } finally {
    await running.close()
  }
})
