import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { localDate, localTime, meetingCode, minutes, params, version } from './meeting-parts.ts'
import { meetingAgendaRoutes } from './meeting-agenda.ts'
import { meetingConductRoutes } from './meeting-conduct.ts'
import { meetingQuestionRoutes } from './meeting-questions.ts'
import { meeting, meetingChannel, meetingListItem, meetingState } from './meeting-shapes.ts'
import { noContent, route } from './route.ts'
import { actorsAtMost, code, instant, line, page, paging, text } from './shapes.ts'

export const listMeetings = route({
  method: 'GET',
  path: '/api/meetings',
  access: 'meetings.read',
  summary: 'A page of meetings: those to come, nearest first, or those that have been, latest first',
  query: z.strictObject({
    ...paging,
    when: z.enum(['coming', 'past']).default('coming'),
    forum: code.optional(),
    state: meetingState.optional(),
    /** Calendar year on the wall in Stockholm. */
    year: z.coerce.number().int().min(2000).max(2100).optional(),
  }),
  response: page(meetingListItem).extend({ mayPlan: z.boolean(), mayKeepTemplate: z.boolean() }),
})
export type MeetingPage = z.infer<typeof listMeetings.response>

export const readMeeting = route({
  method: 'GET',
  path: '/api/meetings/:code',
  access: 'meetings.read',
  summary: 'One meeting whole: agenda with notes and measures, roll with reports, who has the floor',
  params: z.strictObject({ code: meetingCode }),
  response: meeting,
  problems: ['not-found'],
})

const details = {
  title: line(textLimits.title),
  localDate,
  localTime,
  minutes,
  channel: meetingChannel,
  place: line(textLimits.place),
  dialIn: line(textLimits.dialIn),
}
export const planMeeting = route({
  method: 'POST',
  path: '/api/meetings',
  access: 'meetings.plan',
  summary:
    'Plans a meeting of any forum; its agenda begins as the forum’s proposal. A time of today that has passed answers `time-passed`, unless it is entered `afterwards`; one in the hour that the clocks skip answers `no-such-time`',
  body: z.strictObject({
    ...details,
    forumCode: code,
    isExercise: z.boolean(),
    asksReports: z.boolean(),
    /** Left out: every member is on the roll. */
    actorCodes: z.array(code).min(1).max(actorsAtMost).optional(),
    /** It has begun or been held already, earlier today, and is entered so that it can be documented. */
    afterwards: z.boolean().default(false),
  }),
  ok: 201,
  response: z.strictObject({ code: z.string() }),
  problems: ['not-found', 'meeting-exists', 'no-such-time', 'time-passed', 'key-reused', 'storage-low'],
  idempotent: true,
})
const advanced = z.strictObject({ state: meetingState, version: z.int() })
export const editMeeting = route({
  method: 'PUT',
  path: '/api/meetings/:code',
  access: 'meetings.reschedule',
  summary: 'Changes title, length, channel, place and dial-in; date and time are moved with a reason',
  params,
  body: z.strictObject({ title: details.title, minutes, channel: meetingChannel, place: details.place, dialIn: details.dialIn, version }),
  response: z.strictObject({ version: z.int() }),
  problems: ['not-found', 'stale-version', 'meeting-locked', 'meeting-cancelled'],
})
export const advanceMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/state',
  access: 'meetings.read',
  summary: 'Sets the agenda, opens, closes, opens again or documents; who may which stands in `allowed` of the meeting',
  params,
  body: z.strictObject({
    action: z.enum(['set-agenda', 'open', 'close', 'reopen', 'document']),
    version,
    /** Closing although somebody present has neither reported nor spoken (`reports-missing` names them). */
    anyway: z.boolean().optional(),
    /** Opening more than an hour before its time, on the day itself (`reason-needed`); on another day it is `too-early`. */
    reason: text(textLimits.reason).min(1).optional(),
  }),
  response: advanced,
  problems: ['not-found', 'wrong-state', 'stale-version', 'reports-missing', 'too-early', 'reason-needed'],
})
export const distributeMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/distribution',
  access: 'meetings.host',
  summary: 'Distributes the documentation: it never changes again, and subscribers are told that it is there',
  params,
  body: z.strictObject({ version, handling: z.enum(['open', 'internal']) }),
  response: advanced,
  problems: ['not-found', 'wrong-state', 'stale-version'],
})
export const moveMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/moves',
  access: 'meetings.reschedule',
  summary: 'Moves a meeting to another date or time, with a reason; it stays the same meeting, also in calendars',
  params,
  body: z.strictObject({ localDate, localTime, reason: text(textLimits.reason).min(1), version }),
  response: z.strictObject({ version: z.int(), localDate, localTime }),
  problems: ['not-found', 'wrong-state', 'stale-version', 'meeting-exists', 'no-such-time', 'time-passed'],
})
export const cancelMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/cancellation',
  access: 'meetings.reschedule',
  summary: 'Cancels a meeting, with a reason',
  params,
  body: z.strictObject({ reason: text(textLimits.reason).min(1), version }),
  response: advanced,
  problems: ['not-found', 'wrong-state', 'stale-version'],
})
export const reinstateMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/reinstatement',
  access: 'meetings.reschedule',
  summary: 'Takes a cancellation back',
  params,
  body: z.strictObject({ version }),
  response: advanced,
  problems: ['not-found', 'wrong-state', 'stale-version', 'meeting-exists'],
})
export const holdMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/holiday',
  access: 'meetings.reschedule',
  summary: 'Answers the question about a holiday: the meeting is held',
  params,
  body: z.strictObject({ version }),
  response: advanced,
  problems: ['not-found', 'wrong-state', 'stale-version'],
})

// ── Calendar ───────────────────────────────────────────────────────────────
export const readCalendarFeed = route({
  method: 'GET',
  path: '/api/meetings/calendar',
  access: 'meetings.read',
  summary: 'Whether the viewer has a calendar feed, and when it was last fetched',
  response: z.strictObject({ feed: z.strictObject({ madeAt: instant, lastReadAt: instant.nullable() }).nullable() }),
})
export const makeCalendarFeed = route({
  method: 'POST',
  path: '/api/meetings/calendar',
  access: 'meetings.read',
  summary: 'Makes the viewer’s calendar feed; its address is shown this once, and an earlier one ends',
  ok: 201,
  response: z.strictObject({ url: z.string() }),
})
export const revokeCalendarFeed = route({
  method: 'DELETE',
  path: '/api/meetings/calendar',
  access: 'meetings.read',
  summary: 'Ends the viewer’s calendar feed',
  ok: 204,
  response: noContent,
})
/** Files, not JSON: the API adds them beside the contract's routes. The feed needs no session: its address is the secret. */
export const calendarFeedPath = '/api/meetings/calendar/:file'
export const meetingCalendarPath = '/api/meetings/:code/calendar.ics'

export const meetingRoutes = [
  listMeetings,
  readMeeting,
  planMeeting,
  editMeeting,
  advanceMeeting,
  distributeMeeting,
  moveMeeting,
  cancelMeeting,
  reinstateMeeting,
  holdMeeting,
  readCalendarFeed,
  makeCalendarFeed,
  revokeCalendarFeed,
  ...meetingAgendaRoutes,
  ...meetingConductRoutes,
  ...meetingQuestionRoutes,
]
