import type { Meeting, MeetingListItem } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { CalendarIcon, XMarkOctagonIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { clock, day, dayAndClock, isThursday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/banner.tsx'
import { Loaded, LoadingPanel } from '../../ui/states.tsx'
import { MeetingState, TimeNews } from './meeting-head.tsx'
import { nextConferenceQuery } from './queries.ts'
import { ReportForm } from './report-form.tsx'
import { useTitle } from './title.ts'
import { useReport } from './use-report.ts'
import './next-conference.css'

/** The conference that comes next: when, how long until, and the one thing my actor still has to do, where I stand. */
export function NextConference() {
  return (
    <Loaded query={useQuery(nextConferenceQuery)} loading={<LoadingPanel rows={2} />}>
      {(next) => (
        <>
          {next.cancelled.map((meeting) => (
            <CalledOff key={meeting.id} meeting={meeting} />
          ))}
          {next.meeting && <Conference key={next.meeting.id} meeting={next.meeting} />}
        </>
      )}
    </Loaded>
  )
}

/** Those who would have gone there must learn that it is not held, before they see which one is. */
function CalledOff({ meeting }: { meeting: MeetingListItem }) {
  const now = useNow()
  const language = useLanguage()
  const when = dayAndClock(meeting.startsAt, now, language)
  return (
    <Banner
      tone="warning"
      icon={<XMarkOctagonIcon aria-hidden />}
      action={
        <Link to={paths.meeting(meeting.code)}>
          <Trans>Varför</Trans>
        </Link>
      }
    >
      {isThursday(meeting.startsAt) ? (
        <Trans>Torsdagskonferensen {when} är inställd.</Trans>
      ) : (
        <Trans>Den regionala samverkanskonferensen {when} är inställd.</Trans>
      )}
    </Banner>
  )
}

function Conference({ meeting }: { meeting: Meeting }) {
  const now = useNow()
  const language = useLanguage()
  const title = useTitle()
  const { actingAs } = useSession()
  const { roll, isoWeek, state } = meeting
  const isOpen = state === 'open'
  const own = roll.find((row) => row.isOwn)
  const asks = meeting.asksReports && meeting.mayWrite.includes('report') && own !== undefined
  const reported = roll.filter((row) => row.report !== null).length
  const total = roll.length
  const items = meeting.agenda.length
  return (
    <section className="next-conference" aria-labelledby="next">
      <div className="panel next-head">
        <CalendarIcon aria-hidden />
        <div>
          <p className="t-data mut">
            {isOpen ? (
              <Trans>Pågår nu</Trans>
            ) : isThursday(meeting.startsAt) ? (
              <Trans>Nästa torsdagskonferens</Trans>
            ) : (
              <Trans>Nästa regionala samverkanskonferens</Trans>
            )}{' '}
            ·{' '}
            <span className="num">
              <Trans>vecka {isoWeek}</Trans>
            </span>
          </p>
          <h2 id="next">
            <Link to={paths.meeting(meeting.code)}>
              <span className="num">
                {day(meeting.startsAt, now, language)} {clock(meeting.startsAt, language)}
              </span>
            </Link>
          </h2>
          <p className="next-facts t-data mut">
            <span>{title(meeting)}</span>
            <span className="num">
              <Trans>
                {reported} av {total} har förrapporterat
              </Trans>
            </span>
            <span className="num">
              <Plural value={items} one="# punkt" other="# punkter" />
            </span>
          </p>
        </div>
        <div className="next-aside">
          {state === 'planned' ? null : <MeetingState meeting={meeting} />}
          {state !== 'cancelled' && !isOpen && <b className="next-count num">{relative(meeting.startsAt, now, language)}</b>}
          <Button
            as={Link}
            role="link"
            to={paths.meeting(meeting.code)}
            size="small"
            variant={asks && !own?.report ? 'secondary' : 'primary'}
          >
            {isOpen ? <Trans>Till mötet</Trans> : <Trans>Dagordning</Trans>}
          </Button>
        </div>
      </div>
      <TimeNews meeting={meeting} />
      {asks && <OwnReport meeting={meeting} actorName={actingAs.actor?.name ?? ''} />}
    </section>
  )
}

function OwnReport({ meeting, actorName }: { meeting: Meeting; actorName: string }) {
  return <ReportForm report={useReport(meeting)} actorName={actorName} last={meeting.ownBefore} />
}
