import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Report, reports, type Sent } from './reports-out.ts'

export const reportWords: LeaverWords<Report, Sent> = {
  leaver: reports,
  waiting: (count) => (
    <Plural value={count} one="En rapport till lägesbilden är inte skickad än." other="# rapporter till lägesbilden är inte skickade än." />
  ),
  elsewhere: (count) => (
    <Plural
      value={count}
      one="En rapport som du skrev i en annan funktion är inte skickad. Byt till den funktionen, så skickas den."
      other="# rapporter som du skrev i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
    />
  ),
  sent: (_one, { report }, at) => (
    <Trans>
      Rapporten från {at} är skickad. Den räknas till lägesbild {report.number}.
    </Trans>
  ),
  refused: (_one, why, at) => (
    <Trans>
      Rapporten från {at} togs inte emot: {why}. Texten finns kvar i er rapport.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Rapporten till lägesbilden är skickad.` : msg`Rapporten till lägesbilden togs inte emot.`),
  to: ({ page }) => page && `${page}?visa=rapport`,
  show: <Trans>Visa rapporten</Trans>,
}
