import type { SearchHit } from '@samverkan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'

let t: TestApp
let nacka: Person
let office: Person
beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka', 'Maja Östlind')
  office = await t.person('koordinator', null, 'Karin Örnmark')
  await openIncident(t, { title: 'Översvämning i Mälaren' })
})
afterAll(() => t.close())
const find = async (who: Person, q: string, limit = 20): Promise<SearchHit[]> =>
  (await t.as(who)('GET', `/api/search?limit=${limit}&q=${encodeURIComponent(q)}`)).json<{ items: SearchHit[] }>().items

test('actors are found by any alias, with or without dots, the ones that begin so first', async () => {
  expect(await find(nacka, 'landstinget')).toMatchObject([{ kind: 'actor', code: 'region-stockholm' }])
  expect((await find(nacka, 'osteraker'))[0]).toMatchObject({ kind: 'actor', title: 'Österåkers kommun' })
  expect((await find(nacka, 'KBV'))[0]).toMatchObject({ code: 'kustbevakningen' })
})

test('forums, incidents and people are found too', async () => {
  expect(await find(nacka, 'oversvamning')).toEqual([
    { kind: 'incident', code: '2026-001', title: 'Översvämning i Mälaren', detail: 'Regionalt samordnande forum', isExercise: false },
  ])
  expect((await find(nacka, '2026-0'))[0]).toMatchObject({ kind: 'incident' })
  expect((await find(nacka, 'samverkansstab')).some((hit) => hit.kind === 'forum' && hit.code === 'samverkansstab')).toBe(true)
  expect(await find(office, 'maja ost')).toMatchObject([
    { kind: 'person', code: 'nacka', title: 'Maja Östlind', detail: 'Kontaktfunktion, Nacka kommun' },
  ])
})

test('at most so many of each kind, and wildcards are taken literally', async () => {
  const hits = await find(nacka, 'kommun', 3)
  expect(hits.filter((hit) => hit.kind === 'actor')).toHaveLength(3)
  expect(await find(nacka, '%')).toEqual([])
  expect(await find(nacka, '_')).toEqual([])
})

test('somebody without a function is found by those who see the region alone', async () => {
  await t.owner("INSERT INTO users (id, name, actor_id) SELECT gen_random_uuid(), 'Vilande Persson', id FROM actors WHERE code = 'salem'")
  expect(await find(nacka, 'vilande')).toEqual([])
  expect(await find(office, 'vilande')).toHaveLength(1)
})

test('nothing to look for is refused', async () => {
  expect(problemOf(await t.as(nacka)('GET', '/api/search?q=')).code).toBe('invalid')
  expect(problemOf(await t.as(null)('GET', '/api/search?q=nacka')).code).toBe('not-signed-in')
})

describe('W14 · every word must match; case, accents, width, hyphen and kind of space make no difference', () => {
  beforeAll(() => openIncident(t, { code: '2026-002', title: 'Höststorm: elavbrott i norr' }))
  test.each([
    ['upplands bro', 'actor', 'upplands-bro'],
    ['upplandsbro', 'actor', 'upplands-bro'],
    ['Upplands‑Bro', 'actor', 'upplands-bro'],
    ['upplands  väsby', 'actor', 'upplands-vasby'],
    ['upplandsväsby', 'actor', 'upplands-vasby'],
    ['region\u00a0stockholm', 'actor', 'region-stockholm'],
    ['kommun täby', 'actor', 'taby'],
    ['２０２６-００１', 'incident', '2026-001'],
    ['mälaren översvämning', 'incident', '2026-001'],
    ['elavbrott höststorm', 'incident', '2026-002'],
    ['2:7', 'capability', '2.7a'],
    ['2.7', 'capability', '2.7b'],
    ['2.6', 'capability', '2.6'],
    ['2:6', 'capability', '2.6'],
    ['säker informationsdelning', 'goal', 'saker-informationsdelning'],
    ['Aktivera aktörsgemensamt läge', 'capability', 'GF1'],
    ['att aktivera samverkan', 'capability', 'GF1'],
    ['samtidiga konferenser', 'capability', '2.6'],
  ])('%s', async (typed, kind, code) => {
    expect((await find(nacka, typed)).map((hit) => `${hit.kind} ${hit.code}`)).toContain(`${kind} ${code}`)
  })

  test('what has the printed number comes before what only names it', async () => {
    expect((await find(nacka, '2:7')).filter(({ kind }) => kind === 'capability').map(({ code }) => code)).toEqual(
      expect.arrayContaining(['2.7a', '2.7b']),
    )
    expect((await find(nacka, '2.6')).find(({ kind }) => kind === 'capability')?.code).toBe('2.6')
  })

  test('a word that is nowhere makes the rest no hit', async () => {
    expect(await find(nacka, 'kommun täby xyzzy')).toEqual([])
    // The full-width sign is the same letter as the other, and no wildcard.
    expect(await find(nacka, '％')).toEqual([])
    expect(await find(nacka, '\\')).toEqual([])
    expect(await find(nacka, '- –')).toEqual([])
  })

  test('the lists search in the same way', async () => {
    const titles = async (path: string, typed: string) =>
      (await t.as(nacka)('GET', `${path}${path.includes('?') ? '&' : '?'}search=${encodeURIComponent(typed)}`)).json<{
        items: { name?: string; title?: string }[]
      }>().items
    expect(await titles('/api/actors', 'kommun upplands bro')).toMatchObject([{ name: 'Upplands-Bro kommun' }])
    expect(await titles('/api/actors', '％')).toEqual([])
    expect(await titles('/api/incidents', 'Mälaren översvämning')).toMatchObject([{ title: 'Översvämning i Mälaren' }])
    expect(await titles('/api/forums', 'forum samordnande')).toHaveLength(1)
    expect(await titles('/api/meetings', 'konferens regional')).not.toEqual(undefined)
  })
})
