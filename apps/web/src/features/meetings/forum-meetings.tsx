import type { MeetingListItem } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { dayAndClock, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { MeetingState } from './meeting-head.tsx'
import { meetingsQuery, type When } from './queries.ts'
import { useTitle } from './title.ts'

const few = 3

/** The forum's meetings on its own page: the nearest to come and the latest held. */
export function ForumMeetings({ forumCode }: { forumCode: string }) {
  return (
    <Panel
      title={<Trans>Möten</Trans>}
      aside={
        <Link to={`${paths.meetings}?${new URLSearchParams({ forum: forumCode })}`}>
          <Trans>Alla</Trans>
        </Link>
      }
    >
      <Some forumCode={forumCode} when="coming" />
      <Some forumCode={forumCode} when="past" />
    </Panel>
  )
}

function Some({ forumCode, when }: { forumCode: string; when: When }) {
  const meetings = useInfiniteQuery(meetingsQuery({ search: '', forum: forumCode, state: '', year: '', when }))
  return (
    <Loaded query={meetings} loading={<LoadingState rows={2} />}>
      {({ pages }) => {
        const items = (pages[0]?.items ?? []).slice(0, few)
        if (items.length === 0) return when === 'coming' ? <EmptyState title={<Trans>Inget möte är planerat.</Trans>} /> : null
        return (
          <ul className="rows forum-meetings">
            {items.map((meeting) => (
              <Row key={meeting.id} meeting={meeting} />
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}

function Row({ meeting }: { meeting: MeetingListItem }) {
  const now = useNow()
  const language = useLanguage()
  const title = useTitle()
  const isAhead = meeting.state === 'planned' || meeting.state === 'agenda_set'
  return (
    <li className="is-link">
      <div>
        <Link className="cover num" to={paths.meeting(meeting.code)}>
          {dayAndClock(meeting.startsAt, now, language)}
          <span className="aksel-sr-only"> {title(meeting)}</span>
        </Link>
      </div>
      {isAhead ? (
        <span className="t-data mut num">{relative(meeting.startsAt, now, language)}</span>
      ) : (
        <MeetingState meeting={meeting} bare />
      )}
    </li>
  )
}
