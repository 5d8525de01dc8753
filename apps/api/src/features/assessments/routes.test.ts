import type { Assessment, AssessmentEvidence, Home } from '@samverkan/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { answerAll, answerUrl, indicatorsOf, openRound, ownAssessment, read, roundOf, said } from '../../test/assessments.ts'
import { answered, contactPoint, openIncident } from '../../test/builders.ts'

let t: TestApp
let office: Person
let nacka: Person
let colleague: Person
let chief: Person
let salem: Person
beforeEach(async () => {
  t = await startApp()
  office = await t.person('koordinator', null)
  nacka = await t.person('assessor', 'nacka', 'Amira')
  colleague = await t.person('assessor', 'nacka', 'Klas')
  chief = await t.person('rep-directing', 'nacka', 'Helena')
  salem = await t.person('assessor', 'salem')
})
afterEach(() => t.close())
const put = (who: Person | null, id: string, code: string, body: unknown) => t.as(who)('PUT', answerUrl(id, code), body)

describe('a round', () => {
  test('is prepared and opened by the office, with one assessment per actor; nobody else sees it before it opens', async () => {
    expect((await t.as(office)('POST', '/api/assessments/rounds', { year: 2026, dueOn: '2026-12-18' })).statusCode).toBe(201)
    expect((await t.as(nacka)('GET', '/api/assessments/rounds')).json<{ items: unknown[] }>().items).toEqual([])
    await t.owner("UPDATE actor_memberships SET left_on = '2026-01-01' WHERE actor_id = (SELECT id FROM actors WHERE code = 'solna')")
    expect(await roundOf(t, office, 2026)).toMatchObject({ allowed: ['open', 'move-due-date'], opensFor: 36, assessments: [] })
    expect((await t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'open', version: 1 })).json()).toEqual({
      state: 'open',
      version: 2,
    })
    const opened = await roundOf(t, office, 2026)
    expect([opened.opensFor, opened.assessments.length], 'as many as it said').toEqual([null, 36])
    const own = (await roundOf(t, nacka, 2026)).assessments
    expect(own.map(({ actorCode, state, asked, answered: n }) => [actorCode, state, asked, n])).toEqual([['nacka', 'not_started', 56, 0]])
  })

  test('is one a year, moves only forward and on the version that was seen', async () => {
    await openRound(t, office)
    expect(problemOf(await t.as(office)('POST', '/api/assessments/rounds', { year: 2026, dueOn: '2026-12-01' })).code).toBe('round-exists')
    const move = (action: string, version: number, who: Person | null = office) =>
      t.as(who)('POST', '/api/assessments/rounds/2026/state', { action, version })
    expect(problemOf(await move('close', 1)).code).toBe('stale-version')
    expect(problemOf(await move('report', 2)).code).toBe('wrong-state')
    expect(problemOf(await move('close', 2, nacka)).code).toBe('forbidden')
    expect(problemOf(await move('close', 2, null)).code).toBe('not-signed-in')
    expect(problemOf(await t.as(office)('POST', '/api/assessments/rounds/2031/state', { action: 'open', version: 1 })).code).toBe(
      'not-found',
    )
    expect(problemOf(await t.as(office)('POST', '/api/assessments/rounds', { year: 1, dueOn: 'soon' })).code).toBe('invalid')
    expect((await t.as(office)('PUT', '/api/assessments/rounds/2026/due-date', { dueOn: '2027-01-15', version: 2 })).json()).toEqual({
      version: 3,
    })
    for (const [action, version] of [
      ['close', 3],
      ['compile', 4],
      ['report', 5],
    ] as const)
      expect((await move(action, version)).statusCode).toBe(200)
    expect((await roundOf(t, nacka, 2026)).state).toBe('reported')
    expect(problemOf(await t.as(office)('PUT', '/api/assessments/rounds/2026/due-date', { dueOn: '2027-02-15', version: 6 })).code).toBe(
      'wrong-state',
    )
  })

  test('has a last day that can still come, today at the earliest', async () => {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(t.clock.now())
    const yesterday = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(t.clock.now().getTime() - 86_400_000)
    const past = { status: 400, code: 'invalid', errors: [{ pointer: '/dueOn', code: 'past' }] }
    expect((await t.as(office)('POST', '/api/assessments/rounds', { year: 2026, dueOn: yesterday })).json()).toMatchObject(past)
    expect((await t.as(office)('POST', '/api/assessments/rounds', { year: 2026, dueOn: today })).statusCode).toBe(201)
    const move = (dueOn: string) => t.as(office)('PUT', '/api/assessments/rounds/2026/due-date', { dueOn, version: 1 })
    expect((await move(yesterday)).json()).toMatchObject(past)
    expect((await move('2026-12-31')).statusCode).toBe(200)
  })

  test('closed by mistake is opened again: the same assessments, everything answered, and answers are taken; compiled it stays', async () => {
    await openRound(t, office)
    const id = await ownAssessment(t, nacka)
    expect((await put(nacka, id, '1.1.1', said(2))).statusCode).toBe(200)
    const move = (action: string, version: number, who: Person | null = office) =>
      t.as(who)('POST', '/api/assessments/rounds/2026/state', { action, version })
    const opened = (await roundOf(t, office, 2026)).openedAt
    expect((await move('close', 2)).statusCode).toBe(200)
    expect(problemOf(await put(nacka, id, '1.1.2', said(2))).code).toBe('round-closed')
    expect((await roundOf(t, office, 2026)).allowed).toEqual(['compile', 'reopen'])
    expect(problemOf(await move('reopen', 3, nacka)).code).toBe('forbidden')
    expect((await move('reopen', 3)).json()).toEqual({ state: 'open', version: 4 })
    const round = await roundOf(t, office, 2026)
    expect([round.assessments.length, round.openedAt, round.closedAt]).toEqual([37, opened, null])
    expect((await put(nacka, id, '1.1.2', said(2))).statusCode).toBe(200)
    expect(indicatorsOf(await read(t, nacka, id)).filter(({ answer }) => answer.value === 2)).toHaveLength(2)
    expect(problemOf(await move('reopen', 4)).code).toBe('wrong-state')
    expect([(await move('close', 4)).statusCode, (await move('compile', 5)).statusCode]).toEqual([200, 200])
    expect(problemOf(await move('reopen', 6)).code).toBe('wrong-state')
  })

  test('asks a designated actor 58 indicators, others 56, nobody the one of RSIB', async () => {
    await t.owner(
      `INSERT INTO actor_designations (id, actor_id, kind, basis, valid_from) SELECT gen_random_uuid(), id, 'staff_designated', 'test', '2026-01-01' FROM actors WHERE code = 'salem'`,
    )
    await openRound(t, office)
    const codes = async (who: Person) => indicatorsOf(await read(t, who, await ownAssessment(t, who))).map(({ code }) => code)
    const [ordinary, designated] = [await codes(nacka), await codes(salem)]
    expect([ordinary.length, designated.length]).toEqual([56, 58])
    expect(designated.filter((code) => !ordinary.includes(code))).toEqual(['3.3.2', '3.4.2'])
    expect(designated).not.toContain('2.4.2')
    const id = await ownAssessment(t, nacka)
    expect(problemOf(await put(nacka, id, '2.4.2', said(2))).code).toBe('not-found')
    expect(problemOf(await put(nacka, id, '3.3.2', said(2))).code).toBe('not-found')
  })
})

