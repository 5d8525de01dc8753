import type { MeasureWithHistory } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { clockToday, day } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { MeasureDate, MeasureStateTag, OwnerName } from '../../ui/measure-row.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { LoadedPage } from '../../ui/states.tsx'
import { MeasureActions } from './measure-actions.tsx'
import { History } from './history.tsx'
import { measureQuery } from './queries.ts'
import './measures.css'

/** One measure whole: what, whose, until when, from where, and everything that has been said about it. */
export function MeasurePage() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const query = useQuery(measureQuery(code))
  return (
    <LoadedPage query={query} title={t`Åtgärd`}>
      {(measure) => (
        <ExerciseFrame on={measure.isExercise}>
          <Page
            title={measure.title}
            lang="sv"
            meta={
              <>
                <MeasureStateTag measure={measure} />
                {measure.isExercise && (
                  <StateTag state="exercise">
                    <Trans>Övning</Trans>
                  </StateTag>
                )}
              </>
            }
          >
            <Crumb to={paths.measures}>
              <Trans>Åtgärder</Trans>
            </Crumb>
            <div className="columns">
              <div>
                {measure.description && <p className="prose wide measure-description">{measure.description}</p>}
                {measure.cancelReason && (
                  <p className="t-statement wide">
                    <Trans>Avbruten: {measure.cancelReason}</Trans>
                  </p>
                )}
                <MeasureActions measure={measure} />
                <Panel title={<Trans>Uppföljning</Trans>}>
                  <History measure={measure} />
                </Panel>
              </div>
              <div>
                <Facts measure={measure} />
              </div>
            </div>
          </Page>
        </ExerciseFrame>
      )}
    </LoadedPage>
  )
}

function Facts({ measure }: { measure: MeasureWithHistory }) {
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const { incident, forum, gap, meeting } = measure
  const created = clockToday(measure.createdAt, now, language)
  const rows: [ReactNode, ReactNode][] = [
    [<Trans key="o">Ansvarar</Trans>, <OwnerName key="o" measure={measure} />],
    [<Trans key="d">Tid</Trans>, <MeasureDate key="d" measure={measure} />],
  ]
  if (incident)
    rows.push([
      <Trans key="i">Händelse</Trans>,
      <span key="i">
        <Link to={paths.incidentMeasures(incident.code)}>{incident.title}</Link> <span className="num mut">{incident.code}</span>
        {forum && <small>{forumShort(forum)}</small>}
      </span>,
    ])
  if (meeting)
    rows.push([
      <Trans key="m">Möte</Trans>,
      <span key="m">
        {meeting.title} <span className="num mut">{day(meeting.localDate, now, language)}</span>
      </span>,
    ])
  if (gap)
    rows.push([
      <Trans key="g">Gap i självskattningen {gap.year}</Trans>,
      <span key="g">
        <Link to={paths.assessment(gap.assessmentId)}>
          {gap.printedNumber} {gap.text}
        </Link>
        <small>
          <Trans>Syns bara för {gap.actorName} och kansliet.</Trans>
        </small>
      </span>,
    ])
  rows.push([
    <Trans key="c">Skapad</Trans>,
    <span key="c">
      <span className="num">{created}</span>
      <small>{measure.createdBy}</small>
    </span>,
  ])
  return (
    <Panel title={<Trans>Om åtgärden</Trans>}>
      <dl className="facts">
        {rows.map(([name, value], index) => (
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
