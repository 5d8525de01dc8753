import type { Board, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { serverNow } from '../../lib/now.ts'
import { SessionProvider } from '../../lib/session.tsx'
import { BoardPage } from './board-page.tsx'
import { boardQuery } from './queries.ts'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

const inMinutes = (minutes: number) => new Date(serverNow() + minutes * 60_000).toISOString()
const names = ['Botkyrka kommun', 'Länsstyrelsen Stockholm', ...Array.from({ length: 30 }, (_one, n) => `Aktör ${n}`)]
const board: Board = {
  incidentCode: '2026-001',
  title: 'Snöoväder Svealand',
  isExercise: false,
  state: 'open',
  at: inMinutes(0),
  activations: [],
  rows: names.map((actorName) => ({
    actorId: actorName,
    actorCode: actorName,
    actorName,
    state: 'received',
    calledAt: inMinutes(-2),
    lateAt: inMinutes(13),
    gap: null,
    activationIds: ['samordnande'],
    answers: [],
    connected: [],
    contacts: [],
  })),
  allowed: [],
  ownActorId: 'Länsstyrelsen Stockholm',
  isOwnAsked: true,
}
const asks = (more: Partial<Board>): boolean => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(boardQuery('2026-001').queryKey, { ...board, ...more })
  const { container } = render(
    <MemoryRouter initialEntries={['/2026-001']}>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <SessionProvider
            session={{ user: { id: 'mia', name: 'Mia Lind' }, may: [], actingAs: { functionCode: 'lst-tib' } } as unknown as Session}
          >
            <Routes>
              <Route path="/:code" element={<BoardPage />} />
            </Routes>
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
  return container.querySelector('.own-row.is-asked') !== null
}

test('the contact function is asked to answer for its actor; the duty officer who called from there is not', () => {
  expect(asks({ allowed: ['call-outs.answer'] })).toBe(true)
  cleanup()
  expect(asks({ allowed: ['call-outs.answer', 'call-outs.call-again', 'call-outs.mark-reached'], isOwnAsked: false })).toBe(false)
})
