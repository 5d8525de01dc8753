import type { CallPreview, Session, SimilarCallOut } from '@samverkan/contract'
import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { heardServerTime } from '../../lib/now.ts'
import { SessionProvider } from '../../lib/session.tsx'
import { fetchProblemTexts } from '../../lib/use-problem-text.ts'
import { paths } from '../../paths.ts'
import { ActivatePage } from './activate-page.tsx'
import type { ActivateBody } from './queries.ts'

const calledAt = '2026-11-24T18:53:00Z'
const forum: CallPreview = {
  forumCode: 'regionalt-samordnande-forum',
  nameSv: 'Regionalt samordnande forum',
  nameEn: 'Regional coordinating forum',
  level: null,
  responseMinutes: 0,
  lateAfterMinutes: 15,
  rule: 'all',
  actors: [{ id: 'a', code: 'nacka', name: 'Nacka kommun', byDefault: true, contacts: [], confirmedAt: calledAt, gap: null }],
}
const preview = { forums: [forum], openIncidents: [], conferenceLeadMinutes: 15, contactReviewDays: 90, dutyPhone: '08-1' }
const snow: SimilarCallOut = {
  incidentCode: '2026-004',
  title: 'Snöoväder',
  isExercise: false,
  calledAt,
  closedAt: null,
  calledBy: { name: 'Tove Ibsen', functionSv: 'TiB', functionEn: 'Duty officer', isSelf: false },
  forums: [{ code: forum.forumCode, nameSv: forum.nameSv, nameEn: forum.nameEn }],
}
const storm: SimilarCallOut = {
  ...snow,
  incidentCode: '2026-005',
  title: 'Snöstorm i snöoväder',
  calledBy: { ...snow.calledBy, isSelf: true },
}

