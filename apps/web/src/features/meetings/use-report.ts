import { type BodyIn, call, type Meeting, type MeetingReport, saveReport } from '@samverkan/contract'
import { isSameReport, type Report } from '@samverkan/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useSession } from '../../lib/session.tsx'
import type { DraftBox, Entry, Kept } from '../../lib/draft-box.ts'
import { meetingQuery, nextConferenceQuery } from './queries.ts'
import { outcomeOf, useBox } from './use-box.ts'

const bodyOf = ({ kind, lines }: Report, basedOn: number): BodyIn<typeof saveReport> =>
  kind === 'unchanged' ? { kind, lines: [], seen: [...lines], basedOn } : { kind, lines: kind === 'something' ? [...lines] : [], basedOn }

export type OwnReport = {
  code: string
  box: DraftBox<Report, MeetingReport>
  entry: Entry<Report, MeetingReport> | undefined
  /** What is shown: what waits on the device before what is on the server. */
  said: Report | null
  basedOn: number
  saved: { at: string; by: string } | null
  /** What was called unchanged reads otherwise by now. */
  isOvertaken: boolean
}

const withReport = (meeting: Meeting, report: MeetingReport): Meeting => ({
  ...meeting,
  roll: meeting.roll.map((row) => (row.isOwn ? { ...row, report } : row)),
})

/** The report of the viewer's own actor to this meeting: handed in at one tap, also where there is no network. */
export function useReport(meeting: Meeting): OwnReport {
  const client = useQueryClient()
  const { user, actingAs } = useSession()
  const { code } = meeting
  const send = useCallback(
    (_: string, { said, basedOn }: Kept<Report>) =>
      outcomeOf<Report, MeetingReport>(call(saveReport, { params: { code }, body: bodyOf(said, basedOn) }), (theirs) =>
        isSameReport(theirs, said),
      ),
    [code],
  )
  const onSaved = useCallback(
    (_: string, report: MeetingReport) => {
      client.setQueryData(meetingQuery(code).queryKey, (before) => before && withReport(before, report))
      client.setQueryData(nextConferenceQuery.queryKey, (before) =>
        before?.meeting?.code === code ? { ...before, meeting: withReport(before.meeting, report) } : before,
      )
      for (const key of ['meetings', 'home']) void client.invalidateQueries({ queryKey: [key] })
    },
    [client, code],
  )
  const { box, entries } = useBox<Report, MeetingReport>(`${user.id}:${actingAs.id}:report`, [code], {
    send,
    onSaved,
    isSame: isSameReport,
  })
  const own = meeting.roll.find((row) => row.isOwn)?.report ?? null
  const entry = entries.get(code)
  return {
    code,
    box,
    entry,
    said: entry?.said ?? own,
    basedOn: own?.version ?? 0,
    saved: own && { at: own.savedAt, by: own.savedBy },
    isOvertaken: !entry && (own?.repeats?.isChanged ?? false),
  }
}
