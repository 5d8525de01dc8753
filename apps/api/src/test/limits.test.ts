import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '@node-rs/argon2'
import * as contract from '@samverkan/contract'
import { passwordHashing } from '@samverkan/domain'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { systemViewer } from '../lib/db.ts'
import { sql } from '../lib/sql.ts'
import { type Person, problemOf, startApp, type TestApp } from './app.ts'
import { openIncident } from './builders.ts'
import { key } from './call-list.ts'
import { until } from './worker.ts'

const password = 'nio gula traktorer i dimman'
let t: TestApp
let people: Person[]
let holder: pg.Client
beforeAll(async () => {
  t = await startApp({
    before: (app) => {
      app.get('/slow', { config: { access: 'public' } }, () =>
        app.db.within('search').inViewer(systemViewer, (tx) => tx.one(sql`SELECT pg_sleep(60)`)),
      )
    },
  })
  people = await Promise.all(Array.from({ length: 13 }, (_, n) => t.person('reader', 'nacka', `Läsare ${n}`)))
  await t.owner('UPDATE user_accounts SET password_hash = $1', [await hash(password, passwordHashing)])
  holder = new pg.Client({ connectionString: t.database.ownerUrl })
  await holder.connect()
})
afterAll(async () => {
  await holder.end()
  await t.close()
})
beforeEach(() =>
  t.owner("INSERT INTO worker_heartbeats (worker_id, at) VALUES ('w', app_now()) ON CONFLICT (worker_id) DO UPDATE SET at = excluded.at"),
)

/** Somebody holds a table that a search, a list of incidents and the call-outs read, until `work` is done. */
const whileHeld = async (table: string, work: () => Promise<void>): Promise<void> => {
  await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)
  try {
    await work()
  } finally {
    await holder.query('ROLLBACK')
  }
}
/** Connections that wait for what somebody holds. */
const waiting = async (): Promise<number> =>
  (
    await t.owner<{ n: number }>(
      'SELECT count(DISTINCT pid)::int AS n FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
    )
  )[0]?.n ?? 0
const search = (who: Person) => t.as(who)('GET', '/api/search?q=stockholm&limit=5')

test('thirteen people search in something that somebody holds: log-in, lists and /readyz answer, and each search is told why it was stopped', async () => {
  await whileHeld('measures', async () => {
    const searches = Promise.all(people.map(search))
    let isOver = false
    void searches.finally(() => {
      isOver = true
    })
    let most = 0
    const seen = until(
      async () => {
        most = Math.max(most, await waiting())
        return isOver
      },
      Boolean,
      30_000,
    )
    await until(
      () => most,
      (n) => n > 0,
    )
    const first = people[0] as Person
    const others = await Promise.all([
      t.as(null)('POST', '/api/sessions', { email: first.email, password }),
      t.as(null)('GET', '/readyz'),
      t.as(first)('GET', '/api/actors'),
      t.as(first)('GET', '/api/incidents'),
    ])
    expect(others.map(({ statusCode }) => statusCode)).toEqual([201, 200, 200, 200])
    for (const answer of await searches) {
      expect(problemOf(answer).code).toBe('took-too-long')
      expect(answer.headers['retry-after']).toBe('5')
    }
    await seen
    expect(most, 'a quarter of the connections, whoever asks').toBe(1)
  })
  expect((await search(people[1] as Person)).statusCode).toBe(200)
})

test('one person’s searches, sent faster than they can be answered: the first wait, the rest are told that they are too many, and nobody else is', async () => {
  const [, one, other] = people as [Person, Person, Person]
  await whileHeld('measures', async () => {
    const answers = await Promise.all([...Array.from({ length: 40 }, () => search(one)), search(other)])
    const codes = answers.map((answer) => problemOf(answer).code)
    expect(codes.filter((code) => code === 'too-many')).toHaveLength(40 - 21)
    expect(codes.at(-1)).toBe('took-too-long')
  })
})

test('an answer that waits too long for what somebody else holds is refused as a whole, with words, and goes through afterwards', async () => {
  const { code } = await openIncident(t, { actors: ['nacka'] })
  const nacka = await t.person('contact-function', 'nacka')
  const answer = () => t.as(nacka)('POST', `/api/call-outs/boards/${code}/answers`, { answer: 'participates' }, key())
  const journal = async () => (await t.owner<{ n: number }>('SELECT count(*)::int AS n FROM journal'))[0]?.n
  const before = await journal()
  await whileHeld('activation_answers', async () => {
    const refused = await answer()
    expect(problemOf(refused).code).toBe('took-too-long')
    expect(refused.headers['retry-after']).toBe('5')
  })
  expect(await journal()).toBe(before)
  expect((await answer()).statusCode).toBe(200)
})

test('a statement that runs on is cut after its time, with the same words', async () => {
  expect(problemOf(await t.as(null)('GET', '/slow')).code).toBe('took-too-long')
})

test('whatever is listed page by page has the limits of a list', () => {
  const features = join(import.meta.dirname, '../features')
  const mounted = globSync('*/routes.ts', { cwd: features })
    .flatMap((file) => readFileSync(join(features, file), 'utf8').split('mount(app, contract.').slice(1))
    .map((text) => [/^\w+/u.exec(text)?.[0] ?? '', text.split('\n  mount(')[0] ?? ''] as const)
  const paged = Object.entries(contract).flatMap(([name, one]) =>
    typeof one === 'object' && one !== null && 'query' in one && one.query instanceof z.ZodObject && 'cursor' in one.query.shape
      ? [name]
      : [],
  )
  expect(paged.length).toBeGreaterThan(9)
  expect(paged.filter((name) => !mounted.some(([is, text]) => is === name && text.includes("within('list')")))).toEqual([])
})
