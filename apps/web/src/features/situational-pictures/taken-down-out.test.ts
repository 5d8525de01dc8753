import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { flush, forgetNews, readLater } from '../../lib/sent-later.ts'
import { emptyForm } from './report-form.ts'
import { type Call, callKey, type Place, type TakenDown, takenDown } from './taken-down-out.ts'

const rsib = { userId: 'rolf', actorId: 'lst', functionCode: 'rsib' }
const place: Place = { userId: 'rolf', functionCode: 'rsib', pictureId: 'snow', actorId: 'nacka', actorName: 'Nacka kommun' }
const said = (key: string, more: Partial<TakenDown> = {}): TakenDown => ({
  key,
  place,
  body: {
    kind: 'lines',
    number: 1,
    lines: [{ heading: 'situation', certainty: 'fact', text: 'Tre skolor utan värme', replaces: null }],
    means: 'rakel',
    givenBy: 'Nacka 10',
  },
  at: 1,
  page: '/handelser/2026-001/lagesbild',
  ...more,
})

let answer: () => Response
let sent: { url: string; key: string | null }[]
const take = () => Response.json({ report: { number: 1, id: 'r' }, status: 'lines' }, { status: 201 })
const refuse = () => Response.json({ type: 'x', status: 409, code: 'picture-archived', title: 'x', requestId: 'r' }, { status: 409 })
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  lockDevice(null)
  unlockDevice('rolf', [{ version: 1, secret: btoa('rolf'.padEnd(32)) }])
  forgetNews()
  sent = []
  answer = take
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('/api/sessions/current'))
      return Response.json({ user: { id: 'rolf' }, actingAs: { functionCode: 'rsib', actor: { id: 'lst' } } })
    const response = answer()
    if (response.ok) sent.push({ url, key: new Headers(init.headers).get('idempotency-key') })
    return response
  })
})
afterEach(() => vi.unstubAllGlobals())

test('H3 · a report by Rakel without a network waits, and leaves once under the key of its first press', async () => {
  answer = () => {
    throw new TypeError('no network')
  }
  takenDown.give(rsib, said('a'))
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  expect(takenDown.waiting('rolf').map(({ key }) => key)).toEqual(['a'])
  answer = take
  await Promise.all([flush(rsib), flush(rsib)])
  expect(sent).toEqual([{ url: '/api/situational-pictures/snow/actors/nacka/reports', key: 'a' }])
  expect(takenDown.waiting('rolf')).toEqual([])
})

test('H3 · what the server would not have is back in the dialog, before what was written there since', async () => {
  const form = { lines: emptyForm().lines.map((line) => (line.heading === 'impact' ? { ...line, text: 'Skrivet sedan' } : line)) }
  writeDraft<Call>(callKey(place), { means: 'phone', givenBy: '', form })
  answer = refuse
  takenDown.give(rsib, said('a'))
  await vi.waitFor(() => expect(readLater().news).toMatchObject([{ kind: 'taken-down', error: { code: 'picture-archived' } }]))
  const back = readDraft<Call>(callKey(place))?.value
  expect([back?.givenBy, back?.form.lines.flatMap(({ text }) => text || [])]).toEqual([
    'Nacka 10',
    ['Tre skolor utan värme', 'Skrivet sedan'],
  ])
  expect([sent, takenDown.waiting('rolf')]).toEqual([[], []])
})

test('H3 · it leaves in the function that wrote it down and in no other', async () => {
  takenDown.give(rsib, said('b', { place: { ...place, functionCode: 'tib' } }))
  await flush(rsib)
  expect([sent, takenDown.waiting('rolf').length]).toEqual([[], 1])
})
