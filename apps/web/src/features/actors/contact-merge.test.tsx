import type { Actor, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { readDraft, settleDrafts } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { ContactForm } from './contact-form.tsx'
import { actorQuery } from './queries.ts'

const draft = 'mia:contact:p1'
const functions = [
  { code: 'tib', nameSv: 'TiB', nameEn: 'Duty officer' },
  { code: 'chef', nameSv: 'Chef i beredskap', nameEn: 'Chief on call' },
]
const standing = {
  id: 'p1',
  functionCode: 'tib',
  label: 'Jour',
  isDeputy: false,
  version: 3,
  channels: [{ channel: 'phone', address: '08-465 00 10' }],
}
const actorWith = (point: object) => ({ code: 'nacka', contactFunctions: functions, contactPoints: [point] }) as unknown as Actor

/** The server's list, and what has been sent to it: it takes what is based on the version that stands. */
let stands: typeof standing
let sent: { label: string; version: number }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  stands = standing
  sent = []
  closed.mockClear()
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method !== 'PUT') return Response.json(actorWith(stands))
    const given = JSON.parse(String(body)) as typeof standing
    sent.push(given)
    if (given.version === stands.version) return Response.json(actorWith((stands = { ...stands, ...given, version: given.version + 1 })))
    const problem = { type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r', current: actorWith(stands) }
    return Response.json(problem, { status: 409 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const closed = vi.fn<() => void>()
/** As the actor's page has it: the contact point as it stands. */
function Shown() {
  const { data } = useQuery(actorQuery('nacka'))
  const point = data?.contactPoints[0]
  return data && point ? <ContactForm actor={data} point={point} close={closed} /> : null
}
const open = (client = new QueryClient()) => {
  const page = render(
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <SessionProvider session={{ user: { id: 'mia', name: 'Mia Lind' } } as Session}>
          <Shown />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>,
  )
  return { ...page, client }
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const label = () => screen.findByLabelText<HTMLInputElement>('Namn på kontaktvägen')
const colleague = () => (stands = { ...standing, label: 'Ny jour', functionCode: 'chef', isDeputy: true, version: 4 })

/** Mia writes, a colleague is first, Mia saves. */
async function overtaken(): Promise<HTMLElement> {
  open()
  fireEvent.change(await label(), { target: { value: 'Jour dygnet runt' } })
  colleague()
  press('Spara')
  return (await screen.findByText('En kollega har ändrat det här under tiden.')).closest<HTMLElement>('.merge')!
}

test('a colleague was first: both stand side by side, whole, and what was typed is in the form and on the device', async () => {
  const merge = within(await overtaken())
  expect(merge.getByText('Så står det nu').parentElement!.textContent).toContain(
    'Ny jour, Chef i beredskap, ersättare, Telefon 08-465 00 10',
  )
  expect(merge.getByText('Ditt').parentElement!.textContent).toContain('Jour dygnet runt, TiB, Telefon 08-465 00 10')
  expect((await label()).value).toBe('Jour dygnet runt')
  settleDrafts()
  expect(readDraft(draft)?.value).toMatchObject({ label: 'Jour dygnet runt' })
  expect([sent.length, stands.label, closed.mock.calls.length]).toEqual([1, 'Ny jour', 0])
})

test('one’s own is chosen: saved over the version that was shown, and the draft is gone', async () => {
  await overtaken()
  press('Spara mina ord')
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent.map(({ version }) => version)).toEqual([3, 4])
  expect(stands).toMatchObject({ label: 'Jour dygnet runt', functionCode: 'tib', version: 5 })
  expect(readDraft(draft)).toBeNull()
})

test('the colleague’s is chosen: nothing more is sent, and the draft is gone', async () => {
  await overtaken()
  press('Behåll kollegans')
  expect(closed).toHaveBeenCalled()
  expect([sent.length, stands.label, readDraft(draft)]).toEqual([1, 'Ny jour', null])
})

test('one more was first meanwhile: the newest stands there, and nothing is written over unseen', async () => {
  await overtaken()
  stands = { ...stands, label: 'Nyare jour', version: 5 }
  press('Spara mina ord')
  expect((await screen.findByText(/^Nyare jour/u)).textContent).toContain('Chef i beredskap')
  expect([stands.label, (await label()).value]).toEqual(['Nyare jour', 'Jour dygnet runt'])
  press('Spara mina ord')
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent.map(({ version }) => version)).toEqual([3, 4, 5])
})

test('what was begun on an older version is not put over a newer one that came to the page meanwhile, or while it lay on the device', async () => {
  const { client, unmount } = open()
  fireEvent.change(await label(), { target: { value: 'Jour dygnet runt' } })
  colleague()
  await client.invalidateQueries()
  press('Spara')
  await screen.findByText('Så står det nu')
  settleDrafts()
  unmount()
  open()
  expect((await label()).value).toBe('Jour dygnet runt')
  press('Spara')
  await screen.findByText('Så står det nu')
  expect([sent.map(({ version }) => version), stands.label]).toEqual([[3, 3], 'Ny jour'])
})
