import type { Incident } from '@samverkan/contract'
import { plusDays } from '@samverkan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from './app.ts'
import { openRound, roundOf } from './assessments.ts'
import { activationRequest, openIncident } from './builders.ts'
import { activation, giveToken, key, mailTo, makeCallList } from './call-list.ts'
import { createMeasure } from './measures.ts'
import { addLine, openPicture, publishWith, pressPublish } from './pictures.ts'
import { conference, plan, planIn, read as readMeeting, run } from './meetings.ts'
import { matrix } from './permission-matrix.ts'
import { type Role, roles, type World } from './permissions/row.ts'

/** Streams never end, so no answer of theirs can be awaited here; plugins/events.test.ts reads it over a real connection. */
const streams = ['GET /api/journal/stream']

const functions: Record<Exclude<Role, 'nobody'>, [string, string | null]> = {
  salem: ['contact-function', 'salem'],
  nacka: ['contact-function', 'nacka'],
  reader: ['reader', 'nacka'],
  admin: ['actor-admin', 'nacka'],
  office: ['koordinator', null],
  tib: ['lst-tib', 'lst-stockholm'],
  system: ['system-admin', null],
}
let t: TestApp
let world: Omit<World, 'me'>
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  const tib = await t.person('lst-tib', 'lst-stockholm')
  const nackaContact = await t.person('contact-function', 'nacka')
  const salemContact = await t.person('contact-function', 'salem')
  const incident = (await t.as(tib)('POST', '/api/activations', activation(), key())).json<Incident>()
  const [message] = await t.owner<{ id: string }>('SELECT id FROM outbox_messages WHERE actor_id = $1', [nackaContact.actorId])
  const office = await t.person('koordinator', null)
  await openRound(t, office)
  const assessmentId = (await roundOf(t, office, 2026)).assessments.find((one) => one.actorCode === 'nacka')?.id ?? ''
  let serial = 500
  const freshPicture = async () => {
    const code = `2026-${serial++}`
    await openIncident(t, { code, actors: ['nacka'] })
    const id = await openPicture(t, tib, code)
    await publishWith(t, tib, id, 'Publicerad rad')
    return { id, lineId: (await addLine(t, tib, id, 'Rad i utkastet')).id }
  }
  const lookedAt = async () => {
    const { id } = await freshPicture()
    const asked = await pressPublish(t, tib, id, 2)
    return { id, looked: asked.json<{ current?: { texts: unknown } }>().current?.texts ?? [] }
  }
  let day = 0
  const nextDate = (): string => plusDays('2027-01-01', day++)
  let due = 0
  // What is lifted needs somewhere to go.
  await plan(t, tib, { localDate: nextDate() })
  const meeting = async (state: Parameters<World['meeting']>[0] = 'planned', forumCode = conference) => {
    const code =
      state === 'due'
        ? await planIn(t, tib, 1 + (due++ % 60), { forumCode, asksReports: true })
        : await plan(t, tib, { forumCode, localDate: nextDate(), asksReports: true })
    const itemId = (await readMeeting(t, tib, code)).agenda[0]?.id ?? ''
    if (state === 'planned' || state === 'due') return { code, itemId, noteId: '' }
    if (state === 'cancelled') {
      await t.as(tib)('POST', `/api/meetings/${code}/cancellation`, { reason: 'Helg', version: 1 })
      return { code, itemId, noteId: '' }
    }
    await run(t, tib, code, 'open')
    const note = await t.as(tib)('POST', `/api/meetings/${code}/agenda/${itemId}/notes`, { actorCode: null, text: 'Noterat' }, key())
    if (state === 'documented') await run(t, tib, code, 'close', 'document')
    return { code, itemId, noteId: note.json<{ id: string }>().id }
  }
  world = {
    t,
    nackaContact,
    salemContact,
    shared: { code: incident.code, messageId: message?.id ?? '', activationId: incident.activations[0]?.id ?? '' },
    assessmentId,
    picture: await freshPicture(),
    freshPicture,
    lookedAt,
    incident: () => openIncident(t, { code: `2026-${serial++}`, actors: ['nacka'] }),
    measure: async () => (await createMeasure(t, tib, { origin: { kind: 'incident', incidentCode: incident.code } })).id,
    gapMeasure: async () => (await createMeasure(t, office, { origin: { kind: 'gap', assessmentId, subCapability: '1.3' } })).id,
    request: () => activationRequest(t, 'nacka', nackaContact.id),
    nextDate,
    meeting,
    question: async () => {
      const { code, itemId } = await meeting('open')
      const asked = { actorCode: 'nacka', text: 'Hur länge räcker reservkraften?', dueOn: '2027-12-03' }
      const made = await t.as(tib)('POST', `/api/meetings/${code}/agenda/${itemId}/questions`, asked, key())
      return { code, questionId: made.json<{ id: string }>().id }
    },
    link: () => giveToken(t.owner, incident.code, mailTo('kontakt', 'nacka')),
  }
})
afterAll(() => t.close())

test('every route stands in the matrix, and nothing else does', () => {
  const listed = t.app
    .listRoutes()
    .filter((route) => route.method !== 'HEAD')
    .map((route) => `${route.method} ${route.url}`)
  expect([...new Set(matrix.map((row) => row.route))].sort()).toEqual(listed.filter((route) => !streams.includes(route)).sort())
})

test.each(matrix.map((row) => [`${row.route}${row.what ? ` (${row.what})` : ''}`, row] as const))('%s', async (_, row) => {
  const [method] = row.route.split(' ')
  const got: string[] = []
  for (const role of roles) {
    const me: Person | null = role === 'nobody' ? null : await t.person(...functions[role])
    const { url, body, headers } = await row.ask({ ...world, me })
    got.push(`${role} ${(await t.as(me)(method as 'GET', url, body, headers)).statusCode}`)
  }
  const statuses = row.statuses.trim().split(/\s+/)
  expect(got).toEqual(roles.map((role, i) => `${role} ${statuses[i]}`))
})
