import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { migrate, readMigrations } from './migrate.ts'
import { asOwner } from './owner.ts'

let folder: string
let database: TestDatabase
const own = readMigrations()

/** The real migrations and then some, as the code of another day would have them. */
function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}
const tables = () =>
  asOwner(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relname LIKE 'later%' ORDER BY 1`)
    return rows.map(({ name }) => name)
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  for (const { name, sql } of own) write(name, sql)
  database = await cloneDatabase(inject('testServer'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

describe('migrations', () => {
  test('are applied once, in order', async () => {
    write('9001_first', 'CREATE TABLE later_first (id int)')
    write('9002_second', 'CREATE TABLE later_second AS SELECT * FROM later_first')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['9001_first', '9002_second'])
    expect(await migrate(database.ownerUrl, folder)).toEqual([])
    expect(await tables()).toEqual(['later_first', 'later_second'])
  })

  test('of many starts at once are applied by one of them', async () => {
    write('9001_first', 'CREATE TABLE later_first (id int); SELECT pg_sleep(0.2)')
    const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(database.ownerUrl, folder)))
    expect(applied.flat()).toEqual(['9001_first'])
  })

  test('that fail leave nothing behind and can be run again when mended', async () => {
    write('9001_first', 'CREATE TABLE later_first (id int); SELECT no_such_function()')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('9001_first gick inte att köra och har rullats tillbaka')
    expect(await tables()).toEqual([])
    write('9001_first', 'CREATE TABLE later_first (id int)')
    expect(await migrate(database.ownerUrl, folder)).toEqual(['9001_first'])
  })

  test('that were changed afterwards are refused', async () => {
    write('9001_first', 'CREATE TABLE later_first (id int)')
    await migrate(database.ownerUrl, folder)
    write('9001_first', 'CREATE TABLE later_first (id bigint)')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('9001_first har ändrats efter att den kördes')
  })

  test('of a newer version are refused before anything is touched', async () => {
    write('9001_first', 'CREATE TABLE later_first (id int)')
    await migrate(database.ownerUrl, folder)
    rmSync(join(folder, '9001_first'), { recursive: true })
    write('9000_older', 'CREATE TABLE later_older (id int)')
    await expect(migrate(database.ownerUrl, folder)).rejects.toThrow('Databasen är nyare än det här programmet')
    expect(await tables()).toEqual(['later_first'])
  })
})
