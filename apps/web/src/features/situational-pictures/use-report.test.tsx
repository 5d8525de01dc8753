import type { Picture, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { SessionProvider } from '../../lib/session.tsx'
import { useReport } from './use-report.ts'

const session = { user: { id: 'mia', name: 'Mia Lind' }, actingAs: { functionCode: 'contact-function', actor: { id: 'nacka' } } } as Session
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={new QueryClient()}>
    <SessionProvider session={session}>{children}</SessionProvider>
  </QueryClientProvider>
)
const pictureAt = (number: number) =>
  ({ id: 'snow', collection: { number }, own: { actor: { id: 'nacka' }, lines: [], reports: [] } }) as unknown as Picture

let hasNetwork: boolean
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  hasNetwork = true
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) => {
    if (!hasNetwork) throw new TypeError('no network')
    if (address.startsWith('/api/sessions/current')) return Response.json(session)
    const { number } = JSON.parse(String(body)) as { number: number }
    return Response.json({ report: { id: 'r', kind: 'nothing', number: 2, writtenFor: number }, status: 'nothing' }, { status: 201 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('what was given without a network is told on its page when it has left', async () => {
  hasNetwork = false
  const report = renderHook(({ number }) => useReport(pictureAt(number)), { wrapper, initialProps: { number: 1 } })
  act(() => report.result.current.sendWord('nothing'))
  await waitFor(() => expect(report.result.current).toMatchObject({ isOffline: true, isSending: false }))
  expect(report.result.current.queue).toHaveLength(1)
  // Meanwhile its number was published.
  report.rerender({ number: 2 })
  hasNetwork = true
  act(() => void dispatchEvent(new Event('online')))
  await waitFor(() => expect(report.result.current.sent).toMatchObject({ report: { number: 2, writtenFor: 1 } }))
  expect(report.result.current).toMatchObject({ queue: [], isOffline: false, refused: null })
})
