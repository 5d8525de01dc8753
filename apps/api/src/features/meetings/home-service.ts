import type { Todo } from '@samverkan/contract'
import {
  asksAboutHoliday,
  can,
  daysBetween,
  holidayQuestionDays,
  isDutyRun,
  localDateOf,
  reportReminderDays,
  weeklyConference,
} from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import * as store from './home-store.ts'
import { openOfOwnActor } from './questions-store.ts'

const soon = 3 * 3_600_000

export const nextConference = (tx: Tx, now: Date): Promise<store.Conferences> => store.conferences(tx, weeklyConference.forumCode, now)

/** What waits for this viewer before the meetings to come, for Läget. `names` are the meeting's address and its date. */
export const meetingsWaiting = async (tx: Tx, now: Date): Promise<Todo[]> => {
  const { viewer } = tx
  const coming = await store.coming(tx, holidayQuestionDays, now)
  const taken = can(viewer, 'meetings.report', { actorId: viewer.actorId }) ? await openOfOwnActor(tx) : []
  const today = localDateOf(now)
  const questions = taken.map(({ text, dueOn, meetingCode, isExercise }): Todo => {
    // Due today or late, it is what comes first; in an exercise nothing is.
    return {
      kind: 'answer-question',
      urgent: !isExercise && dueOn <= today,
      isExercise,
      incidentCode: null,
      title: text,
      count: 1,
      since: null,
      names: [meetingCode, dueOn],
    }
  })
  const meetings = coming.flatMap((meeting): Todo[] => {
    const startsAt = new Date(meeting.startsAt)
    const { isExercise } = meeting
    const line = {
      isExercise,
      incidentCode: null,
      title: meeting.title,
      count: 0,
      since: meeting.startsAt,
      names: [meeting.code, meeting.localDate],
    }
    const isNear = daysBetween(localDateOf(now), meeting.localDate) <= reportReminderDays
    // In an exercise nothing is urgent: what is real comes first.
    const isSoon = !isExercise && startsAt.getTime() - now.getTime() <= soon
    const dutyRun = isDutyRun(meeting.forum)
    return [
      ...(can(viewer, 'meetings.answer-holidays') && asksAboutHoliday(meeting, now)
        ? [{ ...line, kind: 'answer-holiday' as const, urgent: false }]
        : []),
      ...(isNear && meeting.state === 'planned' && can(viewer, 'meetings.direct', { dutyRun })
        ? [{ ...line, kind: 'order-agenda' as const, urgent: isSoon }]
        : []),
      ...(isNear && meeting.reportMissing && can(viewer, 'meetings.report', { actorId: viewer.actorId })
        ? [{ ...line, kind: 'report-to-meeting' as const, urgent: isSoon }]
        : []),
    ]
  })
  return [...meetings, ...questions]
}
