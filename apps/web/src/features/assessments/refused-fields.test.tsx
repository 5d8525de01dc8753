import type { Assessment, AssessmentIndicator, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { AssessmentPage } from './assessment-page.tsx'
import { PrepareRound } from './round-actions.tsx'
import { Summary } from './summary.tsx'

let answers: (address: string, method: string) => Response
let sent: string[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  Element.prototype.scrollIntoView = () => {}
  vi.stubGlobal('scrollTo', () => {})
  sent = []
  vi.stubGlobal('fetch', async (address: string, { method = 'GET' }: RequestInit) => {
    if (method !== 'GET') sent.push(address)
    return answers(address, method)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const refuse = (code: string, more: object = {}) =>
  Response.json({ type: 'x', status: 409, code, title: 'x', requestId: 'r', ...more }, { status: 409 })
const session = { user: { id: 'mia', name: 'Mia Lind' }, actingAs: { actor: { id: 'nacka' } }, may: [] } as unknown as Session
const show = (what: ReactNode, at = '/') =>
  render(
    <MemoryRouter initialEntries={[at]}>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          <SessionProvider session={session}>
            <Routes>
              <Route path="/formagor/sjalvskattning/:code" element={what} />
              <Route path="*" element={what} />
            </Routes>
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const write = (name: string, value: string) => fireEvent.change(screen.getByLabelText(name), { target: { value } })
const ways = () => [...document.querySelectorAll('.refused-fields button')].map((one) => one.textContent)
const follow = (name: string) =>
  fireEvent.click(within(document.querySelector<HTMLElement>('.refused-fields')!).getByRole('button', { name }))

test('a round without a year, and one of a year that has one, lead to the year until it is another', async () => {
  answers = () => refuse('round-exists')
  show(<PrepareRound taken={[2090]} />)
  write('År', '')
  press('Förbered')
  await waitFor(() => expect(ways()).toEqual(['År']))
  expect(sent).toEqual([])
  write('År', '2090')
  await waitFor(() => expect(ways()).toEqual([]))
  press('Förbered')
  await waitFor(() => expect(ways()).toEqual(['År']))
  expect(sent).toHaveLength(1)
  follow('År')
  expect(document.activeElement).toBe(screen.getByLabelText('År'))
  write('År', '2091')
  await waitFor(() => expect(ways()).toEqual([]))
})

test('an assessment is not opened again without a reason: the way to it stands at the button', async () => {
  const assessment = { id: 'a1', version: 2, allowed: ['reopen'], capabilities: [], scale: [], handedIn: null, signed: null }
  show(<Summary assessment={assessment as unknown as Assessment} unsent={[]} left={[]} to={(del) => `/${del}`} />)
  press('Öppna igen')
  await waitFor(() => expect(ways()).toEqual(['Varför öppnas den igen?']))
  follow('Varför öppnas den igen?')
  expect(document.activeElement).toBe(screen.getByLabelText('Varför öppnas den igen?'))
  expect(sent).toEqual([])
})

const indicator = (code: string) =>
  ({
    code,
    text: `Indikator ${code}`,
    leadIn: null,
    designatedOnly: false,
    previous: null,
    answer: { value: null, notApplicable: false, comment: '', version: 0, savedAt: null, savedBy: null },
  }) as unknown as AssessmentIndicator
const sub = (code: string, text: string, ...indicators: AssessmentIndicator[]) => ({
  code,
  printedNumber: code.replace('.', ':'),
  text,
  comment: null,
  provisional: false,
  indicators,
})

test('an answer that the server would not have is one press away from any step, in focus', async () => {
  const assessment = {
    id: 'a1',
    year: 2026,
    actorCode: 'nacka',
    actorName: 'Nacka kommun',
    version: 2,
    dueOn: '2026-12-15',
    roundState: 'open',
    previousYear: null,
    allowed: ['answer'],
    scale: [{ value: 2, isNotApplicable: false, nameSv: 'Uppfylld', nameEn: 'Met' }],
    capabilities: [
      {
        code: '4',
        name: 'Leda',
        subs: [sub('4.1', 'Larma', indicator('4.1.1'), indicator('4.1.2')), sub('4.2', 'Öva', indicator('4.2.1'))],
      },
    ],
    handedIn: null,
    signed: null,
    reopened: null,
  }
  answers = (_, method) =>
    method === 'GET'
      ? Response.json(assessment)
      : refuse('stale-version', {
          current: { value: 2, notApplicable: false, comment: 'Kims ord', version: 1, savedAt: '2026-12-01T03:00:00Z', savedBy: 'Kim' },
        })
  show(<AssessmentPage Measures={() => null} />, '/formagor/sjalvskattning/a1?del=4.1')
  const card = (await screen.findByText('Indikator 4.1.2')).closest<HTMLElement>('.indicator')!
  fireEvent.click(within(card).getByRole('button', { name: 'Skriv en kommentar' }))
  const field = within(card).getByLabelText('Kommentar')
  fireEvent.change(field, { target: { value: 'Mina ord' } })
  fireEvent.blur(field)
  await screen.findByRole('link', { name: 'Ett svar väntar på dig' })
  fireEvent.click(screen.getAllByRole('link', { name: /Öva/u })[0]!)
  await screen.findByText('Indikator 4.2.1')
  fireEvent.click(screen.getByRole('link', { name: 'Ett svar väntar på dig' }))
  const there = (await screen.findByText('Indikator 4.1.2')).closest('.indicator')!
  await waitFor(() => expect(document.activeElement).toBe(there))
  for (const words of ['Kims ord', 'Mina ord']) expect(there.textContent).toContain(words)
})
