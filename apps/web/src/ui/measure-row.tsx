import type { Measure } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { isOpenMeasure, isOverdue } from '@samverkan/domain'
import { ChevronRightIcon } from '@navikt/aksel-icons'
import { Link } from 'react-router'
import { clockToday, day, isoDate } from '../lib/formats.ts'
import { useForumShort } from '../lib/forum-names.ts'
import { useLanguage } from '../lib/language.tsx'
import { measureStateLooks, measureStateWords } from '../lib/measure-states.ts'
import { useNow } from '../lib/now.ts'
import { paths } from '../paths.ts'
import { StateTag } from './state-tag.tsx'
import './measure-row.css'

/** Its state in a word; red only when it is late. */
export function MeasureStateTag({ measure, bare }: { measure: Pick<Measure, 'state' | 'dueOn'>; bare?: boolean }) {
  const { _ } = useLingui()
  const now = useNow()
  if (isOverdue(measure, isoDate(now)))
    return (
      <StateTag state="overdue" bare={bare ?? false}>
        <Trans>Försenad</Trans>
      </StateTag>
    )
  return (
    <StateTag state={measureStateLooks[measure.state]} bare={bare ?? false}>
      {_(measureStateWords[measure.state])}
    </StateTag>
  )
}

export const OwnerName = ({ measure }: { measure: Pick<Measure, 'owner'> }) =>
  measure.owner ? <>{measure.owner.name}</> : <Trans>Samordningskansliet</Trans>

/** The last day, or when it ended. */
export function MeasureDate({ measure }: { measure: Pick<Measure, 'state' | 'dueOn' | 'endedAt'> }) {
  const now = useNow()
  const language = useLanguage()
  const due = day(measure.dueOn, now, language)
  const ended = measure.endedAt && clockToday(measure.endedAt, now, language)
  return <span className="num">{isOpenMeasure(measure.state) || !ended ? <Trans>senast {due}</Trans> : ended}</span>
}

/** Where it comes from, in a few words. */
export function MeasureOrigin({ measure }: { measure: Measure }) {
  const forumShort = useForumShort()
  const now = useNow()
  const language = useLanguage()
  const { gap, incident, forum, meeting } = measure
  if (gap)
    return (
      <Trans>
        Självskattning {gap.year}, {gap.printedNumber}
      </Trans>
    )
  if (incident)
    return (
      <>
        {incident.title}
        {forum && `, ${forumShort(forum)}`}
      </>
    )
  if (meeting) return <>{`${meeting.title}, ${day(meeting.localDate, now, language)}`}</>
  return <Trans>Kansliets egen</Trans>
}

type Props = { measure: Measure; hide?: 'origin' | 'owner' }
/** One measure as a row of a list: what, whose, from where, until when. */
export function MeasureRow({ measure, hide }: Props) {
  const isExercise = measure.incident?.isExercise === true
  return (
    <li className={isExercise ? 'is-link measure-row is-exercise' : 'is-link measure-row'}>
      <div>
        <p className="row wrap">
          <Link className="cover wide" to={paths.measure(measure.id)}>
            {measure.title}
          </Link>
          {isExercise && (
            <StateTag state="exercise">
              <Trans>Övning</Trans>
            </StateTag>
          )}
        </p>
        <p className="sub">
          {hide !== 'owner' && (
            <span>
              <OwnerName measure={measure} />
            </span>
          )}
          {hide !== 'origin' && (
            <span className="wide">
              <MeasureOrigin measure={measure} />
            </span>
          )}
        </p>
        {measure.lastNote && isOpenMeasure(measure.state) && <p className="measure-note t-data wide">{measure.lastNote.note}</p>}
      </div>
      <p className="measure-when t-data">
        <MeasureStateTag measure={measure} bare />
        <span className="mut">
          <MeasureDate measure={measure} />
        </span>
      </p>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}
