import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import type { LiveState } from '../../lib/live.ts'
import { Shell } from './shell.tsx'

let isOnline: boolean
beforeEach(async () => {
  isOnline = true
  await chooseLanguage('sv')
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const live: LiveState = { kind: 'live', at: Date.parse('2026-11-30T18:40:00Z') }
const hat = { id: 'h', functionName: 'Kontaktfunktion', shortName: 'Kontakt', actorName: 'Nacka kommun' }
const show = (activeIncidents: number | null, state: LiveState = live) =>
  render(
    <MemoryRouter>
      <LanguageProvider>
        <QueryClientProvider client={new QueryClient()}>
          <Shell
            activeIncidents={activeIncidents}
            live={state}
            account={{ name: 'Mia Lind', hats: [hat], current: hat, onWear: () => undefined, onLogOut: () => undefined }}
            waiting={{ count: null, list: () => null }}
            action={null}
            onSearch={() => undefined}
          >
            <p>Sidan</p>
          </Shell>
        </QueryClientProvider>
      </LanguageProvider>
    </MemoryRouter>,
  )
const goes = (online: boolean) => {
  isOnline = online
  act(() => void dispatchEvent(new Event(online ? 'online' : 'offline')))
}
const head = () => screen.getByRole('banner').textContent ?? ''

test('until the server has answered nothing is calm and nothing is on', () => {
  show(null, { kind: 'connecting' })
  expect(head()).toContain('Hämtar läget')
  expect(head()).not.toMatch(/Ordinarie läge|Aktiverat läge|Direkt/u)
})

test('what was calm when the network went is not said to be calm, and is again when the network is back', () => {
  show(0)
  expect(head()).toContain('Ordinarie läge')
  goes(false)
  expect(head()).toContain('Läget okänt')
  expect(head()).not.toMatch(/Ordinarie läge|Direkt/u)
  goes(true)
  expect(head()).toContain('Ordinarie läge')
})

test('the stream may notice first: without it nothing is calm either', () => {
  show(0, { kind: 'offline', since: Date.parse('2026-11-30T18:40:00Z') })
  expect(head()).toContain('Läget okänt')
  expect(head()).not.toContain('Ordinarie läge')
})

test('nothing known and no network: not even that it is being fetched', () => {
  isOnline = false
  show(null, { kind: 'connecting' })
  expect(head()).toContain('Läget okänt')
  expect(head()).not.toMatch(/Hämtar läget|Ordinarie läge/u)
})

test('an alarm that is known stays one without a network', () => {
  show(2)
  goes(false)
  expect(head()).toContain('Aktiverat läge · 2')
  expect(head()).not.toMatch(/Läget okänt|Direkt/u)
})
