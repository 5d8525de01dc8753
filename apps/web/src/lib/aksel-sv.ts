import type { Provider } from '@navikt/ds-react'
import type { ComponentProps } from 'react'

type AkselTexts = NonNullable<ComponentProps<typeof Provider>['locale']>

/**
 * What the components that the portal uses say (aksel-sv.test.ts holds the list of them), and no more: the first page carries it. The locale of
 * dates is read by Aksel's own calendar alone; ui/date-field.tsx is the browser's. Whoever brings in another component is told at once
 * ("Error translating key", "dateLocale not found").
 */
type Needed = Pick<AkselTexts, 'Loader' | 'Textarea'> & { global: Omit<AkselTexts['global'], 'dateLocale'> }

/** Aksel speaks Norwegian and English; these are its own texts in Swedish. The type makes a missing one fail. */
export const akselSwedish = {
  global: {
    showMore: 'Visa mer',
    showLess: 'Visa mindre',
    readOnly: 'Skrivskyddad',
    close: 'Stäng',
    error: 'Fel',
    info: 'Information',
    success: 'Klart',
    warning: 'Varning',
    announcement: 'Meddelande',
  },
  Loader: { title: 'Väntar…' },
  Textarea: {
    maxLength: 'Textfält med plats för {maxLength} tecken.',
    charsTooMany: '{chars} tecken för mycket',
    charsLeft: '{chars} tecken kvar',
  },
} satisfies Needed as unknown as AkselTexts

// swedishAksel (browser-contract.ts) puts this file in the place of Aksel's Norwegian one, which is a default export.
export default akselSwedish
