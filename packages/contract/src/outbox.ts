import { purposes } from '@samverkan/domain'
import { z } from 'zod'
import { boardAttempt, messageState } from './call-outs.ts'
import { route } from './route.ts'
import { id, instant, page, paging } from './shapes.ts'

export const outboxMessage = z.strictObject({
  id,
  purpose: z.enum(purposes),
  incident: z.strictObject({ code: z.string(), title: z.string(), isExercise: z.boolean() }).nullable(),
  actor: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  label: z.string().nullable(),
  channel: z.enum(['email']),
  destination: z.string(),
  subject: z.string(),
  /** The text as it left, with the personal link masked. */
  body: z.string(),
  state: messageState,
  nextAt: instant.nullable(),
  createdAt: instant,
  attempts: z.array(boardAttempt.extend({ responseCode: z.int().nullable(), finishedAt: instant.nullable() })),
})
export type OutboxMessage = z.infer<typeof outboxMessage>
export const listOutbox = route({
  method: 'GET',
  path: '/api/outbox',
  access: 'outbox.read',
  summary: 'Every message as it left, newest first',
  query: z.strictObject({
    ...paging,
    state: messageState.optional(),
    purpose: z.enum(purposes).optional(),
    incidentCode: z.string().max(20).optional(),
  }),
  response: page(outboxMessage),
})
export const readOutboxMessage = route({
  method: 'GET',
  path: '/api/outbox/:id',
  access: 'outbox.read',
  summary: 'One message',
  params: z.strictObject({ id }),
  response: outboxMessage,
  problems: ['not-found'],
})
/** What was on its way when the portal was put back from a copy: it leaves when a person has said so. */
export const heldLetters = z.strictObject({
  letters: z.int(),
  /** Of those, letters whose time has run out: they will not be sent. */
  tooOld: z.int(),
  callOuts: z.int(),
  /** When the portal was put back, and when the copy had been made. */
  restoredAt: instant.nullable(),
  madeAt: instant.nullable(),
  mayRelease: z.boolean(),
})
export type HeldLetters = z.infer<typeof heldLetters>
export const readHeldLetters = route({
  method: 'GET',
  path: '/api/outbox/held',
  access: 'outbox.read',
  summary: 'Letters that are held after a restore',
  response: heldLetters,
})
export const decideHeldLetters = route({
  method: 'POST',
  path: '/api/outbox/held',
  access: 'outbox.release',
  summary: 'Send the held letters, or throw them away; as many as were on the screen',
  body: z.strictObject({ decision: z.enum(['send', 'discard']), letters: z.int().min(1) }),
  response: z.strictObject({ sent: z.int(), discarded: z.int() }),
  problems: ['stale-version'],
})
export const outboxRoutes = [listOutbox, readHeldLetters, decideHeldLetters, readOutboxMessage]
