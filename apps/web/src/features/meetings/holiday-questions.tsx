import type { MeetingListItem } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { CalendarIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay } from '../../lib/session.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { meetingQuery, useHold } from './queries.ts'
import { CancelDialog, MoveDialog } from './reschedule.tsx'
import { holidayWords } from './words.ts'

/** A conference on a holiday is neither held nor cancelled by itself: whoever may is asked, four weeks ahead. */
export function HolidayQuestions({ meetings }: { meetings: readonly MeetingListItem[] }) {
  const may = useMay()
  if (!may('meetings.reschedule')) return null
  return meetings.filter((meeting) => meeting.asksAboutHoliday).map((meeting) => <Question key={meeting.id} meeting={meeting} />)
}

function Question({ meeting }: { meeting: MeetingListItem }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const hold = useHold(meeting.code)
  const [open, setOpen] = useState<'move' | 'cancel' | null>(null)
  const holiday = meeting.holiday && _(holidayWords[meeting.holiday])
  const when = dayAndClock(meeting.startsAt, now, language)
  return (
    <Banner
      tone="info"
      icon={<CalendarIcon aria-hidden />}
      action={
        <span className="row wrap">
          <Button size="small" variant="secondary" loading={hold.isPending} onClick={() => hold.mutate()}>
            <Trans>Den hålls</Trans>
          </Button>
          <Button size="small" variant="tertiary" onClick={() => setOpen('move')}>
            <Trans>Flytta</Trans>
          </Button>
          <Button size="small" variant="tertiary" onClick={() => setOpen('cancel')}>
            <Trans>Ställ in</Trans>
          </Button>
        </span>
      }
    >
      <Trans>
        Konferensen {when} är på {holiday}. Ska den hållas?
      </Trans>
      {open && <Answer code={meeting.code} kind={open} onClose={() => setOpen(null)} />}
      {hold.isError && (
        <Dialog title={<Trans>Det gick inte</Trans>} onClose={() => hold.reset()}>
          <ErrorState error={hold.error} retry={() => hold.mutate()} />
        </Dialog>
      )}
    </Banner>
  )
}

/** The line has no version: the meeting is read before it is moved. */
function Answer({ code, kind, onClose }: { code: string; kind: 'move' | 'cancel'; onClose: () => void }) {
  const meeting = useQuery(meetingQuery(code))
  if (meeting.data)
    return kind === 'move' ? (
      <MoveDialog meeting={meeting.data} onClose={onClose} />
    ) : (
      <CancelDialog meeting={meeting.data} onClose={onClose} />
    )
  return (
    <Dialog title={kind === 'move' ? <Trans>Flytta mötet</Trans> : <Trans>Ställ in mötet</Trans>} onClose={onClose}>
      {meeting.isError ? <ErrorState error={meeting.error} retry={() => void meeting.refetch()} /> : <LoadingState rows={2} />}
    </Dialog>
  )
}
