import { z } from 'zod'
import { answerQuestion, dropQuestion, earlierQuestion, takenQuestion, takeQuestion } from './meeting-questions.ts'
import { noContent, route } from './route.ts'
import { code, id, instant, line, page, paging, text } from './shapes.ts'

export const meetingState = z.enum(['planned', 'agenda_set', 'open', 'closed', 'documented', 'distributed', 'cancelled'])
export const meetingAction = z.enum([
  'set-agenda',
  'open',
  'close',
  'reopen',
  'document',
  'distribute',
  'move',
  'cancel',
  'reinstate',
  'hold',
])
export const meetingWriting = z.enum(['edit', 'agenda', 'report', 'attendance', 'turn', 'note', 'measure', 'question', 'lift', 'picture'])
export const meetingChannel = z.enum(['telephone', 'rakel', 'video', 'physical'])
/** What an item is for. None is a decision: the network decides nothing jointly. */
export const itemKind = z.enum([
  'roll_call',
  'reports',
  'information',
  'analysis',
  'situational_picture',
  'communication',
  'measures',
  'next_meeting',
  'other',
])
export const reportKind = z.enum(['something', 'nothing', 'unchanged'])
export const presence = z.enum(['present', 'absent'])
export const holidayCode = z.enum([
  'new-years-day',
  'epiphany',
  'good-friday',
  'easter-day',
  'easter-monday',
  'may-day',
  'ascension-day',
  'pentecost',
  'national-day',
  'midsummer-eve',
  'midsummer-day',
  'all-saints-day',
  'christmas-eve',
  'christmas-day',
  'boxing-day',
  'new-years-eve',
])
export type MeetingChannel = z.infer<typeof meetingChannel>
export type ItemKind = z.infer<typeof itemKind>

const localDate = z.iso.date()
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const meetingCode = z.string().regex(/^[a-z0-9-]{2,80}$/)
const minutes = z.int().min(5).max(600)
const forum = z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() })
const actor = z.strictObject({ id, code: z.string(), name: z.string() })

/** A meeting as a line of a list. Times are of the wall in Stockholm; `startsAt` is the instant they mean. */
export const meetingListItem = z.strictObject({
  id,
  code: z.string(),
  forum,
  title: z.string(),
  state: meetingState,
  localDate,
  localTime,
  minutes: z.int(),
  startsAt: instant,
  isoYear: z.int(),
  isoWeek: z.int(),
  isSeries: z.boolean(),
  isExercise: z.boolean(),
  channel: meetingChannel,
  place: z.string(),
  moves: z.int(),
  holiday: holidayCode.nullable(),
  /** The office is asked: hold, move or cancel? */
  asksAboutHoliday: z.boolean(),
  actors: z.int(),
  present: z.int(),
  reported: z.int(),
  items: z.int(),
})
export type MeetingListItem = z.infer<typeof meetingListItem>
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

/** What the viewer's own actor said last time, for "unchanged" in one tap. */
const reportLine = z.strictObject({ basis: z.enum(['fact', 'assumption']), text: line(2000).min(1) })
export type ReportLine = z.infer<typeof reportLine>
export const meetingReport = z.strictObject({
  kind: reportKind,
  lines: z.array(reportLine),
  /** `unchanged`: the meeting whose report is repeated. */
  repeats: z.strictObject({ code: z.string(), localDate }).nullable(),
  version: z.int(),
  savedAt: instant,
  savedBy: z.string(),
  isLate: z.boolean(),
})
export type MeetingReport = z.infer<typeof meetingReport>

/** One actor on the roll, in Swedish order: presence, what it reported, whether it has had the floor. */
export const rollRow = z.strictObject({
  actor,
  isOwn: z.boolean(),
  presence: presence.nullable(),
  person: z.string(),
  functionCode: z.string().nullable(),
  hasMandate: z.boolean().nullable(),
  markedAt: instant.nullable(),
  markedBy: z.string().nullable(),
  report: meetingReport.nullable(),
  /** When it last had the floor in this meeting. */
  spokeAt: instant.nullable(),
})
export type RollRow = z.infer<typeof rollRow>

