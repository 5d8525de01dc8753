import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { readDraft } from '../../lib/drafts.ts'
import { flush, forgetNews, readLater } from '../../lib/sent-later.ts'
import { reasonKey, takenBack } from './withdrawn-out.ts'

const tib = { userId: 'anders', actorId: 'lst', functionCode: 'tib' }
const place = { userId: 'anders', functionCode: 'tib', pictureId: 'snow', lineId: 'line-1', text: 'Bron är borta' }
const withdrawnAt = '2026-11-30T18:40:00.000Z'
const one = { key: 'line-1', place, body: { reason: 'Fel bro', withdrawnAt }, at: Date.parse(withdrawnAt) }

let answer: () => Response
let sent: { url: string; body: unknown }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  lockDevice(null)
  unlockDevice('anders', [{ version: 1, secret: btoa('anders'.padEnd(32)) }])
  forgetNews()
  sent = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('/api/sessions/current'))
      return Response.json({ user: { id: 'anders' }, actingAs: { functionCode: 'tib', actor: { id: 'lst' } } })
    const response = answer()
    if (response.ok) sent.push({ url, body: JSON.parse(String(init.body)) })
    return response
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a line taken back without a network waits, and leaves with why and when', async () => {
  answer = () => {
    throw new TypeError('no network')
  }
  takenBack.give(tib, one)
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  expect(takenBack.waiting('anders')).toHaveLength(1)
  answer = () => Response.json({ at: withdrawnAt, by: 'Anders Ek', reason: 'Fel bro' })
  await flush(tib)
  expect(sent).toEqual([
    { url: '/api/situational-pictures/snow/reports/lines/line-1/withdrawal', body: { reason: 'Fel bro', withdrawnAt } },
  ])
  expect(takenBack.waiting('anders')).toEqual([])
})

test('one that the server would not have leaves its reason where it was written', async () => {
  answer = () => Response.json({ type: 'x', status: 409, code: 'picture-archived', title: 'x', requestId: 'r' }, { status: 409 })
  takenBack.give(tib, one)
  await vi.waitFor(() => expect(readLater().news).toMatchObject([{ kind: 'taken-back', error: { code: 'picture-archived' } }]))
  expect(readDraft<string>(reasonKey(place))?.value).toBe('Fel bro')
})
