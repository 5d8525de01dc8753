import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { activationSummary, answerWord, conferenceChannel, incidentCode } from './incidents.ts'
import { route } from './route.ts'
import { actorsAtMost, id, instant, line } from './shapes.ts'

export const attemptState = z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'unknown'])
export const messageState = z.enum(['queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled'])
export const gap = z.enum(['no_contact_point', 'no_channel'])

export const boardAnswer = z.strictObject({
  activationId: id,
  answer: answerWord,
  person: z.string(),
  deputy: z.string(),
  etaAt: instant.nullable(),
  comment: z.string(),
  via: z.enum(['link', 'portal', 'manual']),
  means: z.enum(['phone', 'rakel', 'other']).nullable(),
  isLate: z.boolean(),
  answeredAt: instant,
  /** How many answers came before this one; more than none means that it was changed. */
  earlier: z.int(),
})
export const boardAttempt = z.strictObject({
  id,
  channel: z.enum(['email']),
  state: attemptState,
  number: z.int(),
  at: instant,
  detail: z.string().nullable(),
  mayBeDuplicate: z.boolean(),
})
export const boardContact = z.strictObject({
  recipientId: id,
  callOutKind: z.enum(['first', 'again', 'deputy']),
  /** When the button was pressed. */
  calledAt: instant,
  functionCode: z.string(),
  functionSv: z.string(),
  functionEn: z.string(),
  label: z.string(),
  gap: gap.nullable(),
  messageState: messageState.nullable(),
  nextAt: instant.nullable(),
  attempts: z.array(boardAttempt),
  phones: z.array(z.string()),
})
/** One row per actor called. Contacts are null to a viewer who may not see them (another actor's). */
export const boardRow = z.strictObject({
  actorId: id,
  actorCode: z.string(),
  actorName: z.string(),
  state: z.enum(['alerted', 'received', 'answered', 'connected']),
  calledAt: instant,
  /** The earliest limit among the forums that go on and it has not answered for; after it the row is late. */
  lateAt: instant,
  gap: gap.nullable(),
  activationIds: z.array(id),
  answers: z.array(boardAnswer),
  /** The conferences it has joined, as ticked on their rolls. */
  connected: z.array(z.strictObject({ activationId: id, at: instant })),
  contacts: z.array(boardContact).nullable(),
})
/** What an answer changes in its actor's row. The rest of the row is known to whoever asks, and the live stream brings what followed. */
export const answeredRow = boardRow.pick({ actorId: true, state: true, lateAt: true, answers: true, connected: true })
export const board = z.strictObject({
  incidentCode,
  title: z.string(),
  isExercise: z.boolean(),
  state: z.enum(['open', 'closed']),
  at: instant,
  activations: z.array(activationSummary),
  rows: z.array(boardRow),
  /** Of 'call-outs.call-again', 'call-outs.mark-reached', 'call-outs.answer' (own row). */
  allowed: z.array(z.string()),
  ownActorId: id.nullable(),
  /** The viewer is asked to answer for its own actor; the duty officer who leads from there is not, and may all the same. */
  isOwnAsked: z.boolean(),
})
export type Board = z.infer<typeof board>
export type BoardRow = z.infer<typeof boardRow>
export type AnsweredRow = z.infer<typeof answeredRow>
export type BoardAnswer = z.infer<typeof boardAnswer>
export type BoardContact = z.infer<typeof boardContact>

/** An actor that was called the same way so recently that it is left in peace. */
export const restingActor = z.strictObject({ actorId: id, actorName: z.string(), calledAt: instant })
/** What `current` holds when nobody was left to call: who was called when, and when the first of them can be called again. */
export const calledRecently = z.strictObject({ resting: z.array(restingActor), until: instant })
export type CalledRecently = z.infer<typeof calledRecently>

const byIncident = z.strictObject({ code: incidentCode })
const byActor = z.strictObject({ code: incidentCode, actorId: id })
export const readBoard = route({
  method: 'GET',
  path: '/api/call-outs/boards/:code',
  access: 'incidents.read',
  summary: 'The call-out board of an incident: one row per actor',
  params: byIncident,
  response: board,
  problems: ['not-found'],
})
export const answerHistory = route({
  method: 'GET',
  path: '/api/call-outs/boards/:code/actors/:actorId/answers',
  access: 'incidents.read',
  summary: 'Every answer of one actor in one incident, newest first',
  params: byActor,
  response: z.strictObject({
    items: z.array(boardAnswer.omit({ earlier: true }).extend({ id, forumSv: z.string(), forumEn: z.string(), by: z.string().nullable() })),
  }),
  problems: ['not-found'],
})

