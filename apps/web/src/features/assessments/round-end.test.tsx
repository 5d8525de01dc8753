import type { Assessment, AssessmentRound, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { writeDraft } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { RoundActions } from './round-actions.tsx'
import { Summary } from './summary.tsx'

let sent: string[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  sent = []
  vi.stubGlobal('fetch', async (address: string) => {
    sent.push(address)
    return Response.json({})
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const show = (what: ReactNode) =>
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient()}>
          <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>{what}</SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name, hidden: true }))
const answer = (year: number, comment: string) => ({
  said: { value: 2, notApplicable: false, comment },
  basedOn: 0,
  place: { assessmentId: 'a1', actorId: 'nacka', year },
})
const round = {
  year: 2026,
  version: 3,
  state: 'open',
  dueOn: '2026-12-15',
  allowed: ['close'],
  assessments: [],
} as unknown as AssessmentRound

test('W4 · own answers that the server does not have are asked about before the round is closed; those of another year are not', async () => {
  writeDraft('mia:assessment:a0:1.1', answer(2025, 'Förra årets'))
  const page = show(<RoundActions round={round} />)
  press('Stäng omgången')
  await waitFor(() => expect(sent).toHaveLength(1))
  page.unmount()
  writeDraft('mia:assessment:a1:1.1', answer(2026, 'Övad i mars'))
  show(<RoundActions round={round} />)
  press('Stäng omgången')
  expect(screen.getByText('Övad i mars')).toBeTruthy()
  expect(screen.queryByText('Förra årets')).toBeNull()
  expect(sent).toHaveLength(1)
  press('Gå vidare ändå')
  await waitFor(() => expect(sent).toHaveLength(2))
})

test('W4 · nothing is signed while an answer is not with the server, and it says so', async () => {
  const assessment = {
    id: 'a1',
    version: 2,
    allowed: ['sign'],
    capabilities: [],
    scale: [],
    handedIn: null,
    signed: null,
  } as unknown as Assessment
  const page = show(
    <Summary
      assessment={assessment}
      unsent={[{ sub: { code: '1.1', printedNumber: '1:1', text: 'Larma' } as never, code: '1.1.2' }]}
      left={[]}
      to={(del) => `/${del}`}
    />,
  )
  press('Skriv under och lås')
  expect(screen.getByText(/^Ett eller flera svar är inte sparade på servern än/)).toBeTruthy()
  expect(screen.getByRole('link', { name: '1:1 Larma' }).getAttribute('href'), 'the way to it').toBe('/1.1#svar-1.1.2')
  expect(sent).toEqual([])
  page.unmount()
  show(<Summary assessment={assessment} unsent={[]} left={[]} to={(del) => `/${del}`} />)
  press('Skriv under och lås')
  await waitFor(() => expect(sent).toHaveLength(1))
})
