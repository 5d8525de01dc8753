import type { Meeting, MeetingListItem } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { ArrowsCirclepathIcon, CalendarIcon, XMarkOctagonIcon } from '@navikt/aksel-icons'
import { clock, day, dayAndClock, type Language, span } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Banner } from '../../ui/banner.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { holidayWords, stateLooks, stateWords } from './words.ts'
import { wallClock } from './wall-clock.ts'

/** `tor 26 nov 16:00 · vecka 48` */
export function When({ meeting }: { meeting: Pick<MeetingListItem, 'startsAt' | 'isoWeek'> }) {
  const now = useNow()
  const language = useLanguage()
  const week = meeting.isoWeek
  return (
    <span className="num">
      {dayAndClock(meeting.startsAt, now, language)} · <Trans>vecka {week}</Trans>
    </span>
  )
}

/** Where it stands, in a word; while it goes on, since how long. */
export function MeetingState({ meeting, bare }: { meeting: Pick<Meeting, 'state'> & { openedAt?: string | null }; bare?: boolean }) {
  const { _ } = useMessages()
  const now = useNow()
  const { state } = meeting
  return (
    <StateTag state={stateLooks[state]} {...(bare ? { bare } : {})}>
      {_(stateWords[state])}
      {state === 'open' && meeting.openedAt && <span className="num">{span(now - Date.parse(meeting.openedAt))}</span>}
    </StateTag>
  )
}

/** What has happened to the time, where it cannot be missed: cancelled, moved (each move with its reason), or a holiday nobody has answered. */
export function TimeNews({ meeting }: { meeting: Meeting }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const latest = meeting.moved.at(-1)
  const noon = (localDate: string) => day(`${localDate}T12:00:00Z`, now, language)
  return (
    <>
      {meeting.state === 'cancelled' && (
        <Banner tone="danger" icon={<XMarkOctagonIcon aria-hidden />}>
          <Trans>Mötet är inställt: {meeting.cancelReason}</Trans>
        </Banner>
      )}
      {latest && meeting.state !== 'cancelled' && (
        <Banner tone="warning" icon={<ArrowsCirclepathIcon aria-hidden />}>
          <Trans>
            Flyttat från {noon(latest.fromDate)} {wallClock(latest.fromDate, latest.fromTime, language)} av {latest.by}: {latest.reason}
          </Trans>
          {meeting.moved.length > 1 && (
            <>
              <br />
              <Trans>
                Först planerat {noon(meeting.moved[0]!.fromDate)}{' '}
                {wallClock(meeting.moved[0]!.fromDate, meeting.moved[0]!.fromTime, language)}.
              </Trans>
            </>
          )}
        </Banner>
      )}
      {meeting.asksAboutHoliday && (
        <Banner tone="info" icon={<CalendarIcon aria-hidden />}>
          <Trans>Dagen är {meeting.holiday && _(holidayWords[meeting.holiday])}. Kansliet har ännu inte svarat om mötet hålls.</Trans>
        </Banner>
      )}
    </>
  )
}

export const endsAt = (meeting: Pick<Meeting, 'startsAt' | 'minutes'>, language: Language): string =>
  clock(Date.parse(meeting.startsAt) + meeting.minutes * 60_000, language)
