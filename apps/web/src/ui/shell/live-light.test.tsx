import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { LiveBanner } from './live-banner.tsx'
import { LiveLight } from './live-light.tsx'

let isOnline = true
beforeEach(async () => {
  await chooseLanguage('sv')
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('what is offline never says Direkt, whatever the stream has noticed', () => {
  isOnline = true
  const light = (
    <LanguageProvider>
      <LiveLight state={{ kind: 'live', at: Date.parse('2026-11-30T18:40:00Z') }} />
    </LanguageProvider>
  )
  render(light)
  expect(screen.getByText('Direkt')).toBeTruthy()
  isOnline = false
  act(() => void dispatchEvent(new Event('offline')))
  expect(screen.queryByText('Direkt')).toBeNull()
  expect(screen.getByText(/Inget nät sedan/)).toBeTruthy()
  isOnline = true
  act(() => void dispatchEvent(new Event('online')))
  expect(screen.getByText('Direkt')).toBeTruthy()
})

test('and the banner says so at once, also when word that was on its way made the stream live again', () => {
  isOnline = false
  render(
    <LanguageProvider>
      <LiveBanner state={{ kind: 'live', at: Date.parse('2026-11-30T18:40:00Z') }} />
    </LanguageProvider>,
  )
  expect(screen.getByRole('status').textContent).toMatch(/^Ingen anslutning sedan /)
})
