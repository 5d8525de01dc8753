import type { Person, Session } from '@samverkan/contract'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deviceReady, unlockDevice } from '../../lib/device.ts'
import { readDraft, settleDrafts } from '../../lib/drafts.ts'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { SessionProvider } from '../../lib/session.tsx'
import { DetailsPanel } from './details-panel.tsx'
import { personQuery } from './queries.ts'

const disa = {
  id: 'disa',
  name: 'Disa Lövgren',
  email: 'disa@nacka.example',
  phone: null,
  actor: { name: 'Nacka kommun' },
  allowed: ['change'],
  version: 3,
} as unknown as Person

/** The server's person, and what has been sent to it: it takes what is based on the version that stands. */
let stands: Person
let sent: { phone: string; version: number }[]
beforeEach(async () => {
  localStorage.clear()
  await deviceReady()
  unlockDevice('mia', [{ version: 1, secret: btoa('mia'.padEnd(32)) }])
  await chooseLanguage('sv')
  stands = disa
  sent = []
  vi.stubGlobal('fetch', async (_: string, { method = 'GET', body }: RequestInit) => {
    if (method === 'GET') return Response.json(stands)
    const given = JSON.parse(String(body)) as { phone: string; version: number }
    sent.push(given)
    if (given.version === stands.version) return Response.json((stands = { ...stands, ...given, version: given.version + 1 }))
    const problem = { type: 'x', status: 409, code: 'stale-version', title: 'x', requestId: 'r', current: stands }
    return Response.json(problem, { status: 409 })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function Shown() {
  const { data } = useQuery(personQuery('disa'))
  return data ? (
    <>
      <h1>{data.name}</h1>
      <DetailsPanel person={data} />
    </>
  ) : null
}
const show = () => {
  const client = new QueryClient()
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
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const phone = () => screen.getByLabelText<HTMLInputElement>(/^Telefon/u)
const colleague = () => (stands = { ...stands, name: 'Disa Löfgren', version: stands.version + 1 })
/** Refused, with the colleague's version in sight and one's own in the form; then one's own is chosen. */
async function refusedThenSaved(): Promise<void> {
  await press('Spara')
  expect((await screen.findByText(/^Nu står det: Disa Löfgren/u)).closest('[role="alert"]')).not.toBeNull()
  expect([stands.name, phone().value]).toEqual(['Disa Löfgren', '08-718 80 00'])
  await press('Spara')
  await screen.findByText('08-718 80 00')
}

test('a colleague was first: what stands is shown, what was typed stays, and saving again is over the version that was shown', async () => {
  show()
  await press('Ändra uppgifter')
  fireEvent.change(phone(), { target: { value: '08-718 80 00' } })
  colleague()
  await refusedThenSaved()
  expect(sent.map(({ version }) => version)).toEqual([3, 4])
})

test('it is the same when the colleague’s version came to the page before one saved', async () => {
  const { client } = show()
  await press('Ändra uppgifter')
  fireEvent.change(phone(), { target: { value: '08-718 80 00' } })
  colleague()
  await client.invalidateQueries()
  await screen.findByRole('heading', { name: 'Disa Löfgren' })
  await refusedThenSaved()
  expect(sent.map(({ version }) => version)).toEqual([3, 4])
})

test('and when the words lay on the device meanwhile', async () => {
  const { unmount } = show()
  await press('Ändra uppgifter')
  fireEvent.change(phone(), { target: { value: '08-718 80 00' } })
  settleDrafts()
  expect(readDraft('mia:details:disa')?.value).toMatchObject({ phone: '08-718 80 00' })
  unmount()
  colleague()
  show()
  await press('Ändra uppgifter')
  expect(phone().value).toBe('08-718 80 00')
  await refusedThenSaved()
  expect(sent.map(({ version }) => version)).toEqual([3, 4])
  expect(readDraft('mia:details:disa')).toBeNull()
})
