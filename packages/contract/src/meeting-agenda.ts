import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { forum, itemParams, localDate, meetingCode, params, version, writing } from './meeting-parts.ts'
import { itemKind, meetingNote } from './meeting-shapes.ts'
import { route } from './route.ts'
import { code, id, instant, line, text } from './shapes.ts'

const itemBody = {
  title: line(textLimits.title).min(1),
  kind: itemKind,
  presenterActorCode: code.nullable(),
  presenter: line(textLimits.person),
  minutes: z.int().min(1).max(600).nullable(),
}
const changed = z.strictObject({ itemId: id, version: z.int(), agendaVersion: z.int() })
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
  body: z.strictObject({ actorCode: code.nullable(), text: text(textLimits.note).min(1) }),
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
  body: z.strictObject({ actorCode: code.nullable(), text: text(textLimits.note), basedOn: version }),
  response: meetingNote,
  problems: [...writing, 'stale-version'],
})
export const saveOutcome = route({
  method: 'PUT',
  path: '/api/meetings/:code/agenda/:itemId/outcome',
  access: 'meetings.run',
  summary: 'Saves what came out of an item, on the version it was based on (0: nothing yet)',
  params: itemParams,
  body: z.strictObject({ text: text(textLimits.outcome), basedOn: z.int().min(0) }),
  response: z.strictObject({ text: z.string(), version: z.int() }),
  problems: [...writing, 'stale-version'],
})
export const addItemMeasure = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/measures',
  access: 'meetings.run',
  summary: 'Creates a measure from an item, with one owner: an actor or, when null, the office',
  params: itemParams,
  body: z.strictObject({ title: line(textLimits.title).min(1), ownerActorCode: code.nullable(), dueOn: localDate }),
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
  body: z.strictObject({ forumCode: code, noteId: id.nullable(), title: line(textLimits.title).min(1) }),
  response: z.strictObject({ code: z.string(), itemId: id, localDate }),
  problems: [...writing, 'no-next-meeting'],
})

// ── The template of a forum ────────────────────────────────────────────────
const templateItem = z.strictObject({ title: line(textLimits.title).min(1), kind: itemKind, minutes: z.int().min(1).max(600).nullable() })
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
  canWait: true,
  summary: 'Changes the agenda that meetings begin with, also of those planned whose agenda nobody has touched',
  params: z.strictObject({ forumCode: code }),
  body: z.strictObject({ items: z.array(templateItem).max(40), basedOn: z.int().min(0) }),
  response: z.strictObject({ version: z.int() }),
  problems: ['not-found', 'stale-version'],
})

export const meetingAgendaRoutes = [
  addItem,
  changeItem,
  removeItem,
  orderAgenda,
  addNote,
  changeNote,
  saveOutcome,
  addItemMeasure,
  liftItem,
  readTemplate,
  saveTemplate,
]
