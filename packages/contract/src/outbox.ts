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
export const outboxRoutes = [listOutbox, readOutboxMessage]
