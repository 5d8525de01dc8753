import type { Home, Incident, Measure } from '@samverkan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openRound, ownAssessment } from '../../test/assessments.ts'
import { type Built, openIncident } from '../../test/builders.ts'
import { actorId, createMeasure, subscribe } from '../../test/measures.ts'

let t: TestApp
let tib: Person
let office: Person
let nacka: Person
let salem: Person
let built: Built
const inIncident = { kind: 'incident', incidentCode: '2026-001' }
beforeEach(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  office = await t.person('koordinator', null)
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  built = await openIncident(t, { forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum'] })
})
afterEach(() => t.close())

const [coordinating, directing] = [0, 1]
const activationId = (at: number): string => built.activations[at]?.id ?? ''
const close = (at: number, measures?: unknown[], version = 1) =>
  t.as(tib)('POST', `/api/activations/${activationId(at)}/close`, {
    note: 'Läget är under kontroll.',
    version,
    ...(measures ? { measures } : {}),
  })
const open = (title: string, at?: number, more: object = {}) =>
  createMeasure(t, tib, { title, origin: { ...inIncident, ...(at === undefined ? {} : { activationId: activationId(at) }) }, ...more })
const stateOf = async (id: string) => (await t.as(salem)('GET', `/api/measures/${id}`)).json<Measure>()
const named = (response: { json: <T>() => T }) =>
  response.json<{ current: { measures: Measure[] } }>().current.measures.map((one) => one.title)

describe('ending an activation', () => {
  test('without open measures asks nothing', async () => {
    expect((await close(coordinating)).statusCode).toBe(200)
  })

  test('asks for its own open measures, and the last one for all that is left of the incident', async () => {
    const own = await open('Ur det samordnande', coordinating)
    await open('Ur det inriktande', directing)
    await open('Utan forum')
    const refused = await close(coordinating)
    expect(problemOf(refused).code).toBe('measures-remain')
    expect(named(refused)).toEqual(['Ur det samordnande'])
    expect((await close(coordinating, [{ choice: 'stay', id: own.id, version: 1, dueOn: dated('2026-11-30') }])).statusCode).toBe(200)
    // It stays open with its owner, so the last forum asks again, with the others.
    expect(named(await close(directing)).sort()).toEqual(['Ur det inriktande', 'Ur det samordnande', 'Utan forum'])
  })

  test('carries every choice out in one transaction, with one journal row', async () => {
    await subscribe(t, salem)
    await close(directing)
    const stays = await open('Står kvar')
    const goes = await open('Går till Salem')
    const lands = await open('Går till kansliet')
    const ends = await open('Avbryts')
    const answer = await close(coordinating, [
      { choice: 'stay', id: stays.id, version: 1, dueOn: dated('2026-12-04') },
      { choice: 'hand-over', id: goes.id, version: 1, owner: { actorId: await actorId(t, 'salem') }, dueOn: dated('2026-12-01') },
      { choice: 'hand-over', id: lands.id, version: 1, owner: { office: true }, dueOn: dated('2026-12-10') },
      { choice: 'cancel', id: ends.id, version: 1, reason: 'Snön har smält' },
    ])
    expect(answer.json<Incident>()).toMatchObject({ state: 'closed' })
    expect(await stateOf(stays.id)).toMatchObject({ state: 'open', dueOn: dated('2026-12-04'), owner: { code: 'nacka' } })
    expect(await stateOf(goes.id)).toMatchObject({ state: 'open', owner: { code: 'salem' }, incident: { isOpen: false } })
    expect(await stateOf(lands.id)).toMatchObject({ state: 'open', owner: null })
    expect(await stateOf(ends.id)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'Snön har smält',
      history: [{ kind: 'moved', closing: { nameSv: 'Regionalt samordnande forum' } }, { kind: 'created' }],
    })
    expect((await t.as(salem)('GET', '/api/home')).json<Home>()).toMatchObject({
      measures: { total: 1, overdue: 0, items: [{ title: 'Går till Salem' }] },
      todo: expect.arrayContaining([
        expect.objectContaining({ kind: 'measures', count: 1, title: '0', names: [dated('2026-12-01')] }),
      ]) as Home['todo'],
    })
    const rows = await t.owner<{ type: string; data: { measures: { choice: string }[] } }>(
      'SELECT type, data FROM journal ORDER BY id DESC LIMIT 1',
    )
    expect(rows[0]?.type).toBe('activations.closed')
    expect(rows[0]?.data.measures.map((one) => one.choice)).toEqual(['stay', 'hand-over', 'hand-over', 'cancel'])
    const mails = await t.owner<{ subject: string; user_id: string }>(
      "SELECT subject, user_id FROM outbox_messages WHERE purpose = 'measure'",
    )
    expect(mails).toEqual([{ subject: 'Ny åtgärd: Går till Salem', user_id: salem.id }])
  })

  test('may leave one with its owner and put it on the agenda of the weekly conference; a forum never owns it', async () => {
    await close(directing)
    const one = await open('Följs upp på torsdag')
    const answer = { choice: 'next-meeting', id: one.id, version: 1, dueOn: dated('2026-12-04') }
    expect(problemOf(await close(coordinating, [answer])).code).toBe('no-next-meeting')
    const [meeting] = await t.owner<{ id: string }>(
      `INSERT INTO meetings (id, code, forum_id, local_date, local_time, minutes, channel, state, asks_reports, all_members, planned_at, calendar_changed_at)
       SELECT gen_random_uuid(), 'samverkanskonferens-' || $1, id, $1::date, '16:00', 60, 'telephone', 'planned', true, true, app_now(), app_now()
       FROM forums WHERE code = 'regional-samverkanskonferens' RETURNING id`,
      [dated('2026-11-26')],
    )
    expect((await close(coordinating, [answer])).statusCode).toBe(200)
    expect(await stateOf(one.id)).toMatchObject({
      state: 'open',
      dueOn: dated('2026-12-04'),
      owner: { code: 'nacka' },
      history: [{ note: `Tas upp på samverkanskonferensen ${dated('2026-11-26')}.` }, { kind: 'created' }],
    })
    const items = await t.owner<{ id: string }>('SELECT id, title, kind FROM meeting_items WHERE meeting_id = $1', [meeting?.id])
    expect(items).toEqual([{ id: items[0]?.id, title: 'Följs upp på torsdag', kind: 'measures' }])
    // The meeting tells of it in a row of its own, which the incident's log holds too, before the end that caused it.
    expect(
      await t.owner(
        `SELECT j.data, j.incident_id IS NOT NULL AS in_log, lead(j.type) OVER (ORDER BY j.id) AS following FROM journal j WHERE j.type IN ('meetings.item-raised', 'activations.closed') ORDER BY j.id DESC LIMIT 1 OFFSET 1`,
      ),
    ).toEqual([
      { data: { itemId: items[0]?.id, agendaVersion: 2, localDate: dated('2026-11-26') }, in_log: true, following: 'activations.closed' },
    ])
    const { items: log } = (await t.as(nacka)('GET', '/api/incidents/2026-001/timeline?limit=5')).json<{
      items: { type: string; text: string | null }[]
    }>()
    expect(log.slice(0, 2).map(({ type, text }) => [type, text])).toContainEqual(['meetings.item-raised', 'Följs upp på torsdag'])
  })

  test('is refused whole when one is missing, twice, of another, stale, undated, or new since it was read', async () => {
    await close(directing)
    const one = await open('Den ena')
    const other = await open('Den andra')
    const stay = (id: string, version = 1, dueOn = dated('2026-12-01')) => ({ choice: 'stay', id, version, dueOn })
    for (const given of [
      [stay(one.id)],
      [stay(one.id), stay(one.id)],
      [stay(one.id), stay(other.id, 2)],
      [stay(one.id), stay(other.id), stay(activationId(0))],
    ]) {
      const refused = await close(coordinating, given)
      expect(problemOf(refused).code).toBe('measures-remain')
      expect(named(refused)).toHaveLength(2)
    }
    expect(problemOf(await close(coordinating, [stay(one.id), stay(other.id, 1, dated('2026-11-23'))])).errors).toEqual([
      { pointer: '/measures/1/dueOn', code: 'past' },
    ])
    expect(problemOf(await close(coordinating, [stay(one.id, 1, '2099-01-01'), stay(other.id)])).errors).toEqual([
      { pointer: '/measures/0/dueOn', code: 'too_far' },
    ])
    const forum = {
      choice: 'hand-over',
      id: one.id,
      version: 1,
      owner: { forumCode: 'regional-samverkanskonferens' },
      dueOn: dated('2026-12-01'),
    }
    expect(problemOf(await close(coordinating, [forum, stay(other.id)])).code).toBe('invalid')
    expect(problemOf(await close(coordinating, [{ choice: 'cancel', id: one.id, version: 1, reason: ' ' }, stay(other.id)])).code).toBe(
      'invalid',
    )
    expect(await stateOf(one.id)).toMatchObject({ version: 1, state: 'open' })
    expect((await t.as(tib)('GET', '/api/incidents/2026-001')).json<Incident>().state).toBe('open')
  })

  test('and a new measure at the same moment: either it was asked about, or it came after the end', async () => {
    await close(directing)
    for (let round = 0; round < 10; round++) {
      const fresh = await openIncident(t, { code: `2026-${100 + round}` })
      const url = `/api/activations/${fresh.activations[0]?.id}/close`
      const [ended, made] = await Promise.all([
        t.as(tib)('POST', url, { note: 'Slut.', version: 1 }),
        createMeasure(t, tib, { origin: { kind: 'incident', incidentCode: fresh.code } }),
      ])
      const asked = ended.statusCode === 409
      expect(asked || ended.statusCode === 200).toBe(true)
      const order = await t.owner<{ type: string }>(
        "SELECT type FROM journal WHERE incident_id = $1 AND type IN ('measures.created', 'activations.closed') ORDER BY id",
        [fresh.incidentId],
      )
      expect(order.map((row) => row.type)).toEqual(asked ? ['measures.created'] : ['activations.closed', 'measures.created'])
      expect(made.state).toBe('open')
    }
  })
})

