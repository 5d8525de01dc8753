import type { DraftLine, Home, Incident, TimelineEntry } from '@samverkan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { type Built, openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import {
  addLine,
  base,
  lift,
  line,
  openPicture,
  pressPublish,
  publish,
  publishWith,
  readDraft,
  readPicture,
  readVersion,
  report,
  saveLine,
  saveText,
} from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let rkk: Person
let nacka: Person
let salem: Person
let built: Built
let id: string
beforeEach(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm', 'Anders Ek')
  rkk = await t.person('rkk', null, 'Johan Wester')
  nacka = await t.person('contact-function', 'nacka', 'Mia Lind')
  salem = await t.person('contact-function', 'salem')
  built = await openIncident(t, { actors: ['nacka', 'salem'] })
  id = await openPicture(t, tib)
})
afterEach(() => t.close())
const reported = async (who: Person, ...texts: string[]): Promise<string[]> => {
  expect((await report(t, who, id, { lines: texts.map((text) => line(text, 'impact')) })).statusCode).toBe(201)
  return (await readPicture(t, who, id)).own?.lines.map((one) => one.id) ?? []
}

describe('the draft', () => {
  test('takes a reported line with its source; edited, the original stays readable', async () => {
    const [sourceId = ''] = await reported(nacka, 'omkring 3 400 hushåll utan el')
    const lifted = (await lift(t, tib, id, sourceId, 'impact')).json<DraftLine>()
    expect(lifted).toMatchObject({
      text: 'omkring 3 400 hushåll utan el',
      version: 1,
      change: 'new',
      source: {
        lineId: sourceId,
        actor: { code: 'nacka' },
        text: 'omkring 3 400 hushåll utan el',
        certainty: 'fact',
        reportedBy: 'Mia Lind',
      },
    })
    const edited = (await saveLine(t, rkk, id, lifted, { text: '3 400 hushåll saknar el' })).json<DraftLine>()
    expect(edited).toMatchObject({
      text: '3 400 hushåll saknar el',
      version: 2,
      savedBy: 'Johan Wester',
      source: { text: 'omkring 3 400 hushåll utan el' },
    })
    const draft = await readDraft(t, tib, id)
    expect(draft.collection.state).toBe('drafted')
    expect(draft.actors[0]?.lines).toMatchObject([{ id: sourceId, liftedAs: lifted.id }])
    expect((await t.as(tib)('GET', `${base}/${id}/lines/${lifted.id}/versions`)).json()).toMatchObject({
      items: [
        { version: 2, text: '3 400 hushåll saknar el' },
        { version: 1, text: 'omkring 3 400 hushåll utan el' },
      ],
    })
  })

  test('lifts a line once however often it is pressed, puts a removed one back, and takes a correction in its place', async () => {
    const [sourceId = ''] = await reported(nacka, '1 900 hushåll')
    const both = await Promise.all([lift(t, tib, id, sourceId, 'impact'), lift(t, rkk, id, sourceId, 'impact')])
    expect(both.map((one) => one.statusCode)).toEqual([201, 201])
    const [a, b] = both.map((one) => one.json<DraftLine>())
    expect(a?.id).toBe(b?.id)
    const removed = (await saveLine(t, tib, id, a as DraftLine, { isRemoved: true })).json<DraftLine>()
    expect((await readDraft(t, tib, id)).actors[0]?.lines[0]?.liftedAs).toBeNull()
    expect((await lift(t, tib, id, sourceId, 'impact')).json()).toMatchObject({ id: removed.id, isRemoved: false, version: 3 })
    await report(t, nacka, id, { lines: [line('3 400 hushåll', 'impact', { replaces: sourceId })] })
    const draft = await readDraft(t, tib, id)
    expect(draft.lines).toMatchObject([{ text: '1 900 hushåll', sourceCorrectedTo: '3 400 hushåll' }])
    const correction = draft.actors[0]?.lines[0]?.id ?? ''
    expect((await lift(t, tib, id, correction, 'impact')).json()).toMatchObject({
      id: removed.id,
      text: '3 400 hushåll',
      sourceCorrectedTo: null,
      source: { lineId: correction },
    })
  })

  test('saves on the version it was based on: 409 with the text that stands, and the same again is answered as if it had come once', async () => {
    const mine = await addLine(t, tib, id, 'Först')
    expect((await saveLine(t, tib, id, mine, { text: 'TiB skriver' })).json()).toMatchObject({ version: 2 })
    const refused = await saveLine(t, rkk, id, mine, { text: 'RKK skriver' })
    expect(problemOf(refused).code).toBe('stale-version')
    expect(refused.json()).toMatchObject({ current: { text: 'TiB skriver', version: 2 } })
    expect((await saveLine(t, tib, id, mine, { text: 'TiB skriver' })).json()).toMatchObject({ version: 2 })
    expect((await saveText(t, tib, id, 'summary', 'Kort')).json()).toMatchObject({ version: 1, savedBy: 'Anders Ek' })
    const late = await saveText(t, rkk, id, 'summary', 'Långt')
    expect([problemOf(late).code, late.json<{ current: { text: string } }>().current.text]).toEqual(['stale-version', 'Kort'])
    expect(problemOf(await saveText(t, tib, id, 'read_aloud', 'x'.repeat(601))).code).toBe('invalid')
    expect(problemOf(await saveText(t, tib, id, 'summary', 'KONFIDENTIELLT', 1)).code).toBe('looks-secret')
    expect(problemOf(await saveText(t, nacka, id, 'summary', 'x')).code).toBe('forbidden')
  })

  test('keeps the order somebody has given its lines, within each heading', async () => {
    const [a, b, c] = [await addLine(t, tib, id, 'a'), await addLine(t, tib, id, 'b'), await addLine(t, tib, id, 'c')]
    await addLine(t, tib, id, 'behov', 'needs')
    const move = (of: DraftLine, after: DraftLine | null) =>
      t.as(tib)('PUT', `${base}/${id}/lines/${of.id}/place`, { after: after?.id ?? null })
    const order = async () => (await readDraft(t, tib, id)).lines.map((one) => one.text)
    expect((await move(c, null)).statusCode).toBe(204)
    expect(await order()).toEqual(['c', 'a', 'b', 'behov'])
    await move(c, a)
    expect(await order()).toEqual(['a', 'c', 'b', 'behov'])
    const between = await t.as(tib)('POST', `${base}/${id}/lines`, { ...line('mellan'), after: a.id }, key())
    expect(between.statusCode).toBe(201)
    expect(await order()).toEqual(['a', 'mellan', 'c', 'b', 'behov'])
    expect((await readDraft(t, tib, id)).lines.every((one) => one.version === 1)).toBe(true)
    expect(problemOf(await move(b, { ...b, id: '019a0000-0000-7000-8000-00000000dead' })).code).toBe('not-found')
  })
})

