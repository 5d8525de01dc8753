import type { Meeting, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { readDraft, settleDrafts } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { meetingQuery } from './queries.ts'

const draft = 'mia:edit-meeting:torsdag:4'
const standing = {
  code: 'torsdag',
  version: 4,
  title: 'Torsdagskonferens',
  forum: { nameSv: 'Torsdagskonferens' },
  minutes: 30,
  channel: 'telephone',
  place: '',
  dialIn: '08-465 00 10, kod 1234',
} as unknown as Meeting

/** The server's meeting, and what has been sent to it: it takes what is based on the version that stands. */
let stands: Meeting
let sent: { title: string; version: number }[]
/** Opened when the page may have the colleague's version. */
let arrives: Promise<void>
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  stands = standing
  sent = []
  arrives = Promise.resolve()
  closed.mockClear()
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method !== 'PUT') {
      await arrives
      return Response.json(stands)
    }
    const given = JSON.parse(String(body)) as Meeting
    sent.push(given)
    if (given.version === stands.version) {
      stands = { ...stands, ...given, version: given.version + 1 }
      return Response.json({ version: stands.version })
    }
    const problem = { type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r', current: { version: stands.version } }
    return Response.json(problem, { status: 409 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const closed = vi.fn<() => void>()
function Shown() {
  const { data } = useQuery(meetingQuery('torsdag'))
  return data ? <EditDialog meeting={data} onClose={closed} /> : null
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name, hidden: true }))
const field = () => screen.findByLabelText<HTMLInputElement>(/^Plats/u)

/** Mia writes, a colleague is first, Mia saves. */
async function save(until = Promise.resolve()): Promise<void> {
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient()}>
        <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
          <Shown />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
  fireEvent.change(await field(), { target: { value: 'Sal 3' } })
  stands = { ...standing, minutes: 45, channel: 'video', place: 'Sal 1', version: 5 }
  arrives = until
  press('Spara')
}
async function overtaken(): Promise<HTMLElement> {
  await save()
  return (await screen.findByText('Någon annan ändrade mötet medan du skrev. Båda versionerna finns kvar.')).closest<HTMLElement>('.merge')!
}

test('a colleague was first: both stand side by side, whole, and what was typed is in the form and on the device', async () => {
  const merge = within(await overtaken())
  expect(merge.getByText('Så står det nu').parentElement!.textContent).toMatch(
    /Torsdagskonferens, 45 min, Video, Sal 1, 08-465 00 10, kod 1234$/u,
  )
  expect(merge.getByText('Ditt').parentElement!.textContent).toMatch(/Torsdagskonferens, 30 min, Telefon, Sal 3, 08-465 00 10, kod 1234$/u)
  expect((await field()).value).toBe('Sal 3')
  settleDrafts()
  expect(readDraft(draft)?.value).toMatchObject({ place: 'Sal 3' })
  expect([sent.length, stands.place, closed.mock.calls.length]).toEqual([1, 'Sal 1', 0])
})

test('one’s own is chosen: saved over the version that was shown, and the draft is gone', async () => {
  await overtaken()
  press('Spara mina ord')
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent.map(({ version }) => version)).toEqual([4, 5])
  expect(stands).toMatchObject({ place: 'Sal 3', minutes: 30, version: 6 })
  expect(readDraft(draft)).toBeNull()
})

test('the colleague’s is chosen: nothing more is sent, and the draft is gone', async () => {
  await overtaken()
  press('Behåll kollegans')
  expect(closed).toHaveBeenCalled()
  expect([sent.length, stands.place, readDraft(draft)]).toEqual([1, 'Sal 1', null])
})

test('until the colleague’s version is here nothing is said to stand, and nothing is put over it', async () => {
  let letIn = () => {}
  await save(new Promise((resolve) => (letIn = resolve)))
  await screen.findByText('Hämtar')
  expect(screen.queryByText('Så står det nu')).toBeNull()
  press('Spara')
  await waitFor(() => expect(sent).toHaveLength(2))
  expect([sent.map(({ version }) => version), stands.place]).toEqual([[4, 4], 'Sal 1'])
  letIn()
  expect((await screen.findByText('Så står det nu')).parentElement!.textContent).toContain('Sal 1')
})
