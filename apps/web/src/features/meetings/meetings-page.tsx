import type { MeetingListItem } from '@samverkan/contract'
import type { MeetingState as State } from '@samverkan/domain'
import { meetingStates, stockholmYear } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ChevronRightIcon, PlusIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { clock, day, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { ForumTabs } from '../../ui/forum-tabs.tsx'
import { countOf, FilterSelect, ListHead, MoreButton, SearchField, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, Loaded, LoadingState } from '../../ui/states.tsx'
import { CalendarFeed } from './calendar-feed.tsx'
import { HolidayQuestions } from './holiday-questions.tsx'
import { MeetingState } from './meeting-head.tsx'
import { NextConference } from './next-conference.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { forumChoicesQuery, type When, meetingsQuery } from './queries.ts'
import { useTitle } from './title.ts'
import { holidayWords, stateWords } from './words.ts'
import './meetings.css'

/** Möten: the next conference and what it wants of me, then all that are coming and all that have been. */
export function MeetingsPage() {
  const { t } = useLingui()
  const { _ } = useMessages()
  const wording = useWording()
  const [search, setSearch] = useFilter('q')
  const [forum, setForum] = useFilter('forum')
  const [state, setState] = useFilter('lage')
  const [year, setYear] = useFilter('ar')
  const [tid, setTid] = useFilter('nar')
  const [planning, setPlanning] = useState(false)
  const when: When = tid === 'tidigare' ? 'past' : 'coming'
  const meetings = useInfiniteQuery(meetingsQuery({ search, when, forum, state, year }))
  const forums = useQuery(forumChoicesQuery)
  const { total, isMore } = countOf(meetings.data?.pages[0])
  const mayPlan = meetings.data?.pages[0]?.mayPlan ?? false
  const narrowed = search !== '' || forum !== '' || state !== '' || year !== ''
  return (
    <Page
      title={t`Möten`}
      aside={
        mayPlan && (
          <Button size="small" variant="secondary" icon={<PlusIcon aria-hidden />} onClick={() => setPlanning(true)}>
            <Trans>Planera möte</Trans>
          </Button>
        )
      }
    >
      <ForumTabs />
      <NextConference />
      <HolidayQuestions meetings={meetings.data?.pages.flatMap((page) => page.items) ?? []} />
      <ListHead isMore={isMore} total={meetings.data && <Plural value={total} one="# möte" other="# möten" />}>
        <Segments
          legend={t`När`}
          hideLegend
          value={when}
          onChange={(value) => setTid(value === 'past' ? 'tidigare' : '')}
          options={[
            ['coming', t`Kommande`],
            ['past', t`Tidigare`],
          ]}
        />
        <SearchField label={t`Sök på rubrik eller forum`} value={search} onChange={setSearch} />
        <FilterSelect
          label={t`Forum`}
          all={t`Alla forum`}
          value={forum}
          options={(forums.data ?? []).map((one) => [one.code, wording(one)] as const)}
          onChange={setForum}
        />
        <FilterSelect<State>
          label={t`Läge`}
          all={t`Alla lägen`}
          value={state as State}
          options={meetingStates.map((one) => [one, _(stateWords[one])] as const)}
          onChange={setState}
        />
        <YearFilter value={year} when={when} onChange={setYear} />
      </ListHead>
      <div className="columns">
        <div>
          <div className="panel">
            <Loaded query={meetings} loading={<LoadingState rows={6} />}>
              {({ pages }) => {
                const items = pages.flatMap((page) => page.items)
                if (items.length === 0)
                  return narrowed ? (
                    <EmptyState title={<Trans>Inget möte passar.</Trans>}>
                      <Trans>Töm sökningen eller visa alla forum och lägen.</Trans>
                    </EmptyState>
                  ) : (
                    <EmptyState
                      title={when === 'coming' ? <Trans>Inga möten är planerade.</Trans> : <Trans>Inga möten har hållits ännu.</Trans>}
                    >
                      <Trans>Torsdagskonferenserna läggs in av sig själva, ett halvår framåt.</Trans>
                    </EmptyState>
                  )
                return (
                  <>
                    <ul className="rows">
                      {items.map((meeting) => (
                        <MeetingRow key={meeting.id} meeting={meeting} />
                      ))}
                    </ul>
                    <MoreButton query={meetings} shown={items.length} total={total} isMore={isMore} />
                  </>
                )
              }}
            </Loaded>
          </div>
        </div>
        <div>
          <CalendarFeed />
        </div>
      </div>
      {planning && <PlanDialog onClose={() => setPlanning(false)} />}
    </Page>
  )
}

/** The years the portal can hold: from the first conference held in it to next year. */
function YearFilter({ value, when, onChange }: { value: string; when: When; onChange: (value: string) => void }) {
  const { t } = useLingui()
  const now = useNow()
  const present = stockholmYear(new Date(now))
  const years = when === 'coming' ? [present, present + 1] : [present, present - 1, present - 2]
  return (
    <FilterSelect
      label={t`År`}
      all={t`Alla år`}
      value={value}
      options={years.map((year) => [String(year), String(year)] as const)}
      onChange={onChange}
    />
  )
}

function MeetingRow({ meeting }: { meeting: MeetingListItem }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const { state, isoWeek, reported, actors, present } = meeting
  const forum = wording(meeting.forum)
  const name = useTitle()(meeting)
  const isAhead = state === 'planned' || state === 'agenda_set'
  const isCancelled = state === 'cancelled'
  return (
    <li className={isCancelled ? 'is-link meeting-row is-cancelled' : 'is-link meeting-row'}>
      <p className="meeting-when num">
        <b>{day(meeting.startsAt, now, language)}</b> {clock(meeting.startsAt, language)}
        <small>
          <Trans>vecka {isoWeek}</Trans>
        </small>
      </p>
      <div>
        <p className="row wrap">
          <Link className="cover wide" to={paths.meeting(meeting.code)}>
            {name}
          </Link>
          {meeting.isExercise && (
            <StateTag state="exercise">
              <Trans>Övning</Trans>
            </StateTag>
          )}
          {state !== 'planned' && <MeetingState meeting={meeting} />}
          {meeting.moves > 0 && !isCancelled && (
            <StateTag state="waiting">
              <Trans>Flyttat</Trans>
            </StateTag>
          )}
        </p>
        <p className="sub">
          {name !== forum && <span>{forum}</span>}
          {meeting.holiday && <span>{_(holidayWords[meeting.holiday])}</span>}
          {isAhead && reported > 0 && (
            <span className="num">
              <Trans>
                {reported} av {actors} har förrapporterat
              </Trans>
            </span>
          )}
          {!isAhead && !isCancelled && present > 0 && (
            <span className="num">
              {state === 'open' ? (
                <Trans>
                  {present} av {actors} är med
                </Trans>
              ) : (
                <Trans>
                  {present} av {actors} var med
                </Trans>
              )}
            </span>
          )}
          {isAhead && <span>{relative(meeting.startsAt, now, language)}</span>}
        </p>
      </div>
      <ChevronRightIcon aria-hidden />
    </li>
  )
}
