import type { SubscriptionTopic } from './outbox/mail.ts'
import type { ReportMeans } from './situational-pictures/reports.ts'
import type { SettingKey } from './settings/settings.ts'
import type { SecretMark } from './situational-pictures/secrets.ts'

/**
 * Everything that can happen, one row each (architecture.md, The journal). Types are `<feature>.<what happened>`;
 * `data` holds only ids, enums and counts – texts and names live in rows that can be corrected or erased.
 */
export type JournalData = {
  'sessions.started': { via: 'password' | 'demo' | 'invitation' }
  'sessions.ended': { reason: string }
  'sessions.refused': { reason: 'unknown' | 'password' | 'disabled' }
  'sessions.function-changed': { userFunctionId: string }
  'users.joined': { purpose: 'first_admin' | 'invitation' | 'reset' }
  'actors.contact-added': { contactPointId: string; functionCode: string; channels: number }
  'actors.contact-changed': { contactPointId: string; functionCode: string; channels: number }
  'actors.contacts-confirmed': { contactPointIds: string[] }
  'actors.contact-archived': { contactPointId: string }
  'actors.contact-restored': { contactPointId: string }
  'actors.designated': { kind: 'staff_designated' }
  'actors.designation-ended': { kind: 'staff_designated' }
  'users.invited': { functionCodes: string[]; invitationId: string }
  'users.invitation-sent': { purpose: 'invitation' | 'reset'; invitationId: string; by: 'admin' | 'self' }
  'users.invitation-withdrawn': Record<string, never>
  'users.changed': { fields: ('name' | 'email' | 'phone')[] }
  'users.function-given': { heldId: string; functionCode: string; actorId: string | null; isDeputy: boolean }
  'users.function-changed': { heldId: string; functionCode: string; actorId: string | null; isDeputy: boolean }
  /** `sessions`: how many log-ins ended with it, because nothing else was held. */
  'users.function-ended': { heldId: string; functionCode: string; actorId: string | null; sessions: number }
  'users.disabled': { sessions: number }
  'users.enabled': Record<string, never>
  'users.logged-out': { sessions: number }
  'users.subscribed': { topic: SubscriptionTopic; isOn: boolean }
  /** What it was and is stands in the row alone. */
  'settings.changed': { key: SettingKey; forumCode: string | null }
  'activations.requested': { wantedForumId: string }
  'activations.request-acknowledged': Record<string, never>
  'activations.request-withdrawn': Record<string, never>
  'activations.request-merged': { incidentId: string }
  /** One press: the incident (new or known), its activations and the call-out. */
  'activations.activated': {
    activationIds: string[]
    forumCodes: string[]
    callOutId: string
    newIncident: boolean
    actors: number
    recipients: number
    gaps: number
    requestId?: string
    /** Call-outs with a like title that whoever pressed was told of, and said to be of another event. */
    otherThanCodes?: string[]
  }
  /** `endsIncident`: it was the last one open, and the incident ended with it. */
  'activations.closed': {
    forumCode: string
    answered: number
    called: number
    endsIncident: boolean
    /** What became of the measures that were open; left out when there was none. */
    measures?: { id: string; choice: string }[]
  }
  'call-outs.called-again': { callOutId: string; kind: 'again' | 'deputy'; actorIds: string[]; recipients: number; gaps: number }
  'call-outs.answered': {
    actorId: string
    answer: string
    via: 'link' | 'portal' | 'manual'
    means: string | null
    late: boolean
    changed: boolean
    activationIds: string[]
    answerIds: string[]
  }
  /** Ticked on the roll of a forum's conference, or the tick was taken back; with it the answer that the tick gave. */
  'call-outs.connected': {
    actorId: string
    activationId: string
    connected: boolean
    answerTakenBack?: true
    /** When the tick was made, where it was sent later. */
    tickedAt?: string
  }
  /** One hand-over came to an end; `state` is the attempt's. */
  'outbox.attempted': { attemptId: string; messageState: string; state: string; number: number; channel: string }
  /** What was held after a restore leaves now; `tooOld`: its time had run out, and it was not sent. */
  'outbox.released': { letters: number; tooOld: number }
  'outbox.discarded': { letters: number }
  /** A copy made at `madeAt` was put back: what was queued is held until a person lets it go; `underWay` of it was being handed over. */
  'portal.restored': { madeAt: string; letters: number; underWay: number }
  'assessments.round-prepared': { year: number }
  'assessments.round-moved': { year: number; state: string; assessments: number }
  'assessments.due-date-moved': { year: number }
  'assessments.answered': { actorId: string; indicatorCode: string; version: number }
  'assessments.handed-in': { actorId: string; year: number }
  'assessments.signed': { actorId: string; year: number }
  'assessments.reopened': { actorId: string; year: number }
  /** `afterwards`: its time had passed already, and it was entered so that it could be documented. */
  'meetings.planned': { forumCode: string; via: 'series' | 'person'; afterwards?: true }
  'meetings.edited': { version: number }
  /** `early`: opened before its time, for a reason whose hash stands here. */
  'meetings.advanced': { action: string; state: string; early?: true }
  'meetings.moved': { fromDate: string; fromTime: string; toDate: string; toTime: string; moves: number }
  'meetings.cancelled': { localDate: string }
  'meetings.reinstated': { localDate: string }
  'meetings.held': { localDate: string; holiday: string }
  'meetings.agenda-changed': { what: 'added' | 'changed' | 'removed' | 'ordered'; itemId: string | null; agendaVersion: number }
  'meetings.noted': { itemId: string; noteId: string; version: number }
  'meetings.outcome-saved': { itemId: string; version: number }
  'meetings.question-taken': { itemId: string; questionId: string; actorId: string; dueOn: string }
  'meetings.question-dropped': { itemId: string; questionId: string; actorId: string }
  'meetings.question-answered': { itemId: string; questionId: string; actorId: string; version: number }
  'meetings.reported': { actorId: string; kind: string; version: number }
  'meetings.attended': { actorId: string; presence: string | null; markedAt?: string }
  'meetings.turn-given': { itemId: string | null; actorId: string | null; turnVersion: number }
  /** A line that an ended activation left on the agenda: an open measure to take up. */
  'meetings.item-raised': { itemId: string; agendaVersion: number; localDate: string }
  'meetings.item-lifted': { itemId: string; toMeetingId: string; toItemId: string }
  'meetings.picture-opened': { pictureId: string }
  'meetings.template-changed': { forumCode: string; version: number }
  'meetings.calendar-made': Record<string, never>
  'meetings.calendar-revoked': Record<string, never>
  /** `ownerId` null: the office. `gap`: about an actor's weakness, for that actor and the office alone. */
  'measures.created': { ownerId: string | null; dueOn: string; gap: boolean }
  'measures.edited': { ownerId: string | null; dueOn: string; changed: string[]; gap: boolean }
  'measures.moved': { from: string; to: string; gap: boolean }
  'measures.noted': { gap: boolean }
  /** A chain begins, or what the open draft asks for has changed: when, by when, how it is handled. */
  'situational-pictures.opened': { number: number; asked: number }
  'situational-pictures.collection-changed': { number: number; handling: string }
  'situational-pictures.reported': {
    actorId: string
    reportId: string
    kind: 'lines' | 'nothing' | 'unchanged'
    lines: number
    number: number
    late: boolean
    /** Written for an earlier number, which was published before it came. */
    afterPublishing: boolean
    /** When it was told by phone or Rakel, where it was sent later. */
    takenDownAt?: string
    /** Said by phone or Rakel and written down by whoever the row is signed by; left out when the actor wrote it itself. */
    means?: ReportMeans
  }
  /** `withdrawnAt`: when it was done, where it was sent later. */
  'situational-pictures.line-withdrawn': { actorId: string; lineId: string; number: number; withdrawnAt?: string }
  'situational-pictures.reminded': { number: number; actors: number; messages: number }
  'situational-pictures.line-saved': { lineId: string; version: number; lifted: boolean }
  'situational-pictures.line-moved': { lineId: string }
  'situational-pictures.text-saved': { field: string; version: number }
  'situational-pictures.published': {
    number: number
    versionId: string
    lines: number
    reported: number
    asked: number
    subscribers: number
  }
  /** The check for markings was passed over: where, and which kinds of marking, never the text. `version`: it went out in a published one. */
  'situational-pictures.marking-overridden': {
    where: 'report' | 'withdrawal' | 'line' | 'text' | 'version' | 'acknowledgement'
    marks: SecretMark[]
    number: number
    actorId?: string
  }
  /** The same beside any other change: which fields (`/title`), which kinds of marking, about the thing that was changed. */
  'texts.marking-overridden': { fields: string[]; marks: SecretMark[] }
  'situational-pictures.read': { number: number }
  'situational-pictures.acknowledged': { actorId: string; number: number }
  'situational-pictures.acknowledgement-changed': { actorId: string; number: number; version: number }
}

export type JournalType = keyof JournalData

/**
 * What happens in a draft that most members may not read: its rows tell that somebody writes, where and how often. Told to those who may read
 * it, in the live stream and in the log.
 */
export const draftTypes = [
  'situational-pictures.line-saved',
  'situational-pictures.line-moved',
  'situational-pictures.text-saved',
] as const satisfies readonly JournalType[]
export const isOfDrafts = (type: string): boolean => (draftTypes as readonly string[]).includes(type)

export const subjectTypes = [
  'session',
  'user',
  'incident',
  'activation',
  'activation-request',
  'call-out',
  'outbox-message',
  'portal',
  'actor',
  'forum',
  'assessment-round',
  'assessment',
  'meeting',
  'measure',
  'situational-picture',
  'setting',
] as const
export type SubjectType = (typeof subjectTypes)[number]

/** Somebody is writing in a draft right now. Passes through the live stream and is kept nowhere: no row, no id, no replay. */
export type Writing = { pictureId: string; userId: string; name: string }

/** One line of the live stream: what changed, nothing about its content. */
export type LiveEvent = { id: number; type: JournalType; subject: string; version: number | null; incidentId: string | null }
