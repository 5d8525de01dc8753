import type { BoardRow } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { answerState, answerWords } from '../../lib/answers.ts'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { leadingAnswer } from './board-order.ts'
import { useMarks } from './words.ts'

/** My own actor first: what is asked of us, or what we have said. */
export function OwnRow({ row, answered, loud, onAnswer }: { row: BoardRow; answered: boolean; loud: boolean; onAnswer: () => void }) {
  const language = useLanguage()
  const { _ } = useLingui()
  const marks = useMarks()
  const answer = leadingAnswer(row)
  const how = marks(row)
  const since = clock(row.calledAt, language)
  return (
    <section className={answered ? 'own-row' : 'own-row is-asked'}>
      <div>
        <h2>{row.actorName}</h2>
        <p className="row wrap t-data">
          {answer && (
            <StateTag state={answerState[answer.answer]} bare>
              {_(answerWords[answer.answer])}
            </StateTag>
          )}
          {answer && (
            <span className="mut num">
              {clock(answer.answeredAt, language)}
              {how && ` (${how})`}
            </span>
          )}
          {answer?.person && <span className="mut">{answer.person}</span>}
          {!answered && (
            <StateTag state="waiting">
              <Trans>Väntar på ert svar sedan {since}</Trans>
            </StateTag>
          )}
        </p>
      </div>
      <Button size={loud ? 'medium' : 'small'} variant={loud ? 'primary' : 'secondary'} onClick={onAnswer}>
        {answer ? <Trans>Ändra svaret</Trans> : <Trans>Svara</Trans>}
      </Button>
    </section>
  )
}
