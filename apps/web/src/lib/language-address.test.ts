import { afterEach, expect, test } from 'vitest'
import { i18n } from '@lingui/core'
import { startLanguage, takeLanguageFromAddress } from './language.tsx'

const open = (address: string) => history.replaceState(null, '', address)
afterEach(() => open('/'))
const here = () => location.pathname + location.search + location.hash

test.each([
  ['/en', '/'],
  ['/en/', '/'],
  ['/en/handelser/2026-001/lagesbild?version=2#summary', '/handelser/2026-001/lagesbild?version=2#summary'],
  ['/sv/forum', '/forum'],
  ['/en//annan.example', '/annan.example'],
  ['/enheter', '/enheter'],
  ['/forum/en', '/forum/en'],
])('%s opens %s', (address, page) => {
  open(address)
  takeLanguageFromAddress()
  expect(here()).toBe(page)
})

test('the address says the language, over what was chosen last', async () => {
  localStorage.setItem('language', 'sv')
  open('/en/forum')
  takeLanguageFromAddress()
  await startLanguage()
  expect([i18n.locale, document.documentElement.lang, localStorage.getItem('language')]).toEqual(['en', 'en', 'en'])
})
