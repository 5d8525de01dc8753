import type { Session, TakenQuestion } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { AnswerDialog } from './question-dialogs.tsx'

const draft = 'mia:answer-to:q1'
const asked: TakenQuestion = {
  id: 'q1',
  actor: { id: 'a1', code: 'nacka', name: 'Nacka kommun' },
  text: 'Hur länge räcker reservkraften?',
  dueOn: '2026-12-03',
  isOverdue: false,
  askedAt: '2026-11-26T15:20:00Z',
  askedBy: 'Anders Ek',
  answer: null,
  mayAnswer: true,
}
const answered = (text: string, version: number, answeredBy = 'Kim Berg'): TakenQuestion => ({
  ...asked,
  answer: { text, version, answeredAt: '2026-11-26T18:00:00Z', answeredBy },
})

/** The server's answer to the question, and what has been sent to it: it takes what is based on the version that stands. */
let stands: TakenQuestion
let sent: { text: string; basedOn: number }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  stands = asked
  sent = []
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    const given = JSON.parse(String(body)) as (typeof sent)[number]
    sent.push(given)
    const version = stands.answer?.version ?? 0
    if (given.basedOn === version) return Response.json((stands = answered(given.text, version + 1, 'Mia Lind')))
    const problem = { type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r', current: stands }
    return Response.json(problem, { status: 409 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const closed = vi.fn<() => void>()
const open = (question: TakenQuestion) =>
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
          <AnswerDialog code="konferens-2026-11-26" question={question} onClose={closed} />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name, hidden: true }))
const field = () => screen.getByLabelText<HTMLTextAreaElement>(/^Svar, alla i forumet/u)

/** Begun before anybody had answered; a colleague has answered while the words lay on the device. */
async function found(): Promise<void> {
  writeDraft(draft, { text: 'Tolv timmar', basedOn: 0 })
  stands = answered('Sjutton timmar', 1)
  open(stands)
  expect(field().value).toBe('Tolv timmar')
  press('Spara svaret')
  await screen.findByText('Kim Berg ändrade samma text medan du skrev. Båda finns kvar.')
}

test('an answer that lay on the device never takes the place of one that a colleague has given since: both stand side by side', async () => {
  await found()
  expect(sent).toEqual([{ text: 'Tolv timmar', basedOn: 0 }])
  expect(stands.answer?.text).toBe('Sjutton timmar')
  for (const words of ['Sjutton timmar', 'Tolv timmar']) expect(screen.getByText(words, { exact: false })).toBeTruthy()
  expect(readDraft(draft), 'still here until somebody has chosen').not.toBeNull()
})

test.each([
  ['Behåll båda', 'Sjutton timmar\nTolv timmar'],
  ['Behåll mitt', 'Tolv timmar'],
])('%s: saved over the answer that was shown, and the draft is gone', async (choice, text) => {
  await found()
  press(choice)
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent.at(-1)).toEqual({ text, basedOn: 1 })
  expect(stands.answer).toMatchObject({ text, version: 2 })
  expect(readDraft(draft)).toBeNull()
})

test('the colleague’s is kept: nothing more is sent, and the draft is gone', async () => {
  await found()
  press('Behåll det sparade')
  expect([sent.length, stands.answer?.text, readDraft(draft)]).toEqual([1, 'Sjutton timmar', null])
})

test('without anything on the device an answer is begun on the one that stands', async () => {
  stands = answered('Sjutton timmar', 1)
  open(stands)
  fireEvent.change(field(), { target: { value: 'Sjutton timmar, sedan kommer aggregat' } })
  press('Spara svaret')
  await waitFor(() => expect(stands.answer?.version).toBe(2))
  expect(sent).toEqual([{ text: 'Sjutton timmar, sedan kommer aggregat', basedOn: 1 }])
})
