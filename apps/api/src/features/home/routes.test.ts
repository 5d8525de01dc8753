import type { Home } from '@samverkan/contract'
import { nextThursdayConference } from '@samverkan/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dated, type Person, startApp, type TestApp } from '../../test/app.ts'
import { activationRequest, answered, closeIncident, contactPoint, onDutyNow, openIncident } from '../../test/builders.ts'
import { makeCallList } from '../../test/call-list.ts'
import { openPicture, publishWith } from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
let office: Person
beforeEach(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  office = await t.person('koordinator', null)
})
afterEach(() => t.close())
const home = async (who: Person): Promise<Home> => (await t.as(who)('GET', '/api/home')).json<Home>()
const kinds = async (who: Person): Promise<string[]> => (await home(who)).todo.map((one) => one.kind)

test('a quiet region is in ordinary mode and meets next Thursday at 16.00 in Stockholm', async () => {
  const page = await home(nacka)
  expect(page).toMatchObject({
    mode: 'ordinary',
    openIncidents: [],
    lastClosed: null,
    nextConferenceAt: nextThursdayConference(t.clock.now()).toISOString(),
    todo: [],
  })
})

test('a duty that nobody holds is shown as a gap, and one’s own duty as mine', async () => {
  await onDutyNow(t, 'lst-tib', tib.id, '08-123 45 67')
  expect((await home(tib)).onDuty).toMatchObject([
    { functionCode: 'lst-tib', person: tib.name, phone: '08-123 45 67', isMe: true },
    { functionCode: 'rsib', person: null, until: null, isMe: false },
    { functionCode: 'rkk', person: null },
  ])
  expect((await home(nacka)).onDuty[0]?.isMe).toBe(false)
})

test('an exercise never changes the mode of the region', async () => {
  await openIncident(t, { isExercise: true })
  expect(await home(nacka)).toMatchObject({ mode: 'ordinary', openIncidents: [{ code: '2026-001', isExercise: true }] })
  await openIncident(t, { code: '2026-002' })
  expect(await home(nacka)).toMatchObject({ mode: 'activated', openIncidents: [{ code: '2026-002' }, { code: '2026-001' }] })
})

test('what an exercise asks for is marked as such, and stands after what is real', async () => {
  for (const [code, isExercise] of [
    ['2026-001', true],
    ['2026-002', false],
  ] as const) {
    const built = await openIncident(t, { code, isExercise })
    await answered(t, built, 'nacka', 'participates')
    await publishWith(t, tib, await openPicture(t, tib, code), 'Läget')
    t.clock.advance(60)
  }
  const asked = async () =>
    (await home(nacka)).todo
      .filter(({ kind }) => kind === 'acknowledge-picture')
      .map(({ incidentCode, isExercise }) => [incidentCode, isExercise])
  expect(await asked()).toEqual([
    ['2026-002', false],
    ['2026-001', true],
  ])
  await openIncident(t, { code: '2026-003', isExercise: true })
  await openIncident(t, { code: '2026-004' })
  expect((await home(nacka)).todo.filter(({ kind }) => kind === 'answer-call-out')).toMatchObject([
    { incidentCode: '2026-004', isExercise: false },
    { incidentCode: '2026-003', isExercise: true },
  ])
})

