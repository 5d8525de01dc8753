import type { Session, Setting } from '@samverkan/contract'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { SettingsPage } from './settings-page.tsx'

const pause: Setting = { id: 's1', key: 'call_pause_minutes', forum: null, value: 3, version: 1, changedAt: null }
const limit: Setting = {
  id: 's2',
  key: 'late_after_minutes',
  forum: { code: 'regionalt-samordnande-forum', nameSv: 'Regionalt samordnande forum', nameEn: 'Regional coordinating forum' },
  value: 15,
  version: 1,
  changedAt: null,
}

let items: Setting[]
let mayChange: boolean
let broken: boolean
let sent: { value: unknown; version: number }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('ada', [{ version: 1, secret: btoa('ada'.padEnd(32)) }])
  await chooseLanguage('sv')
  items = [pause, limit]
  mayChange = true
  broken = false
  sent = []
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    if (broken) return Response.json({ type: 'x', status: 503, code: 'unavailable', title: 'x', requestId: 'r' }, { status: 503 })
    if (method !== 'PUT') return Response.json({ items, mayChange })
    const given = JSON.parse(String(body)) as (typeof sent)[number] & { value: number }
    sent.push(given)
    const before = items.find(({ id }) => String(url).endsWith(id))!
    if (given.version !== before.version) {
      const problem = { type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r', current: before }
      return Response.json(problem, { status: 409 })
    }
    const after = { ...before, value: given.value, version: before.version + 1, changedAt: '2026-12-01T02:20:00Z' }
    items = items.map((one) => (one.id === after.id ? after : one))
    return Response.json(after)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = (may: string[] = ['settings.read']) =>
  render(
    <LanguageProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SessionProvider session={{ user: { id: 'ada', name: 'Ada Ek' }, may } as unknown as Session}>
          <MemoryRouter>
            <SettingsPage />
          </MemoryRouter>
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
const rowOf = async (name: string) => (await screen.findByRole('heading', { level: 3, name })).closest('li')!
const open = async (name: string) => {
  const row = within(await rowOf(name))
  fireEvent.click(row.getByRole('button', { name: /^Ändra/u }))
  return row
}
const pauseName = 'Paus innan samma aktör kallas igen'

test('a limit says whose it is, takes a new value, and gives the hand back to where it was', async () => {
  show()
  const name = 'Samordnande: tavlan visar uteblivet svar efter'
  expect((await rowOf(name)).textContent).toContain('15 min')
  const row = await open(name)
  const field = row.getByRole('textbox', { name })
  expect(document.activeElement).toBe(field)
  fireEvent.change(field, { target: { value: '20' } })
  fireEvent.click(row.getByRole('button', { name: 'Spara' }))
  await waitFor(async () => expect((await rowOf(name)).textContent).toContain('20 min'))
  expect(sent).toEqual([{ value: 20, version: 1 }])
  expect(document.activeElement).toBe(row.getByRole('button', { name: /^Ändra/u }))
})

test('a value that it cannot have is said at its field, nothing is sent and nothing typed is lost', async () => {
  show()
  const row = await open(pauseName)
  for (const wrong of ['31', '0', '2,5', 'tre', '']) {
    fireEvent.change(row.getByRole('textbox'), { target: { value: wrong } })
    fireEvent.click(row.getByRole('button', { name: 'Spara' }))
    expect(row.getByText('Mellan 1 och 30 minuter.')).toBeTruthy()
    expect((row.getByRole('textbox') as HTMLInputElement).value).toBe(wrong)
  }
  expect(sent).toEqual([])
})

test('a colleague was first: both stand side by side until somebody has chosen', async () => {
  show()
  const row = await open(pauseName)
  fireEvent.change(row.getByRole('textbox'), { target: { value: '5' } })
  items = [{ ...pause, value: 8, version: 2 }, limit]
  fireEvent.click(row.getByRole('button', { name: 'Spara' }))
  await row.findByText('Så står det nu')
  const both = row.getByRole('alert')
  expect(both.textContent).toContain('8 min')
  expect((row.getByRole('textbox') as HTMLInputElement).value).toBe('5')
  fireEvent.click(row.getByRole('button', { name: 'Spara mitt' }))
  await waitFor(async () => expect((await rowOf(pauseName)).textContent).toContain('5 min'))
  expect(sent.map(({ version }) => version)).toEqual([1, 2])
})

test('whoever may not change sees what stands and who changes it; whoever may not see is told so', async () => {
  mayChange = false
  show()
  expect((await rowOf(pauseName)).textContent).toContain('3 min')
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText('Systemadministratören ändrar.')).toBeTruthy()
  cleanup()
  show([])
  expect(screen.queryByRole('heading', { level: 3 })).toBeNull()
  expect(screen.getByRole('heading', { level: 1 }).textContent).not.toBe('Inställningar')
})

test('it says when it is on its way, when there is nothing, and when it did not come', async () => {
  items = []
  show()
  expect(screen.getByRole('status').textContent).toContain('Hämtar')
  expect(await screen.findByText('Det finns inget att ställa in.')).toBeTruthy()
  cleanup()
  broken = true
  show()
  expect((await screen.findByRole('alert')).textContent).toContain('Försök igen')
})
