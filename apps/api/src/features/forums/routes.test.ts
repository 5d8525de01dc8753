import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Forum, ForumListItem } from '@samverkan/contract'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'

let t: TestApp
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())
type Page = { items: ForumListItem[]; nextCursor: string | null; total: number }
const list = async (query = ''): Promise<Page> => (await t.as(nacka)('GET', `/api/forums?${query}`)).json<Page>()

test('the 32 forums come in the order of the sources, a page at a time', async () => {
  const codes: string[] = []
  let cursor = ''
  do {
    const page = await list(`limit=7${cursor && `&cursor=${cursor}`}`)
    expect(page.total).toBe(32)
    codes.push(...page.items.map((f) => f.code))
    cursor = page.nextCursor ?? ''
  } while (cursor)
  expect(new Set(codes).size).toBe(32)
  expect((await list('limit=100')).items.map((f) => f.code)).toEqual(codes)
})

test('forums are filtered by level, by mode and by words in either language', async () => {
  const directing = await list('level=directing')
  expect(directing.items.length).toBeGreaterThan(0)
  expect(directing.items.every((f) => f.level === 'directing')).toBe(true)
  expect((await list('level=none')).items.every((f) => f.level === null)).toBe(true)
  expect(new Set((await list('mode=activated')).items.map((f) => f.mode))).toEqual(new Set(['activated', 'both']))
  expect((await list('search=samverkansstab')).items.map((f) => f.code)).toContain('samverkansstab')
})

test('a forum tells which open incidents it is active in, and its own record', async () => {
  await openIncident(t, { isExercise: true })
  const forum = (await t.as(nacka)('GET', '/api/forums/regionalt-samordnande-forum')).json<Forum>()
  expect(forum.activeIn).toEqual([{ incidentCode: '2026-001', title: 'Snöoväder Svealand', isExercise: true }])
  expect(forum.facts).toMatchObject({ code: 'regionalt-samordnande-forum' })
  expect((await list('search=samordnande forum')).items[0]?.activeIn).toHaveLength(1)
})

test('a forum nobody has heard of is not found; a cursor nobody made is refused', async () => {
  expect(problemOf(await t.as(nacka)('GET', '/api/forums/atlantis')).code).toBe('not-found')
  for (const key of [['x', 'y'], [99_999_999_999, 'y'], [1], {}]) {
    const cursor = Buffer.from(JSON.stringify(key)).toString('base64url')
    expect(problemOf(await t.as(nacka)('GET', `/api/forums?cursor=${cursor}`)).code).toBe('invalid')
  }
})