export const meetingNote = z.strictObject({
  id,
  actor: actor.nullable(),
  text: z.string(),
  version: z.int(),
  notedAt: instant,
  notedBy: z.string(),
  changedAt: instant.nullable(),
})
export type MeetingNote = z.infer<typeof meetingNote>

const meetingLink = z.strictObject({ code: z.string(), title: z.string(), localDate, itemId: id, itemTitle: z.string() })
export const itemMeasure = z.strictObject({
  id,
  title: z.string(),
  /** null: the office. */
  owner: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  dueOn: localDate,
  state: z.enum(['open', 'in_progress', 'done', 'cancelled']),
  isOverdue: z.boolean(),
})
export type ItemMeasure = z.infer<typeof itemMeasure>
export const agendaItem = z.strictObject({
  id,
  title: z.string(),
  kind: itemKind,
  presenterActor: actor.nullable(),
  presenter: z.string(),
  minutes: z.int().nullable(),
  /** Derived from the forum's description, not stated by the sources, until somebody has changed it. */
  isProposal: z.boolean(),
  version: z.int(),
  /** When it was first and last the current item; null: not yet, or still. */
  beganAt: instant.nullable(),
  endedAt: instant.nullable(),
  outcome: z.strictObject({ text: z.string(), version: z.int() }),
  notes: z.array(meetingNote),
  measures: z.array(itemMeasure),
  /** What actors take home from it (2:1). */
  questions: z.array(takenQuestion),
  liftedFrom: meetingLink.extend({ quote: z.string(), quotedActor: z.string().nullable() }).nullable(),
  liftedTo: z.array(meetingLink.extend({ forum })),
})
export type AgendaItem = z.infer<typeof agendaItem>

