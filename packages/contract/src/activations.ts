import { activationLimits, textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { conferenceChannel, incident } from './incidents.ts'
import { closingMeasure } from './measures.ts'
import { route } from './route.ts'
import { actorsAtMost, code, id, instant, line, page, paging, text } from './shapes.ts'

/** How one forum would be called right now, for the form: who, how many, which gaps. */
export const callPreview = z.strictObject({
  forumCode: z.string(),
  nameSv: z.string(),
  nameEn: z.string(),
  level: z.string().nullable(),
  /** The stated time limit of the forum; 0 is 'at once', null where the rules state none. */
  responseMinutes: z.int().nullable(),
  lateAfterMinutes: z.int(),
  /** 'designated' with no actor byDefault: nobody has been designated yet. */
  rule: z.enum(['all', 'designated', 'chosen']),
  actors: z.array(
    z.strictObject({
      id,
      code: z.string(),
      name: z.string(),
      byDefault: z.boolean(),
      contacts: z.array(
        z.strictObject({ functionCode: z.string(), functionSv: z.string(), label: z.string(), mailbox: z.string().nullable() }),
      ),
      confirmedAt: instant.nullable(),
      gap: z.enum(['no_contact_point', 'no_channel']).nullable(),
    }),
  ),
})
export type CallPreview = z.infer<typeof callPreview>
export const previewCallOut = route({
  method: 'GET',
  path: '/api/activations/preview',
  access: 'activations.activate',
  summary: 'Who would be called into each forum that can be activated',
  response: z.strictObject({
    forums: z.array(callPreview),
    openIncidents: z.array(
      z.strictObject({ code: z.string(), title: z.string(), isExercise: z.boolean(), openForums: z.array(z.string()) }),
    ),
    conferenceLeadMinutes: z.int(),
    contactReviewDays: z.int(),
    dutyPhone: z.string(),
  }),
})

/** What `similar-call-out` tells of a call-out made a moment ago whose title is like the one that was sent. Real and practised are never each other's. */
export const similarCallOut = z.strictObject({
  incidentCode: z.string(),
  title: z.string(),
  isExercise: z.boolean(),
  /** When it was pressed; the latest press, where the incident has grown since. */
  calledAt: instant,
  /** When the incident ended, if it has: its letters have been sent all the same. */
  closedAt: instant.nullable(),
  calledBy: z.strictObject({
    name: z.string(),
    functionSv: z.string().nullable(),
    functionEn: z.string().nullable(),
    /** The person who asks, in another tab or on another device. */
    isSelf: z.boolean(),
  }),
  forums: z.array(z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() })),
})
export type SimilarCallOut = z.infer<typeof similarCallOut>
export type SimilarCallOuts = { similar: SimilarCallOut[] }

export const activate = route({
  method: 'POST',
  path: '/api/activations',
  access: 'activations.activate',
  summary: 'Activate forums: one press creates the incident, its activations and the call-out',
  body: z.strictObject({
    /** What happened: the only field that must be filled in. */
    title: line(activationLimits.title).min(1),
    description: text(activationLimits.description).default(''),
    /** An open incident to activate within; left out for a new one. */
    incidentCode: z.string().max(20).optional(),
    requestId: id.optional(),
    isExercise: z.boolean(),
    /** Said when asked (`mode-in-doubt`): the title speaks of an exercise in a real call-out, or of reality in an exercise, and is meant so. */
    wordsMeant: z.boolean().default(false),
    /** Said when asked (`similar-call-out`): the incidents that this is not, by code. One that has come since is asked about anew. */
    otherThan: z
      .array(z.string().regex(/^\d{4}-\d{3,5}$/))
      .max(20)
      .default([]),
    forums: z
      .array(
        z.strictObject({
          forumCode: code,
          /** Exactly these actors instead of the default. */
          actorIds: z.array(id).max(actorsAtMost).optional(),
        }),
      )
      .min(1)
      .max(10)
      .refine((forums) => new Set(forums.map((f) => f.forumCode)).size === forums.length, { message: 'twice' }),
    /** Why fewer than all are called, where all are called by default. */
    narrowingReason: text(activationLimits.narrowingReason).optional(),
    channel: conferenceChannel,
    conferenceAt: instant,
    dialIn: line(textLimits.dialIn).default(''),
    /** As edited; left out, the message is composed from the fields. */
    message: z.strictObject({ subject: line(activationLimits.subject).min(1), body: text(activationLimits.body).min(1) }).optional(),
  }),
  ok: 201,
  response: incident,
  problems: [
    'not-found',
    'already-activated',
    'mode-in-doubt',
    'similar-call-out',
    'nobody-to-call',
    'wrong-state',
    'key-reused',
    'storage-low',
  ],
  idempotent: true,
})
export const closeActivation = route({
  method: 'POST',
  path: '/api/activations/:id/close',
  access: 'activations.close',
  summary: 'End an activation with a closing note; the last one ends the incident',
  params: z.strictObject({ id }),
  body: z.strictObject({
    note: text(textLimits.closingNote).min(1),
    version: z.int(),
    /** One answer for every open measure of the activation, and with the last one of the incident; `measures-remain` has the list. */
    measures: z.array(closingMeasure).max(500).default([]),
  }),
  response: incident,
  problems: ['not-found', 'activation-closed', 'wrong-state', 'stale-version', 'measures-remain', 'no-next-meeting'],
})

