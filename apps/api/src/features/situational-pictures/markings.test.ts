import type { DraftLine, MarkedPassage } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import {
  base,
  lift,
  line,
  openPicture,
  publish,
  readDraft,
  readPicture,
  readVersion,
  report,
  reportFor,
  saveLine,
} from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
let id: string
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  await openIncident(t, { actors: ['nacka'] })
  id = await openPicture(t, tib)
})
afterAll(() => t.close())
type Row = { data: unknown; audience: string[]; user_id: string; payload_hash?: unknown }
const rows = () =>
  t.owner<Row>("SELECT data, audience, user_id FROM journal WHERE type = 'situational-pictures.marking-overridden' ORDER BY id")

test('whoever goes on in spite of a marking is journalled for it, by kind and never by its words; asked and stopped is no row', async () => {
  expect(problemOf(await report(t, nacka, id, { lines: [line('HEMLIG: skyddsobjektet')] })).code).toBe('looks-secret')
  await report(t, nacka, id, { lines: [line('Utan märkning')], notSecret: true })
  expect(await rows(), 'nothing was passed over').toEqual([])

  await report(t, nacka, id, { lines: [line('HEMLIG stämpel borta'), line('Ingen NATO RESTRICTED heller')], notSecret: true })
  const own = { where: 'report', marks: ['class', 'foreign'], number: 1, actorId: nacka.actorId }
  expect(await rows()).toEqual([{ data: own, audience: [nacka.actorId], user_id: nacka.id }])

  const marked = (await readPicture(t, nacka, id)).own?.lines.find(({ text }) => text.startsWith('HEMLIG'))
  const lifted = await lift(t, tib, id, marked?.id ?? '')
  expect(lifted.statusCode, 'its actor has answered for it').toBe(201)
  const draft = lifted.json<DraftLine>()
  expect((await saveLine(t, tib, id, draft, { heading: 'impact' })).statusCode, 'moved, its words are the same').toBe(200)
  const changed = { heading: 'impact', text: 'HEMLIG stämpel bevisligen borta' }
  expect(problemOf(await saveLine(t, tib, id, draft, changed, 2)).code).toBe('looks-secret')
  expect((await saveLine(t, tib, id, draft, { ...changed, notSecret: true }, 2)).statusCode).toBe(200)
  const written = await t.as(tib)(
    'POST',
    `${base}/${id}/lines`,
    { ...line('En säkerhetsskyddsklassificerad gäst'), notSecret: true },
    key(),
  )
  expect(written.statusCode).toBe(201)
  await t.as(tib)('PUT', `${base}/${id}/texts/summary`, { text: 'TOP SECRET', basedOn: 0, notSecret: true })
  const by = (where: string, ...marks: string[]) => ({ data: { where, marks, number: 1 }, audience: [], user_id: tib.id })
  expect((await rows()).slice(1)).toEqual([by('line', 'class'), by('line', 'protected'), by('text', 'foreign')])

  const asked = await publish(t, tib, id)
  expect(problemOf(asked).code, 'whoever publishes is asked once more').toBe('looks-secret')
  const named = asked.json<{ current: { marked: MarkedPassage[] } }>().current.marked
  expect(named.map(({ kind, text, marks }) => [kind, text, marks])).toEqual([
    ['text', 'TOP SECRET', ['foreign']],
    // What is read aloud is composed of the summary, and heard by whoever listens.
    ['text', expect.stringContaining('TOP SECRET'), ['foreign']],
    ['line', 'En säkerhetsskyddsklassificerad gäst', ['protected']],
    ['line', 'HEMLIG stämpel bevisligen borta', ['class']],
    ['reported', 'HEMLIG stämpel borta', ['class']],
  ])
  expect(named.map(({ heading, field, actorName }) => heading ?? field ?? actorName)).toEqual([
    'summary',
    'read_aloud',
    'situation',
    'impact',
    'impact',
  ])
  expect(named[4]?.actorName).toBe('Nacka kommun')
  const despite = named.map(({ ref }) => ref)
  expect(problemOf(await publish(t, tib, id, 1, key(), { despite: despite.slice(1) })).code, 'all of them').toBe('looks-secret')
  // What was said of other words is no consent to these.
  const [summary] = (await readDraft(t, tib, id)).texts
  const louder = { text: 'TOP SECRET, igen', basedOn: summary?.version, notSecret: true }
  expect((await t.as(tib)('PUT', `${base}/${id}/texts/summary`, louder)).statusCode).toBe(200)
  const again = await publish(t, tib, id, 1, key(), { despite })
  expect(problemOf(again).code).toBe('looks-secret')
  const seen = again.json<{ current: { marked: MarkedPassage[] } }>().current.marked
  expect(seen[0]?.text).toBe('TOP SECRET, igen')
  expect(
    (await rows()).filter(({ data }) => (data as { where: string }).where === 'version'),
    'nothing is published',
  ).toEqual([])
  expect((await publish(t, tib, id, 1, key(), { despite: seen.map(({ ref }) => ref) })).statusCode).toBe(201)
  expect((await rows()).at(-1)).toEqual(by('version', 'class', 'protected', 'foreign'))
  expect(JSON.stringify(await rows())).not.toMatch(/HEMLIG|gäst|SECRET/)
  expect((await readVersion(t, nacka, id, 1)).lines).toHaveLength(2)

  // Taken out again without being asked, and the next version has nothing to tell.
  for (const one of (await readDraft(t, tib, id)).lines) expect((await saveLine(t, tib, id, one, { isRemoved: true })).statusCode).toBe(200)
  const { texts } = await readDraft(t, tib, id)
  await t.as(tib)('PUT', `${base}/${id}/texts/summary`, { text: 'Lugnt', basedOn: texts[0]?.version })
  expect((await publish(t, tib, id, 2)).statusCode).toBe(201)
  expect(await rows()).toHaveLength(6)
})