const turn = z.strictObject({ itemId: id.nullable(), actorId: id.nullable(), since: instant.nullable(), version: z.int() })
export const meeting = meetingListItem.extend({
  dialIn: z.string(),
  version: z.int(),
  /** Of the order and the set of items: what a reorder is based on. */
  agendaVersion: z.int(),
  asksReports: z.boolean(),
  /** Agenda, attendance and so on: what the viewer may do now. */
  allowed: z.array(meetingAction),
  mayWrite: z.array(meetingWriting),
  /** When it may be opened: with a reason from the first instant, freely from the second; null for whoever may not, or no longer. */
  opening: z.strictObject({ withReason: instant, freely: instant }).nullable(),
  openedAt: instant.nullable(),
  /** Why it was opened well before its time. */
  earlyReason: z.string().nullable(),
  closedAt: instant.nullable(),
  documentedAt: instant.nullable(),
  distributedAt: instant.nullable(),
  handling: z.enum(['open', 'internal']).nullable(),
  cancelReason: z.string().nullable(),
  holidayAnsweredAt: instant.nullable(),
  /** Every move, the first one first. */
  moved: z.array(
    z.strictObject({
      fromDate: localDate,
      fromTime: localTime,
      toDate: localDate,
      toTime: localTime,
      reason: z.string(),
      at: instant,
      by: z.string(),
    }),
  ),
  /** Who is on duty when it begins (P-21); null is a gap. */
  host: z.string().nullable(),
  director: z.string().nullable(),
  turn,
  agenda: z.array(agendaItem),
  roll: z.array(rollRow),
  /** What the viewer's own actor said at the meeting before, which `unchanged` would repeat. */
  ownBefore: z.strictObject({ code: z.string(), localDate, kind: reportKind, lines: z.array(reportLine) }).nullable(),
  picture: z.strictObject({ id, title: z.string() }).nullable(),
  /** The meeting before in the same forum, with the measures of it that are not done or were just done. */
  previous: z.strictObject({ code: z.string(), localDate, isoWeek: z.int(), measures: z.array(itemMeasure) }).nullable(),
  next: z.strictObject({ code: z.string(), localDate }).nullable(),
  /** Questions taken home from earlier meetings of the forum, those that are late first; of the next meeting alone. */
  earlierQuestions: z.array(earlierQuestion),
})
export type Meeting = z.infer<typeof meeting>
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
  title: line(200),
  localDate,
  localTime,
  minutes,
  channel: meetingChannel,
  place: line(200),
  dialIn: line(300),
}
export const planMeeting = route({
  method: 'POST',
  path: '/api/meetings',
  access: 'meetings.plan',
  summary: 'Plans a meeting of any forum; its agenda begins as the forum’s proposal',
  body: z.strictObject({
    ...details,
    forumCode: code,
    isExercise: z.boolean(),
    asksReports: z.boolean(),
    /** Left out: every member is on the roll. */
    actorCodes: z.array(code).min(1).max(200).optional(),
  }),
  ok: 201,
  response: z.strictObject({ code: z.string() }),
  problems: ['not-found', 'meeting-exists', 'key-reused'],
  idempotent: true,
})
const params = z.strictObject({ code: meetingCode })
const version = z.int().min(1)
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
    reason: text(500).min(1).optional(),
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
  body: z.strictObject({ localDate, localTime, reason: text(500).min(1), version }),
  response: z.strictObject({ version: z.int(), localDate, localTime }),
  problems: ['not-found', 'wrong-state', 'stale-version', 'meeting-exists'],
})
export const cancelMeeting = route({
  method: 'POST',
  path: '/api/meetings/:code/cancellation',
  access: 'meetings.reschedule',
  summary: 'Cancels a meeting, with a reason',
  params,
  body: z.strictObject({ reason: text(500).min(1), version }),
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

// ── Agenda ─────────────────────────────────────────────────────────────────
const itemBody = {
  title: line(200).min(1),
  kind: itemKind,
  presenterActorCode: code.nullable(),
  presenter: line(200),
  minutes: z.int().min(1).max(600).nullable(),
}
const itemParams = z.strictObject({ code: meetingCode, itemId: id })
const changed = z.strictObject({ itemId: id, version: z.int(), agendaVersion: z.int() })
const writing = ['not-found', 'meeting-locked', 'meeting-cancelled'] as const
export const addItem = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda',
  access: 'meetings.direct',
  summary: 'Adds an item last, or before another',
  params,
  body: z.strictObject({ ...itemBody, before: id.nullable() }),
  ok: 201,
  response: changed,
  problems: [...writing, 'key-reused'],
  idempotent: true,
})
export const changeItem = route({
  method: 'PUT',
  path: '/api/meetings/:code/agenda/:itemId',
  access: 'meetings.direct',
  summary: 'Changes an item, on the version it was based on; a newer one answers 409 with it in `current`',
  params: itemParams,
  body: z.strictObject({ ...itemBody, basedOn: version }),
  response: changed,
  problems: [...writing, 'stale-version'],
})
export const removeItem = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/removal',
  access: 'meetings.direct',
  summary: 'Takes an item off; one with notes, measures or links stays (`wrong-state`)',
  params: itemParams,
  body: z.strictObject({ basedOn: version }),
  response: z.strictObject({ agendaVersion: z.int() }),
  problems: [...writing, 'stale-version', 'wrong-state'],
})
/** The order as a whole, so that a reorder can never lose an item: the ids must be exactly those of the agenda. */
export const orderAgenda = route({
  method: 'PUT',
  path: '/api/meetings/:code/agenda-order',
  access: 'meetings.direct',
  summary: 'Puts the items in this order, on the agenda version it was based on; otherwise 409 with the order in `current`',
  params,
  body: z.strictObject({ itemIds: z.array(id).min(1).max(100), basedOn: version }),
  response: z.strictObject({ itemIds: z.array(id), agendaVersion: z.int() }),
  problems: [...writing, 'stale-version'],
})
export const addNote = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/notes',
  access: 'meetings.run',
  summary: 'Writes a note to an item',
  params: itemParams,
  body: z.strictObject({ actorCode: code.nullable(), text: text(2000).min(1) }),
  ok: 201,
  response: meetingNote,
  problems: [...writing, 'key-reused'],
  idempotent: true,
})
/** An empty text takes the note away; what it said is kept among its versions. */
export const changeNote = route({
  method: 'PUT',
  path: '/api/meetings/:code/agenda/:itemId/notes/:noteId',
  access: 'meetings.run',
  summary: 'Changes a note, on the version it was based on; a newer one answers 409 with it in `current`',
  params: z.strictObject({ code: meetingCode, itemId: id, noteId: id }),
  body: z.strictObject({ actorCode: code.nullable(), text: text(2000), basedOn: version }),
  response: meetingNote,
  problems: [...writing, 'stale-version'],
})
export const saveOutcome = route({
  method: 'PUT',
  path: '/api/meetings/:code/agenda/:itemId/outcome',
  access: 'meetings.run',
  summary: 'Saves what came out of an item, on the version it was based on (0: nothing yet)',
  params: itemParams,
  body: z.strictObject({ text: text(1000), basedOn: z.int().min(0) }),
  response: z.strictObject({ text: z.string(), version: z.int() }),
  problems: [...writing, 'stale-version'],
})
export const addItemMeasure = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/measures',
  access: 'meetings.run',
  summary: 'Creates a measure from an item, with one owner: an actor or, when null, the office',
  params: itemParams,
  body: z.strictObject({ title: line(200).min(1), ownerActorCode: code.nullable(), dueOn: localDate }),
  ok: 201,
  response: z.strictObject({ id }),
  problems: [...writing, 'key-reused'],
  idempotent: true,
})
/** Lifted twice to the same forum, the first link is answered. */
export const liftItem = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/lift',
  access: 'meetings.run',
  summary: 'Puts an item, or what a note says, on the agenda of another forum’s next meeting, with links both ways',
  params: itemParams,
  body: z.strictObject({ forumCode: code, noteId: id.nullable(), title: line(200).min(1) }),
  response: z.strictObject({ code: z.string(), itemId: id, localDate }),
  problems: [...writing, 'no-next-meeting'],
})

