import type { OutboxMessage, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { OutboxPage } from './outbox-page.tsx'

const message = (label: string, state: OutboxMessage['state'] = 'sent') =>
  ({
    id: label,
    label,
    state,
    subject: 'Inkallning',
    body: '',
    destination: `${label}@demo.example`,
    purpose: 'call_out',
    createdAt: '2026-12-01T03:14:00Z',
    attempts: [],
  }) as unknown as OutboxMessage

let items: OutboxMessage[]
beforeEach(async () => {
  await chooseLanguage('sv')
  vi.stubGlobal('fetch', async (address: string) =>
    Response.json(String(address).startsWith('/api/outbox') ? { items, total: items.length, nextCursor: null } : { items: [] }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a message that leaves, and a newer one, move nothing under a hand', async () => {
  items = [message('Nacka', 'queued'), message('Salem')]
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
            <OutboxPage />
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
  await screen.findByText('Nacka')
  const rows = () => [...document.querySelectorAll('.outbox > li')].map((li) => li.querySelector('b')!.textContent)
  const renew = (...now: OutboxMessage[]) => act(async () => ((items = now), client.invalidateQueries({ queryKey: ['outbox'] })))
  const hand = (on: Element) => fireEvent(on, new MouseEvent('pointermove', { bubbles: true }))
  hand(screen.getByText('Salem'))
  await renew(message('Solna', 'queued'), message('Nacka'), message('Salem'))
  await screen.findByText('3 meddelanden')
  expect(rows()).toEqual(['Nacka', 'Salem', 'Solna'])
  expect(document.querySelector('.outbox > li')!.textContent, 'with its new word').not.toContain('I kö')
  hand(screen.getByRole('heading', { level: 1 }))
  expect(rows()).toEqual(['Solna', 'Nacka', 'Salem'])
})