describe('those who asked to be told', () => {
  const mails = () =>
    t.owner<{ subject: string; body: string; user_id: string }>(
      "SELECT subject, body, user_id FROM outbox_messages WHERE purpose = 'measure' ORDER BY created_at, id",
    )

  test('are told of a new measure and of one handed to them, not of their own doing, and others not at all', async () => {
    for (const who of [nacka, salem, office]) await subscribe(t, who)
    const made = await open('Plogbilar till Saltsjöbaden')
    expect((await mails()).map((one) => [one.subject, one.user_id])).toEqual([['Ny åtgärd: Plogbilar till Saltsjöbaden', nacka.id]])
    await t.as(tib)('PUT', `/api/measures/${made.id}`, {
      title: made.title,
      description: '',
      owner: { office: true },
      dueOn: made.dueOn,
      version: 1,
    })
    expect((await mails()).map((one) => one.user_id)).toEqual([nacka.id, office.id])
    await createMeasure(t, office, { owner: { office: true } })
    expect(await mails()).toHaveLength(2)
  })

  test('are told of an exercise with the word first', async () => {
    await subscribe(t, nacka)
    await openIncident(t, { code: '2026-009', isExercise: true })
    await createMeasure(t, tib, { origin: { kind: 'incident', incidentCode: '2026-009' } })
    expect((await mails())[0]).toMatchObject({ subject: expect.stringMatching(/^ÖVNING: /), body: expect.stringMatching(/^ÖVNING: /) })
  })

  test('are told of a weakness only that there is something to read', async () => {
    const assessor = await t.person('assessor', 'nacka')
    await openRound(t, office)
    await subscribe(t, nacka)
    const origin = { kind: 'gap', assessmentId: await ownAssessment(t, assessor), subCapability: '1.3' }
    await createMeasure(t, assessor, { title: 'Jouren svarar inte om natten', description: 'Två av tre nätter', origin })
    const [mail] = await mails()
    expect(mail?.subject).toBe('Ny åtgärd – logga in för att läsa den')
    for (const secret of ['Jouren', 'natt', '1:3', '1.3']) expect(`${mail?.subject} ${mail?.body}`).not.toContain(secret)
    // So is one whose words carry a marking.
    const marked = { title: 'Hämta det HEMLIG stämplade', owner: { actorId: nacka.actorId } }
    await createMeasure(t, office, marked, { 'not-secret': '1' })
    const all = await mails()
    expect(all).toHaveLength(2)
    for (const one of all) expect(one.subject).toBe('Ny åtgärd – logga in för att läsa den')
    expect(JSON.stringify(all)).not.toContain('HEMLIG')
  })
})
