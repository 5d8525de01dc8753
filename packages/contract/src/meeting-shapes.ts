import { reportLimits } from '@samverkan/domain'
import { z } from 'zod'
import { actor, forum, localDate, localTime } from './meeting-parts.ts'
import { forumLeader } from './forums.ts'
import { earlierQuestion, takenQuestion } from './meeting-questions.ts'
import { id, instant, line } from './shapes.ts'

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

/** What the viewer's own actor said last time, for "unchanged" in one tap. */
export const reportLine = z.strictObject({ basis: z.enum(['fact', 'assumption']), text: line(reportLimits.characters).min(1) })
export type ReportLine = z.infer<typeof reportLine>
export const meetingReport = z.strictObject({
  kind: reportKind,
  lines: z.array(reportLine),
  /** `unchanged`: the meeting whose report is repeated; `isChanged`: other words stand there by now than those repeated here. */
  repeats: z.strictObject({ code: z.string(), localDate, isChanged: z.boolean() }).nullable(),
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

export const meetingTurn = z.strictObject({ itemId: id.nullable(), actorId: id.nullable(), since: instant.nullable(), version: z.int() })
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
  /** Who opens it, said to everybody while it waits to be opened: the duty officer, or the office for the ordinary groups. */
  openedBy: z.enum(['duty-officer', 'office']).nullable(),
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
  /** Who leads the forum's meetings; `person` is whoever has the duty, or holds the function, when it begins. Null on duty is a gap. */
  leaders: z.array(forumLeader.extend({ onDuty: z.boolean(), person: z.string().nullable() })),
  turn: meetingTurn,
  agenda: z.array(agendaItem),
  roll: z.array(rollRow),
  /** What the viewer's own actor said at the meeting before, which `unchanged` would repeat. */
  ownBefore: z.strictObject({ code: z.string(), localDate, kind: reportKind, lines: z.array(reportLine) }).nullable(),
  picture: z.strictObject({ id, title: z.string() }).nullable(),
  /** The meeting before in the same row. */
  previous: z.strictObject({ code: z.string(), localDate }).nullable(),
  next: z.strictObject({ code: z.string(), localDate }).nullable(),
  /** Questions taken home from earlier meetings of the forum, those that are late first; of the next meeting alone. */
  earlierQuestions: z.array(earlierQuestion),
  /** Measures of the meeting before, and on the next meeting also what is still open from those before it, in due order. */
  earlierMeasures: z.array(itemMeasure.extend({ meeting: z.strictObject({ code: z.string(), localDate, isoWeek: z.int() }) })),
})
export type Meeting = z.infer<typeof meeting>
