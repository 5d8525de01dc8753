import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAddress, isPhone, useAddressFault } from './addresses.ts'
import { chooseLanguage, LanguageProvider } from './language.tsx'

beforeEach(() => chooseLanguage('sv'))
afterEach(cleanup)

function faultOf(written: string): string | undefined {
  let found: string | undefined
  function Ask() {
    found = useAddressFault()(written)
    return null
  }
  render(
    <LanguageProvider>
      <Ask />
    </LanguageProvider>,
  )
  return found
}

test('W8 · the field says why an address is none, in the words of the reason that the server has', () => {
  for (const [written, words] of [
    ['', /fullständig/],
    ['vakt', /fullständig/],
    ['vakt..4@nacka.example', /punkt/],
    ['vakt5.@nacka.example', /punkt/],
    ['vakt 4@nacka.example', /mellanslag/],
    ['vägvakt@nacka.example', /utan prickar/],
    ['vakt@nacka', /domännamn/],
    [`${'v'.repeat(65)}@nacka.example`, /för lång/],
  ] as const) {
    expect(faultOf(written)).toMatch(words)
    expect([written, isAddress(written)]).toEqual([written, false])
  }
})

test('W8 · what the server takes the field takes: pasted signs that show nothing, a Swedish host, a hard space in a number', () => {
  for (const written of [
    '\u202aulla@demo.example\u202c',
    'vakt@nacka.example\u200b',
    'vak\u00adt@nacka.example',
    'larm@täby-jour.example',
  ]) {
    expect(faultOf(written)).toBeUndefined()
    expect([written, isAddress(written)]).toEqual([written, true])
  }
  for (const [written, holds] of [
    ['\u202a+46\u00a070\u2011123 45 67\u202c', true],
    ['08-123 45', true],
    ['ring växeln', false],
    ['112 eller 114', false],
  ] as const)
    expect([written, isPhone(written)]).toEqual([written, holds])
})
