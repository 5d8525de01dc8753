import type { ActivationRequest, Incident } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dated, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, key, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
let rsib: Person
beforeAll(async () => {
  t = await startApp()
  await makeCallList(t.owner)
  tib = await t.person('lst-tib', 'lst-stockholm', 'Tove Ibsen')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  rsib = await t.person('rsib', null)
})
afterAll(() => t.close())

const body = { reason: 'Vattnet stiger i Järlasjön.', forumCode: 'regionalt-samordnande-forum', channelWish: 'telephone' }
const ask = (who: Person | null, more: Record<string, unknown> = {}, headers = key()) =>
  t.as(who)('POST', '/api/activations/requests', { ...body, ...more }, headers)
const step = (who: Person | null, id: string, action: string, given?: unknown) =>
  t.as(who)('POST', `/api/activations/requests/${id}/${action}`, given)
const made = async (more: Record<string, unknown> = {}): Promise<ActivationRequest> => (await ask(nacka, more)).json<ActivationRequest>()
const listed = async (who: Person, query = '') =>
  (await t.as(who)('GET', `/api/activations/requests${query}`)).json<{ items: ActivationRequest[]; total: number }>()
const press = async (more: Record<string, unknown> = {}) => t.as(tib)('POST', '/api/activations', activation(more), key())
const missing = '019a0000-0000-7000-8000-0000000000ff'

test('an actor asks, the duty officer takes it and convenes: the incident answers the request', async () => {
  const request = await made()
  expect(request).toMatchObject({
    state: 'requested',
    actor: { code: 'nacka' },
    forum: { code: 'regionalt-samordnande-forum' },
    allowed: ['withdraw'],
    onBehalfOf: null,
  })
  expect((await listed(tib)).items[0]?.allowed).toEqual(['acknowledge', 'convene', 'merge'])
  const taken = (await step(tib, request.id, 'acknowledge')).json<ActivationRequest>()
  expect(taken).toMatchObject({
    state: 'acknowledged',
    acknowledgedBy: 'Tove Ibsen',
    acknowledgedAt: dated('2026-11-24T02:14:00+00:00'),
    version: 2,
  })
  expect(problemOf(await step(tib, request.id, 'acknowledge')).code).toBe('wrong-state')
  const incident = (await press({ requestId: request.id })).json<Incident>()
  expect((await listed(nacka)).items[0]).toMatchObject({ state: 'convened', incidentCode: incident.code, allowed: [] })
  expect(problemOf(await press({ requestId: request.id })).code).toBe('wrong-state')
  const [row] = await t.owner<{ data: { requestId: string } }>(
    "SELECT data FROM journal WHERE type = 'activations.activated' ORDER BY id DESC LIMIT 1",
  )
  expect(row?.data.requestId).toBe(request.id)
})

test('there is no refusal: only merging with what is already active, or withdrawing', async () => {
  const incident = (await press()).json<Incident>()
  const merged = await made()
  expect((await step(tib, merged.id, 'merge', { incidentCode: incident.code })).json<ActivationRequest>()).toMatchObject({
    state: 'merged',
    incidentCode: incident.code,
  })
  expect(problemOf(await step(nacka, merged.id, 'withdraw', { note: 'för sent' })).code).toBe('wrong-state')
  const withdrawn = await made()
  expect((await step(nacka, withdrawn.id, 'withdraw', { note: 'Det ordnade sig.' })).json<ActivationRequest>()).toMatchObject({
    state: 'withdrawn',
    endNote: 'Det ordnade sig.',
  })
  expect(problemOf(await step(tib, withdrawn.id, 'merge', { incidentCode: incident.code })).code).toBe('wrong-state')
  const exercise = await made({ isExercise: true })
  expect(problemOf(await step(tib, exercise.id, 'merge', { incidentCode: incident.code })).code).toBe('wrong-state')
  expect(problemOf(await press({ requestId: exercise.id })).errors).toEqual([{ pointer: '/isExercise', code: 'differs-from-request' }])
  expect(problemOf(await step(tib, exercise.id, 'merge', { incidentCode: '2026-999' })).code).toBe('not-found')
})

test('a request is seen by its own actor and the region; for others it is not there', async () => {
  const request = await made()
  expect((await listed(salem)).items).toEqual([])
  expect((await listed(rsib)).items.some((r) => r.id === request.id)).toBe(true)
  expect(problemOf(await step(salem, request.id, 'withdraw', { note: 'x' })).code).toBe('not-found')
  expect(problemOf(await step(tib, missing, 'acknowledge')).code).toBe('not-found')
  expect((await listed(nacka, '?open=true')).items.every((r) => ['requested', 'acknowledged'].includes(r.state))).toBe(true)
  const [row] = await t.owner<{ audience: string[] }>('SELECT audience FROM journal WHERE subject_id = $1', [request.id])
  expect(row?.audience).toEqual([nacka.actorId])
})

test('who may not, and what does not hold', async () => {
  const request = await made()
  expect(problemOf(await ask(null)).code).toBe('not-signed-in')
  expect(problemOf(await t.as(null)('GET', '/api/activations/requests')).code).toBe('not-signed-in')
  expect(problemOf(await ask(await t.person('reader', 'nacka'))).code).toBe('forbidden')
  expect(problemOf(await ask(nacka, { onBehalfOf: 'Kyrkan' })).code).toBe('forbidden')
  for (const action of ['acknowledge', 'merge'])
    expect(problemOf(await step(nacka, request.id, action, action === 'merge' ? { incidentCode: '2026-001' } : undefined)).code).toBe(
      'forbidden',
    )
  expect(problemOf(await step(rsib, request.id, 'acknowledge')).code).toBe('forbidden')
  expect(problemOf(await step(null, request.id, 'withdraw', { note: 'x' })).code).toBe('not-signed-in')
  expect(problemOf(await step(nacka, request.id, 'withdraw', { note: ' ' })).code).toBe('invalid')
  expect(problemOf(await ask(nacka, { reason: '' })).code).toBe('invalid')
  expect(problemOf(await ask(nacka, { reason: 'x'.repeat(2001) })).code).toBe('invalid')
  expect(problemOf(await ask(nacka, { forumCode: 'regional-samverkanskonferens' })).errors).toEqual([
    { pointer: '/forumCode', code: 'not-activatable' },
  ])
  expect(problemOf(await ask(nacka, { forumCode: 'atlantis' })).code).toBe('not-found')
})

test('the duty officer enters it for somebody outside; the same request twice is one', async () => {
  const header = key()
  const both = await Promise.all([ask(tib, { onBehalfOf: 'Svenska kyrkan' }, header), ask(tib, { onBehalfOf: 'Svenska kyrkan' }, header)])
  expect(new Set(both.map((r) => r.json<ActivationRequest>().id)).size).toBe(1)
  expect(both[0]?.json<ActivationRequest>().onBehalfOf).toBe('Svenska kyrkan')
  expect(problemOf(await ask(tib, { onBehalfOf: 'Någon annan' }, header)).code).toBe('key-reused')
})
