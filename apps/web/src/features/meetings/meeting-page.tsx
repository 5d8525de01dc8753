import type { Meeting } from '@samverkan/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Crumb } from '../../ui/crumb.tsx'
import { ExerciseFrame } from '../../ui/exercise-frame.tsx'
import { Page, PageTitle } from '../../ui/page.tsx'
import { LoadedPage } from '../../ui/states.tsx'
import { Agenda } from './agenda.tsx'
import { Conduct } from './conduct.tsx'
import { MeetingActions } from './meeting-actions.tsx'
import { MeetingFacts } from './meeting-facts.tsx'
import { MeetingState, TimeNews, When } from './meeting-head.tsx'
import { Minutes } from './minutes.tsx'
import { meetingQuery } from './queries.ts'
import { ReportForm } from './report-form.tsx'
import { Reports } from './reports.tsx'
import { EarlierMeasures } from './earlier-measures.tsx'
import { EarlierQuestions } from './questions.tsx'
import { useTitle } from './title.ts'
import { useReport } from './use-report.ts'
import { isAhead, isOver } from './words.ts'
import './meetings.css'

/** One meeting, the same address before, during and after: what is on the page follows what the meeting is. */
export function MeetingPage() {
  const { t } = useLingui()
  const { code = '' } = useParams()
  return (
    <LoadedPage query={useQuery(meetingQuery(code))} title={t`Möte`}>
      {(meeting) => (
        <ExerciseFrame on={meeting.isExercise}>
          <MeetingView key={meeting.id} meeting={meeting} />
        </ExerciseFrame>
      )}
    </LoadedPage>
  )
}

function MeetingView({ meeting }: { meeting: Meeting }) {
  const title = useTitle()(meeting)
  if (meeting.state === 'open')
    return (
      <Conduct
        meeting={meeting}
        head={
          <div className="conduct-head">
            <Crumb to={paths.meetings}>
              <Trans>Möten</Trans>
            </Crumb>
            <PageTitle className="">{title}</PageTitle>
            <p className="t-data mut">
              <When meeting={meeting} />
            </p>
            <p>
              <MeetingState meeting={meeting} />
            </p>
            {meeting.earlyReason && (
              <p className="t-data wide">
                <Trans>Öppnat före utsatt tid: {meeting.earlyReason}</Trans>
              </p>
            )}
          </div>
        }
        tools={<MeetingActions meeting={meeting} />}
        own={<Own meeting={meeting} />}
      />
    )
  return (
    <Page
      className="meeting-page"
      title={title}
      meta={
        <>
          <When meeting={meeting} />
          <MeetingState meeting={meeting} />
        </>
      }
      aside={<MeetingActions meeting={meeting} />}
    >
      <Crumb to={paths.meetings}>
        <Trans>Möten</Trans>
      </Crumb>
      <TimeNews meeting={meeting} />
      {isOver(meeting.state) ? (
        <Minutes meeting={meeting} />
      ) : (
        <div className="columns">
          <div>
            {isAhead(meeting.state) && <Own meeting={meeting} />}
            <Agenda meeting={meeting} />
            <EarlierQuestions meeting={meeting} />
            <EarlierMeasures meeting={meeting} />
          </div>
          <div>
            <Reports meeting={meeting} />
            <MeetingFacts meeting={meeting} />
          </div>
        </div>
      )}
      {meeting.next && isOver(meeting.state) && (
        <p className="page-links no-print">
          <Link to={paths.meeting(meeting.next.code)}>
            <Trans>Nästa möte</Trans>
          </Link>
        </p>
      )}
    </Page>
  )
}

/** The report of the own actor, for whoever may give it. */
function Own({ meeting }: { meeting: Meeting }) {
  const { actingAs } = useSession()
  if (!meeting.mayWrite.includes('report') || !meeting.asksReports || !meeting.roll.some((row) => row.isOwn)) return null
  return <OwnForm meeting={meeting} actorName={actingAs.actor?.name ?? ''} />
}
function OwnForm({ meeting, actorName }: { meeting: Meeting; actorName: string }) {
  return <ReportForm report={useReport(meeting)} actorName={actorName} last={meeting.ownBefore} />
}