export const activationRequest = z.strictObject({
  id,
  state: z.enum(['requested', 'acknowledged', 'convened', 'merged', 'withdrawn']),
  reason: z.string(),
  forum: z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() }),
  channelWish: conferenceChannel.nullable(),
  actor: z.strictObject({ id, code: z.string(), name: z.string() }),
  requestedBy: z.string(),
  onBehalfOf: z.string().nullable(),
  relayedBy: z.string().nullable(),
  receivedAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  endNote: z.string().nullable(),
  incidentCode: z.string().nullable(),
  isExercise: z.boolean(),
  version: z.int(),
  allowed: z.array(z.string()),
})
export type ActivationRequest = z.infer<typeof activationRequest>
export const listRequests = route({
  method: 'GET',
  path: '/api/activations/requests',
  access: 'session',
  summary: 'Requests for activation: own, or all for those who see the region',
  query: z.strictObject({ ...paging, open: z.stringbool().optional() }),
  response: page(activationRequest),
})
export const requestActivation = route({
  method: 'POST',
  path: '/api/activations/requests',
  access: 'activations.request',
  summary: 'Request that a forum is activated; the duty officer is told at once',
  body: z.strictObject({
    reason: text(activationLimits.requestReason).min(1),
    forumCode: code,
    channelWish: conferenceChannel.optional(),
    onBehalfOf: line(textLimits.person).optional(),
    isExercise: z.boolean().default(false),
  }),
  ok: 201,
  response: activationRequest,
  problems: ['not-found', 'key-reused'],
  idempotent: true,
})
const requestId = z.strictObject({ id })
export const acknowledgeRequest = route({
  method: 'POST',
  path: '/api/activations/requests/:id/acknowledge',
  access: 'activations.take-request',
  summary: 'Take a request',
  params: requestId,
  response: activationRequest,
  problems: ['not-found', 'wrong-state'],
})
export const mergeRequest = route({
  method: 'POST',
  path: '/api/activations/requests/:id/merge',
  access: 'activations.take-request',
  summary: 'The same event is already active: link the request to it',
  params: requestId,
  body: z.strictObject({ incidentCode: z.string().max(20) }),
  response: activationRequest,
  problems: ['not-found', 'wrong-state'],
})
export const withdrawRequest = route({
  method: 'POST',
  path: '/api/activations/requests/:id/withdraw',
  access: 'activations.withdraw-request',
  summary: 'Withdraw a request before the call-out',
  params: requestId,
  body: z.strictObject({ note: text(textLimits.reason).min(1) }),
  response: activationRequest,
  problems: ['not-found', 'wrong-state'],
})
export const activationRoutes = [
  previewCallOut,
  activate,
  closeActivation,
  listRequests,
  requestActivation,
  acknowledgeRequest,
  mergeRequest,
  withdrawRequest,
]
