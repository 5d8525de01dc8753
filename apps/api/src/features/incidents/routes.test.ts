import type { Incident, IncidentListItem, TimelineEntry } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, key, makeCallList } from '../../test/call-list.ts'
import { addLine, openPicture } from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm', 'Tove Ibsen')
  nacka = await t.person('contact-function', 'nacka', 'Nils Nacka')
})
afterAll(() => t.close())

const press = async (more: Record<string, unknown> = {}): Promise<Incident> =>
  (await t.as(tib)('POST', '/api/activations', activation(more), key())).json<Incident>()
const read = async (code: string, who = tib): Promise<Incident> => (await t.as(who)('GET', `/api/incidents/${code}`)).json<Incident>()
const close = (who: Person | null, id: string | undefined, given: unknown) => t.as(who)('POST', `/api/activations/${id}/close`, given)
const list = async (query = '') =>
  (await t.as(nacka)('GET', `/api/incidents${query}`)).json<{ items: IncidentListItem[]; nextCursor: string | null; total: number }>()
const timeline = async (code: string, query = '', who = tib) =>
  (await t.as(who)('GET', `/api/incidents/${code}/timeline${query}`)).json<{
    items: TimelineEntry[]
    nextCursor: string | null
    total: number
  }>()
const two = { forums: [{ forumCode: 'regionalt-samordnande-forum' }, { forumCode: 'regionalt-inriktande-forum' }] }

test('the last activation that ends takes the incident with it, and one journal row says both', async () => {
  const incident = await press(two)
  const [first, second] = incident.activations
  const half = (await close(tib, first?.id, { note: 'Inriktning given.', version: 1 })).json<Incident>()
  expect([half.state, half.activations.map((a) => [a.state, a.closingNote, a.allowed.length > 0])]).toEqual([
    'open',
    [
      ['closed', 'Inriktning given.', false],
      ['convened', null, true],
    ],
  ])
  const whole = (await close(tib, second?.id, { note: 'Läget är åter normalt.', version: 1 })).json<Incident>()
  expect([whole.state, whole.closedAt, whole.allowed]).toEqual(['closed', dated('2026-11-24T02:14:00+00:00'), []])
  const rows = (await timeline(incident.code)).items.filter((e) => e.type === 'activations.closed')
  expect(rows.map((r) => [r.text, r.data['endsIncident']])).toEqual([
    ['Läget är åter normalt.', true],
    ['Inriktning given.', false],
  ])
  const left = await t.owner<{ state: string; n: number }>(
    'SELECT state, count(*)::int AS n FROM outbox_messages WHERE incident_id = $1 GROUP BY 1',
    [incident.id],
  )
  expect(left).toEqual([{ state: 'cancelled', n: 74 }])
})

test('what one activation no longer needs is cancelled, what the other needs goes out', async () => {
  const incident = await press({
    forums: [{ forumCode: 'regionalt-samordnande-forum' }, { forumCode: 'kommunikationssamordningskonferens' }],
  })
  const conference = incident.activations.find((a) => a.forumCode === 'kommunikationssamordningskonferens')
  await close(tib, conference?.id, { note: 'Klart.', version: 1 })
  const left = await t.owner<{ state: string; mailbox: string }>(
    "SELECT DISTINCT state, split_part(destination, '.', 1) AS mailbox FROM outbox_messages WHERE incident_id = $1 ORDER BY 1",
    [incident.id],
  )
  expect(left).toEqual([
    { state: 'cancelled', mailbox: 'kommunikation' },
    { state: 'queued', mailbox: 'kontakt' },
  ])
})

