import type { Acknowledgement, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { readDraft, writeDraft } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { AcknowledgementNote } from './acknowledgement-note.tsx'

const draft = 'mia:picture:p1:spread:3'
const given = (note: string, version: number, notedBy: string): Acknowledgement => ({
  at: '2026-11-24T06:00:00Z',
  by: 'Mia Lind',
  note,
  notedBy,
  version,
  mayChange: true,
})

let stands: Acknowledgement
let sent: { note: string; basedOn: number; notSecret?: boolean }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  stands = given('Krisledningen', 1, 'Mia Lind')
  sent = []
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    const said = JSON.parse(String(body)) as (typeof sent)[number]
    sent.push(said)
    const refuse = (code: string, current?: unknown) =>
      Response.json({ type: 'x', status: 409, code, title: 'x', requestId: 'r', current }, { status: 409 })
    if (said.basedOn !== stands.version) return refuse('stale-version', stands)
    if (said.note.includes('HEMLIG') && !said.notSecret) return refuse('looks-secret')
    return Response.json((stands = given(said.note, stands.version + 1, 'Mia Lind')))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const open = () =>
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
          <AcknowledgementNote pictureId="p1" number={3} given={stands} />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const field = () => screen.getByRole<HTMLInputElement>('textbox')

/** Begun on the first word; a colleague has written another while the words lay on the device. */
async function found(): Promise<void> {
  writeDraft(draft, { note: 'Växeln', basedOn: 1 })
  stands = given('Skolorna', 2, 'Kim Berg')
  open()
  expect(field().value).toBe('Växeln')
  press('Spara')
  await screen.findByText('En kollega har skrivit under tiden.')
}

test('words about how it was spread that lay on the device are set beside those that a colleague has written since', async () => {
  await found()
  expect(sent).toEqual([{ note: 'Växeln', basedOn: 1 }])
  expect(stands.note).toBe('Skolorna')
  expect([screen.getByText('Skolorna').textContent, field().value]).toEqual(['Kim BergSkolorna', 'Växeln'])
})

test('mine are saved over those that were shown', async () => {
  await found()
  press('Spara mina ord')
  await waitFor(() => expect(stands).toMatchObject({ note: 'Växeln', version: 3 }))
  expect(sent.at(-1)).toEqual({ note: 'Växeln', basedOn: 2 })
  await waitFor(() => expect(readDraft(draft)).toBeNull())
})

test('the colleague’s are kept: nothing more is sent, and the draft is gone', async () => {
  await found()
  press('Behåll kollegans')
  expect([sent.length, stands.note, readDraft(draft)]).toEqual([1, 'Skolorna', null])
})

test('a marking is asked about, and said to be none it is saved on the same word', async () => {
  open()
  press('Ändra hur ni spridit den')
  fireEvent.change(field(), { target: { value: 'Skylten HEMLIG visades' } })
  press('Spara')
  await screen.findByText('Texten ser ut att vara hemlig')
  press('Det är ingen sådan uppgift, skicka')
  await waitFor(() => expect(stands).toMatchObject({ note: 'Skylten HEMLIG visades', version: 2 }))
  expect(sent.at(-1)).toEqual({ note: 'Skylten HEMLIG visades', basedOn: 1, notSecret: true })
})