test('who gave a report, why a line was taken back and how a version was spread are asked about like any other text', async () => {
  const before = (await rows()).length
  const latest = async () => (await rows()).slice(before)
  const said = { kind: 'nothing', number: 3, lines: [], givenBy: 'HEMLIG källa' }
  expect(problemOf(await reportFor(t, tib, id, nacka.actorId, said)).code).toBe('looks-secret')
  const taken = { ...said, kind: 'lines', lines: [line('Vattnet är tillbaka')] }
  expect(problemOf(await reportFor(t, tib, id, nacka.actorId, taken)).code).toBe('looks-secret')
  expect(await latest(), 'asked and stopped').toEqual([])
  expect((await reportFor(t, tib, id, nacka.actorId, { ...taken, notSecret: true })).statusCode).toBe(201)
  const about = (where: string, ...marks: string[]) => ({ where, marks, number: 3, actorId: nacka.actorId })
  expect(await latest()).toMatchObject([{ data: about('report', 'class'), audience: [nacka.actorId], user_id: tib.id }])

  const lineId = (await readPicture(t, nacka, id)).own?.lines.find(({ text }) => text === 'Vattnet är tillbaka')?.id
  const withdraw = (body: Record<string, unknown>) =>
    t.as(nacka)('POST', `${base}/${id}/reports/lines/${lineId}/withdrawal`, { reason: 'Stod i ett KONFIDENTIELLT brev', ...body })
  expect(problemOf(await withdraw({})).code).toBe('looks-secret')
  expect((await readPicture(t, nacka, id)).own?.lines.find((one) => one.id === lineId)?.withdrawn, 'nothing was taken back').toBeNull()
  expect((await withdraw({ notSecret: true })).statusCode).toBe(200)
  expect((await withdraw({})).statusCode, 'taken back already: the first word stands, and nobody is asked').toBe(200)
  expect((await latest()).slice(1)).toMatchObject([{ data: about('withdrawal', 'class'), audience: [nacka.actorId], user_id: nacka.id }])

  const spread = (method: 'POST' | 'PUT', body: Record<string, unknown>) =>
    t.as(nacka)(method, `${base}/${id}/versions/2/acknowledgement`, body)
  expect(problemOf(await spread('POST', { note: 'TOP SECRET' })).code).toBe('looks-secret')
  expect((await readVersion(t, nacka, id, 2)).acknowledgement, 'not acknowledged either').toBeNull()
  expect((await spread('POST', { note: 'TOP SECRET', notSecret: true })).statusCode).toBe(200)
  expect((await spread('POST', { note: 'NATO RESTRICTED' })).statusCode, 'the first word stands').toBe(200)
  expect(problemOf(await spread('PUT', { note: 'NATO RESTRICTED', basedOn: 1 })).code).toBe('looks-secret')
  expect((await spread('PUT', { note: 'NATO RESTRICTED', basedOn: 1, notSecret: true })).statusCode).toBe(200)
  const spreadRow = { data: { ...about('acknowledgement', 'foreign'), number: 2 }, audience: [nacka.actorId], user_id: nacka.id }
  expect((await latest()).slice(2)).toMatchObject([spreadRow, spreadRow])
  expect(JSON.stringify(await rows())).not.toMatch(/källa|brev|SECRET|RESTRICTED/)
})
