import type { Measure, MeasureWithHistory, ResponseOf } from '@samverkan/contract'
import type * as contract from '@samverkan/contract'
import { lastDueDate, plusDays } from '@samverkan/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openRound, ownAssessment } from '../../test/assessments.ts'
import { closeIncident, openIncident } from '../../test/builders.ts'
import { key } from '../../test/call-list.ts'
import { actorId, createMeasure, measureBody } from '../../test/measures.ts'

type Page = ResponseOf<typeof contract.listMeasures>
let t: TestApp
let office: Person
let tib: Person
let rkk: Person
let nacka: Person
let assessor: Person
let salem: Person
beforeEach(async () => {
  t = await startApp()
  office = await t.person('koordinator', null)
  tib = await t.person('lst-tib', 'lst-stockholm')
  rkk = await t.person('rkk', 'region-stockholm')
  nacka = await t.person('contact-function', 'nacka', 'Maria i Nacka')
  assessor = await t.person('assessor', 'nacka')
  salem = await t.person('contact-function', 'salem')
})
afterEach(() => t.close())

const post = async (who: Person | null, given: Parameters<typeof measureBody>[1] = {}) =>
  t.as(who)('POST', '/api/measures', await measureBody(t, given), key())
const move = (who: Person | null, id: string, action: string, version: number, note = '') =>
  t.as(who)('POST', `/api/measures/${id}/state`, { action, version, note })
const list = async (who: Person, query = ''): Promise<Page> => (await t.as(who)('GET', `/api/measures${query}`)).json<Page>()
const read = async (who: Person, id: string): Promise<MeasureWithHistory> =>
  (await t.as(who)('GET', `/api/measures/${id}`)).json<MeasureWithHistory>()
const titles = (page: Page) => page.items.map((one) => one.title)
const inIncident = { kind: 'incident', incidentCode: '2026-001' }

describe('a measure of an incident', () => {
  test('is brought about by those on duty and the office, read by everybody and carried out by its owner', async () => {
    const built = await openIncident(t)
    const made = await createMeasure(t, tib, { origin: { ...inIncident, activationId: built.activations[0]?.id } })
    expect(made).toMatchObject({
      title: 'Ställ upp värmestuga i Fisksätra',
      state: 'open',
      dueOn: dated('2026-11-27'),
      owner: { code: 'nacka' },
      origin: 'incident',
      incident: { code: '2026-001', isExercise: false, isOpen: true },
      forum: { code: 'regionalt-samordnande-forum' },
      allowed: ['cancel', 'edit', 'note'],
    })
    for (const who of [rkk, office]) expect((await post(who, { origin: inIncident })).statusCode).toBe(201)
    for (const who of [nacka, salem]) expect(problemOf(await post(who, { origin: inIncident })).code).toBe('forbidden')
    expect(problemOf(await post(assessor, { origin: inIncident })).code).toBe('forbidden')
    expect((await read(salem, made.id)).allowed).toEqual([])
    expect((await read(nacka, made.id)).allowed).toEqual(['start', 'finish', 'cancel', 'note'])

    expect(problemOf(await move(salem, made.id, 'start', 1)).code).toBe('forbidden')
    expect(problemOf(await move(tib, made.id, 'finish', 1)).code).toBe('forbidden')
    expect((await move(nacka, made.id, 'start', 1)).json<Measure>()).toMatchObject({ state: 'in_progress', version: 2 })
    t.clock.advance(30)
    const done = (await move(nacka, made.id, 'finish', 2, 'Öppnade 05.30, 40 platser.')).json<MeasureWithHistory>()
    expect(done).toMatchObject({ state: 'done', endedAt: dated('2026-11-24T02:44:00+00:00'), allowed: ['reopen', 'note'] })
    expect(done.history.map(({ kind, fromState, toState, note, by }) => [kind, fromState, toState, note, by])).toEqual([
      ['moved', 'in_progress', 'done', 'Öppnade 05.30, 40 platser.', 'Maria i Nacka'],
      ['moved', 'open', 'in_progress', '', 'Maria i Nacka'],
      ['created', null, null, '', tib.name],
    ])
    expect(problemOf(await move(nacka, made.id, 'finish', 3)).code).toBe('wrong-state')
    expect((await move(nacka, made.id, 'reopen', 3)).json<Measure>()).toMatchObject({ state: 'in_progress', endedAt: null })
  })

  test('stands in the timeline of the incident and may follow it after its end', async () => {
    const built = await openIncident(t)
    const made = await createMeasure(t, tib, { origin: inIncident })
    await move(nacka, made.id, 'start', 1)
    const { items } = (await t.as(salem)('GET', '/api/incidents/2026-001/timeline')).json<{ items: { type: string; text: string }[] }>()
    expect(items.map(({ type, text }) => [type, text])).toEqual([
      ['measures.moved', 'Ställ upp värmestuga i Fisksätra'],
      ['measures.created', 'Ställ upp värmestuga i Fisksätra'],
    ])
    await closeIncident(t, built)
    expect((await post(tib, { origin: inIncident })).statusCode).toBe(201)
    const ended = { ...inIncident, activationId: built.activations[0]?.id }
    expect(problemOf(await post(tib, { origin: ended })).errors).toEqual([{ pointer: '/origin/activationId', code: 'unknown' }])
  })
})

