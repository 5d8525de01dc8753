import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'

let t: TestApp
let tib: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
})
afterAll(() => t.close())

test('the list holds the 37 actors in Swedish order, a page at a time', async () => {
  const names: string[] = []
  let cursor = ''
  do {
    const response = await t.as(nacka)('GET', `/api/actors?limit=10${cursor && `&cursor=${cursor}`}`)
    expect(response.statusCode).toBe(200)
    const page = response.json<{ items: { name: string }[]; nextCursor: string | null; total: number }>()
    expect(page.total).toBe(37)
    names.push(...page.items.map((a) => a.name))
    cursor = page.nextCursor ?? ''
  } while (cursor)
  expect(names).toHaveLength(37)
  expect(names).toEqual([...names].sort(new Intl.Collator('sv').compare))
  expect(names.indexOf('Österåkers kommun')).toBe(36)
})

test('search finds an actor by any alias, with or without its dots', async () => {
  for (const search of ['Landstinget', 'osteraker', 'KBV']) {
    const page = (await t.as(nacka)('GET', `/api/actors?search=${encodeURIComponent(search)}`)).json<{ items: { name: string }[] }>()
    expect(page.items.length, search).toBeGreaterThan(0)
  }
})

test('wildcards in a search are taken literally', async () => {
  expect((await t.as(nacka)('GET', '/api/actors?search=%25')).json<{ total: number }>().total).toBe(0)
})

test('an actor is read by its code; a code nobody has is not found; nobody reads without a session', async () => {
  expect((await t.as(tib)('GET', '/api/actors/nacka')).json<{ name: string }>().name).toBe('Nacka kommun')
  expect(problemOf(await t.as(tib)('GET', '/api/actors/atlantis')).code).toBe('not-found')
  expect(problemOf(await t.as(null)('GET', '/api/actors/nacka')).code).toBe('not-signed-in')
  expect(problemOf(await t.as(tib)('GET', '/api/actors?limit=1000')).code).toBe('invalid')
})

test('channels of a contact point are for the own actor and the region', async () => {
  const [nackaId] = await t.owner<{ id: string }>("SELECT id FROM actors WHERE code = 'nacka'")
  const point = '019a0000-0000-7000-8000-000000000001'
  await t.owner("INSERT INTO actor_contact_points (id, actor_id, function_code, label) VALUES ($1, $2, 'contact-function', 'Jouren')", [
    point,
    nackaId?.id,
  ])
  await t.owner(
    "INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) VALUES ($1, $2, $3, 'phone', '070-174 06 05')",
    ['019a0000-0000-7000-8000-000000000002', point, nackaId?.id],
  )
  const salem = await t.person('contact-function', 'salem')
  const channels = async (who: Person) =>
    (await t.as(who)('GET', '/api/actors/nacka')).json<{ contactPoints: { channels: { address: string }[] | null }[] }>().contactPoints[0]
      ?.channels
  expect(await channels(nacka)).toEqual([{ channel: 'phone', address: '070-174 06 05' }])
  expect(await channels(tib)).toEqual([{ channel: 'phone', address: '070-174 06 05' }])
  expect(await channels(salem)).toBeNull()
})
