import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { useMarkConnected, useTicksWaiting } from './queries.ts'

afterEach(() => {
  cleanup()
  onlineManager.setOnline(true)
  vi.unstubAllGlobals()
})

test('ticks made without a network wait and are counted, and leave in their order when it is back', async () => {
  const sent: string[] = []
  vi.stubGlobal('fetch', async (address: string | URL | Request) => {
    const [, actorId = ''] = /actors\/([^/]+)\/connected/.exec(address instanceof Request ? address.url : String(address)) ?? []
    sent.push(actorId)
    return Response.json({ actorId, state: 'connected', lateAt: '2026-11-25T20:00:00.000Z', answers: [], connected: [] })
  })
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>
  const roll = renderHook(() => ({ tick: useMarkConnected('2026-001'), waiting: useTicksWaiting('2026-001') }), { wrapper }).result
  const other = renderHook(() => useTicksWaiting('2026-002'), { wrapper }).result
  onlineManager.setOnline(false)
  act(() => {
    for (const actorId of ['nacka', 'solna', 'ekero']) roll.current.tick.mutate({ actorId, activationId: 'forum', connected: true })
  })
  await waitFor(() => expect(roll.current.waiting).toBe(3))
  expect([sent, other.current]).toEqual([[], 0])
  onlineManager.setOnline(true)
  await act(() => client.resumePausedMutations())
  await waitFor(() => expect(roll.current.waiting).toBe(0))
  expect(sent).toEqual(['nacka', 'solna', 'ekero'])
})