describe('what is refused', () => {
  test('names the field: a date that has passed, an owner that is no member, an incident nobody knows', async () => {
    await openIncident(t)
    // 03:14 in Stockholm: today is the 24th.
    expect((await post(office, { dueOn: dated('2026-11-24') })).statusCode).toBe(201)
    expect(problemOf(await post(office, { dueOn: dated('2026-11-23') })).errors).toEqual([{ pointer: '/dueOn', code: 'past' }])
    const last = lastDueDate(t.clock.now())
    expect((await post(office, { dueOn: last })).statusCode).toBe(201)
    for (const dueOn of [plusDays(last, 1), '2099-12-31', '9999-12-31'])
      expect(problemOf(await post(office, { dueOn })).errors, dueOn).toEqual([{ pointer: '/dueOn', code: 'too_far' }])
    expect(problemOf(await post(office, { owner: { actorId: newId() } })).errors).toEqual([{ pointer: '/owner/actorId', code: 'unknown' }])
    for (const owner of [{}, { office: false }, { forumCode: 'regionalt-samordnande-forum' }, { office: true, actorId: newId() }])
      expect(problemOf(await post(office, { owner })).code, JSON.stringify(owner)).toBe('invalid')
    for (const given of [{ title: ' ' }, { title: '\u200b' }, { title: 'x'.repeat(201) }, { dueOn: '2026-02-30' }])
      expect(problemOf(await post(office, given)).code).toBe('invalid')
    expect(problemOf(await post(tib, { origin: { kind: 'incident', incidentCode: '2031-001' } })).code).toBe('not-found')
    expect(problemOf(await post(null)).code).toBe('not-signed-in')
    expect(problemOf(await post(tib)).code).toBe('forbidden')
  })

  test('a forum can own nothing, and an actor and the office not at once, whoever writes', async () => {
    const { id } = await createMeasure(t, office)
    await expect(t.owner('UPDATE measures SET owner_office = true, version = 2 WHERE id = $1', [id])).rejects.toThrow('measures_one_owner')
    await expect(t.owner('UPDATE measures SET owner_actor_id = NULL, version = 2 WHERE id = $1', [id])).rejects.toThrow(
      'measures_one_owner',
    )
    await expect(t.owner('UPDATE measures SET version = 7 WHERE id = $1', [id])).rejects.toThrow('does not follow')
    const columns = await t.owner<{ column_name: string }>(
      "SELECT column_name FROM information_schema.columns WHERE table_name = 'measures'",
    )
    expect(columns.filter((one) => one.column_name.includes('forum'))).toEqual([])
  })

  test('to cancel without a reason', async () => {
    const { id } = await createMeasure(t, office)
    expect(problemOf(await move(nacka, id, 'cancel', 1, '  ')).errors?.[0]?.pointer).toContain('note')
    expect((await move(nacka, id, 'cancel', 1, 'Behövs inte')).json<Measure>()).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Behövs inte',
    })
  })

  test('the same press twice makes one; another body under its key is refused', async () => {
    const once = key()
    const body = await measureBody(t)
    const ids = await Promise.all([1, 2, 3].map(async () => (await t.as(office)('POST', '/api/measures', body, once)).json<Measure>().id))
    expect(new Set(ids).size).toBe(1)
    expect(problemOf(await t.as(office)('POST', '/api/measures', { ...body, title: 'Annat' }, once)).code).toBe('key-reused')
  })
})

