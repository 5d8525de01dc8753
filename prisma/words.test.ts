import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { migrate, readMigrations } from './migrate.ts'
import { asOwner } from './owner.ts'

let folder: string
let database: TestDatabase
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  const own = readMigrations()
  const words = own.find(({ name }) => name === '0145_words')
  // What it does to rows it does again to those that stand there now.
  for (const { name, sql } of [...own, { name: '9001_words_again', sql: words!.sql }]) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), sql)
  }
  database = await cloneDatabase(inject('testServer'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

test('W8 · what was entered before is mended where that is safe, and two that would be one are told', async () => {
  const nacka = `(SELECT id FROM actors WHERE code = 'nacka')`
  const accounts: [number, string, string][] = [
    [1, 'Ulla\u200b So\u00adfia', '\u202aulla@demo.example\u202c'],
    [2, 'Bo Ek', 'bo@demo.example'],
    [3, 'Bo Ek', 'bo@demo.example\u200b'],
    [4, 'کی\u200cنوش', 'k@ta\u0308by.example'],
  ]
  const channels: [number, string][] = [
    [11, 'vak\u00adt@nacka.example'],
    [12, 'jour@nacka.example'],
    [13, 'jour@nacka.example\u2060'],
    [14, 'vakt..4@nacka.example'],
  ]
  await asOwner(database.ownerUrl, async (client) => {
    for (const [n, name, email] of accounts) {
      await client.query('INSERT INTO users (id, name) VALUES ($1, $2)', [id(n), name])
      await client.query('INSERT INTO user_accounts (user_id, email) VALUES ($1, $2)', [id(n), email])
    }
    await client.query(
      `INSERT INTO actor_contact_points (id, actor_id, function_code, label) VALUES ($1, ${nacka}, 'contact-function', 'Vakten')`,
      [id(10)],
    )
    for (const [n, address] of channels)
      await client.query(
        `INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) VALUES ($1, $2, ${nacka}, 'email', $3)`,
        [id(n), id(10), address],
      )
  })
  const told: string[] = []
  expect(await migrate(database.ownerUrl, folder, (words) => told.push(words))).toEqual(['9001_words_again'])
  const after = await asOwner(database.ownerUrl, async (client) => ({
    accounts: await client.query<{ name: string; email: string }>(
      `SELECT u.name, a.email::text AS email FROM user_accounts a JOIN users u ON u.id = a.user_id WHERE u.id = ANY($1) ORDER BY u.id`,
      [accounts.map(([n]) => id(n))],
    ),
    channels: await client.query<{ address: string }>(
      'SELECT address FROM actor_contact_channels WHERE contact_point_id = $1 ORDER BY id',
      [id(10)],
    ),
  }))
  expect(after.accounts.rows).toEqual([
    { name: 'Ulla Sofia', email: 'ulla@demo.example' },
    { name: 'Bo Ek', email: 'bo@demo.example' },
    { name: 'Bo Ek', email: 'bo@demo.example\u200b' },
    { name: 'کی\u200cنوش', email: 'k@täby.example' },
  ])
  expect(after.channels.rows.map(({ address }) => address)).toEqual([
    'vakt@nacka.example',
    'jour@nacka.example',
    'jour@nacka.example\u2060',
    'vakt..4@nacka.example',
  ])
  expect(told).toEqual([
    expect.stringMatching(`Två konton har samma e-postadress.*${id(3)}`),
    expect.stringMatching(`Kontaktvägen ${id(10)} .* samma adress två gånger`),
    expect.stringMatching(`Kontaktvägen ${id(10)} .* brev inte når fram till`),
  ])
  expect(told.join(' ')).not.toContain('@')
})

test('W5 · how to dial in holds a link, its number and its password', async () => {
  await asOwner(database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname IN ('activations_dial_in_check', 'meetings_dial_in_check')`,
    )
    expect(rows.map(({ definition }) => definition)).toEqual(Array(2).fill('CHECK ((length(dial_in) <= 1000))'))
  })
})
