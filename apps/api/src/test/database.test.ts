import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from './database.ts'

let first: TestDatabase
let second: TestDatabase
beforeAll(async () => {
  ;[first, second] = await Promise.all([cloneDatabase(), cloneDatabase()])
})
afterAll(async () => {
  await Promise.all([first.drop(), second.drop()])
})

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('a cloned database', () => {
  test('has every migration and is nobody else’s', async () => {
    await ask(first.ownerUrl, `INSERT INTO settings (key, value, note) VALUES ('only-here', '1', 'a test')`)
    expect(await ask(first.appUrl, `SELECT key FROM settings WHERE key = 'only-here'`)).toHaveLength(1)
    expect(await ask(second.appUrl, `SELECT key FROM settings WHERE key = 'only-here'`)).toHaveLength(0)
  })

  test('gives the API and the worker log-ins that own nothing and cannot pass row-level security', async () => {
    for (const url of [first.appUrl, first.workerUrl]) {
      const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean; owns: string }>(
        url,
        `SELECT rolsuper, rolbypassrls, rolcreaterole, (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = current_user`,
      )
      expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owns: '0' })
    }
  })

  test('sorts as Swedish does', async () => {
    const rows = await ask<{ word: string }>(
      first.appUrl,
      `SELECT word FROM unnest(ARRAY['Örebro', 'Ängelholm', 'Åre', 'Zinkgruvan', 'Ale']) AS word ORDER BY word`,
    )
    expect(rows.map(({ word }) => word)).toEqual(['Ale', 'Zinkgruvan', 'Åre', 'Ängelholm', 'Örebro'])
  })

  test('lets the API queue work only through its own function', async () => {
    await expect(ask(first.appUrl, `SELECT graphile_worker.add_job('outbox.deliver')`)).rejects.toThrow('permission denied')
    await ask(first.appUrl, `SELECT outbox_enqueue(ARRAY['00000000-0000-7000-8000-000000000001'::uuid])`)
    expect(await ask(first.workerUrl, `SELECT task_identifier FROM graphile_worker.jobs`)).toEqual([{ task_identifier: 'outbox.deliver' }])
  })
})
