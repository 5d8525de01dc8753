import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Leaver, Waiting } from '../lib/sent-later.ts'
import type { LeaverWords } from './sent-later-notice.tsx'

/** What the shell says of the ticks of a roll, of whichever conference: who, and whether they were there. */
export const tickWords = <One extends Waiting & { place: { actorName: string } }, Sent>(
  leaver: Leaver<One, Sent>,
  isThere: (one: One) => boolean,
  show: ReactNode,
): LeaverWords<One, Sent> => ({
  leaver,
  waiting: (count) => <Plural value={count} one="En avprickning är inte skickad än." other="# avprickningar är inte skickade än." />,
  elsewhere: (count) => (
    <Plural
      value={count}
      one="En avprickning som du gjorde i en annan funktion är inte skickad. Byt till den funktionen, så skickas den."
      other="# avprickningar som du gjorde i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
    />
  ),
  sent: (one, _row, at) =>
    isThere(one) ? (
      <Trans>
        Avprickningen av {one.place.actorName} från {at} är sparad.
      </Trans>
    ) : (
      <Trans>
        Att {one.place.actorName} inte var med, från {at}, är sparat.
      </Trans>
    ),
  refused: ({ place }, why, at) => (
    <Trans>
      Avprickningen av {place.actorName} från {at} är inte sparad: {why}.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Avprickningen är sparad.` : msg`Avprickningen är inte sparad.`),
  show,
})
