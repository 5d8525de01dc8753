import type { Viewer } from '@samverkan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/database.ts'
import { type Database, fairly, openDatabase, systemViewer, timeLimits, type Tx } from './db.ts'
import { newId } from './ids.ts'
import { sql } from './sql.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await cloneDatabase()
  db = openDatabase(database.appUrl, 2, () => {})
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const write = (tx: Tx, key: string, note: string | null = 'a test') =>
  tx.run(
    sql`INSERT INTO idempotency_keys (scope, key, body_hash, created_at) VALUES (${key}, 'a test of it', convert_to(${note}, 'UTF8'), app_now())`,
  )
const keysLike = async (pattern: string): Promise<string[]> => {
  const rows = await db.inViewer(systemViewer, (tx) =>
    tx.many<{ key: string }>(sql`SELECT scope AS key FROM idempotency_keys WHERE scope LIKE ${pattern} ORDER BY scope`),
  )
  return rows.map(({ key }) => key)
}

describe('the last statements of a transaction', () => {
  test('are committed with what came before them', async () => {
    await db.inViewer(systemViewer, async (tx) => {
      await write(tx, 'all-1')
      return tx.last(() => Promise.all([write(tx, 'all-2'), write(tx, 'all-3')]))
    })
    expect(await keysLike('all-%')).toEqual(['all-1', 'all-2', 'all-3'])
  })

  test('are undone with all the rest when one of them is refused, and the connection is as good as new', async () => {
    const work = db.inViewer(systemViewer, async (tx) => {
      await write(tx, 'none-1')
      return tx.last(() => Promise.all([write(tx, 'none-2'), write(tx, 'none-3', null), write(tx, 'none-4')]))
    })
    await expect(work).rejects.toMatchObject({ code: '23502' })
    expect(await keysLike('none-%')).toEqual([])
  })

  test('of statements sent at once, the one that failed is the reason, whichever is waited for first', async () => {
    const both = db.inViewer(systemViewer, async (tx) => {
      const refused = write(tx, 'sent at once', null)
      refused.catch(() => {})
      return tx.many(sql`SELECT 1`)
    })
    await expect(both).rejects.toMatchObject({ code: '23502' })
  })

  test('are followed by none', async () => {
    const work = db.inViewer(systemViewer, async (tx) => {
      await tx.last(() => write(tx, 'late-1'))
      await write(tx, 'late-2')
    })
    await expect(work).rejects.toThrow('already been sent')
    expect(await keysLike('late-2')).toEqual([])
  })

  test('may be all there is: Postgres is told first who is looking, and forgets it afterwards', async () => {
    const viewer = { userId: '00000000-0000-7000-8000-000000000001', actorId: null, functionCode: 'rsib', scope: 'region' } as const
    const whoLooks = sql`SELECT app_user() AS "user", app_scope() AS scope`
    expect(await db.inViewer(viewer, (tx) => tx.last(() => tx.one(whoLooks)))).toEqual({ user: viewer.userId, scope: 'region' })
    expect(await db.lookUp(whoLooks)).toEqual({ user: null, scope: 'none' })
  })
})

test('a use case that overlooks a refused statement does not pass for committed', async () => {
  const work = db.inViewer(systemViewer, async (tx) => {
    await write(tx, 'overlooked')
    await write(tx, 'refused', null).catch(() => {})
  })
  await expect(work).rejects.toThrow('rolled back')
  expect(await keysLike('overlooked')).toEqual([])
})

test('one person’s thousand questions leave a connection for everybody else', async () => {
  const shared = fairly(
    openDatabase(database.appUrl, 4, (error) => {
      throw error
    }),
    4,
  )
  const person = (): Viewer => ({ userId: newId(), actorId: null, functionCode: 'reader', scope: 'actor' })
  const [one, other] = [person(), person()]
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const many = Array.from({ length: 50 }, () => shared.inViewer(one, () => held))
  expect(await shared.inViewer(other, (tx) => tx.one<{ n: number }>(sql`SELECT 1 AS n`))).toEqual({ n: 1 })
  expect(await shared.lookUp<{ n: number }>(sql`SELECT 2 AS n`)).toEqual({ n: 2 })
  release()
  await Promise.all(many)
  await shared.close()
})

describe('how long work may hold up others', () => {
  const limits = sql`SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`
  const seconds = ({ statement, lock }: { statement: number; lock: number }) => [statement, lock]
  const read = async (one: Database): Promise<number[]> => {
    const set = await one.inViewer(systemViewer, (tx) => tx.last(() => tx.one<{ statement: string; lock: string }>(limits)))
    return [set.statement, set.lock].map((text) =>
      text.endsWith('min') ? Number.parseInt(text, 10) * 60_000 : Number.parseInt(text, 10) * 1_000,
    )
  }

  test('is said of each transaction by its kind, and is as usual in the next one on the same connection', async () => {
    const single = openDatabase(database.appUrl, 1, () => {})
    for (const work of ['list', 'search', 'press', 'ordinary', 'live', 'vital'] as const) {
      expect(await read(single.within(work)), work).toEqual(seconds(timeLimits[work]))
      expect(await read(single), `after ${work}`).toEqual(seconds(timeLimits.ordinary))
    }
    await single.close()
  })

  test('the worker’s own are its usual ones', async () => {
    const worker = openDatabase(database.workerUrl, 1, () => {}, 'worker')
    expect(await read(worker)).toEqual(seconds(timeLimits.worker))
    await worker.close()
  })
})

test('what tells whether the portal can be used has connections of its own: a pool that is full keeps neither it nor the live streams waiting', async () => {
  const whole = openDatabase(database.appUrl, 2, () => {})
  let release = (): void => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const all = Array.from({ length: 2 }, () => whole.inViewer(systemViewer, () => held))
  const shared = fairly(whole, 2)
  const one = sql`SELECT 1 AS n`
  expect(await shared.within('vital').lookUp(one)).toEqual({ n: 1 })
  const stream = () => shared.within('live').inViewer(systemViewer, (tx) => tx.last(() => tx.one(one)))
  expect(await Promise.all(Array.from({ length: 6 }, stream))).toEqual(Array.from({ length: 6 }, () => ({ n: 1 })))
  // As many streams as there may be wait for something: whether the portal is ready is answered all the same.
  const slow = Array.from({ length: 6 }, () => shared.within('live').inViewer(systemViewer, () => held))
  expect(await shared.within('vital').lookUp(one)).toEqual({ n: 1 })
  release()
  await Promise.all([...all, ...slow])
  await whole.close()
})