type Answer = { told: SimilarCallOut[] } | 'lost' | 'made'
let answers: Answer[]
let sent: { key: string; body: ActivateBody }[]
// A whole page with its names by role: a machine that is busy is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })
beforeAll(fetchProblemTexts)
beforeEach(async () => {
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
  localStorage.clear()
  await deviceReady()
  unlockDevice('ada', [{ version: 1, secret: btoa('ada'.padEnd(32)) }])
  await chooseLanguage('sv')
  heardServerTime('2026-11-24T18:53:04Z')
  sent = []
  vi.stubGlobal('fetch', async (_url: string, { method, headers, body }: RequestInit) => {
    if (method !== 'POST') return Response.json(preview)
    sent.push({ key: new Headers(headers).get('idempotency-key')!, body: JSON.parse(String(body)) as ActivateBody })
    const answer = answers.shift()
    if (answer === 'lost') throw new TypeError('Failed to fetch')
    if (answer === 'made' || answer === undefined) return Response.json({ code: '2026-009' }, { status: 201 })
    const problem = { type: 'x', status: 409, code: 'similar-call-out', title: 'x', requestId: 'r', current: { similar: answer.told } }
    return Response.json(problem, { status: 409 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const Where = () => <p data-testid="where">{useLocation().pathname}</p>
const show = () =>
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })}>
        <SessionProvider session={{ user: { id: 'ada', name: 'Ada Ek' }, may: ['activations.activate'] } as unknown as Session}>
          <MemoryRouter initialEntries={[paths.activate]}>
            <Routes>
              <Route path={paths.activate} element={<ActivatePage />} />
              <Route path="*" element={<Where />} />
            </Routes>
          </MemoryRouter>
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
const typed = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Vad har hänt?' })
const dialog = () => within(screen.getByRole('dialog'))
/** The form filled in and pressed, and its screen of confirmation pressed too. */
const press = async (...given: Answer[]) => {
  answers = given
  show()
  fireEvent.change(await typed(), { target: { value: 'Snöoväder Svealand' } })
  fireEvent.click(screen.getByRole('button', { name: 'Kalla in 1 aktör' }))
  fireEvent.click(dialog().getByRole('button', { name: 'Kalla in 1 aktör' }))
}
const question = () => screen.findByRole('alert', { name: /^Är det samma händelse/u })
const another = () => dialog().getByRole('button', { name: 'Det är en annan händelse – kalla in' })
const where = async () => (await screen.findByTestId('where')).textContent

test('who was first is told in one sentence, with the focus on it and on no answer, and the press that was made rests', async () => {
  await press({ told: [snow] })
  const asked = await question()
  expect(asked.textContent).toMatch(/Tove Ibsen \(TiB\) kallade in 19:53, \d+ s sedan: Snöoväder/u)
  expect(asked.textContent).toContain('Skarpt')
  expect(asked.textContent).toContain('Samordnande')
  expect(asked.textContent).not.toContain('Begäran')
  expect(document.activeElement).toBe(asked)
  expect(dialog().getByRole<HTMLButtonElement>('button', { name: 'Kalla in 1 aktör' }).disabled).toBe(true)
  expect(sent.map(({ body }) => body.otherThan)).toEqual([undefined])
  expect(screen.queryByText(/Någon har nyss kallat in/u), 'and not as a fault beside it').toBeNull()
})

test('to the incident: its board opens, and what was typed lies where it was', async () => {
  await press({ told: [snow] })
  await question()
  fireEvent.click(dialog().getByRole('button', { name: 'Gå till händelsen 2026-004' }))
  expect(await where()).toBe(paths.callOut('2026-004'))
  cleanup()
  show()
  expect((await typed()).value).toBe('Snöoväder Svealand')
  expect(sent).toHaveLength(1)
})

test('really another: the same press leaves, naming what it is not; one that came meanwhile is asked about anew', async () => {
  await press({ told: [snow] }, { told: [storm] }, 'made')
  await question()
  fireEvent.click(another())
  await waitFor(async () => expect((await question()).textContent).toMatch(/Du kallade in 19:53, \d+ s sedan: Snöstorm/u))
  const asked = await question()
  expect(asked.textContent).not.toContain('Tove')
  expect(document.activeElement, 'a second tap has nothing to answer').toBe(asked)
  fireEvent.click(another())
  expect(await where()).toBe(paths.callOut('2026-009'))
  expect(sent.map(({ body }) => body.otherThan)).toEqual([undefined, ['2026-004'], ['2026-004', '2026-005']])
  expect(new Set(sent.map(({ key, body: { otherThan: _, ...rest } }) => JSON.stringify([key, rest]))).size, 'one press').toBe(1)
  cleanup()
  show()
  expect((await typed()).value).toBe('')
})

test('an answer that is lost leaves the question, and the next press says the very same', async () => {
  await press({ told: [snow, storm] }, 'lost', 'made')
  expect((await question()).querySelectorAll('a')).toHaveLength(2)
  fireEvent.click(another())
  await waitFor(() => expect(dialog().getByText(/Kom den första tryckningen fram kallas ändå ingen två gånger/u)).toBeTruthy())
  expect(await question()).toBeTruthy()
  fireEvent.click(another())
  expect(await where()).toBe(paths.callOut('2026-009'))
  expect(sent[2]).toEqual(sent[1])
  expect(sent[1]?.body.otherThan).toEqual(['2026-004', '2026-005'])
})

test('a press that waited for the network is asked when it leaves, however long it waited', async () => {
  answers = [{ told: [snow] }]
  show()
  fireEvent.change(await typed(), { target: { value: 'Snöoväder' } })
  onlineManager.setOnline(false)
  fireEvent.click(screen.getByRole('button', { name: 'Kalla in 1 aktör' }))
  fireEvent.click(dialog().getByRole('button', { name: 'Kalla in 1 aktör' }))
  expect(sent).toEqual([])
  onlineManager.setOnline(true)
  expect((await question()).textContent).toContain('Tove Ibsen')
  expect(sent).toHaveLength(1)
})

test('back on the form nothing is lost, and the next screen asks anew', async () => {
  await press({ told: [{ ...snow, closedAt: '2026-11-24T18:53:02Z' }] }, { told: [snow] })
  expect((await question()).textContent).toContain('Händelsen avslutades 19:53. Inkallningen har ändå gått ut.')
  fireEvent.click(dialog().getByRole('button', { name: 'Tillbaka' }))
  expect((await typed()).value).toBe('Snöoväder Svealand')
  fireEvent.click(screen.getByRole('button', { name: 'Kalla in 1 aktör' }))
  const send = dialog().getByRole<HTMLButtonElement>('button', { name: 'Kalla in 1 aktör' })
  expect([send.disabled, screen.queryByText(/^Är det samma händelse/u)]).toEqual([false, null])
  fireEvent.click(send)
  await question()
  expect(sent.map(({ body }) => body.otherThan)).toEqual([undefined, undefined])
})

test('in English', async () => {
  await press({ told: [snow] })
  await question()
  await chooseLanguage('en')
  const asked = await screen.findByRole('alert', { name: /^Is it the same incident/u })
  expect(asked.textContent).toMatch(/Tove Ibsen \(Duty officer\) called out at 19:53, \d+ s ago: Snöoväder/u)
  expect(dialog().getByRole('button', { name: 'It is another incident – call out' })).toBeTruthy()
})
