import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { ForgotPage } from './forgot-page.tsx'
import { InvitationPage } from './invitation-page.tsx'
import { LogInPage } from './log-in-page.tsx'

let refusal: { status: number; code: string; errors?: { pointer: string; code: string }[] }
let sent: unknown[]
beforeEach(async () => {
  await chooseLanguage('sv')
  Element.prototype.scrollIntoView = () => {}
  sent = []
  vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
    if (address.startsWith('/api/sessions/current'))
      return Response.json({ type: 'x', status: 401, code: 'not-signed-in', title: 'x', requestId: 'r' }, { status: 401 })
    if (method !== 'POST')
      return Response.json({
        isDemo: false,
        purpose: 'reset',
        expiresAt: '2026-12-01T05:00:00Z',
        person: { name: 'Mia', email: 'mia@nacka.example' },
      })
    sent.push(JSON.parse(String(body)))
    return Response.json({ type: 'x', title: 'x', requestId: 'r', ...refusal }, { status: refusal.status })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const show = (page: ReactNode) =>
  render(
    <MemoryRouter initialEntries={['/x/abc']}>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <Routes>
            <Route path="/x/:token" element={page} />
          </Routes>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const write = (name: string, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } })
/** What stands after "Rätta först", in its order. */
const ways = () => [...document.querySelectorAll('.refused-fields button')].map((one) => one.textContent)
const follow = (name: string) =>
  fireEvent.click(within(document.querySelector<HTMLElement>('.refused-fields')!).getByRole('button', { name }))
const marks = () => [...document.querySelectorAll('[aria-invalid="true"]')].map((one) => one.getAttribute('name'))

test('log-in without e-mail or password leads to the one that is missing', async () => {
  show(<LogInPage />)
  write('E-post i tjänsten', 'mia@nacka.example')
  expect(ways()).toEqual([])
  press('Logga in')
  await waitFor(() => expect(ways()).toEqual(['Lösenord']))
  follow('Lösenord')
  expect(document.activeElement).toBe(screen.getByLabelText('Lösenord'))
  expect(sent).toEqual([])
})

test('a refused log-in leads to both fields and says of neither that it was the wrong one, whichever the server meant', async () => {
  for (const errors of [undefined, [{ pointer: '/body/password', code: 'too_big' }], [{ pointer: '/body/email', code: 'too_big' }]]) {
    refusal = errors ? { status: 400, code: 'invalid', errors } : { status: 401, code: 'wrong-credentials' }
    show(<LogInPage />)
    write('E-post i tjänsten', 'mia@nacka.example')
    write('Lösenord', 'fel')
    press('Logga in')
    await waitFor(() => expect(ways()).toEqual(['E-post i tjänsten', 'Lösenord']))
    expect(marks()).toEqual(['email', 'password'])
    expect(document.querySelector('.aksel-error-message')).toBeNull()
    // Another word in either is another pair: which of them was wrong cannot be read from which mark goes.
    write('Lösenord', 'fel igen')
    expect(marks()).toEqual([])
    await waitFor(() => expect(ways()).toEqual([]))
    cleanup()
  }
})

test('a log-in that fails for another reason than what was written leads to no field', async () => {
  refusal = { status: 429, code: 'too-many' }
  show(<LogInPage />)
  write('E-post i tjänsten', 'mia@nacka.example')
  write('Lösenord', 'fel')
  press('Logga in')
  await screen.findByRole('alert')
  expect([ways(), marks()]).toEqual([[], []])
})

test('a forgotten password leads to the address: when it is missing, and when the server will not have it', async () => {
  refusal = { status: 400, code: 'invalid', errors: [{ pointer: '/body/email', code: 'too_big' }] }
  show(<ForgotPage />)
  press('Skicka länk')
  await waitFor(() => expect(ways()).toEqual(['E-post i tjänsten']))
  expect(sent).toEqual([])
  write('E-post i tjänsten', 'mia@nacka.example')
  await waitFor(() => expect(ways()).toEqual([]))
  press('Skicka länk')
  await waitFor(() => expect(ways()).toEqual(['E-post i tjänsten']))
  follow('E-post i tjänsten')
  expect(document.activeElement).toBe(screen.getByLabelText('E-post i tjänsten'))
  write('E-post i tjänsten', 'mia.lind@nacka.example')
  await waitFor(() => expect(ways()).toEqual([]))
})

test('a new password that is refused leads to its field, by the page and by the server', async () => {
  refusal = { status: 400, code: 'invalid', errors: [{ pointer: '/body/password', code: 'easy_to_guess' }] }
  show(<InvitationPage />)
  const field = await screen.findByLabelText('Lösenord')
  for (const [password, times] of [
    ['kort', 0],
    ['aaaaaaaaaaaaaaaaaaaa', 1],
  ] as const) {
    write('Lösenord', password)
    press('Spara lösenordet')
    await waitFor(() => expect(sent).toHaveLength(times))
    await waitFor(() => expect(ways()).toEqual(['Lösenord']))
    follow('Lösenord')
    expect(document.activeElement).toBe(field)
    write('Lösenord', 'åtta kor i en hage')
    await waitFor(() => expect(ways()).toEqual([]))
  }
})