describe('an assessment', () => {
  let id: string
  beforeEach(async () => {
    await openRound(t, office)
    id = await ownAssessment(t, nacka)
  })

  test('has the official wording with the numbers as printed: both 2:7, no 2:2, dots in 2.6 and 4.2, 2:8 marked', async () => {
    const subs = (await read(t, nacka, id)).capabilities.flatMap((capability) => capability.subs)
    expect(subs.map((sub) => sub.printedNumber).filter((number) => /^2|^4.2/.test(number))).toEqual([
      '2:1',
      '2:3',
      '2:4',
      '2:5',
      '2.6',
      '2:7',
      '2:7',
      '2:8',
      '4.2',
    ])
    expect(subs.filter((sub) => sub.provisional).map((sub) => sub.code)).toEqual(['2.8'])
    const texts = await t.owner<{ code: string; text_sv: string; lead_in_sv: string | null }>(
      'SELECT code, text_sv, lead_in_sv FROM capability_indicators',
    )
    const official = new Map(texts.map((row) => [row.code, row]))
    for (const { code, text, leadIn } of indicatorsOf(await read(t, nacka, id)))
      expect([text, leadIn]).toEqual([official.get(code)?.text_sv, official.get(code)?.lead_in_sv])
  })

  test('is filled answer by answer, each with its version, and every version is kept', async () => {
    const first = await put(nacka, id, '1.3.1', said(1, 0, { comment: 'Två nummer är gamla.' }))
    expect(first.json()).toMatchObject({ answer: { value: 1, version: 1, savedBy: 'Amira' }, state: 'in_progress' })
    expect((await put(colleague, id, '1.3.1', said(2, 1, { comment: 'Rättat.' }))).json()).toMatchObject({
      answer: { version: 2, savedBy: 'Klas' },
    })
    expect((await put(nacka, id, '1.3.2', said(null, 0, { notApplicable: true }))).statusCode).toBe(200)
    expect((await roundOf(t, nacka, 2026)).assessments[0]).toMatchObject({ state: 'in_progress', answered: 2 })
    expect(await t.owner(`SELECT version, value, comment FROM assessment_answer_versions WHERE comment <> '' ORDER BY version`)).toEqual([
      { version: 1, value: 1, comment: 'Två nummer är gamla.' },
      { version: 2, value: 2, comment: 'Rättat.' },
    ])
  })

  test('refuses an answer on an old version and gives the one that was saved; the same sent again is taken as one', async () => {
    await put(nacka, id, '1.1.1', said(2, 0, { comment: 'mitt' }))
    const late = await put(colleague, id, '1.1.1', said(0, 0, { comment: 'ditt' }))
    expect(problemOf(late)).toMatchObject({ code: 'stale-version', current: { value: 2, comment: 'mitt', version: 1, savedBy: 'Amira' } })
    expect((await put(nacka, id, '1.1.1', said(2, 0, { comment: 'mitt' }))).json()).toMatchObject({ answer: { version: 1 } })
    expect(problemOf(await put(nacka, id, '1.1.1', said(2, 7))).code).toBe('stale-version')
  })

  test('takes only levels of the scale', async () => {
    expect(problemOf(await put(nacka, id, '1.1.1', said(3))).errors).toEqual([{ pointer: '/body/value', code: 'not_in_scale' }])
    expect(problemOf(await put(nacka, id, '1.1.1', said(1, 0, { notApplicable: true }))).code).toBe('invalid')
    expect(problemOf(await put(nacka, id, '1.1.1', said(2, 0, { comment: 'x'.repeat(2001) }))).code).toBe('invalid')
    expect(problemOf(await put(nacka, id, '9.9.9', said(2))).code).toBe('not-found')
    expect((await put(nacka, id, '1.1.1', said(null, 0, { comment: 'bara en kommentar' }))).statusCode).toBe(200)
    expect((await roundOf(t, nacka, 2026)).assessments[0]?.answered).toBe(0)
  })

  test('is filled by assessors of the own actor only', async () => {
    expect(problemOf(await put(null, id, '1.1.1', said(2))).code).toBe('not-signed-in')
    expect(problemOf(await put(chief, id, '1.1.1', said(2))).code).toBe('forbidden')
    expect(problemOf(await put(office, id, '1.1.1', said(2))).code).toBe('forbidden')
    expect(problemOf(await put(salem, id, '1.1.1', said(2))).code).toBe('not-found')
  })

  test('is handed in complete, signed by the directing level, locked, and opened again with a reason', async () => {
    const at = async () => (await read(t, nacka, id)).version
    const move = async (who: Person, to: string, more = {}) =>
      t.as(who)('POST', `/api/assessments/${id}/${to}`, { version: await at(), ...more })
    await put(nacka, id, '1.1.1', said(2))
    expect(problemOf(await move(nacka, 'hand-in')).code).toBe('assessment-incomplete')
    expect(problemOf(await move(chief, 'signature')).code).toBe('wrong-state')
    await t.owner('ALTER TABLE assessment_answer_versions DISABLE TRIGGER USER')
    await t.owner('DELETE FROM assessment_answer_versions')
    await t.owner('DELETE FROM assessment_answers')
    await answerAll(t, id, nacka.id)
    expect(problemOf(await t.as(nacka)('POST', `/api/assessments/${id}/hand-in`, { version: 1 })).code).toBe('stale-version')
    expect((await move(nacka, 'hand-in')).json()).toMatchObject({ state: 'ready_for_sign_off' })
    expect((await t.as(chief)('GET', '/api/home')).json<Home>().todo.map(({ kind }) => kind)).toContain('sign-assessment')
    expect(problemOf(await move(nacka, 'signature')).code).toBe('forbidden')
    expect((await move(chief, 'signature')).json()).toMatchObject({ state: 'submitted' })
    expect((await read(t, chief, id)).signed).toMatchObject({ by: 'Helena' })

    expect(problemOf(await put(nacka, id, '1.1.1', said(0, 1))).code).toBe('assessment-locked')
    expect(problemOf(await move(chief, 'reopening', { reason: 'Fel' })).code).toBe('forbidden')
    expect(problemOf(await move(office, 'reopening', { reason: ' ' })).code).toBe('invalid')
    expect((await move(office, 'reopening', { reason: 'Fel svar i 2:5' })).json()).toMatchObject({ state: 'reopened' })
    expect((await read(t, nacka, id)).reopened).toMatchObject({ reason: 'Fel svar i 2:5' })
    expect((await put(nacka, id, '1.1.1', said(0, 1))).statusCode).toBe(200)
    expect((await read(t, nacka, id)).allowed).toEqual(['answer', 'hand-in'])
  })

  test('changed after it was handed in must be handed in again', async () => {
    await answerAll(t, id, nacka.id)
    const { version } = await read(t, nacka, id)
    await t.as(nacka)('POST', `/api/assessments/${id}/hand-in`, { version })
    expect((await put(colleague, id, '1.1.1', said(1, 1))).json()).toMatchObject({ state: 'in_progress' })
    expect(problemOf(await t.as(chief)('POST', `/api/assessments/${id}/signature`, { version: version + 2 })).code).toBe('wrong-state')
  })

  test('in a round that has closed says so and changes nothing', async () => {
    await put(nacka, id, '1.1.1', said(2))
    await t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'close', version: 2 })
    expect(problemOf(await put(nacka, id, '1.1.1', said(0, 1))).code).toBe('round-closed')
    expect(problemOf(await put(nacka, id, '1.1.2', said(0))).code).toBe('round-closed')
    expect(indicatorsOf(await read(t, nacka, id))[0]?.answer.value).toBe(2)
    expect((await read(t, nacka, id)).allowed).toEqual([])
  })

  test('shows last year’s signed answer beside', async () => {
    await t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'close', version: 2 })
    await t.owner(`UPDATE assessment_rounds SET state = 'open', closed_at = NULL`)
    await answerAll(t, id, nacka.id, (index) => (index === 0 ? null : 1))
    await t.owner(`UPDATE assessments SET state = 'submitted', submitted_at = app_now(), signed_by = $1 WHERE id = $2`, [chief.id, id])
    await openRound(t, office, 2027)
    const next: Assessment = await read(t, nacka, await ownAssessment(t, nacka, 2027))
    expect(next.previousYear).toBe(2026)
    expect(indicatorsOf(next)[0]?.previous).toEqual({ value: null, notApplicable: true, comment: '', signed: true })
    expect(indicatorsOf(next)[5]?.previous).toEqual({ value: 1, notApplicable: false, comment: '', signed: true })
    // Salem answered nothing: nothing to show beside.
    expect(indicatorsOf(await read(t, salem, await ownAssessment(t, salem, 2027)))[5]?.previous).toBeNull()
  })

  test('has its evidence measured: answer times and age of the contact list', async () => {
    const built = await openIncident(t, { actors: ['nacka', 'salem'] })
    t.clock.advance(8)
    await answered(t, built, 'nacka', 'participates')
    await contactPoint(t, 'nacka', { confirmedDaysAgo: 92 })
    await contactPoint(t, 'nacka', { label: 'Aldrig', confirmedDaysAgo: null })
    for (const [date, presence] of [
      ['2026-11-12', 'present'],
      ['2026-11-19', 'absent'],
    ]) {
      await t.owner(
        `WITH held AS (INSERT INTO meetings (id, code, forum_id, local_date, local_time, minutes, channel, state, asks_reports, all_members, planned_at, opened_at, closed_at, calendar_changed_at)
           SELECT gen_random_uuid(), 'konferens-' || $1, id, $1::date, '16:00', 60, 'telephone', 'closed', true, true, $3, $3, $3, $3 FROM forums WHERE code = 'regional-samverkanskonferens' RETURNING id)
         INSERT INTO meeting_actors (meeting_id, actor_id, presence, marked_at, marked_by) SELECT h.id, a.id, $2, $3, $4 FROM held h, actors a WHERE a.code = 'nacka'`,
        [date, presence, t.clock.now(), nacka.id],
      )
    }
    const evidence = (await t.as(nacka)('GET', `/api/assessments/${id}/evidence`)).json<AssessmentEvidence>()
    expect(evidence).toMatchObject({
      medianMinutes: 8,
      conferences: { held: 2, present: 1 },
      contactPoints: 2,
      neverConfirmed: 1,
      reviewDays: 90,
      callOuts: [{ minutes: 8, isLate: false, lateAfterMinutes: 15 }],
    })
    // Salem has seven minutes left.
    const ofSalem = async () =>
      (await t.as(salem)('GET', `/api/assessments/${await ownAssessment(t, salem)}/evidence`)).json<AssessmentEvidence>()
    expect(await ofSalem()).toMatchObject({ medianMinutes: null, callOuts: [], notDue: 1 })
    t.clock.advance(7)
    expect(await ofSalem()).toMatchObject({ callOuts: [], notDue: 1 })
    t.clock.advance(1)
    expect(await ofSalem()).toMatchObject({ medianMinutes: null, callOuts: [{ minutes: null, isLate: true }], notDue: 0 })
  })

  test('is accused of nothing that was not due, not of this world or never received', async () => {
    const evidence = async () => (await t.as(nacka)('GET', `/api/assessments/${id}/evidence`)).json<AssessmentEvidence>()
    const real = await openIncident(t, { actors: ['nacka'], forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum'] })
    t.clock.advance(2)
    await answered(t, real, 'nacka', 'participates', real.activations[0])
    // The other ends a minute before it was due.
    t.clock.advance(12)
    await t.owner(`UPDATE activations SET state = 'closed', closed_at = $2, closed_by = $3, closing_note = 'Över' WHERE id = $1`, [
      real.activations[1]?.id,
      t.clock.now(),
      real.by,
    ])
    const unreached = await openIncident(t, { code: '2026-002', actors: ['nacka'] })
    await t.owner(`UPDATE activation_actors SET gap = 'no_channel' WHERE activation_id = $1`, [unreached.activations[0]?.id])
    t.clock.advance(60)
    for (const code of ['2026-003', '2026-004', '2026-005']) await openIncident(t, { code, actors: ['nacka'], isExercise: true })
    t.clock.advance(60)
    await openIncident(t, { code: '2026-006', actors: ['nacka'] })
    // Two exercises that go on are no part of what is said about reality.
    for (const code of ['2026-007', '2026-008']) await openIncident(t, { code, actors: ['nacka'], isExercise: true })
    t.clock.advance(1)
    expect(await evidence()).toMatchObject({
      medianMinutes: 2,
      callOuts: [{ incidentCode: '2026-001', minutes: 2, isLate: false, isExercise: false }],
      exercises: { medianMinutes: null, callOuts: [{ isLate: true, isExercise: true }, { isLate: true }, { isLate: true }], notDue: 2 },
      notDue: 1,
    })
  })

  test('shows what was answered in a round that closed unsigned, as not signed', async () => {
    await put(nacka, id, '1.1.1', said(1, 0, { comment: 'Nästan.' }))
    await t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'close', version: 2 })
    await openRound(t, office, 2027)
    const next = await ownAssessment(t, nacka, 2027)
    for (const who of [nacka, office])
      expect(indicatorsOf(await read(t, who, next))[0]?.previous).toEqual({
        value: 1,
        notApplicable: false,
        comment: 'Nästan.',
        signed: false,
      })
    expect(problemOf(await t.as(salem)('GET', `/api/assessments/${next}`)).code).toBe('not-found')
  })

  test('is on Läget of its assessor until it is handed in, and of the office until it is signed', async () => {
    const todo = async (who: Person) => (await t.as(who)('GET', '/api/home')).json<Home>().todo.find(({ kind }) => kind.includes('assess'))
    expect(await todo(nacka)).toMatchObject({ kind: 'assess', title: '2026', count: 56, names: ['2026-12-18'] })
    expect(await todo(office)).toMatchObject({ kind: 'unsigned-assessments', count: 37 })
    expect(await todo(chief)).toBeUndefined()
  })
})
