import type { Actor, AssessmentRound, Home } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
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
const designate = (who: Person, body: unknown = { basis: 'Överenskommet med kansliet', validFrom: '2026-11-01' }) =>
  t.as(who)('PUT', url, body)
const held = async () => (await t.as(nacka)('GET', '/api/actors/nacka')).json<Actor>().designations
const isAsked = async () => (await t.as(office)('GET', '/api/home')).json<Home>().todo.some(({ kind }) => kind === 'designate-staff')

test('the office designates an actor for the staff with a day and a basis; everybody reads it, and nobody is asked any more', async () => {
  expect(await isAsked()).toBe(true)
  const answer = await designate(office)
  expect(answer.statusCode).toBe(200)
  expect(answer.json<Actor>()).toMatchObject({
    mayDesignate: true,
    designations: [{ basis: 'Överenskommet med kansliet', validFrom: '2026-11-01' }],
  })
  expect(await held()).toEqual([{ kind: 'staff_designated', basis: 'Överenskommet med kansliet', validFrom: '2026-11-01' }])
  expect((await t.as(nacka)('GET', '/api/actors/nacka')).json<Actor>().mayDesignate).toBe(false)
  expect(await isAsked()).toBe(false)
})

test('once more is the same one, and other words correct it; each change is one row of the journal', async () => {
  const rows = async () => (await t.owner(`SELECT FROM journal WHERE type = 'actors.designated'`)).length
  const before = await rows()
  expect((await designate(office)).statusCode).toBe(200)
  expect(await rows()).toBe(before)
  expect((await designate(office, { basis: 'Rättat', validFrom: '2026-10-01' })).statusCode).toBe(200)
  expect(await held()).toEqual([{ kind: 'staff_designated', basis: 'Rättat', validFrom: '2026-10-01' }])
  expect(await rows()).toBe(before + 1)
  const both = await Promise.all([
    designate(office, { basis: 'Ena', validFrom: '2026-10-02' }),
    designate(office, { basis: 'Andra', validFrom: '2026-10-02' }),
  ])
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(await held()).toHaveLength(1)
})

test('a round that opens then asks it 58 indicators; one that opens after the end asks 56, also on the same day', async () => {
  const asked = (round: AssessmentRound) => round.assessments.find(({ actorCode }) => actorCode === 'nacka')?.asked
  await openRound(t, office, 2026)
  expect(asked(await roundOf(t, office, 2026))).toBe(58)
  expect(await ownAssessment(t, nacka)).not.toBe('')
  expect((await t.as(office)('DELETE', url)).json<Actor>().designations).toEqual([])
  expect(await held()).toEqual([])
  await openRound(t, office, 2027)
  expect([asked(await roundOf(t, office, 2026)), asked(await roundOf(t, office, 2027))]).toEqual([58, 56])
  expect(problemOf(await t.as(office)('DELETE', url)).code).toBe('wrong-state')
  expect((await designate(office)).statusCode).toBe(200)
})

test('refuses a day to come, no basis, an actor nobody knows, and everybody else', async () => {
  expect((await designate(office, { basis: 'x', validFrom: '2030-01-01' })).json()).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/validFrom', code: 'future' }],
  })
  for (const body of [{ basis: ' ', validFrom: '2026-01-01' }, { basis: 'x', validFrom: '2026-02-30' }, { basis: 'x' }, {}])
    expect(problemOf(await designate(office, body)).code).toBe('invalid')
  expect(problemOf(await t.as(office)('PUT', '/api/actors/atlantis/staff-designation', { basis: 'x', validFrom: '2026-01-01' })).code).toBe(
    'not-found',
  )
  expect(problemOf(await designate(nacka)).code).toBe('forbidden')
  expect(problemOf(await t.as(nacka)('DELETE', url)).code).toBe('forbidden')
})
