import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { AnsweredRow } from '@samverkan/contract'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Tick, ticks } from './ticks-out.ts'

export const tickWords: LeaverWords<Tick, AnsweredRow> = {
  leaver: ticks,
  waiting: (count) => <Plural value={count} one="En avprickning är inte skickad än." other="# avprickningar är inte skickade än." />,
  elsewhere: (count) => (
    <Plural
      value={count}
      one="En avprickning som du gjorde i en annan funktion är inte skickad. Byt till den funktionen, så skickas den."
      other="# avprickningar som du gjorde i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
    />
  ),
  sent: ({ place, body }, _row, at) =>
    body.connected ? (
      <Trans>
        Avprickningen av {place.actorName} från {at} är sparad.
      </Trans>
    ) : (
      <Trans>
        Att {place.actorName} inte var med, från {at}, är sparat.
      </Trans>
    ),
  refused: ({ place }, why, at) => (
    <Trans>
      Avprickningen av {place.actorName} från {at} är inte sparad: {why}.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Avprickningen är sparad.` : msg`Avprickningen är inte sparad.`),
  show: <Trans>Visa tavlan</Trans>,
}
