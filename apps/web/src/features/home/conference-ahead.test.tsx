import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseLanguage, LanguageProvider } from '../../lib/language.tsx'
import { ConferenceAhead } from './conference-ahead.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)
const said = (at: string, isOpen: boolean) =>
  render(
    <LanguageProvider>
      <ConferenceAhead at={at} isOpen={isOpen} />
    </LanguageProvider>,
  ).container.textContent

test('only a conference on a Thursday in Stockholm is called a Thursday conference', () => {
  expect(said('2099-12-03T15:00:00Z', false)).toMatch(/^Torsdagskonferens om /u)
  expect(said('2099-12-03T15:00:00Z', true)).toBe('Torsdagskonferensen pågår')
  expect(said('2099-12-01T15:00:00Z', false)).toMatch(/^Regional samverkanskonferens om /u)
  expect(said('2099-12-01T15:00:00Z', true)).toBe('Regional samverkanskonferens pågår')
  // Wednesday evening in London is Thursday here.
  expect(said('2099-12-02T23:30:00Z', true)).toBe('Torsdagskonferensen pågår')
})
