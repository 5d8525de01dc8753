import { countedAtMost } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../test/app.ts'

let t: TestApp
let admin: Person
type Page = { items: { id: string; name: string }[]; nextCursor: string | null; total: number }
const list = async (query = ''): Promise<Page> => (await t.as(admin)('GET', `/api/users?limit=100${query}`)).json<Page>()
const people = (count: number, name: string) =>
  t.owner(`INSERT INTO users (id, name) SELECT gen_random_uuid(), $2 || n FROM generate_series(1, $1::int) n`, [count, name])
const everybody = async (): Promise<string[]> => {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor }: Page = await list(cursor && `&cursor=${cursor}`)
    ids.push(...items.map(({ id }) => id))
    cursor = nextCursor
  }
  return ids
}

beforeAll(async () => {
  t = await startApp()
  admin = await t.person('system-admin', null)
})
afterAll(() => t.close())

test('a list is counted to the last row while a person could read it, and beyond that says that there are more', async () => {
  const { total: before } = await list()
  await people(countedAtMost - before, 'Anna ')
  expect((await list()).total).toBe(countedAtMost)
  await people(1, 'Bo ')
  expect((await list()).total).toBe(countedAtMost + 1)
  await people(150, 'Cecilia ')
  expect((await list()).total, 'no further').toBe(countedAtMost + 1)
})

test('its pages show every row once and in one order, also rows of the same name and far beyond what is counted', async () => {
  await people(120, 'Samma namn')
  await t.owner(`UPDATE users SET name = 'Samma namn' WHERE name LIKE 'Samma namn%'`)
  const ids = await everybody()
  const [{ count } = { count: 0 }] = await t.owner<{ count: number }>('SELECT count(*)::int AS count FROM users')
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(count)
  const [{ ordered } = { ordered: [] }] = await t.owner<{ ordered: string[] }>(
    'SELECT array_agg(id ORDER BY name, id) AS ordered FROM users',
  )
  expect(ids).toEqual(ordered)
})

test('a page reads no more rows of its table than it shows: its order comes from an index', async () => {
  await t.owner('ANALYZE users')
  const plan = await t.owner<{ 'QUERY PLAN': string }>(
    'EXPLAIN SELECT u.id, row_number() OVER (ORDER BY u.name ASC, u.id ASC) FROM users u ORDER BY u.name ASC, u.id ASC LIMIT 51',
  )
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  expect(text).toContain('users_by_name')
  expect(text).not.toContain('Sort')
})
