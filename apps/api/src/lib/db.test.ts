import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/database.ts'
import { atOnce, type Database, openDatabase, systemViewer, type Tx } from './db.ts'
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
  tx.run(sql`INSERT INTO settings (key, value, note) VALUES (${key}, '1', ${note})`)
const keysLike = (pattern: string) =>
  db.inViewer(systemViewer, (tx) => tx.many<{ key: string }>(sql`SELECT key FROM settings WHERE key LIKE ${pattern} ORDER BY key`))

describe('a transaction sent at once', () => {
  test('commits all its statements', async () => {
    await db.inViewer(systemViewer, (tx) => Promise.all([write(tx, 'all-1'), write(tx, 'all-2')]), atOnce)
    expect(await keysLike('all-%')).toEqual([{ key: 'all-1' }, { key: 'all-2' }])
  })

  test('is undone as a whole when one of them is refused, and the connection is as good as new', async () => {
    const work = db.inViewer(
      systemViewer,
      (tx) => Promise.all([write(tx, 'none-1'), write(tx, 'none-2', null), write(tx, 'none-3')]),
      atOnce,
    )
    await expect(work).rejects.toMatchObject({ code: '23502' })
    expect(await keysLike('none-%')).toEqual([])
  })

  test('takes no statement that comes after its end', async () => {
    const work = db.inViewer(
      systemViewer,
      async (tx) => {
        await write(tx, 'late-1')
        await write(tx, 'late-2')
      },
      atOnce,
    )
    await expect(work).rejects.toThrow('already been sent')
    expect(await keysLike('late-2')).toEqual([])
  })

  test('tells Postgres who is looking before anything else', async () => {
    const viewer = { userId: '00000000-0000-7000-8000-000000000001', actorId: null, functionCode: 'rsib', scope: 'region' } as const
    const seen = await db.inViewer(viewer, (tx) => tx.one(sql`SELECT app_user() AS "user", app_scope() AS scope`), atOnce)
    expect(seen).toEqual({ user: viewer.userId, scope: 'region' })
    expect(await db.lookUp(sql`SELECT app_user() AS "user", app_scope() AS scope`)).toEqual({ user: null, scope: 'none' })
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