describe('publishing', () => {
  test('needs something that somebody has compiled, and TiB', async () => {
    expect(problemOf(await publish(t, tib, id)).code).toBe('picture-empty')
    const only = await addLine(t, tib, id, 'en rad')
    await saveLine(t, tib, id, only, { isRemoved: true })
    expect(problemOf(await publish(t, tib, id)).code).toBe('picture-empty')
    await saveText(t, tib, id, 'summary', 'Läget är stabilt')
    expect(problemOf(await publish(t, rkk, id)).code).toBe('forbidden')
    expect((await publish(t, tib, id)).json()).toEqual({ number: 1, publishedAt: t.clock.now().toISOString() })
  })

  test('twice at once gives one version, and the same press again the same answer', async () => {
    await addLine(t, tib, id, 'en rad')
    const deputy = await t.person('lst-tib', 'lst-stockholm')
    const both = await Promise.all([publish(t, tib, id), publish(t, deputy, id)])
    expect(both.map((one) => one.statusCode).sort()).toEqual([201, 409])
    const refused = both.find((one) => one.statusCode === 409)
    expect(refused?.json()).toMatchObject({ code: 'stale-version', current: { number: 2 } })
    const press = key()
    const { current } = (await pressPublish(t, tib, id, 2)).json<{ current: { texts: unknown[] } }>()
    const twice = [1, 2].map(() => pressPublish(t, tib, id, 2, press, { looked: current.texts }))
    expect((await Promise.all(twice)).map((one) => one.statusCode)).toEqual([201, 201])
    expect((await readPicture(t, nacka, id)).versions.map((one) => one.number)).toEqual([2, 1])
    expect(await t.owner('SELECT id FROM situational_picture_collections WHERE closed_at IS NULL')).toHaveLength(1)
  })

  test('freezes exactly what stands, carries it over, and tells new, changed, unchanged and removed from the version before', async () => {
    const [sourceId = ''] = await reported(nacka, 'Busstrafiken är inställd i två kommuner')
    const bus = (await lift(t, tib, id, sourceId, 'impact')).json<DraftLine>()
    const plough = await addLine(t, tib, id, 'Plogning pågår', 'measures')
    const gone = await addLine(t, tib, id, 'Skolorna är öppna')
    await saveText(t, tib, id, 'summary', 'Snö')
    await publish(t, tib, id)
    expect((await readDraft(t, tib, id)).lines.map((one) => [one.text, one.change])).toEqual([
      ['Skolorna är öppna', 'unchanged'],
      ['Busstrafiken är inställd i två kommuner', 'unchanged'],
      ['Plogning pågår', 'unchanged'],
    ])
    await saveLine(t, tib, id, bus, { text: 'Busstrafiken är inställd i fyra kommuner' })
    await saveLine(t, tib, id, gone, { isRemoved: true })
    await addLine(t, tib, id, 'Två bandvagnar till Rimbo', 'needs')
    await saveText(t, tib, id, 'summary', 'Mer snö', 1)
    expect((await readDraft(t, tib, id)).lines.map((one) => one.change)).toEqual(['changed', 'unchanged', 'new', 'removed'])
    // Version 1 is what it was.
    expect((await readVersion(t, nacka, id, 1)).lines.map((one) => one.text)).toEqual([
      'Skolorna är öppna',
      'Busstrafiken är inställd i två kommuner',
      'Plogning pågår',
    ])
    await publish(t, tib, id, 2)
    const second = await readVersion(t, nacka, id, 2, '?since=1')
    expect(second.lines.map((one) => [one.text, one.change, one.previousText])).toEqual([
      ['Busstrafiken är inställd i fyra kommuner', 'changed', 'Busstrafiken är inställd i två kommuner'],
      ['Plogning pågår', 'unchanged', null],
      ['Två bandvagnar till Rimbo', 'new', null],
    ])
    expect(second).toMatchObject({
      state: 'published',
      removed: [{ text: 'Skolorna är öppna' }],
      comparedWith: 1,
      changes: 4,
      publishedBy: { person: 'Anders Ek', actor: 'Länsstyrelsen Stockholm' },
      asked: 2,
    })
    expect(second.lines[0]?.source).toMatchObject({
      lineId: sourceId,
      actor: { code: 'nacka' },
      text: 'Busstrafiken är inställd i två kommuner',
      reportedBy: 'Mia Lind',
    })
    expect(second.lines[1]).toMatchObject({ id: plough.id, source: null, writtenBy: 'Anders Ek' })
    expect(second.texts.find((one) => one.field === 'summary')).toMatchObject({ text: 'Mer snö', isChanged: true, previousText: 'Snö' })
    expect((await readVersion(t, nacka, id, 1)).state).toBe('superseded')
  })

  test('waits for a line that is being saved, and a line saved after it belongs to the next', async () => {
    const lines = await Promise.all(Array.from({ length: 8 }, (_, i) => addLine(t, tib, id, `rad ${i}`)))
    const [saves] = await Promise.all([
      Promise.all(lines.map((one) => saveLine(t, rkk, id, one, { text: `${one.text} ändrad` }))),
      publish(t, tib, id),
    ])
    expect(saves.map((one) => one.statusCode)).toEqual(lines.map(() => 200))
    const draft = await readDraft(t, tib, id)
    const first = new Map((await readVersion(t, tib, id, 1)).lines.map((one) => [one.id, one.text]))
    for (const one of draft.lines) {
      expect(one.text).toMatch(/ ändrad$/)
      expect(one.change).toBe(first.get(one.id) === one.text ? 'unchanged' : 'changed')
    }
  })

  test('is told by mail to those who have asked: an internal picture without a word of it, an open one with its summary, an exercise as ÖVNING', async () => {
    await t.as(nacka)('PUT', '/api/users/subscriptions/situational-pictures', { isOn: true })
    await saveText(t, tib, id, 'summary', 'KANARIE snö i norr')
    await publish(t, tib, id)
    const mails = () =>
      t.owner<{ subject: string; body: string; destination: string }>(
        "SELECT subject, body, destination FROM outbox_messages WHERE purpose = 'situational_picture' ORDER BY created_at, id",
      )
    const [intern] = await mails()
    expect(await mails()).toHaveLength(1)
    expect(intern).toMatchObject({ subject: 'Ny lägesbild – logga in', destination: nacka.email })
    expect(intern?.body).not.toMatch(/KANARIE|Snöoväder/)
    expect(intern?.body).toContain('/handelser/2026-001/lagesbild')
    const exercise = await openIncident(t, { code: '2026-002', title: 'Övning Höststorm', isExercise: true })
    const other = await openPicture(t, tib, exercise.code, { handling: 'open' })
    await saveText(t, tib, other, 'summary', 'Öppen sammanfattning')
    await publish(t, tib, other)
    expect((await mails())[1]).toMatchObject({ subject: 'ÖVNING Lägesbild 1: Höststorm' })
    expect((await mails())[1]?.body).toMatch(/^ÖVNING – inget skarpt läge\.[^]*Öppen sammanfattning/)
  })
})

