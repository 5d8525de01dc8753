import { countedAtMost } from '@samverkan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../test/app.ts'
import { openIncident } from '../test/builders.ts'

let t: TestApp
let nacka: Person
type Page = { items: { title: string }[]; total: number }
const list = async (typed: string, path = '/api/measures'): Promise<Page> =>
  (await t.as(nacka)('GET', `${path}?search=${encodeURIComponent(typed)}`)).json<Page>()
const titles = async (typed: string, path?: string): Promise<string[]> => (await list(typed, path)).items.map(({ title }) => title)
const measures = (count: number, title: string, owner = 'nacka') =>
  t.owner(
    `INSERT INTO measures (id, title, owner_actor_id, owner_office, due_on, state, created_at, created_by)
     SELECT gen_random_uuid(), $2 || n, (SELECT id FROM actors WHERE code = $3), false, DATE '2026-12-01' + n, 'open', app_now(), $4 FROM generate_series(1, $1::int) n`,
    [count, title, owner, nacka.id],
  )
const places = async (kind: string, ...patterns: string[]): Promise<string[] | null> => {
  const [row] = await t.owner<{ ids: string[] | null }>('SELECT search_ids($1, $2, $3) AS ids', [kind, patterns, countedAtMost])
  return row?.ids ?? null
}

beforeAll(async () => {
  t = await startApp()
  nacka = await t.person('contact-function', 'nacka', 'Maja Östlind')
  await measures(countedAtMost + 5, 'Vanlig åtgärd vid snöoväder ')
  await measures(1, 'Ras vid gammalt kvarnstensbrott ', 'taby')
  await measures(1, 'Vanlig åtgärd med pumpar ', 'taby')
})
afterAll(() => t.close())

describe('a word is looked up in an index, or met on the way through the list', () => {
  test('the index is asked for what is rare; what is common, or too short for it, is read in order', async () => {
    expect(await places('measure', '%kvarnstensbrott%')).toHaveLength(1)
    expect(await places('measure', '%finnsinte%')).toEqual([])
    expect(await places('measure', '%vanlig%'), 'more than a list counts').toBeNull()
    expect(await places('measure', '%ra%'), 'no three letters').toBeNull()
    expect(await places('measure', '%2:7%'), 'nor here').toBeNull()
    expect(await places('measure', '%ra%', '%kvarnstensbrott%'), 'the longest word says most').toHaveLength(1)
  })

  test('both give what has every word, and count it alike', async () => {
    expect(await titles('kvarnstensbrott')).toEqual(['Ras vid gammalt kvarnstensbrott 1'])
    expect(await titles('ra kv')).toEqual(['Ras vid gammalt kvarnstensbrott 1'])
    expect(await titles('PUMPAR vanlig')).toEqual(['Vanlig åtgärd med pumpar 1'])
    expect(await titles('vanlig kvarnstensbrott')).toEqual([])
    expect(await list('vanlig')).toMatchObject({ total: countedAtMost + 1 })
    expect(await list('åtgärd snöoväder')).toMatchObject({ total: countedAtMost + 1 })
  })

  test('whose it is counts as a word of it, alone and beside its own', async () => {
    expect((await titles('täby')).toSorted()).toEqual(['Ras vid gammalt kvarnstensbrott 1', 'Vanlig åtgärd med pumpar 1'])
    expect(await titles('täby pumpar')).toEqual(['Vanlig åtgärd med pumpar 1'])
    expect(await titles('nacka pumpar')).toEqual([])
  })
})

test('what was renamed is found by its new words and not by its old', async () => {
  await t.owner("UPDATE measures SET title = 'Båtar till skärgården', version = version + 1 WHERE title LIKE 'Ras vid%'")
  expect(await titles('kvarnstensbrott')).toEqual([])
  expect(await titles('bätar')).toEqual(['Båtar till skärgården'])
})

test('an incident is found in the list by what stands in it, as on the search page', async () => {
  await openIncident(t, { title: 'Översvämning i Mälaren' })
  await t.owner("UPDATE incidents SET description = 'Slussportarna vid Hammarby är stängda.'")
  expect(await titles('slussportarna', '/api/incidents')).toEqual(['Översvämning i Mälaren'])
  const { items } = (await t.as(nacka)('GET', '/api/search?q=slussportarna%20mälaren')).json<Page>()
  expect(items).toMatchObject([{ title: 'Översvämning i Mälaren' }])
})

test('a meeting is found by what was decided to be dealt with and by what was noted, and not by what is only proposed', async () => {
  await t.owner(
    `WITH m AS (INSERT INTO meetings (id, code, forum_id, local_date, local_time, minutes, channel, state, asks_reports, all_members, planned_at, calendar_changed_at)
       SELECT gen_random_uuid(), 'provmote', f.id, DATE '2026-12-20', '09:00', 30, 'telephone', 'planned', false, true, app_now(), app_now() FROM forums f WHERE f.code = 'samverkansstab' RETURNING id),
     i AS (INSERT INTO meeting_items (id, meeting_id, seq, title, kind, is_proposal)
       SELECT gen_random_uuid(), m.id, v.seq, v.title, 'information', v.is_proposal FROM m, (VALUES (1, 'Slussportarnas status', false), (2, 'Ambulansflyg i fjällen', true)) AS v(seq, title, is_proposal) RETURNING id, meeting_id, seq)
     INSERT INTO meeting_notes (id, meeting_id, item_id, text, noted_at, noted_by) SELECT gen_random_uuid(), meeting_id, id, 'Pumparna går på reservkraft.', app_now(), $1 FROM i WHERE seq = 1`,
    [nacka.id],
  )
  const codes = async (typed: string): Promise<string[]> => {
    const both = [`/api/meetings?when=coming&search=${encodeURIComponent(typed)}`, `/api/search?q=${encodeURIComponent(typed)}`]
    const pages = await Promise.all(both.map(async (path) => (await t.as(nacka)('GET', path)).json<{ items: { code: string }[] }>().items))
    return pages.flatMap((items) => items.map(({ code }) => code)).filter((code) => code === 'provmote')
  }
  expect(await codes('slussportarnas')).toEqual(['provmote', 'provmote'])
  expect(await codes('reservkraft samverkansstab')).toEqual(['provmote', 'provmote'])
  expect(await codes('2026-12-20 pumparna')).toEqual(['provmote', 'provmote'])
  expect(await codes('ambulansflyg')).toEqual([])
})

test('a kind that nobody looks for is refused, and the worker does not look at all', async () => {
  await expect(places('journal', '%abc%')).rejects.toThrow('nothing of the kind journal is looked for')
  const [row] = await t.owner<{ may: boolean }>(
    "SELECT has_function_privilege('samverkan_worker', 'search_ids(text, text[], int)', 'EXECUTE') AS may",
  )
  expect(row?.may).toBe(false)
})
