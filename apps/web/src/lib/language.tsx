import { i18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { Provider } from '@navikt/ds-react'
import { type ReactNode, useState } from 'react'
import { akselSwedish } from './aksel-sv.ts'
import type { Language } from './formats.ts'

type AkselTexts = typeof akselSwedish

async function catalogue(language: Language): Promise<AkselTexts> {
  if (language === 'en') {
    const [{ messages }, { en }] = await Promise.all([import('../locales/en.po'), import('@navikt/ds-react/locales')])
    i18n.loadAndActivate({ locale: 'en', messages })
    return en
  }
  // The Swedish texts stand in the code of each page (source-language.ts).
  i18n.loadAndActivate({ locale: 'sv', messages: {} })
  return akselSwedish
}

let akselTexts: AkselTexts = akselSwedish
let notify: (texts: AkselTexts) => void = () => undefined

/** Shows the page in another language at once and remembers the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  akselTexts = await catalogue(language)
  document.documentElement.lang = language
  rememberLanguage()
  notify(akselTexts)
}
function rememberLanguage(): void {
  try {
    localStorage.setItem('language', i18n.locale)
  } catch {
    // A browser that refuses storage still gets the language, for this visit.
  }
}

let asked: Language | null = null
/** `/en/handelser` is the page `/handelser` in English: the language is taken from the address, and the page opens where it stands. Called before anything reads the address. */
export function takeLanguageFromAddress(): void {
  const found = /^\/(en|sv)(?=\/|$)/u.exec(location.pathname)
  if (!found) return
  asked = found[1] === 'en' ? 'en' : 'sv'
  // Two strokes at its beginning would be the address of another server.
  const rest = location.pathname.slice(found[0].length).replace(/^\/*/u, '/')
  history.replaceState(history.state, '', rest + location.search + location.hash)
}

/** The language that the address asks for, else that of the last visit, Swedish the first time. Called once, before the first paint. */
export async function startLanguage(): Promise<void> {
  let wanted: string | null = asked
  try {
    wanted ??= localStorage.getItem('language')
  } catch {
    // As above.
  }
  await chooseLanguage(wanted === 'en' ? 'en' : 'sv')
}

/** Our texts and Aksel's own, in the same language. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [texts, setTexts] = useState(akselTexts)
  notify = setTexts
  return (
    <I18nProvider i18n={i18n}>
      <Provider locale={texts}>{children}</Provider>
    </I18nProvider>
  )
}

/** The language in use, for the formats of times and numbers. */
export function useLanguage(): Language {
  const { i18n: current } = useLingui()
  return current.locale === 'en' ? 'en' : 'sv'
}
