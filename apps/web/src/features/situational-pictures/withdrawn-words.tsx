import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Sent, type TakenBack, takenBack } from './withdrawn-out.ts'

export const takenBackWords: LeaverWords<TakenBack, Sent> = {
  leaver: takenBack,
  waiting: (count) => (
    <Plural value={count} one="En rad är återtagen här men inte på servern än." other="# rader är återtagna här men inte på servern än." />
  ),
  elsewhere: (count) => (
    <Plural
      value={count}
      one="En rad som du återtog i en annan funktion är inte återtagen på servern. Byt till den funktionen, så skickas det."
      other="# rader som du återtog i en annan funktion är inte återtagna på servern. Byt till den funktionen, så skickas det."
    />
  ),
  sent: ({ place: { text } }, _sent, at) => (
    <Trans>
      Raden ”{text}”, återtagen {at}, är struken.
    </Trans>
  ),
  refused: ({ place: { text } }, why, at) => (
    <Trans>
      Raden ”{text}”, återtagen {at}, står kvar: {why}.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Raden är återtagen.` : msg`Raden står kvar.`),
  show: <Trans>Visa lägesbilden</Trans>,
}
