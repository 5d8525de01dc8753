import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { createContext, useContext } from 'react'
import { answerWords } from '../../lib/answers.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Given } from './reached-out.ts'

/** What waits for the network on this board, by actor. */
export const WaitingAnswers = createContext<ReadonlyMap<string, Given>>(new Map())

/** On the actor's row: what was written down here, and when, until it has been sent. */
export function WaitingAnswer({ actorId }: { actorId: string }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const one = useContext(WaitingAnswers).get(actorId)
  if (!one) return null
  const at = clockToday(one.at, now, language)
  const answer = _(answerWords[one.body.answer])
  return (
    <StateTag state="waiting" bare>
      <Trans>
        {answer}, nedskrivet {at}, inte skickat
      </Trans>
    </StateTag>
  )
}
