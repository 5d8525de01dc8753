import type { Meeting } from '@samverkan/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { queryClient } from '../../lib/query-client.ts'
import { flush, forgetNews, readLater } from '../../lib/sent-later.ts'
import { type Mark, marks, marksWaiting, withMarks } from './marks-out.ts'
import { meetingQuery } from './queries.ts'

const tib = { userId: 'anders', actorId: 'lst', functionCode: 'tib' }
const made = '2026-11-30T18:40:00.000Z'
const mark = (actorCode: string, presence: 'present' | null, code = 'M1'): Mark => ({
  key: `${actorCode} ${presence}`,
  place: { userId: 'anders', functionCode: 'tib', code, actorCode, actorName: actorCode },
  body: { presence, markedAt: made },
  at: Date.parse(made),
})
const meeting = (...codes: string[]) =>
  ({
    roll: codes.map((code) => ({ actor: { code }, presence: code === 'solna' ? 'present' : null, markedAt: null })),
  }) as unknown as Meeting
const presences = ({ roll }: Meeting) => roll.map(({ presence }) => presence)

let hasNetwork: boolean
let sent: { actorCode: string | undefined; body: unknown }[]
beforeEach(async () => {
  localStorage.clear()
  queryClient.clear()
  await deviceReady()
  lockDevice(null)
  unlockDevice('anders', [{ version: 1, secret: btoa('anders'.padEnd(32)) }])
  forgetNews()
  sent = []
  hasNetwork = false
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (!hasNetwork) throw new TypeError('no network')
    if (url.startsWith('/api/sessions/current'))
      return Response.json({ user: { id: 'anders' }, actingAs: { functionCode: 'tib', actor: { id: 'lst' } } })
    const actorCode = /attendance\/([^/]+)/u.exec(url)?.[1]
    const body = JSON.parse(String(init.body)) as { presence: string | null }
    sent.push({ actorCode, body })
    return Response.json({ actor: { code: actorCode }, presence: body.presence, markedAt: made })
  })
})
afterEach(() => vi.unstubAllGlobals())

test('marks made without a network lie on the device, show at once, and leave in their order with their moment', async () => {
  for (const [actorCode, presence] of [
    ['nacka', 'present'],
    ['solna', null],
    ['ekero', 'present'],
    ['nacka', null],
  ] as const)
    expect(marks.give(tib, mark(actorCode, presence))).toBe(true)
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  const waiting = marksWaiting('anders', 'M1')
  expect([waiting.length, marksWaiting('anders', 'M2').length]).toEqual([4, 0])
  expect(presences(withMarks(meeting('nacka', 'solna', 'ekero', 'taby'), waiting))).toEqual([null, null, 'present', null])
  const { queryKey } = meetingQuery('M1')
  queryClient.setQueryData(queryKey, meeting('nacka', 'solna', 'ekero'))
  hasNetwork = true
  await flush(tib)
  expect(sent.map(({ actorCode }) => actorCode)).toEqual(['nacka', 'solna', 'ekero', 'nacka'])
  expect(sent[0]?.body).toEqual({ presence: 'present', markedAt: made })
  expect(marksWaiting('anders', 'M1')).toEqual([])
  expect(presences(queryClient.getQueryData(queryKey)!)).toEqual([null, null, 'present'])
})
