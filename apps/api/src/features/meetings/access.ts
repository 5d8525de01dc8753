import {
  can,
  checkWrite,
  hasWeeklyPicture,
  isDutyRun,
  type LedForum,
  type MeetingAction,
  meetingActionsFrom,
  meetingRight,
  type MeetingWriting,
  meetingWritingRight,
  meetingWritings,
  mayWrite,
  type MeetingState,
  openingAt,
  openingFrom,
  type Viewer,
} from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as store from './store.ts'

type Seen = { state: MeetingState; startsAt: Date; forum: LedForum & { code: string }; asksReports: boolean }
const subjectOf = (viewer: Viewer, seen: Seen) => ({ actorId: viewer.actorId, dutyRun: isDutyRun(seen.forum) })

/** What this viewer may do with the meeting now; `hold` only while the question is open, so the caller says. */
export const allowedFor = (viewer: Viewer, seen: Seen, asksAboutHoliday: boolean, now: Date): MeetingAction[] =>
  meetingActionsFrom(seen.state).filter(
    (action) =>
      can(viewer, meetingRight[action], subjectOf(viewer, seen)) &&
      (action !== 'hold' || asksAboutHoliday) &&
      (action !== 'open' || openingAt(seen.startsAt, now) !== 'not-yet'),
  )
/** From when this viewer may open the meeting, while it waits to be opened. */
export const openingFor = (viewer: Viewer, seen: Seen): { withReason: string; freely: string } | null => {
  if (!meetingActionsFrom(seen.state).includes('open') || !can(viewer, meetingRight.open, subjectOf(viewer, seen))) return null
  const { withReason, freely } = openingFrom(seen.startsAt)
  return { withReason: withReason.toISOString(), freely: freely.toISOString() }
}
/** Whoever may not open it reads who does, instead of looking for a button. */
export const openerOf = (seen: Seen): 'duty-officer' | 'office' | null =>
  meetingActionsFrom(seen.state).includes('open') ? (isDutyRun(seen.forum) ? 'duty-officer' : 'office') : null
export const writableFor = (viewer: Viewer, seen: Seen, isOnRoll: boolean, now: Date): MeetingWriting[] =>
  meetingWritings.filter(
    (writing) =>
      can(viewer, meetingWritingRight[writing], subjectOf(viewer, seen)) &&
      mayWrite(seen.state, writing, seen.startsAt, now) &&
      (writing !== 'report' || (seen.asksReports && isOnRoll)) &&
      (writing !== 'picture' || hasWeeklyPicture(seen.forum.code)),
  )

/** The meeting to be changed as a whole: 404, 403, then 409 when it is not as the person saw it. */
export const toAdvance = async (tx: Tx, code: string, action: MeetingAction, version: number): Promise<store.Locked> => {
  const meeting = found(await store.lockMeeting(tx, code, 'change'))
  if (!can(tx.viewer, meetingRight[action], subjectOf(tx.viewer, meeting))) throw new Problem('forbidden')
  if (meeting.version !== version) throw new Problem('stale-version', { current: { state: meeting.state, version: meeting.version } })
  return meeting
}
/** The meeting to be written in: 404, 403, then 409 when that time is over. */
export const toWrite = async (tx: Tx, code: string, writing: MeetingWriting, now: Date, how: 'change' | 'keep'): Promise<store.Locked> => {
  const meeting = found(await store.lockMeeting(tx, code, how))
  if (!can(tx.viewer, meetingWritingRight[writing], subjectOf(tx.viewer, meeting))) throw new Problem('forbidden')
  if (writing === 'picture' && !hasWeeklyPicture(meeting.forum.code)) throw new Problem('forbidden')
  must(checkWrite(meeting.state, writing, meeting.startsAt, now))
  return meeting
}
