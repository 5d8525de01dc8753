import type { ActivationRequest, Incident, SimilarCallOut, SimilarCallOuts } from '@samverkan/contract'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, askAboutSimilarFor, key, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tove: Person
let ulf: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  await askAboutSimilarFor(t.owner, 2)
  tove = await t.person('lst-tib', 'lst-stockholm', 'Tove Ibsen')
  ulf = await t.person('lst-tib', 'lst-stockholm', 'Ulf Berg')
})
afterAll(() => t.close())
// Each test a quarter of an hour after the one before: nothing that it called is a moment ago.
beforeEach(() => t.clock.advance(15))

const at = () => t.clock.now().getTime()
const seconds = (n: number) => t.clock.at(new Date(at() + n * 1_000))
const press = (who: Person, more: Record<string, unknown> = {}, headers = key()) =>
  t.as(who)('POST', '/api/activations', activation({ conferenceAt: new Date(at() + 900_000).toISOString(), ...more }), headers)
const made = async (who: Person, more: Record<string, unknown> = {}): Promise<Incident> => {
  const response = await press(who, more)
  expect(response.statusCode, response.body).toBe(201)
  return response.json<Incident>()
}
const told = (response: Awaited<ReturnType<typeof press>>): SimilarCallOut[] => {
  expect(problemOf(response).code).toBe('similar-call-out')
  return response.json<{ current: SimilarCallOuts }>().current.similar
}
const codes = (response: Awaited<ReturnType<typeof press>>) => told(response).map(({ incidentCode }) => incidentCode)
/** Everything that a press leaves behind. */
const left = async () =>
  (
    await t.owner<
      Record<string, number>
    >(`SELECT (SELECT count(*)::int FROM incidents) AS incidents, (SELECT count(*)::int FROM outbox_messages) AS letters,
      (SELECT count(*)::int FROM journal) AS journal, (SELECT count(*)::int FROM idempotency_keys) AS keys, (SELECT last FROM incident_serials ORDER BY year DESC LIMIT 1) AS serial`)
  )[0]!
const forums = (...forumCodes: string[]) => ({ forums: forumCodes.map((forumCode) => ({ forumCode })) })
const [coordinating, directing] = ['regionalt-samordnande-forum', 'regionalt-inriktande-forum']
const journalled = async (code: string) =>
  (
    await t.owner<{ data: { otherThanCodes?: string[] } }>(
      "SELECT j.data FROM journal j JOIN incidents i ON i.id = j.incident_id WHERE i.code = $1 AND j.type = 'activations.activated'",
      [code],
    )
  ).map(({ data }) => data.otherThanCodes)

test('the second duty officer is told who called what, and when, before anything is written or sent', async () => {
  const { code } = await made(tove, { title: 'Snöoväder' })
  const calledAt = t.clock.now()
  seconds(4)
  const before = await left()
  expect(told(await press(ulf, { title: 'Snöoväder Svealand' }))).toEqual([
    {
      incidentCode: code,
      title: 'Snöoväder',
      isExercise: false,
      calledAt: expect.stringMatching(calledAt.toISOString().slice(0, 19)),
      closedAt: null,
      calledBy: { name: 'Tove Ibsen', functionSv: 'TiB', functionEn: expect.stringMatching(/\w/u), isSelf: false },
      forums: [{ code: coordinating, nameSv: 'Regionalt samordnande forum', nameEn: expect.stringMatching(/\w/u) }],
    },
  ])
  expect(await left()).toEqual(before)
  expect((await press(ulf, { title: 'Gasläcka i hamnen' })).statusCode, 'a title that is nothing like it is not asked about').toBe(201)
})

