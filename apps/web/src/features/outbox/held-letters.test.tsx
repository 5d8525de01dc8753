import type { HeldLetters, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { HeldLettersNotice } from './held-letters.tsx'

let held: HeldLetters
let answers: (() => Response)[]
let sent: unknown[]
beforeEach(async () => {
  await chooseLanguage('sv')
  held = { letters: 14, tooOld: 2, callOuts: 3, restoredAt: '2026-12-01T08:12:00Z', madeAt: '2026-12-01T02:00:00Z', mayRelease: true }
  answers = []
  sent = []
  vi.stubGlobal('fetch', async (_address: string, init?: RequestInit) => {
    if (init?.method !== 'POST') return Response.json(held)
    sent.push(JSON.parse(String(init.body)))
    return answers.shift()!()
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = () =>
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
            <HeldLettersNotice />
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const press = (name: string | RegExp, within_: HTMLElement = document.body) =>
  fireEvent.click(within(within_).getByRole('button', { name }))
const dialog = () => screen.findByRole('dialog', { hidden: true })

test('says since when, how many and that new ones leave; nothing where nothing is held', async () => {
  show()
  const notice = await screen.findByText(/14 brev som väntade då hålls: de kan redan ha kommit fram/u)
  expect(notice.textContent).toMatch(/Portalen återlästes .* från en säkerhetskopia från .*Nya brev skickas som vanligt/u)
  cleanup()
  held = { ...held, letters: 0, restoredAt: null, madeAt: null }
  show()
  await waitFor(() => expect(screen.queryByText(/brev/u)).toBeNull())
})

test('whoever may not decide is told who does', async () => {
  held = { ...held, mayRelease: false }
  show()
  await screen.findByText(/TiB eller systemadministratören avgör om de ska skickas/u)
  expect(screen.queryByRole('button')).toBeNull()
})

test('sending asks first, says who gets it twice and what is too old, and sends as many as were shown', async () => {
  answers = [() => Response.json({ sent: 12, discarded: 2 })]
  show()
  await screen.findByText(/14 brev/u)
  press('Skicka dem')
  const asked = await dialog()
  expect(asked.textContent).toMatch(
    /Skicka 12 brev\?.*får det en gång till.*3 av breven är inkallningar.*2 brev är för gamla och skickas inte/su,
  )
  expect(sent).toEqual([])
  held = { ...held, letters: 0 }
  fireEvent.click(within(asked).getByText('Skicka'))
  await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull())
  expect(sent).toEqual([{ decision: 'send', letters: 14 }])
})

test('a colleague who was first is told of, and nothing is sent', async () => {
  answers = [() => Response.json({ type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r' }, { status: 409 })]
  show()
  await screen.findByText(/14 brev/u)
  press('Kasta dem')
  const asked = await dialog()
  fireEvent.click(within(asked).getByText('Kasta'))
  await within(asked).findByText(/Någon annan har avgjort det under tiden/u)
  expect(within(asked).queryByText('Kasta')).toBeNull()
  expect(sent).toEqual([{ decision: 'discard', letters: 14 }])
})
