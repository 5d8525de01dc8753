import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, page, paging } from './shapes.ts'

export const incidentCode = z.string().regex(/^\d{4}-\d{3,5}$/)
export const answerWord = z.enum(['participates', 'follows', 'not_concerned'])
export const activationState = z.enum(['convened', 'in_session', 'between_sessions', 'closing', 'closed'])
export const conferenceChannel = z.enum(['telephone', 'rakel', 'video', 'physical'])

export const activationSummary = z.strictObject({
  id,
  forumCode: z.string(),
  forumSv: z.string(),
  forumEn: z.string(),
  level: z.string().nullable(),
  state: activationState,
  channel: conferenceChannel,
  conferenceAt: instant,
  dialIn: z.string(),
  calledAt: instant,
  /** The stated time limit of the forum; 0 is 'at once', null none: then `lateAt` is only our own threshold. */
  responseMinutes: z.int().nullable(),
  /** Until when an answer is in time: call-out + 15 min, 60 min or 2 h, as the forum's setting says. */
  lateAt: instant,
  called: z.int(),
  answered: z.int(),
  participates: z.int(),
  follows: z.int(),
  notConcerned: z.int(),
  closedAt: instant.nullable(),
  closingNote: z.string().nullable(),
  version: z.int(),
  /** What this viewer may do with it now. */
  allowed: z.array(z.string()),
})
export const incidentListItem = z.strictObject({
  id,
  code: z.string(),
  title: z.string(),
  isExercise: z.boolean(),
  state: z.enum(['open', 'closed']),
  openedAt: instant,
  closedAt: instant.nullable(),
  forums: z.array(z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string(), closed: z.boolean() })),
  called: z.int(),
  answered: z.int(),
})
export const incident = z.strictObject({
  id,
  code: z.string(),
  title: z.string(),
  description: z.string(),
  isExercise: z.boolean(),
  state: z.enum(['open', 'closed']),
  openedAt: instant,
  openedBy: z.string(),
  closedAt: instant.nullable(),
  version: z.int(),
  activations: z.array(activationSummary),
  allowed: z.array(z.string()),
})
export type Incident = z.infer<typeof incident>
export type IncidentListItem = z.infer<typeof incidentListItem>
export type ActivationSummary = z.infer<typeof activationSummary>

/** One line of the timeline: the journal row with the names it points at, read at the time of asking. */
export const timelineEntry = z.strictObject({
  id: z.int(),
  at: instant,
  type: z.string(),
  subjectId: id,
  person: z.string().nullable(),
  functionSv: z.string().nullable(),
  functionEn: z.string().nullable(),
  actor: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Texts the row points at (closing note, comment, message subject), as they stand now. */
  text: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

const byCode = z.strictObject({ code: incidentCode })
export const listIncidents = route({
  method: 'GET',
  path: '/api/incidents',
  access: 'incidents.read',
  summary: 'Incidents, newest first',
  query: z.strictObject({ ...paging, state: z.enum(['open', 'closed']).optional() }),
  response: page(incidentListItem),
})
export const readIncident = route({
  method: 'GET',
  path: '/api/incidents/:code',
  access: 'incidents.read',
  summary: 'One incident with its activations',
  params: byCode,
  response: incident,
  problems: ['not-found'],
})
export const readTimeline = route({
  method: 'GET',
  path: '/api/incidents/:code/timeline',
  access: 'incidents.read',
  summary: 'The story of an incident from the journal, newest first; `matters` leaves single hand-overs out',
  params: byCode,
  query: z.strictObject({ ...paging, matters: z.stringbool().optional() }),
  response: page(timelineEntry),
  problems: ['not-found'],
})
export const incidentRoutes = [listIncidents, readIncident, readTimeline]
