import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { serverNow } from '../../lib/now.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { LiveBanner } from './live-banner.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)
function SendsLater() {
  useSendsLater()
  return null
}

test('without a network a page that sends later promises what is written and ticked, and never “everything”: nobody is called later', () => {
  render(
    <LanguageProvider>
      <SendsLater />
      <LiveBanner state={{ kind: 'offline', since: serverNow() - 60_000 }} />
    </LanguageProvider>,
  )
  const said = screen.getByRole('status').textContent
  expect(said).toMatch(/det du skriver och prickar av sparas här och skickas när nätet är tillbaka\.$/u)
  expect(said).not.toMatch(/allt/u)
})