test('really another: the same press goes out when it says which one it is not; the log tells it, and a third event is asked about anew', async () => {
  const first = await made(tove, { title: 'Översvämning Nacka' })
  const same = key()
  const mine = { title: 'Översvämning Södertälje', conferenceAt: new Date(at() + 900_000).toISOString() }
  expect(codes(await press(ulf, mine, same))).toEqual([first.code])
  seconds(5)
  const third = await made(await t.person('lst-tib', 'lst-stockholm', 'Vera Lind'), { title: 'Översvämning', otherThan: [first.code] })
  expect(codes(await press(ulf, { ...mine, otherThan: [first.code] }, same))).toEqual([third.code])
  const answered = await press(ulf, { ...mine, otherThan: [first.code, third.code, '1999-001'] }, same)
  expect(answered.statusCode).toBe(201)
  const other = answered.json<Incident>()
  expect(await journalled(other.code)).toEqual([[first.code, third.code]])
  expect([await journalled(first.code), await journalled(third.code)]).toEqual([[undefined], [[first.code]]])
  // The next is told of all three, the latest first.
  expect(new Set(codes(await press(tove, { title: 'översvämning' })))).toEqual(new Set([first.code, third.code, other.code]))
})

test('two who press in the same second make one incident and as many letters as one call-out has', async () => {
  const places = ['Kista', 'Lidingö', 'Farsta', 'Salem']
  for (const place of places) {
    const before = await left()
    const both = await Promise.all([tove, ulf].map((who) => press(who, { title: `Brand ${place}` })))
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
    const [won, lost] = both[0]!.statusCode === 201 ? [both[0]!, both[1]!] : [both[1]!, both[0]!]
    expect(codes(lost)).toEqual([won.json<Incident>().code])
    const after = await left()
    expect([
      after['incidents']! - before['incidents']!,
      after['letters']! - before['letters']!,
      after['journal']! - before['journal']!,
    ]).toEqual([1, 37, 1])
    t.clock.advance(3)
  }
})

test('the same press sent again gets its answer, and is never asked about the call-out that it made itself', async () => {
  const [mine, sent] = [key(), { title: 'Strömavbrott', conferenceAt: new Date(at() + 900_000).toISOString() }]
  const five = await Promise.all(Array.from({ length: 5 }, () => press(tove, sent, mine)))
  seconds(3)
  const again = await press(tove, sent, mine)
  expect(new Set([...five, again].map(({ statusCode, json }) => `${statusCode} ${json<Incident>().code}`)).size).toBe(1)
  expect(again.statusCode).toBe(201)
  // Refused, nothing was kept under its key: later the very same press goes out.
  const other = key()
  expect(problemOf(await press(ulf, sent, other)).code).toBe('similar-call-out')
  seconds(117)
  expect((await press(ulf, sent, other)).statusCode).toBe(201)
})

test('an exercise holds up nothing real, and nothing real an exercise', async () => {
  const real = await made(tove, { title: 'Höststorm' })
  const practised = await made(ulf, { title: 'Höststorm', isExercise: true })
  expect(codes(await press(ulf, { title: 'Höststorm' }))).toEqual([real.code])
  expect(codes(await press(tove, { title: 'ÖVNING: Höststorm', isExercise: true }))).toEqual([practised.code])
  // Said not to be an exercise, a real one is still what it is asked about.
  expect(codes(await press(ulf, { title: 'Höststorm', otherThan: [practised.code] }))).toEqual([real.code])
})

test('one’s own from another tab is told as one’s own; one that has ended meanwhile is told, with its end: its letters have been sent', async () => {
  const incident = await made(tove, { title: 'Dammbrott' })
  expect(told(await press(tove, { title: 'Dammbrott' }))[0]?.calledBy).toMatchObject({ name: 'Tove Ibsen', isSelf: true })
  seconds(20)
  const [{ id, version }] = incident.activations as [Incident['activations'][number]]
  expect((await t.as(tove)('POST', `/api/activations/${id}/close`, { note: 'Fel knapp.', version })).statusCode).toBe(200)
  expect(told(await press(ulf, { title: 'Dammbrott' }))[0]).toMatchObject({
    incidentCode: incident.code,
    closedAt: expect.stringMatching(t.clock.now().toISOString().slice(0, 19)),
  })
})