describe('an edit', () => {
  test('is made on the version that was read; otherwise both texts: 409 with the one that stands', async () => {
    const made = await createMeasure(t, office)
    const salemId = await actorId(t, 'salem')
    const put = (version: number, more: object) =>
      t.as(office)('PUT', `/api/measures/${made.id}`, {
        title: made.title,
        description: '',
        owner: { actorId: made.owner?.id },
        dueOn: made.dueOn,
        version,
        ...more,
      })
    expect((await put(1, { dueOn: dated('2026-12-01'), owner: { actorId: salemId } })).json<MeasureWithHistory>()).toMatchObject({
      version: 2,
      owner: { code: 'salem' },
      history: [{ kind: 'edited', before: { dueOn: dated('2026-11-27'), owner: 'Nacka kommun' } }, { kind: 'created' }],
    })
    const refused = await put(1, { title: 'Mitt' })
    expect(problemOf(refused).code).toBe('stale-version')
    expect(refused.json<{ current: Measure }>().current).toMatchObject({ version: 2, dueOn: dated('2026-12-01'), title: made.title })
    // Saying the same again is no change and no new version.
    expect((await put(2, { dueOn: dated('2026-12-01'), owner: { actorId: salemId } })).json<Measure>().version).toBe(2)
    expect((await put(2, { dueOn: dated('2026-12-01'), owner: { office: true } })).json<MeasureWithHistory>()).toMatchObject({
      owner: null,
      version: 3,
    })
    expect(
      problemOf(
        await t.as(nacka)('PUT', `/api/measures/${made.id}`, {
          title: 'x',
          description: '',
          owner: { office: true },
          dueOn: dated('2026-12-01'),
          version: 3,
        }),
      ).code,
    ).toBe('forbidden')
  })

  test('of two at once one is kept and the other told', async () => {
    const made = await createMeasure(t, office)
    const put = (title: string) =>
      t.as(office)('PUT', `/api/measures/${made.id}`, { title, description: '', owner: { office: true }, dueOn: made.dueOn, version: 1 })
    const answers = await Promise.all([put('Den ena'), put('Den andra')])
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409])
    expect((await read(office, made.id)).history).toHaveLength(2)
  })
})

test('follow-up notes are added by the owner and whoever directs, kept as they are, and never changed', async () => {
  await openIncident(t)
  const made = await createMeasure(t, tib, { origin: inIncident })
  const say = (who: Person, note: string) => t.as(who)('POST', `/api/measures/${made.id}/notes`, { note }, key())
  expect((await say(nacka, 'Lokalen är bokad.')).statusCode).toBe(201)
  t.clock.advance(5)
  expect((await say(tib, 'Hur många platser?')).json<MeasureWithHistory>()).toMatchObject({
    version: 1,
    lastNote: { note: 'Hur många platser?', by: tib.name },
  })
  expect(problemOf(await say(salem, 'Jag med')).code).toBe('forbidden')
  await expect(t.owner("UPDATE measure_events SET note = 'annat'")).rejects.toThrow('append-only')
  await expect(t.owner('DELETE FROM measure_events')).rejects.toThrow('append-only')
})