// ── Before and during ──────────────────────────────────────────────────────
export const saveReport = route({
  method: 'PUT',
  path: '/api/meetings/:code/report',
  access: 'meetings.report',
  summary: 'The own actor’s report before the meeting; may be amended until it closes',
  params,
  body: z.strictObject({ kind: reportKind, lines: z.array(reportLine).max(10), basedOn: z.int().min(0) }),
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
  summary: 'Marks an actor present or absent, or neither; the same mark again changes nothing',
  params: z.strictObject({ code: meetingCode, actorCode: code }),
  body: z.strictObject({
    presence: presence.nullable(),
    person: line(200).optional(),
    functionCode: code.nullable().optional(),
    hasMandate: z.boolean().nullable().optional(),
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
  response: turn,
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

// ── Agenda template ────────────────────────────────────────────────────────
const templateItem = z.strictObject({ title: line(200).min(1), kind: itemKind, minutes: z.int().min(1).max(600).nullable() })
export const agendaTemplate = z.strictObject({
  forum,
  items: z.array(templateItem),
  /** Still as derived by us from the forum's description, not stated by the sources. */
  isProposal: z.boolean(),
  version: z.int(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
  mayChange: z.boolean(),
})
export type AgendaTemplate = z.infer<typeof agendaTemplate>
export const readTemplate = route({
  method: 'GET',
  path: '/api/meetings/templates/:forumCode',
  access: 'meetings.read',
  summary: 'The agenda that meetings of a forum begin with',
  params: z.strictObject({ forumCode: code }),
  response: agendaTemplate,
  problems: ['not-found'],
})
export const saveTemplate = route({
  method: 'PUT',
  path: '/api/meetings/templates/:forumCode',
  access: 'meetings.keep-template',
  summary: 'Changes the agenda that meetings begin with, also of those planned whose agenda nobody has touched',
  params: z.strictObject({ forumCode: code }),
  body: z.strictObject({ items: z.array(templateItem).max(40), basedOn: z.int().min(0) }),
  response: z.strictObject({ version: z.int() }),
  problems: ['not-found', 'stale-version'],
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
  planMeeting,
  readTemplate,
  saveTemplate,
  readCalendarFeed,
  makeCalendarFeed,
  revokeCalendarFeed,
  readMeeting,
  editMeeting,
  advanceMeeting,
  distributeMeeting,
  moveMeeting,
  cancelMeeting,
  reinstateMeeting,
  holdMeeting,
  addItem,
  changeItem,
  removeItem,
  orderAgenda,
  addNote,
  changeNote,
  saveOutcome,
  addItemMeasure,
  takeQuestion,
  dropQuestion,
  answerQuestion,
  liftItem,
  saveReport,
  readReports,
  markAttendance,
  giveTurn,
  openMeetingPicture,
]
