import { CallError, type ProblemDocument } from '@samverkan/contract'
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { forgetDraft, writeDraft } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { fetchProblemTexts } from '../../lib/use-problem-text.ts'
import { type Calling, CalledNotice, useCalling } from './called-notice.tsx'

beforeAll(fetchProblemTexts)
beforeEach(() => chooseLanguage('sv'))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  forgetDraft('mia:note')
  cleanup()
})
const variables = { kind: 'again' as const, actorIds: ['nacka'], key: 'k' }
const said = (error: Error, more: Partial<Calling> = {}) => {
  const mutation = { data: undefined, error, variables, isError: true, reset: () => undefined } as unknown as Calling['mutation']
  const result: Calling = { call: () => undefined, pending: false, at: 0, hasNotLeft: false, mutation, ...more }
  const { container } = render(
    <LanguageProvider>
      <CalledNotice result={result} />
    </LanguageProvider>,
  )
  return () => container.querySelector('p')?.textContent
}
const minute = (n: number) => `2026-12-01T04:1${n}:00Z`
const recently = (resting: { actorName: string; calledAt: string }[]) =>
  new CallError('called-recently', {
    type: '/problems/called-recently',
    status: 409,
    code: 'called-recently',
    title: '',
    requestId: 'r-1',
    current: { resting, until: minute(4) },
  } as ProblemDocument)
const rested = (count: number, at = (_n: number) => minute(1)) =>
  Array.from({ length: count }, (_one, n) => ({ actorName: `Aktör ${n + 1}`, calledAt: at(n) }))

test('a press without a network says that nobody was called, and nothing of words that were never written', () => {
  const offline = new CallError('offline', null)
  writeDraft('mia:note', 'något annat')
  const words = said(offline, { hasNotLeft: true })
  expect(words()).toBe('Ingen kontakt med servern. Ingen är kallad igen. Ring, eller tryck igen när nätet är tillbaka.')
  cleanup()
  expect(said(offline)(), 'where the press may have come through, nobody is promised that it did not').not.toContain('Ingen är kallad')
})

test('only a press that cannot have left the device is said to have called nobody', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const online = vi.spyOn(navigator, 'onLine', 'get')
  const client = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always' } } })
  const { result } = renderHook(() => useCalling('2026-001'), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  })
  const press = async (hasNetwork: boolean, actorId: string) => {
    online.mockReturnValue(hasNetwork)
    act(() => result.current.call({ kind: 'again', actorIds: [actorId] }))
    await waitFor(() => expect(result.current.mutation.isError).toBe(true))
    return result.current.hasNotLeft
  }
  expect(await press(false, 'nacka')).toBe(true)
  expect(await press(true, 'nacka')).toBe(false)
  expect(await press(false, 'nacka'), 'the one before it may have').toBe(false)
  expect(await press(false, 'salem')).toBe(true)
})

test('everybody called again in one minute is a number; few are named', () => {
  const words = (resting: ReturnType<typeof rested>) => {
    cleanup()
    return said(recently(resting))()
  }
  const wall = rested(37)
  expect(words(wall)).toBe('Ingen har kallats en gång till. Alla 37 kallades igen 05:11. Det går att kalla igen från 05:14.')
  expect(words(rested(2))).toBe(
    'Ingen har kallats en gång till. Redan kallade igen: Aktör 1 05:11, Aktör 2 05:11. Det går att kalla igen från 05:14.',
  )
})

test('called again at different minutes some are named, and the whole list is a press away', () => {
  const words = said(recently(rested(6, (n) => minute(n % 2))))
  expect(words()).toContain('Redan kallade igen: Aktör 1 05:10, Aktör 2 05:11, Aktör 3 05:10 och 3 till.')
  const more = screen.getByRole('button', { name: 'och 3 till', expanded: false })
  fireEvent.click(more)
  expect(words()).toContain('Aktör 6 05:11')
  expect(screen.getByRole('button', { name: 'Visa färre', expanded: true })).toBe(more)
})