test('a moment is what the setting says, counted in time that has passed: over new year, and in the hour that comes twice', async () => {
  await made(tove, { title: 'Skyfall' })
  seconds(119)
  expect((await press(ulf, { title: 'Skyfall' })).statusCode).toBe(409)
  seconds(1)
  await made(ulf, { title: 'Skyfall' })
  await askAboutSimilarFor(t.owner, 5)
  t.clock.advance(4)
  expect((await press(tove, { title: 'Skyfall' })).statusCode).toBe(409)
  await askAboutSimilarFor(t.owner, 2)
  for (const [first, second, asks] of [
    // 02:59:30 sommartid, 02:00:30 normaltid; then the same time on the wall, an hour later.
    ['2027-10-31T00:59:30Z', '2027-10-31T01:00:30Z', true],
    ['2028-10-29T00:59:30Z', '2028-10-29T01:59:30Z', false],
    ['2028-12-31T22:59:59Z', '2028-12-31T23:00:01Z', true],
  ] as const) {
    t.clock.at(first)
    const [one, two] = [await t.person('lst-tib', 'lst-stockholm'), await t.person('lst-tib', 'lst-stockholm')]
    await made(one, { title: 'Ras' })
    t.clock.at(second)
    expect((await press(two, { title: 'Ras' })).statusCode, first).toBe(asks ? 409 : 201)
  }
  t.clock.at(dated('2026-11-24T06:14:00Z'))
})

test('one more forum in an incident that goes on is not asked about; two who call the same one call it once, and a new incident is told of that press', async () => {
  const { code } = await made(tove, { title: 'Isstorm' })
  t.clock.advance(10)
  const both = await Promise.all([tove, ulf].map((who) => press(who, { title: 'Isstorm', incidentCode: code, ...forums(directing!) })))
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
  expect(problemOf(both.find(({ statusCode }) => statusCode === 409)!).code).toBe('already-activated')
  expect(told(await press(await t.person('lst-tib', 'lst-stockholm'), { title: 'Isstorm' }))).toMatchObject([
    { incidentCode: code, forums: [{ code: coordinating }, { code: directing }] },
  ])
})

test('a request that the press answers is left as it was', async () => {
  const nacka = await t.person('contact-function', 'nacka')
  const body = { reason: 'Vattnet stiger i Järlasjön', forumCode: coordinating }
  const request = (await t.as(nacka)('POST', '/api/activations/requests', body, key())).json<ActivationRequest>()
  const { code } = await made(tove, { title: body.reason })
  expect(codes(await press(ulf, { title: body.reason, requestId: request.id }))).toEqual([code])
  const state = async () =>
    (await t.owner<{ state: string }>('SELECT state FROM activation_requests WHERE id = $1', [request.id]))[0]?.state
  expect(await state()).toBe('requested')
  expect((await press(ulf, { title: body.reason, requestId: request.id, otherThan: [code] })).statusCode).toBe(201)
  expect(await state()).toBe('convened')
})

test('presses that wait for the one before hold no connection: whoever only reads is answered meanwhile', async () => {
  const many = await Promise.all(Array.from({ length: 12 }, () => t.person('lst-tib', 'lst-stockholm')))
  const before = new pg.Client({ connectionString: t.database.ownerUrl })
  await before.connect()
  await before.query('BEGIN')
  await before.query('SELECT pg_advisory_xact_lock(7270736924)')
  const waiting = async () =>
    (
      await t.owner<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      )
    )[0]!.n
  try {
    const pressed = many.map((who, i) => press(who, { title: `${String.fromCodePoint(97 + i).repeat(8)}` }))
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
    expect((await t.as(ulf)('GET', '/api/incidents')).statusCode).toBe(200)
    expect(await waiting()).toBe(2)
    await before.query('COMMIT')
    expect(new Set((await Promise.all(pressed)).map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
  } finally {
    await before.end()
  }
})