describe('the list', () => {
  test('has the open ones by date and then the ended, filters, finds and pages', async () => {
    await openIncident(t)
    await createMeasure(t, office, { title: 'Sist', dueOn: dated('2026-12-20') })
    const late = await createMeasure(t, tib, { title: 'Först', dueOn: dated('2026-11-24'), origin: inIncident })
    const over = await createMeasure(t, office, { title: 'Klar sedan länge', dueOn: dated('2026-11-24') })
    await createMeasure(t, office, { title: 'Kansliets egen', dueOn: dated('2026-11-30'), owner: { office: true } })
    await move(nacka, over.id, 'finish', 1)
    t.clock.advance(24 * 60)
    // The next day, with new sessions.
    salem = await t.person('contact-function', 'salem')
    office = await t.person('koordinator', null)
    assessor = await t.person('assessor', 'nacka')
    nacka = await t.person('contact-function', 'nacka')
    expect(titles(await list(salem))).toEqual(['Först', 'Kansliets egen', 'Sist', 'Klar sedan länge'])
    expect(await list(salem)).toMatchObject({ total: 4, overdue: 1, mayCreate: [] })
    expect((await list(office)).mayCreate).toEqual(['incident', 'meeting', 'gap', 'none'])
    expect((await list(assessor)).mayCreate).toEqual(['gap'])
    expect(titles(await list(nacka, '?mine=true&state=open'))).toEqual(['Först', 'Sist'])
    expect(titles(await list(office, '?mine=true'))).toEqual(['Kansliets egen'])
    expect(titles(await list(salem, '?mine=true'))).toEqual([])
    expect(titles(await list(salem, '?overdue=true'))).toEqual(['Först'])
    expect(titles(await list(salem, '?state=done'))).toEqual(['Klar sedan länge'])
    expect(titles(await list(salem, '?state=ended&owner=nacka'))).toEqual(['Klar sedan länge'])
    expect(titles(await list(salem, '?owner=kansliet'))).toEqual(['Kansliets egen'])
    expect(titles(await list(salem, '?origin=incident'))).toEqual(['Först'])
    expect(titles(await list(salem, '?incidentCode=2026-001'))).toEqual(['Först'])
    expect(titles(await list(salem, '?search=KANSLIETS'))).toEqual(['Kansliets egen'])
    expect(titles(await list(salem, '?search=nacka&state=open'))).toEqual(['Först', 'Sist'])
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await list(salem, `?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...titles(page))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['Först', 'Kansliets egen', 'Sist', 'Klar sedan länge'])
    expect(problemOf(await t.as(salem)('GET', '/api/measures?cursor=abc')).code).toBe('invalid')
    expect((await read(salem, late.id)).dueOn).toBe(dated('2026-11-24'))
  })
})

describe('a measure about a gap', () => {
  const gapOf = async () => ({ kind: 'gap', assessmentId: await ownAssessment(t, assessor), subCapability: '1.3' })
  beforeEach(() => openRound(t, office))

  test('is brought about by its actor’s assessor or directing level, or the office, and owned by that actor or the office', async () => {
    const chief = await t.person('rep-directing', 'nacka')
    const origin = await gapOf()
    for (const who of [assessor, chief, office]) expect((await post(who, { origin })).statusCode).toBe(201)
    expect(problemOf(await post(nacka, { origin })).code).toBe('forbidden')
    // Not theirs, so not there: neither another actor's assessor nor a duty officer learns that it exists.
    for (const who of [await t.person('assessor', 'salem'), await t.person('rep-directing', 'salem'), tib])
      expect(problemOf(await post(who, { origin })).code).toBe('not-found')
    expect(problemOf(await post(assessor, { origin, owner: { actorId: await actorId(t, 'salem') } })).errors).toEqual([
      { pointer: '/owner/actorId', code: 'not-of-gap' },
    ])
    expect((await post(assessor, { origin, owner: { office: true } })).statusCode).toBe(201)
    expect(problemOf(await post(assessor, { origin: { ...origin, subCapability: '9.9' } })).code).toBe('not-found')
    expect((await list(assessor, `?assessmentId=${origin.assessmentId}&subCapability=1.3`)).total).toBe(4)
    expect((await list(assessor, '?subCapability=1.1')).total).toBe(0)
  })

  test('is another actor’s business nowhere: not by id, in lists, counts, search, timeline or stream, nor for a duty officer', async () => {
    const made = await createMeasure(t, assessor, { title: 'Hemlig svaghet i jouren', origin: await gapOf() })
    expect(made.gap).toMatchObject({ actorCode: 'nacka', year: 2026, subCapability: '1.3', printedNumber: '1:3' })
    const readers = [nacka, assessor, office]
    const strangers = [salem, tib, rkk, await t.person('rsib', 'solna'), await t.person('system-admin', null)]
    for (const who of readers) {
      expect((await t.as(who)('GET', `/api/measures/${made.id}`)).statusCode, who.name).toBe(200)
      expect((await list(who)).total, who.name).toBe(1)
    }
    for (const who of strangers) {
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PUT', '', { title: 'x', description: '', owner: { office: true }, dueOn: dated('2026-12-01'), version: 1 }],
        ['POST', '/state', { action: 'finish', version: 1 }],
        ['POST', '/notes', { note: 'x' }],
      ] as const) {
        const answer = await t.as(who)(method, `/api/measures/${made.id}${path}`, body, key())
        expect([403, 404], `${who.name} ${method} ${path}`).toContain(answer.statusCode)
        if (answer.statusCode === 403) expect(who.name).toContain('system-admin')
      }
      expect(await list(who), who.name).toMatchObject({ total: 0, overdue: 0, items: [] })
      expect((await list(who, '?search=hemlig')).total).toBe(0)
      const hits = (await t.as(who)('GET', '/api/search?q=hemlig')).json<{ items: { kind: string }[] }>().items
      // The official texts hold the word too, and are everybody's.
      expect(
        hits.filter(({ kind }) => kind !== 'capability'),
        who.name,
      ).toEqual([])
    }
  })

  test('tells who works on it to those who may know, and the region only as a number above the minimum', async () => {
    const work = async (who: Person) => (await t.as(who)('GET', '/api/measures/gaps/2026')).json<ResponseOf<typeof contract.readGapWork>>()
    const codes = ['nacka', 'salem', 'solna', 'taby', 'botkyrka']
    for (const [i, code] of codes.entries()) {
      const who = await t.person('assessor', code)
      const origin = { kind: 'gap', assessmentId: await ownAssessment(t, who), subCapability: '2.4' }
      await createMeasure(t, who, { title: `Hos ${code}`, owner: { actorId: await actorId(t, code) }, origin })
      // Two of one actor are still one actor; and one more of the fifth, when the five are told of, is its own affair.
      await createMeasure(t, who, { title: `Också hos ${code}`, owner: { office: true }, dueOn: dated('2026-12-24'), origin })
      expect((await work(tib)).region).toEqual(i < 4 ? [] : [{ subCapability: '2.4', measures: 9, actors: 5 }])
    }
    expect((await work(tib)).gaps).toEqual([])
    const own = (await work(nacka)).gaps
    expect(own).toEqual([
      {
        subCapability: '2.4',
        measures: [
          expect.objectContaining({ title: 'Hos nacka', actorName: 'Nacka kommun', ownerName: 'Nacka kommun', state: 'open' }),
          expect.objectContaining({ title: 'Också hos nacka', ownerName: null, dueOn: dated('2026-12-24') }),
        ],
      },
    ])
    expect((await work(office)).gaps[0]?.measures).toHaveLength(10)
    const first = own[0]?.measures[0]?.id ?? ''
    await move(nacka, first, 'finish', 1)
    expect((await work(nacka)).gaps[0]?.measures).toHaveLength(1)
    expect(problemOf(await t.as(nacka)('GET', '/api/measures/gaps/2031')).code).toBe('not-found')
  })
})
