import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { meetingCode, params, writing } from './meeting-parts.ts'
import { meetingReport, meetingTurn, presence, reportKind, reportLine, rollRow } from './meeting-shapes.ts'
import { route } from './route.ts'
import { code, id, instant, line } from './shapes.ts'

export const saveReport = route({
  method: 'PUT',
  path: '/api/meetings/:code/report',
  access: 'meetings.report',
  summary: 'The own actor’s report before the meeting; may be amended until it closes',
  params,
  body: z.strictObject({
    kind: reportKind,
    lines: z.array(reportLine).max(10),
    /** Of `unchanged`: what the person read of last time's report, which stands there or has stood there. */
    seen: z.array(reportLine).max(10).optional(),
    basedOn: z.int().min(0),
  }),
  response: meetingReport,
  problems: [...writing, 'stale-version', 'nothing-to-repeat'],
})
export const readReports = route({
  method: 'GET',
  path: '/api/meetings/:code/reports/:actorCode',
  access: 'meetings.read',
  summary: 'Every version of one actor’s report, the newest first',
  params: z.strictObject({ code: meetingCode, actorCode: code }),
  response: z.strictObject({ items: z.array(meetingReport) }),
  problems: ['not-found'],
})
export const markAttendance = route({
  method: 'PUT',
  path: '/api/meetings/:code/attendance/:actorCode',
  access: 'meetings.run',
  summary:
    'Marks an actor present or absent, or neither; the same mark again changes nothing, nor does one made before the one that stands',
  params: z.strictObject({ code: meetingCode, actorCode: code }),
  body: z.strictObject({
    presence: presence.nullable(),
    person: line(textLimits.person).optional(),
    functionCode: code.nullable().optional(),
    hasMandate: z.boolean().nullable().optional(),
    /** When it was marked, where it could not be sent at once; by the server's clock as far as the page knew it, and never later than now. */
    markedAt: instant.optional(),
  }),
  response: rollRow,
  problems: writing,
})
export const giveTurn = route({
  method: 'PUT',
  path: '/api/meetings/:code/turn',
  access: 'meetings.run',
  summary: 'Goes to an item and gives an actor the floor; two who press at once never skip one',
  params,
  body: z.strictObject({ itemId: id.nullable(), actorCode: code.nullable(), basedOn: z.int().min(0) }),
  response: meetingTurn,
  problems: [...writing, 'stale-version'],
})
export const openMeetingPicture = route({
  method: 'POST',
  path: '/api/meetings/:code/picture',
  access: 'meetings.host',
  summary: 'Opens the weekly situational picture of the meeting; once opened, the same one is answered',
  params,
  response: z.strictObject({ id, title: z.string() }),
  problems: writing,
})

export const meetingConductRoutes = [saveReport, readReports, markAttendance, giveTurn, openMeetingPicture]
