import type { Provider } from '@navikt/ds-react'
import type { ComponentProps } from 'react'

type AkselTexts = NonNullable<ComponentProps<typeof Provider>['locale']>

/**
 * All but the locale of dates, which only Aksel's own calendar reads: ui/date-field.tsx is the browser's, and the first page is spared two
 * kilobytes. Whoever brings that calendar in is told at once ("dateLocale not found").
 */
type Needed = Omit<AkselTexts, 'global'> & { global: Omit<AkselTexts['global'], 'dateLocale'> }

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
  Chips: { Removable: { labelSuffix: 'ta bort' } },
  Combobox: { addOption: 'Lägg till', noMatches: 'Inga träffar', loading: 'Söker…', maxSelected: '{selected} av högst {limit} är valda.' },
  CopyButton: { title: 'Kopiera', activeText: 'Kopierat' },
  DatePicker: {
    chooseDate: 'Välj datum',
    chooseDates: 'Välj datum',
    chooseDateRange: 'Välj start- och slutdatum',
    chooseMonth: 'Välj månad',
    week: 'Vecka',
    weekNumber: 'Vecka {week}',
    selectWeekNumber: 'Välj vecka {week}',
    month: 'Månad',
    goToNextMonth: 'Gå till nästa månad',
    goToPreviousMonth: 'Gå till föregående månad',
    year: 'År',
    goToNextYear: 'Gå till nästa år',
    goToPreviousYear: 'Gå till föregående år',
    openDatePicker: 'Öppna datumväljaren',
    openMonthPicker: 'Öppna månadsväljaren',
    closeDatePicker: 'Stäng datumväljaren',
    closeMonthPicker: 'Stäng månadsväljaren',
  },
  ErrorSummary: { heading: 'Det här behöver ändras innan du kan gå vidare:' },
  FileUpload: {
    dropzone: {
      button: 'Välj fil',
      buttonMultiple: 'Välj filer',
      dragAndDrop: 'Dra och släpp filen här',
      dragAndDropMultiple: 'Dra och släpp filer här',
      drop: 'Släpp',
      or: 'eller',
      disabled: 'Det går inte att lägga till filer nu',
      disabledFilelimit: 'Det går inte att lägga till fler filer',
    },
    item: {
      retryButtonTitle: 'Försök ladda upp filen igen',
      deleteButtonTitle: 'Ta bort filen',
      uploading: 'Laddar upp…',
      downloading: 'Laddar ner…',
    },
  },
  FormProgress: { step: 'Steg {activeStep} av {totalSteps}', showAllSteps: 'Visa alla steg', hideAllSteps: 'Dölj alla steg' },
  FormSummary: { editAnswer: 'Ändra svar' },
  GuidePanel: { illustrationLabel: 'Illustration av en vägledare' },
  HelpText: { title: 'Mer information' },
  Loader: { title: 'Väntar…' },
  Pagination: { previous: 'Föregående', next: 'Nästa' },
  Process: { active: 'Pågår' },
  ProgressBar: {
    progress: '{current} av {max}',
    progressUnknown: 'Det går inte att säga hur långt det är kvar, ungefär {seconds} sekunder.',
  },
  Search: { clear: 'Töm fältet', search: 'Sök' },
  Textarea: {
    maxLength: 'Textfält med plats för {maxLength} tecken.',
    charsTooMany: '{chars} tecken för mycket',
    charsLeft: '{chars} tecken kvar',
  },
  Timeline: {
    dateFormat: 'yyyy-MM-dd',
    dayFormat: 'd MMM',
    monthFormat: 'MMM yyyy',
    yearFormat: 'yyyy',
    Row: { noPeriods: 'Inga perioder', period: '{start} till {end}' },
    Period: {
      success: 'Klart',
      warning: 'Varning',
      danger: 'Fara',
      info: 'Information',
      neutral: 'Neutral',
      period: '{status} från {start} till {end}',
    },
    Pin: { pin: 'Markering: {date}' },
    Zoom: { zoom: 'Zooma tidslinjen {start} till {end}', reset: 'Återställ zoom' },
  },
  Tooltip: { shortcutSeparator: 'eller' },
} satisfies Needed as AkselTexts

// swedishAksel (browser-contract.ts) puts this file in the place of Aksel's Norwegian one, which is a default export.
export default akselSwedish