test('an unanswered call-out is urgent for the actor that was called, and for nobody else', async () => {
  const built = await openIncident(t, { forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum'] })
  expect((await home(nacka)).todo).toMatchObject([{ kind: 'answer-call-out', urgent: true, incidentCode: '2026-001', count: 2 }])
  expect(await kinds(await t.person('contact-function', 'solna'))).toEqual([])
  expect(await kinds(await t.person('reader', 'nacka'))).toEqual([])

  await answered(t, built, 'nacka', 'participates')
  // As the board counts: one answer of two still leaves somebody waiting.
  expect((await home(nacka)).openIncidents).toMatchObject([{ called: 2, answered: 0, ownCalled: 2, ownAnswered: 1, ownAnswer: null }])
  await answered(t, built, 'nacka', 'follows', built.activations[1])
  expect((await home(nacka)).openIncidents).toMatchObject([
    {
      called: 2,
      answered: 1,
      ownCalled: 2,
      ownAnswered: 2,
      ownAnswer: expect.stringMatching(/participates|follows/) as string,
      channel: 'telephone',
    },
  ])
  expect(await kinds(nacka)).toEqual([])
  expect((await home(tib)).openIncidents).toMatchObject([{ ownCalled: 0, ownAnswered: 0, ownAnswer: null }])

  await closeIncident(t, built)
  expect(await home(nacka)).toMatchObject({ mode: 'ordinary', openIncidents: [], lastClosed: { code: '2026-001', answered: 1 } })
})

test('who has answered is counted by what goes on: the answers to a forum that has ended say nothing of one that has just begun', async () => {
  const built = await openIncident(t, { forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum'] })
  await answered(t, built, 'nacka', 'participates')
  await answered(t, built, 'salem', 'participates', built.activations[1])
  await t.owner("UPDATE activations SET state = 'closed', closed_at = $2, closed_by = $3, closing_note = 'Klart' WHERE id = $1", [
    built.activations[0]?.id,
    t.clock.now(),
    built.by,
  ])
  const counted = { called: 2, answered: 1 }
  expect((await home(nacka)).openIncidents).toMatchObject([counted])
  expect((await t.as(nacka)('GET', '/api/incidents')).json()).toMatchObject({ items: [counted] })
  // Once nothing goes on, whoever answered at all has answered.
  await closeIncident(t, built)
  expect((await t.as(nacka)('GET', '/api/incidents')).json()).toMatchObject({ items: [{ called: 2, answered: 2 }] })
})

test('the meeting everybody was called to stands while it goes on, until a later one is set or its forum ends', async () => {
  const built = await openIncident(t, {
    forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum'],
    conferenceInMinutes: 15,
  })
  const begins = new Date(t.clock.now().getTime() + 15 * 60_000)
  const meets = async () => {
    const at = (await home(nacka)).openIncidents[0]?.nextConferenceAt
    return at ? new Date(at) : null
  }
  expect(await meets()).toEqual(begins)
  t.clock.advance(17)
  expect(await meets()).toEqual(begins)
  const later = new Date(begins.getTime() + 60 * 60_000)
  await t.owner('UPDATE activations SET conference_at = $2 WHERE id = $1', [built.activations[1]?.id, later])
  expect(await meets(), 'a later one comes before it, though it is further away').toEqual(later)
  t.clock.advance(120)
  expect(await meets(), 'of two that have begun the latest').toEqual(later)
  await t.owner("UPDATE activations SET state = 'closed', closed_at = $2, closed_by = $3, closing_note = 'Klart' WHERE id = $1", [
    built.activations[1]?.id,
    t.clock.now(),
    built.by,
  ])
  expect(await meets(), 'that of a forum that has ended is over').toEqual(begins)
})

test('a request for activation waits for the duty officer', async () => {
  const id = await activationRequest(t, 'salem', nacka.id)
  const asked = { kind: 'take-request', urgent: true, names: ['Salems kommun'] }
  expect((await home(tib)).todo, 'who asks and why').toMatchObject([{ ...asked, title: 'Stort strömavbrott' }])
  await t.owner('UPDATE activation_requests SET reason = $1 WHERE id = $2', [`Ras.\n\n${'Vägen är borta. '.repeat(100)}`, id])
  const title = (await home(tib)).todo[0]?.title ?? ''
  expect([title.length <= 160, title.startsWith('Ras. Vägen är borta. '), title.endsWith('…')]).toEqual([true, true, true])
  expect(await kinds(office)).toEqual(['designate-staff'])
})

test('W6 · a reason that is cut for the list keeps its characters whole, to whoever takes it and to whoever follows', async () => {
  const id = await activationRequest(t, 'salem', nacka.id)
  const [begins, family] = [`Skogsbrand vid Älgsjön – ${'ord '.repeat(60)}`.slice(0, 156), '👨‍👩‍👧']
  await t.owner('UPDATE activation_requests SET reason = $1 WHERE id = $2', [`${begins}${family} och mera rök`, id])
  expect((await home(tib)).todo[0]?.title).toBe(`${begins}…`)
  expect((await t.as(tib)('POST', `/api/activations/requests/${id}/acknowledge`)).statusCode).toBe(200)
  expect((await home(await t.person('rsib', null))).todo[0]?.title).toBe(`${begins}…`)
  await t.owner('UPDATE activation_requests SET reason = $1 WHERE id = $2', [`${'å'.repeat(155)}${family}`, id])
  expect((await home(await t.person('rkk', null))).todo[0]?.title, 'as many characters as there is room for').toBe(
    `${'å'.repeat(155)}${family}`,
  )
})

test('RSIB and RKK are told when the duty officer has taken a request, and by whom; nobody else is', async () => {
  const rsib = await t.person('rsib', null)
  const id = await activationRequest(t, 'salem', nacka.id)
  expect(await kinds(rsib)).toEqual([])
  expect((await t.as(tib)('POST', `/api/activations/requests/${id}/acknowledge`)).statusCode).toBe(200)
  for (const who of [rsib, await t.person('rkk', null)])
    expect((await home(who)).todo).toMatchObject([
      { kind: 'follow-request', urgent: true, title: 'Stort strömavbrott', names: ['Salems kommun', tib.name] },
    ])
  for (const who of [tib, nacka, await t.person('reader', 'salem')]) expect(await kinds(who)).not.toContain('follow-request')
})

test('a call list older than the review interval reminds its own actor; the office and the duty officer see which', async () => {
  await contactPoint(t, 'nacka', { label: 'Jouren', confirmedDaysAgo: 91, channels: { email: 'jour@nacka.example' } })
  await contactPoint(t, 'salem', { confirmedDaysAgo: 89, channels: { phone: '070-174 06 05' } })
  expect((await home(nacka)).todo).toMatchObject([
    { kind: 'confirm-contacts', urgent: false, names: ['Jouren'], since: dated('2026-08-25T02:14:00+00:00') },
  ])
  expect((await home(tib)).todo).toMatchObject([
    { kind: 'old-contact-lists', names: ['Nacka kommun'] },
    { kind: 'unreachable-contacts', count: 1, names: ['Salems kommun'] },
  ])
  expect(await kinds(await t.person('contact-function', 'salem'))).toEqual(['unreachable-contacts'])
  expect(await kinds(await t.person('actor-admin', 'nacka'))).toEqual(['confirm-contacts'])
  await t.owner("UPDATE settings SET value = '120' WHERE key = 'contact_review_days'")
  expect(await kinds(nacka)).toEqual([])
})

test('what an incident asks for tonight stands before lists that have waited for months', async () => {
  await contactPoint(t, 'nacka', { confirmedDaysAgo: 91, channels: { email: 'jour@nacka.example' } })
  const built = await openIncident(t)
  await answered(t, built, 'nacka', 'participates')
  await publishWith(t, tib, await openPicture(t, tib, '2026-001'), 'Läget')
  expect((await kinds(nacka)).slice(0, 3)).toEqual(['report', 'acknowledge-picture', 'confirm-contacts'])
})

test('the office is asked to designate actors for the staff until somebody has', async () => {
  expect(await kinds(office)).toEqual(['designate-staff'])
  await t.owner(
    "INSERT INTO actor_designations (id, actor_id, kind, basis, valid_from) SELECT gen_random_uuid(), id, 'staff_designated', 'beslut', '2026-01-01' FROM actors WHERE code = 'solna'",
  )
  expect(await kinds(office)).toEqual([])
})

test('an actor whose contact function has no e-mail is named for those who call, for who invites administrators, and for itself', async () => {
  const admin = await t.person('system-admin', null)
  for (const who of [tib, office, nacka, admin]) expect(await kinds(who)).not.toContain('uncallable-actors')
  await t.owner(
    "UPDATE actor_contact_points SET archived_at = app_now() WHERE function_code = 'contact-function' AND actor_id IN (SELECT id FROM actors WHERE code IN ('nacka', 'solna'))",
  )
  // One more point without an e-mail helps nobody.
  await contactPoint(t, 'nacka', { label: 'Växeln', channels: { phone: '08-718 80 00' } })
  for (const who of [tib, office, admin])
    expect((await home(who)).todo).toContainEqual(
      expect.objectContaining({ kind: 'uncallable-actors', count: 2, names: ['Nacka kommun', 'Solna stad'], urgent: false }),
    )
  for (const who of [nacka, await t.person('actor-admin', 'nacka')])
    expect((await home(who)).todo).toContainEqual(expect.objectContaining({ kind: 'uncallable-actors', count: 1, names: ['Nacka kommun'] }))
  for (const who of [await t.person('contact-function', 'salem'), await t.person('reader', 'nacka'), await t.person('rsib', null)])
    expect(await kinds(who)).not.toContain('uncallable-actors')
  // Whoever has left is not called, and needs neither contacts nor an administrator.
  await t.owner("UPDATE actor_memberships SET left_on = '2026-11-01' WHERE actor_id = (SELECT id FROM actors WHERE code = 'solna')")
  expect((await home(admin)).todo.map(({ kind, count }) => [kind, count])).toEqual([
    ['uncallable-actors', 1],
    ['actors-without-administrator', 35],
  ])
})

test('who invites everybody is told that there is no duty officer, and which actors nobody administers', async () => {
  const admin = await t.person('system-admin', null)
  const missing = async () => (await home(admin)).todo.find((one) => one.kind === 'actors-without-administrator')
  expect(await kinds(admin)).toEqual(['actors-without-administrator'])
  expect(await missing()).toMatchObject({ count: 37, urgent: false })
  const nackas = await t.person('actor-admin', 'nacka')
  expect((await missing())?.names).not.toContain('Nacka kommun')
  expect(await kinds(nackas)).toEqual([])

  await t.owner('UPDATE user_functions SET valid_to = $2 WHERE user_id IN ($1, $3)', [tib.id, t.clock.now(), nackas.id])
  expect((await home(admin)).todo).toMatchObject([
    { kind: 'no-duty-officer', urgent: true },
    { kind: 'actors-without-administrator', count: 37 },
  ])
  for (const who of [office, nacka]) expect(await kinds(who)).not.toContain('no-duty-officer')
})
