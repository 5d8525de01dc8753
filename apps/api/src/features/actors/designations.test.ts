import type { Actor, AssessmentRound, Home } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { openRound, ownAssessment, roundOf } from '../../test/assessments.ts'

let t: TestApp
let office: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  office = await t.person('koordinator', null)
  nacka = await t.person('assessor', 'nacka')
})
afterAll(() => t.close())
const url = '/api/actors/nacka/staff-designation'
const stands = async () => (await t.as(nacka)('GET', '/api/actors/nacka')).json<Actor>()
const version = async () => (await stands()).staffDesignationVersion
/** On the version that stands, unless another is said. */
const designate = async (
  who: Person,
  body: Record<string, unknown> = { basis: 'Överenskommet med kansliet', validFrom: dated('2026-11-01') },
) => t.as(who)('PUT', url, { version: await version(), ...body })
const end = async (who: Person, basedOn?: number) => t.as(who)('DELETE', `${url}?version=${basedOn ?? (await version())}`)
const held = async () => (await stands()).designations
const isAsked = async () => (await t.as(office)('GET', '/api/home')).json<Home>().todo.some(({ kind }) => kind === 'designate-staff')

test('the office designates an actor for the staff with a day and a basis; everybody reads it, and nobody is asked any more', async () => {
  expect(await isAsked()).toBe(true)
  const answer = await designate(office)
  expect(answer.statusCode).toBe(200)
  expect(answer.json<Actor>()).toMatchObject({
    mayDesignate: true,
    designations: [{ basis: 'Överenskommet med kansliet', validFrom: dated('2026-11-01') }],
  })
  expect(await held()).toEqual([{ kind: 'staff_designated', basis: 'Överenskommet med kansliet', validFrom: dated('2026-11-01') }])
  expect((await t.as(nacka)('GET', '/api/actors/nacka')).json<Actor>().mayDesignate).toBe(false)
  expect(await isAsked()).toBe(false)
})

test('once more is the same one, and other words correct it; each change is one row of the journal', async () => {
  const rows = async () => (await t.owner(`SELECT FROM journal WHERE type = 'actors.designated'`)).length
  const before = await rows()
  expect((await designate(office)).statusCode).toBe(200)
  expect(await rows()).toBe(before)
  expect((await designate(office, { basis: 'Rättat', validFrom: dated('2026-10-01') })).statusCode).toBe(200)
  expect(await held()).toEqual([{ kind: 'staff_designated', basis: 'Rättat', validFrom: dated('2026-10-01') }])
  expect(await rows()).toBe(before + 1)
  const seen = await version()
  const both = await Promise.all(
    ['Ena', 'Andra'].map((basis) => designate(office, { basis, validFrom: dated('2026-10-02'), version: seen })),
  )
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect(await held()).toHaveLength(1)
})

test('two in the office never write over each other: the second hears what stands, also when it was ended or made anew meanwhile', async () => {
  const seen = await version()
  const rows = async () => (await t.owner(`SELECT FROM journal WHERE type LIKE 'actors.designat%'`)).length
  const first = await designate(office, { basis: 'Protokoll 12', validFrom: dated('2026-10-01'), version: seen })
  expect(first.json<Actor>().staffDesignationVersion).toBe(seen + 1)
  const before = await rows()
  const second = await designate(office, { basis: 'Protokoll 13', validFrom: dated('2026-10-01'), version: seen })
  expect([problemOf(second).code, second.json<{ current: Actor }>().current]).toMatchObject([
    'stale-version',
    { code: 'nacka', staffDesignationVersion: seen + 1, designations: [{ basis: 'Protokoll 12' }] },
  ])
  expect(problemOf(await end(office, seen)).code).toBe('stale-version')
  expect(
    (await designate(office, { basis: 'Protokoll 12', validFrom: dated('2026-10-01'), version: seen })).statusCode,
    'the same again',
  ).toBe(200)
  expect([await rows(), (await held())[0]?.basis], 'nothing was written').toEqual([before, 'Protokoll 12'])

  expect((await end(office, seen + 1)).json<Actor>()).toMatchObject({ staffDesignationVersion: seen + 2, designations: [] })
  const late = { basis: 'Protokoll 14', validFrom: dated('2026-10-01'), version: seen + 1 }
  expect(problemOf(await designate(office, late)).code, 'ended meanwhile').toBe('stale-version')
  const [one, other] = await Promise.all(['A', 'B'].map((basis) => designate(office, { ...late, basis, version: seen + 2 })))
  expect([one?.statusCode, other?.statusCode].sort()).toEqual([200, 409])
  expect(problemOf(await designate(office, late)).code, 'ended and made anew meanwhile').toBe('stale-version')
})

test('a round that opens then asks it 58 indicators; one that opens after the end asks 56, also on the same day', async () => {
  const asked = (round: AssessmentRound) => round.assessments.find(({ actorCode }) => actorCode === 'nacka')?.asked
  await openRound(t, office, 2026)
  expect(asked(await roundOf(t, office, 2026))).toBe(58)
  expect(await ownAssessment(t, nacka)).not.toBe('')
  expect((await end(office)).json<Actor>().designations).toEqual([])
  expect(await held()).toEqual([])
  await openRound(t, office, 2027)
  expect([asked(await roundOf(t, office, 2026)), asked(await roundOf(t, office, 2027))]).toEqual([58, 56])
  expect(problemOf(await end(office)).code).toBe('wrong-state')
  expect((await designate(office)).statusCode).toBe(200)
})

test('refuses a day to come, no basis, an actor nobody knows, and everybody else', async () => {
  expect((await designate(office, { basis: 'x', validFrom: '2030-01-01' })).json()).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/validFrom', code: 'future' }],
  })
  for (const body of [
    { basis: ' ', validFrom: dated('2026-01-01') },
    { basis: 'x', validFrom: '2026-02-30' },
    { basis: 'x' },
    {},
    { basis: 'x', validFrom: dated('2026-01-01'), version: undefined },
  ])
    expect(problemOf(await designate(office, body)).code).toBe('invalid')
  expect(
    problemOf(
      await t.as(office)('PUT', '/api/actors/atlantis/staff-designation', { basis: 'x', validFrom: dated('2026-01-01'), version: 0 }),
    ).code,
  ).toBe('not-found')
  expect(problemOf(await designate(nacka)).code).toBe('forbidden')
  expect(problemOf(await end(nacka)).code).toBe('forbidden')
})