/** What an answer says; person, deputy, ETA and comment may be left out. ETA in minutes from now. */
export const answerBody = z.strictObject({
  answer: answerWord,
  person: line(textLimits.person).default(''),
  deputy: line(textLimits.person).default(''),
  etaMinutes: z.int().min(0).max(1440).optional(),
  comment: line(textLimits.remark).default(''),
})
export const answerOwn = route({
  method: 'POST',
  path: '/api/call-outs/boards/:code/answers',
  access: 'call-outs.answer',
  summary: 'Answer for my own actor in the portal, for the forums named or all it was called to',
  params: byIncident,
  body: answerBody.extend({ activationIds: z.array(id).max(10).optional() }),
  response: answeredRow,
  problems: ['not-found', 'activation-closed', 'wrong-state', 'key-reused'],
  idempotent: true,
})
export const markReached = route({
  method: 'POST',
  path: '/api/call-outs/boards/:code/actors/:actorId/reached',
  access: 'call-outs.mark-reached',
  summary: 'Record an answer that came another way: phone, Rakel or other',
  params: byActor,
  body: answerBody.extend({
    means: z.enum(['phone', 'rakel', 'other']),
    activationIds: z.array(id).max(10).optional(),
    /** When it was said, where it could not be sent at once; by the server's clock as far as the page knew it, and never later than now. */
    takenDownAt: instant.optional(),
    /** `answeredAt` of the latest answer that was known when it was taken down, null: none. An own answer of the actor after it is not written over: `stale-version`. */
    basedOn: instant.nullable().optional(),
  }),
  response: answeredRow,
  problems: ['not-found', 'activation-closed', 'wrong-state', 'stale-version', 'key-reused'],
  idempotent: true,
})
export const markConnected = route({
  method: 'PUT',
  path: '/api/call-outs/boards/:code/actors/:actorId/connected',
  access: 'call-outs.mark-reached',
  summary: 'Tick an actor on the roll of one forum’s conference, or take the tick back; who had not answered takes part from then on',
  params: byActor,
  body: z.strictObject({
    activationId: id,
    connected: z.boolean(),
    /** When it was ticked, where it could not be sent at once; by the server's clock as far as the page knew it, and never later than now. */
    tickedAt: instant.optional(),
  }),
  response: answeredRow,
  problems: ['not-found', 'activation-closed', 'wrong-state', 'key-reused'],
  idempotent: true,
})
export const callAgain = route({
  method: 'POST',
  path: '/api/call-outs/boards/:code/calls',
  access: 'call-outs.call-again',
  summary: 'Call actors again, or their deputies; those who have answered, or were called the same way a moment ago, are left out',
  params: byIncident,
  body: z.strictObject({ kind: z.enum(['again', 'deputy']), actorIds: z.array(id).min(1).max(actorsAtMost) }),
  ok: 201,
  response: z.strictObject({
    callOutId: id,
    actors: z.int(),
    recipients: z.int(),
    gaps: z.array(z.strictObject({ actorId: id, actorName: z.string(), gap })),
    resting: z.array(restingActor),
  }),
  problems: ['not-found', 'activation-closed', 'wrong-state', 'nobody-to-call', 'called-recently', 'key-reused'],
  idempotent: true,
})

const linkAnswer = z.strictObject({
  answer: answerWord,
  person: z.string(),
  deputy: z.string(),
  etaAt: instant.nullable(),
  comment: z.string(),
  answeredAt: instant,
  isLate: z.boolean(),
  via: z.enum(['link', 'portal', 'manual']),
})
/** What the personal link opens: this answer and nothing else. */
export const answerLink = z.strictObject({
  title: z.string(),
  isExercise: z.boolean(),
  calledAt: instant,
  calledBy: z.string(),
  actorName: z.string(),
  label: z.string(),
  functionSv: z.string(),
  functionEn: z.string(),
  forums: z.array(
    z.strictObject({
      activationId: id,
      code: z.string(),
      nameSv: z.string(),
      nameEn: z.string(),
      channel: conferenceChannel,
      conferenceAt: instant,
      dialIn: z.string(),
      lateAt: instant,
      closedAt: instant.nullable(),
      /** What stands for this forum: the actor may have said one thing to one forum and another, or nothing, to the next. */
      answer: answerWord.nullable(),
    }),
  ),
  /** What was said last, to whichever of them. */
  current: linkAnswer.nullable(),
  open: z.boolean(),
  dutyPhone: z.string(),
})
const linkAnswered = z.strictObject({
  current: linkAnswer,
  /** The activations it stands for now: those of the link that had not ended. */
  givenTo: z.array(id),
})
export type LinkAnswered = z.infer<typeof linkAnswered>
export type LinkAnswer = z.infer<typeof linkAnswer>
export type AnswerLink = z.infer<typeof answerLink>
/** Whatever stands there is looked up: a token nobody made is not found, however it is spelt. */
const linkToken = z.strictObject({ token: z.string() })
export const readAnswerLink = route({
  method: 'GET',
  path: '/api/call-outs/links/:token',
  access: 'public',
  summary: 'What an answer link opens; never changes anything',
  params: linkToken,
  response: answerLink,
  problems: ['not-found'],
})
export const answerByLink = route({
  method: 'POST',
  path: '/api/call-outs/links/:token',
  access: 'public',
  summary: 'Answer a call-out by its link, without logging in',
  params: linkToken,
  body: answerBody,
  response: linkAnswered,
  problems: ['not-found', 'activation-closed', 'wrong-state'],
})
export const callOutRoutes = [readBoard, answerHistory, answerOwn, markReached, markConnected, callAgain, readAnswerLink, answerByLink]
