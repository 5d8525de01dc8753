import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { flush, forgetNews, queueName, readLater } from '../../lib/sent-later.ts'
import { answeredSince, type Given, latestAnswer, type Place, reached, type ReachedDraft, reachedKey, waitingOn } from './reached-out.ts'

const tib = { userId: 'anders', actorId: 'lst', functionCode: 'tib' }
const draft: ReachedDraft = { answer: 'follows', person: 'Nils', deputy: '', eta: '', comment: '', activationIds: ['v1'], means: 'phone' }
const place: Place = {
  userId: 'anders',
  functionCode: 'tib',
  code: '2026-001',
  actorId: 'nacka',
  actorName: 'Nacka kommun',
  isOwn: false,
  draft,
}
const said = (key: string, more: Partial<Given> = {}): Given => ({
  key,
  place,
  body: { answer: 'follows', person: 'Nils', means: 'phone', takenDownAt: '2026-11-30T18:40:00.000Z', basedOn: null },
  at: Date.parse('2026-11-30T18:40:00Z'),
  page: '/handelser/2026-001/inkallning',
  ...more,
})

let answer: () => Response
let sent: { url: string; body: Record<string, unknown> }[]
const row = () => Response.json({ actorId: 'nacka', state: 'answered', lateAt: '2026-11-30T19:00:00.000Z', answers: [], connected: [] })
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  lockDevice(null)
  unlockDevice('anders', [{ version: 1, secret: btoa('anders'.padEnd(32)) }])
  forgetNews()
  sent = []
  answer = row
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('/api/sessions/current'))
      return Response.json({ user: { id: 'anders' }, actingAs: { functionCode: 'tib', actor: { id: 'lst' } } })
    const response = answer()
    if (response.ok) sent.push({ url, body: JSON.parse(String(init.body)) as Record<string, unknown> })
    return response
  })
})
afterEach(() => vi.unstubAllGlobals())

test('H3 · without a network one answer by phone waits on its row, and leaves with the moment it was taken down', async () => {
  answer = () => {
    throw new TypeError('no network')
  }
  reached.give(tib, said('a'))
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  expect([...waitingOn('anders', '2026-001').keys()]).toEqual(['nacka'])
  expect(waitingOn('anders', '2026-002').size).toBe(0)
  answer = row
  await flush(tib)
  expect(sent).toMatchObject([
    {
      url: '/api/call-outs/boards/2026-001/actors/nacka/reached',
      body: { answer: 'follows', takenDownAt: '2026-11-30T18:40:00.000Z', basedOn: null },
    },
  ])
  expect(waitingOn('anders', '2026-001').size).toBe(0)
})

test('H3 · the actor answered itself meanwhile: nothing is written over, and the words are back in the dialog with their moment', async () => {
  answer = () => Response.json({ type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r' }, { status: 409 })
  reached.give(tib, said('a'))
  await vi.waitFor(() => expect(readLater().news).toMatchObject([{ kind: 'reached', error: { code: 'stale-version' } }]))
  expect([sent, waitingOn('anders', '2026-001').size]).toEqual([[], 0])
  expect(readDraft<ReachedDraft>(reachedKey(place))?.value).toEqual({ ...draft, takenDownAt: '2026-11-30T18:40:00.000Z', basedOn: null })
})

test('H3 · what comes back never takes the place of what was written in the dialog since', async () => {
  writeDraft<ReachedDraft>(reachedKey(place), { ...draft, answer: 'participates' })
  answer = () => Response.json({ type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r' }, { status: 409 })
  reached.give(tib, said('a'))
  await vi.waitFor(() => expect(readLater().news).toHaveLength(1))
  expect(readDraft<ReachedDraft>(reachedKey(place))?.value.answer).toBe('participates')
})

test('H3 · it leaves in the function that wrote it down and in no other', async () => {
  const one = said('a', { place: { ...place, functionCode: 'rsib' } })
  writeDraft(`${queueName('reached', 'anders')}a`, one)
  await flush(tib)
  expect([sent, waitingOn('anders', '2026-001').size]).toEqual([[], 1])
})

test('an own answer of the actor in the portal goes to its own route, without what only a duty officer says', async () => {
  reached.give({ ...tib }, said('own', { place: { ...place, isOwn: true, actorId: 'lst' } }))
  await vi.waitFor(() => expect(sent).toMatchObject([{ url: '/api/call-outs/boards/2026-001/answers', body: { answer: 'follows' } }]))
  expect(Object.keys(sent[0]?.body ?? {})).not.toContain('means')
})

test('which answer came since: the actor’s own after what was known, never what was taken down by hand', () => {
  const own = { answer: 'participates' as const, via: 'link', answeredAt: '2026-11-30T18:53:00Z' }
  const byHand = { answer: 'follows' as const, via: 'manual', answeredAt: '2026-11-30T18:59:00Z' }
  expect(answeredSince([own, byHand], null)).toEqual(own)
  expect(answeredSince([own, byHand], '2026-11-30T18:53:00.000Z')).toBeNull()
  expect(answeredSince([own, byHand], undefined)).toBeNull()
  expect(answeredSince([byHand], null)).toBeNull()
  expect([latestAnswer([own, byHand]), latestAnswer([])]).toEqual([byHand.answeredAt, null])
})