describe('a reader', () => {
  test('sees what is new since the version it last read; reading is said by the reader, never by a look', async () => {
    await publishWith(t, tib, id, 'ett')
    expect(await readVersion(t, nacka, id, 1)).toMatchObject({ comparedWith: null, readAt: null, changes: 0 })
    expect(await readVersion(t, nacka, id, 1)).toMatchObject({ readAt: null })
    const read = (n: number) => t.as(nacka)('POST', `${base}/${id}/versions/${n}/read`)
    const first = (await read(1)).json<{ readAt: string }>()
    t.clock.advance(5)
    expect((await read(1)).json()).toEqual(first)
    await publishWith(t, tib, id, 'två', 2)
    await publishWith(t, tib, id, 'tre', 3)
    const third = await readVersion(t, nacka, id, 3)
    expect([third.comparedWith, third.changes, third.lines.map((one) => one.change)]).toEqual([1, 2, ['unchanged', 'new', 'new']])
    await read(3)
    expect(await readVersion(t, nacka, id, 3)).toMatchObject({ comparedWith: 1, changes: 2 })
    expect(await readVersion(t, salem, id, 3)).toMatchObject({ comparedWith: null, readAt: null, changes: 0 })
    expect(await readVersion(t, nacka, id, 3, '?since=0')).toMatchObject({ comparedWith: null, changes: 0 })
    expect((await readPicture(t, nacka, id)).versions.map((one) => one.isRead)).toEqual([true, false, true])
  })

  test('acknowledges for its actor once; TiB sees who has, who has only read, and who is missing', async () => {
    await publishWith(t, tib, id, 'ett')
    const todo = async () => (await t.as(nacka)('GET', '/api/home')).json<Home>().todo.filter((one) => one.kind === 'acknowledge-picture')
    expect(await todo()).toMatchObject([{ incidentCode: '2026-001', count: 1 }])
    const list = async () =>
      (await t.as(tib)('GET', `${base}/${id}/versions/1/acknowledgements`)).json<{ items: { actor: { code: string }; state: string }[] }>()
    expect((await list()).items.map((one) => [one.actor.code, one.state])).toEqual([
      ['nacka', 'missing'],
      ['salem', 'missing'],
    ])
    await t.as(salem)('POST', `${base}/${id}/versions/1/read`)
    const acknowledge = (who: Person, note = '') => t.as(who)('POST', `${base}/${id}/versions/1/acknowledgement`, { note })
    const colleague = await t.person('communicator', 'nacka')
    const [given] = await Promise.all([acknowledge(nacka, 'Spridd på intranätet'), acknowledge(colleague)])
    expect(given?.statusCode).toBe(200)
    expect(await t.owner('SELECT actor_id FROM situational_picture_acknowledgements')).toHaveLength(1)
    expect((await list()).items.map((one) => [one.actor.code, one.state])).toEqual([
      ['salem', 'read'],
      ['nacka', 'acknowledged'],
    ])
    expect(await todo()).toEqual([])
    expect(problemOf(await acknowledge(await t.person('reader', 'nacka'))).code).toBe('forbidden')
    expect(problemOf(await t.as(nacka)('GET', `${base}/${id}/versions/1/acknowledgements`)).code).toBe('forbidden')
  })

  test('reads on when the incident has ended; the picture takes nothing more', async () => {
    await publishWith(t, tib, id, 'ett')
    const activation = (await t.as(tib)('GET', '/api/incidents/2026-001')).json<Incident>().activations[0]
    expect(activation?.id).toBe(built.activations[0]?.id)
    await t.as(tib)('POST', `/api/activations/${activation?.id}/close`, { note: 'Över', version: 1 })
    expect(await readVersion(t, nacka, id, 1)).toMatchObject({ state: 'archived', lines: [{ text: 'ett' }], allowed: ['acknowledge'] })
    expect(problemOf(await publish(t, tib, id, 2)).code).toBe('picture-archived')
    expect(problemOf(await saveText(t, tib, id, 'summary', 'x')).code).toBe('picture-archived')
    await expect(
      t.owner(
        "INSERT INTO situational_picture_texts (picture_id, field, text, version, saved_at, saved_by) VALUES ($1, 'worst_case', 'x', 1, app_now(), $2)",
        [id, tib.id],
      ),
    ).rejects.toThrow('archived')
  })

  test('finds it in the list and by its words in search; a draft and a report that nobody lifted are found by nobody', async () => {
    await reported(nacka, 'HEMBYGDSGÅRDEN utan värme')
    await addLine(t, tib, id, 'UTKASTSORD')
    const hits = async (who: Person, q: string) =>
      (await t.as(who)('GET', `/api/search?q=${encodeURIComponent(q)}`))
        .json<{ items: { kind: string; code: string; title: string; detail: string }[] }>()
        .items.filter((one) => one.kind === 'picture')
    for (const who of [tib, nacka, salem]) for (const word of ['HEMBYGDS', 'UTKASTS']) expect(await hits(who, word)).toEqual([])
    await publish(t, tib, id)
    expect(await hits(salem, 'utkastsord')).toEqual([
      { kind: 'picture', code: '2026-001', title: 'Snöoväder Svealand', detail: 'Lägesbild 1', isExercise: false },
    ])
    expect(await hits(salem, 'hembygds')).toEqual([])
    const list = async (query: string) => (await t.as(salem)('GET', `${base}${query}`)).json<{ items: { id: string }[]; total: number }>()
    expect((await list('?search=utkastsord')).items.map((one) => one.id)).toEqual([id])
    expect((await list('?search=hembygds')).total).toBe(0)
    expect((await t.as(salem)('GET', '/api/home')).json<Home>().openIncidents[0]?.picture).toMatchObject({ id, latestNumber: 1 })
  })

  test('reads in the story what concerns it: publishing and its own reports, not those of others nor the writing of the draft', async () => {
    await reported(nacka, 'rad')
    await publishWith(t, tib, id, 'ett')
    const types = async (who: Person, query = '') =>
      (await t.as(who)('GET', `/api/incidents/2026-001/timeline${query}`))
        .json<{ items: TimelineEntry[] }>()
        .items.map((one) => one.type.replace('situational-pictures.', ''))
    expect(await types(nacka)).toEqual(['published', 'reported', 'opened'])
    expect(await types(salem)).toEqual(['published', 'opened'])
    expect(await types(tib)).toEqual(['published', 'line-saved', 'reported', 'opened'])
    expect(await types(tib, '?matters=true')).toEqual(['published', 'reported', 'opened'])
  })
})
