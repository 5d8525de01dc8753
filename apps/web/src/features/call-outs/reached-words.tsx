import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { AnsweredRow } from '@samverkan/contract'
import type { LeaverWords } from '../../ui/sent-later-notice.tsx'
import { type Given, reached } from './reached-out.ts'

export const reachedWords: LeaverWords<Given, AnsweredRow> = {
  leaver: reached,
  waiting: (count) => (
    <Plural value={count} one="Ett svar på en kallelse är inte skickat än." other="# svar på kallelser är inte skickade än." />
  ),
  elsewhere: (count) => (
    <Plural
      value={count}
      one="Ett svar på en kallelse som du skrev ner i en annan funktion är inte skickat. Byt till den funktionen, så skickas det."
      other="# svar på kallelser som du skrev ner i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
    />
  ),
  sent: ({ place }, _row, at) => (
    <Trans>
      Svaret för {place.actorName} från {at} är skickat.
    </Trans>
  ),
  refused: ({ place }, why, at) => (
    <Trans>
      Svaret för {place.actorName} från {at} är inte sparat: {why}. Det du skrev ner finns kvar under aktören på tavlan.
    </Trans>
  ),
  said: (isSent) => (isSent ? msg`Svaret på kallelsen är skickat.` : msg`Svaret på kallelsen är inte sparat.`),
  show: <Trans>Visa tavlan</Trans>,
}
