import type { Board } from '@samverkan/contract'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, lockDevice, unlockDevice } from '../../lib/device.ts'
import { flush, forgetNews, readLater } from '../../lib/sent-later.ts'
import { type Tick, ticks, ticksWaiting, withTicks } from './ticks-out.ts'

const tib = { userId: 'anders', actorId: 'lst', functionCode: 'tib' }
const made = '2026-11-30T18:40:00.000Z'
const tick = (actorId: string, connected: boolean, code = '2026-001'): Tick => ({
  key: `${actorId} ${connected}`,
  place: { userId: 'anders', functionCode: 'tib', code, actorId, actorName: actorId },
  body: { activationId: 'v1', connected, tickedAt: made },
  at: Date.parse(made),
})
const board = (...actorIds: string[]) =>
  ({
    rows: actorIds.map((actorId) => ({ actorId, connected: actorId === 'solna' ? [{ activationId: 'v1', at: made }] : [] })),
  }) as unknown as Board

let hasNetwork: boolean
let sent: { actorId: string | undefined; key: string | null; body: unknown }[]
beforeEach(async () => {
  localStorage.clear()
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
    const actorId = /actors\/([^/]+)\/connected/u.exec(url)?.[1]
    sent.push({ actorId, key: new Headers(init.headers).get('idempotency-key'), body: JSON.parse(String(init.body)) })
    return Response.json({ actorId, state: 'connected', lateAt: made, answers: [], connected: [] })
  })
})
afterEach(() => vi.unstubAllGlobals())

test('ticks made without a network lie on the device, show as ticked, and leave in their order with their moment', async () => {
  for (const [actorId, connected] of [
    ['nacka', true],
    ['solna', false],
    ['ekero', true],
    ['nacka', false],
  ] as const)
    expect(ticks.give(tib, tick(actorId, connected))).toBe(true)
  await vi.waitFor(() => expect(readLater()).toMatchObject({ isBusy: false, isOffline: true }))
  const waiting = ticksWaiting('anders', '2026-001')
  expect([waiting.length, ticksWaiting('anders', '2026-002').length]).toEqual([4, 0])
  expect(withTicks(board('nacka', 'solna', 'ekero', 'taby'), waiting).rows.map(({ connected }) => connected)).toEqual([
    [],
    [],
    [{ activationId: 'v1', at: made }],
    [],
  ])
  hasNetwork = true
  await flush(tib)
  expect(sent.map(({ actorId, key }) => [actorId, key])).toEqual([
    ['nacka', 'nacka true'],
    ['solna', 'solna false'],
    ['ekero', 'ekero true'],
    ['nacka', 'nacka false'],
  ])
  expect(sent[0]?.body).toEqual({ activationId: 'v1', connected: true, tickedAt: made })
  expect(ticksWaiting('anders', '2026-001')).toEqual([])
})
