import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Sent, type TakenDown, takenDown } from './taken-down-out.ts'

export const takenDownWords: LeaverWords<TakenDown, Sent> = {
  leaver: takenDown,
  waiting: (count) => (
    <Plural
      value={count}
      one="En rapport som lämnades per telefon eller Rakel är inte skickad än."
      other="# rapporter som lämnades per telefon eller Rakel är inte skickade än."
    />
  ),
  elsewhere: (count) => (
    <Plural
      value={count}
      one="En rapport per telefon som du skrev ner i en annan funktion är inte skickad. Byt till den funktionen, så skickas den."
      other="# rapporter per telefon som du skrev ner i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
    />
  ),
  sent: ({ place }, { report }, at) => (
    <Trans>
      Rapporten från {place.actorName}, nedskriven {at}, är skickad. Den räknas till lägesbild {report.number}.
    </Trans>
  ),
  refused: ({ place }, why, at) => (
    <Trans>
      Rapporten från {place.actorName}, nedskriven {at}, togs inte emot: {why}. Texten finns kvar under aktörens rapport per telefon.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Rapporten per telefon är skickad.` : msg`Rapporten per telefon togs inte emot.`),
  to: ({ page }) => page && `${page}?visa=utkast`,
  show: <Trans>Visa utkastet</Trans>,
}
