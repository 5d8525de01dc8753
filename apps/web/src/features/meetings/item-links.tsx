import type { AgendaItem, ItemMeasure, Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { Question } from './questions.tsx'

/** One measure: who, what, when; red only when the day has passed. */
export function MeasureTag({ measure }: { measure: ItemMeasure }) {
  const now = useNow()
  const language = useLanguage()
  const { t } = useLingui()
  const owner = measure.owner?.name ?? t`Kansliet`
  const due = day(`${measure.dueOn}T12:00:00Z`, now, language)
  if (measure.state === 'done')
    return (
      <StateTag state="confirmed">
        <Trans>{owner}, klar</Trans>
      </StateTag>
    )
  if (measure.state === 'cancelled')
    return (
      <StateTag state="none">
        <Trans>{owner}, behövs inte</Trans>
      </StateTag>
    )
  return measure.isOverdue ? (
    <StateTag state="overdue">
      <Trans>
        {owner}, skulle varit klar {due}
      </Trans>
    </StateTag>
  ) : (
    <StateTag state="waiting">
      <Trans>
        {owner}, {due}
      </Trans>
    </StateTag>
  )
}

const MeasureLine = ({ measure }: { measure: ItemMeasure }) => (
  <li>
    <p className="t-statement wide">
      <b>
        <Trans>Åtgärd:</Trans>
      </b>{' '}
      {measure.title}
    </p>
    <MeasureTag measure={measure} />
  </li>
)
export const MeasureLines = ({ measures }: { measures: readonly ItemMeasure[] }) => (
  <ul className="item-links">
    {measures.map((measure) => (
      <MeasureLine key={measure.id} measure={measure} />
    ))}
  </ul>
)

/** Where the item comes from, where it went, and what is to be done because of it. */
export function ItemLinks({ meeting, item }: { meeting: Meeting; item: AgendaItem }) {
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const { measures, questions, liftedFrom, liftedTo } = item
  if (measures.length === 0 && questions.length === 0 && !liftedFrom && liftedTo.length === 0) return null
  const date = (localDate: string) => day(`${localDate}T12:00:00Z`, now, language)
  return (
    <ul className="item-links">
      {liftedFrom && (
        <li>
          <p className="t-statement">
            <Trans>
              Kommer från <Link to={paths.meeting(liftedFrom.code)}>{liftedFrom.title}</Link>, {date(liftedFrom.localDate)}
            </Trans>
          </p>
          {liftedFrom.quote && (
            <blockquote className="wide">
              {liftedFrom.quotedActor && <b>{liftedFrom.quotedActor} </b>}
              {liftedFrom.quote}
            </blockquote>
          )}
        </li>
      )}
      {measures.map((measure) => (
        <MeasureLine key={measure.id} measure={measure} />
      ))}
      {questions.map((question) => (
        <li key={question.id}>
          <p className="t-statement wide">
            <b>
              <Trans>Fråga att ta hem:</Trans>
            </b>{' '}
            <span lang="sv">{question.text}</span>
          </p>
          <Question code={meeting.code} question={question} mayDrop={meeting.mayWrite.includes('question')} />
        </li>
      ))}
      {liftedTo.map((link) => (
        <li key={link.itemId}>
          <StateTag state="info">
            <Trans>Tas upp i {wording(link.forum)}</Trans>
          </StateTag>
          <p className="t-data">
            <Link to={paths.meeting(link.code)}>
              {link.itemTitle}, {date(link.localDate)}
            </Link>
          </p>
        </li>
      ))}
    </ul>
  )
}
