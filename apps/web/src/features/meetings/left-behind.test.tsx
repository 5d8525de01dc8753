import type { Meeting, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { writeDraft } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { MeetingActions } from './meeting-actions.tsx'

const meeting = {
  code: 'torsdag-2026-49',
  version: 4,
  allowed: ['document'],
  mayWrite: ['note'],
  agenda: [
    { id: 'i1', title: 'Gasol', notes: [], questions: [] },
    { id: 'i2', title: 'Övriga frågor', notes: [], questions: [] },
  ],
} as unknown as Meeting

let sent: string[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  sent = []
  vi.stubGlobal('fetch', async (address: string) => {
    sent.push(address)
    return Response.json(meeting)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const open = (shown = meeting) =>
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient()}>
          <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
            <MeetingActions meeting={shown} />
          </SessionProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name, hidden: true }))

test('W4 · a note half typed is shown under its item and asked about before the notes are said to be done', async () => {
  writeDraft('mia:note-field:i1', 'BESLUT om gasol: Nacka ansvarar')
  open()
  press('Anteckningarna är klara')
  expect(screen.getByText('BESLUT om gasol: Nacka ansvarar')).toBeTruthy()
  expect(screen.getByText('Gasol')).toBeTruthy()
  expect(sent).toEqual([])
  press('Tillbaka till texten')
  expect([screen.queryByText('BESLUT om gasol: Nacka ansvarar'), sent]).toEqual([null, []])
  press('Anteckningarna är klara')
  press('Anteckningarna är klara ändå')
  await waitFor(() => expect(sent).toHaveLength(1))
})

test('W4 · a note that waits for the network is asked about too; one of another meeting, and an emptied field, are not', async () => {
  writeDraft('mia:note-field:elsewhere', 'Annat möte')
  writeDraft('mia:note-field:i2', '  ')
  const page = open()
  press('Anteckningarna är klara')
  await waitFor(() => expect(sent).toHaveLength(1))
  page.unmount()
  writeDraft('mia:note:i2:8b0c7f7e-0000-4000-8000-000000000000', {
    said: { actorCode: 'nacka', text: 'Reservkraft i två dygn' },
    basedOn: 0,
  })
  open()
  press('Anteckningarna är klara')
  expect(screen.getByText(/Reservkraft i två dygn/)).toBeTruthy()
  expect(sent).toHaveLength(1)
})

test('W4 · a note half typed is asked about before the meeting is ended', async () => {
  writeDraft('mia:note-field:i1', 'BESLUT om gasol: Nacka ansvarar')
  open({ ...meeting, allowed: ['close'] })
  press('Avsluta mötet')
  expect(screen.getByText('BESLUT om gasol: Nacka ansvarar')).toBeTruthy()
  expect(sent).toEqual([])
  press('Avsluta ändå')
  await waitFor(() => expect(sent).toHaveLength(1))
})

test('W4 · a change of the agenda half made is asked about before it is set, and a note, which can be saved after, is not', async () => {
  writeDraft('mia:note-field:i1', 'BESLUT om gasol: Nacka ansvarar')
  const page = open({ ...meeting, allowed: ['set-agenda'] })
  press('Sätt dagordningen')
  await waitFor(() => expect(sent).toHaveLength(1))
  page.unmount()
  writeDraft('mia:agenda-item:torsdag-2026-49:i2:3', { title: 'Övriga frågor och reservkraft' })
  writeDraft('mia:agenda-item:torsdag-2026-50:new', { title: 'Ett annat möte' })
  open({ ...meeting, allowed: ['set-agenda'] })
  press('Sätt dagordningen')
  expect(screen.getByText('Övriga frågor och reservkraft')).toBeTruthy()
  expect(screen.getByText('Övriga frågor')).toBeTruthy()
  expect(screen.queryByText('Ett annat möte')).toBeNull()
  expect(sent).toHaveLength(1)
  press('Sätt dagordningen ändå')
  await waitFor(() => expect(sent).toHaveLength(2))
})