test('an end needs a note, the version it was based on, the right to it, and something to end', async () => {
  const incident = await press()
  const id = incident.activations[0]?.id
  expect(problemOf(await close(null, id, { note: 'x', version: 1 })).code).toBe('not-signed-in')
  expect(problemOf(await close(nacka, id, { note: 'x', version: 1 })).code).toBe('forbidden')
  expect(problemOf(await close(await t.person('rsib', null), id, { note: 'x', version: 1 })).code).toBe('forbidden')
  for (const bad of [{ note: '  ', version: 1 }, { version: 1 }, { note: 'x'.repeat(5001), version: 1 }, { note: 'x' }])
    expect(problemOf(await close(tib, id, bad)).code).toBe('invalid')
  expect(problemOf(await close(tib, '019a0000-0000-7000-8000-0000000000ff', { note: 'x', version: 1 })).code).toBe('not-found')
  const stale = await close(tib, id, { note: 'x', version: 0 })
  expect(problemOf(stale).code).toBe('stale-version')
  expect(stale.json<{ current: Incident }>().current).toMatchObject({ code: incident.code, activations: [{ version: 1 }] })
  const both = await Promise.all([close(tib, id, { note: 'en', version: 1 }), close(tib, id, { note: 'två', version: 1 })])
  expect(both.map((r) => r.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(problemOf(await close(tib, id, { note: 'x', version: 2 })).code).toBe('activation-closed')
  expect(problemOf(await t.as(tib)('POST', '/api/activations', activation({ incidentCode: incident.code }), key())).code).toBe(
    'wrong-state',
  )
})

test('the timeline tells who did what, as which function, newest first and a page at a time', async () => {
  const incident = await press()
  t.clock.advance(3)
  await t.as(nacka)(
    'POST',
    `/api/call-outs/boards/${incident.code}/answers`,
    { answer: 'participates', comment: 'Vi har två båtar.' },
    key(),
  )
  t.clock.advance(3)
  await close(tib, incident.activations[0]?.id, { note: 'Över.', version: 1 })
  const { items, total } = await timeline(incident.code)
  expect(total).toBe(3)
  expect(items.map((e) => [e.type, e.person, e.functionSv, e.actor?.code, e.text])).toEqual([
    ['activations.closed', 'Tove Ibsen', 'TiB', 'lst-stockholm', 'Över.'],
    ['call-outs.answered', 'Nils Nacka', 'Kontaktfunktion', 'nacka', 'Vi har två båtar.'],
    ['activations.activated', 'Tove Ibsen', 'TiB', 'lst-stockholm', 'SKARPT Inkallning: Översvämning i Mälaren'],
  ])
  const first = await timeline(incident.code, '?limit=2')
  const rest = await timeline(incident.code, `?limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...rest.items].map((e) => e.id)).toEqual(items.map((e) => e.id))
  expect(rest.nextCursor).toBeNull()
  const found = async (typed: string) => (await timeline(incident.code, `?search=${encodeURIComponent(typed)}`)).items.map((e) => e.type)
  expect(await found('båtar')).toEqual(['call-outs.answered'])
  expect(await found('nils BÅTAR nacka kontaktfunktion'), 'each word in a name or in the text').toEqual(['call-outs.answered'])
  expect(await found('tove')).toEqual(['activations.closed', 'activations.activated'])
  expect(await found('tove över.')).toEqual(['activations.closed', 'activations.activated'])
  expect(await found('inkallning mälaren')).toEqual(['activations.activated'])
  expect(await found('tove båtar'), 'not of two rows together').toEqual([])
  expect(await found('båtar xyzzy')).toEqual([])
  expect((await timeline(incident.code, '?matters=true')).total).toBe(3)
  expect(problemOf(await t.as(tib)('GET', '/api/incidents/2026-999/timeline')).code).toBe('not-found')
  expect(problemOf(await t.as(null)('GET', `/api/incidents/${incident.code}/timeline`)).code).toBe('not-signed-in')
  expect(problemOf(await t.as(tib)('GET', `/api/incidents/${incident.code}/timeline?cursor=x`)).code).toBe('invalid')
})

test('incidents are listed real ones that go on first, then exercises that do, then what has ended; by state and by word', async () => {
  t.clock.advance(1)
  const real = await press({ title: 'Oljeutsläpp vid Dalarö' })
  t.clock.advance(1)
  const incident = await press({ title: 'Skogsbrand i Tyresta', isExercise: true })
  const all = await list()
  const standing = all.items.map((one) => (one.state === 'closed' ? 0 : one.isExercise ? 1 : 2))
  expect(standing).toEqual(standing.toSorted((a, b) => b - a))
  // The exercise is younger, and no exercise stands above what is real.
  expect(all.items[0]?.code).toBe(real.code)
  // Page by page it is the same order, with nothing twice.
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor }: Awaited<ReturnType<typeof list>> = await list(`?limit=1${cursor && `&cursor=${cursor}`}`)
    paged.push(...items.map((one) => one.code))
    cursor = nextCursor
  }
  expect(paged).toEqual(all.items.map((one) => one.code))
  expect(all.items.find((one) => one.isExercise && one.state === 'open')).toMatchObject({
    code: incident.code,
    isExercise: true,
    called: 37,
    answered: 0,
    forums: [{ code: 'regionalt-samordnande-forum', closed: false }],
  })
  expect((await list('?search=tyresta')).items.map((i) => i.code)).toEqual([incident.code])
  expect((await list('?state=closed')).items.every((i) => i.state === 'closed')).toBe(true)
  const page = await list('?limit=1')
  expect(page.nextCursor).not.toBeNull()
  expect((await list(`?limit=100&cursor=${page.nextCursor}`)).items).toHaveLength(all.total - 1)
  expect((await read(incident.code, nacka)).allowed).toEqual([])
  expect(problemOf(await t.as(tib)('GET', '/api/incidents/2026-999')).code).toBe('not-found')
  expect(problemOf(await t.as(tib)('GET', '/api/incidents/x')).code).toBe('invalid')
  expect(problemOf(await t.as(null)('GET', '/api/incidents')).code).toBe('not-signed-in')
  expect(problemOf(await t.as(tib)('GET', '/api/incidents?state=lost')).code).toBe('invalid')
})

test('what happens in a draft is in the log of those who may read it, and of nobody else', async () => {
  const { code } = await press({ title: 'Utkast i arbete' })
  const picture = await openPicture(t, tib, code)
  await addLine(t, tib, picture, 'Rad i utkastet')
  const types = async (who: Person) => (await timeline(code, '', who)).items.map(({ type }) => type)
  expect(await types(tib)).toContain('situational-pictures.line-saved')
  expect(await types(nacka)).not.toContain('situational-pictures.line-saved')
  expect(await types(nacka)).toContain('situational-pictures.opened')
})
