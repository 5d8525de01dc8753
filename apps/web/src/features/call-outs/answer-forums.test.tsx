import type { AnswerLink } from '@samverkan/contract'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady } from '../../lib/device.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { MeetingCard } from './answer-meeting.tsx'
import { linkQuery } from './link-queries.ts'

const forum = (code: string, nameSv: string, part: Partial<AnswerLink['forums'][number]> = {}): AnswerLink['forums'][number] => ({
  activationId: code,
  code,
  nameSv,
  nameEn: nameSv,
  channel: 'telephone',
  conferenceAt: '2026-12-01T02:30:00Z',
  dialIn: '',
  lateAt: '2026-12-01T02:29:00Z',
  closedAt: null,
  answer: null,
  ...part,
})
const coordinating = forum('regionalt-samordnande-forum', 'Regionalt samordnande forum')
const directing = forum('regionalt-inriktande-forum', 'Regionalt inriktande forum', {
  channel: 'rakel',
  conferenceAt: '2026-12-01T03:15:00Z',
})
const said = (answer: 'participates' | 'follows') => ({
  answer,
  person: '',
  deputy: '',
  etaAt: null,
  comment: '',
  answeredAt: '2026-12-01T02:20:00Z',
  isLate: false,
  via: 'link' as const,
})
const link = (forums: AnswerLink['forums'], current: AnswerLink['current'] = null): AnswerLink => ({
  title: 'Snöoväder',
  isExercise: false,
  calledAt: '2026-12-01T02:14:00Z',
  calledBy: 'Tove Ibsen',
  actorName: 'Nacka kommun',
  label: 'Kontaktfunktion',
  functionSv: 'Kontaktfunktion',
  functionEn: 'Contact function',
  forums,
  current,
  open: true,
  dutyPhone: '',
})

let givenTo: string[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  await chooseLanguage('sv')
  givenTo = [coordinating.activationId, directing.activationId]
  vi.stubGlobal('fetch', async () => Response.json({ current: said('participates'), givenTo }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function Opened() {
  const { data } = useQuery({ ...linkQuery('t'), enabled: false })
  if (!data) return null
  return (
    <>
      {data.forums.map((one) => (
        <MeetingCard key={one.code} forum={one} calledAt={data.calledAt} named={data.forums.length > 1} isExercise={false} />
      ))}
      <AnswerButtons link={data} token="t" />
    </>
  )
}
function open(shown: AnswerLink) {
  const client = new QueryClient()
  client.setQueryData(linkQuery('t').queryKey, shown)
  render(
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <Opened />
      </QueryClientProvider>
    </LanguageProvider>,
  )
}
const taking = () => within(screen.getByRole('group', { name: 'Ert svar' })).getByRole('button', { name: /^Vi deltar/u })
const card = (name: RegExp) => screen.getByRole('heading', { level: 2, name }).parentElement

test('a call to two forums that meet at different times and in different ways says for each how one joins it', () => {
  open(link([coordinating, directing]))
  expect(taking().textContent).toContain('Samordnande: Vi ringer in kl. 03:30')
  expect(taking().textContent).toContain('Inriktande: Vi är med på Rakel kl. 04:15')
})

test('two forums with one meeting are joined once, and one that has ended is not joined', () => {
  open(link([coordinating, { ...directing, channel: 'telephone', conferenceAt: coordinating.conferenceAt }]))
  expect(taking().textContent).toBe('Vi deltarVi ringer in kl. 03:30')
  cleanup()
  open(link([{ ...coordinating, closedAt: '2026-12-01T02:25:00Z' }, directing]))
  expect(taking().textContent).toBe('Vi deltarVi är med på Rakel kl. 04:15')
})

test('an answer that stands for one forum is not shown as that of the other', async () => {
  open(link([{ ...coordinating, answer: 'follows' }, directing], said('follows')))
  expect(card(/Telefonmöte/u)?.textContent).toContain('Ert svar: Följer')
  expect(card(/Rakelmöte/u)?.textContent).toContain('Inget svar ännu')
  expect(screen.getByRole('status').textContent).toContain('inte detsamma till alla forum')
  expect(screen.getByRole('button', { name: /^Vi följer/u }).getAttribute('aria-pressed')).toBe('false')
  fireEvent.click(taking())
  await waitFor(() => expect(card(/Rakelmöte/u)?.textContent).toContain('Ert svar: Deltar'))
  expect(card(/Telefonmöte/u)?.textContent).toContain('Ert svar: Deltar')
  expect(taking().getAttribute('aria-pressed')).toBe('true')
})

test('a forum that ended while the answer was on its way keeps what was said to it', async () => {
  givenTo = [directing.activationId]
  open(link([{ ...coordinating, answer: 'follows' }, directing], said('follows')))
  fireEvent.click(taking())
  await waitFor(() => expect(card(/Rakelmöte/u)?.textContent).toContain('Ert svar: Deltar'))
  expect(card(/Telefonmöte/u)?.textContent).toContain('Ert svar: Följer')
})
