import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { incidentCode } from './incidents.ts'
import { route } from './route.ts'
import { code, id, instant, line, page, paging, text } from './shapes.ts'

export const measureState = z.enum(['open', 'in_progress', 'done', 'cancelled'])
export const measureAction = z.enum(['start', 'finish', 'cancel', 'reopen', 'edit', 'note'])
const measureOrigin = z.enum(['incident', 'meeting', 'gap', 'none'])
const date = z.iso.date()

/** Exactly one owner: an actor, or the coordination office. A forum never owns a measure. */
export const measureOwner = z.union([z.strictObject({ actorId: id }), z.strictObject({ office: z.literal(true) })])
export type MeasureOwner = z.infer<typeof measureOwner>
const title = line(textLimits.title).min(1)

export const measure = z.strictObject({
  id,
  title: z.string(),
  description: z.string(),
  /** null: the coordination office. */
  owner: z.strictObject({ id, code: z.string(), name: z.string(), shortName: z.string().nullable() }).nullable(),
  dueOn: date,
  state: measureState,
  endedAt: instant.nullable(),
  cancelReason: z.string().nullable(),
  origin: measureOrigin,
  incident: z.strictObject({ code: z.string(), title: z.string(), isExercise: z.boolean(), isOpen: z.boolean() }).nullable(),
  /** From an exercise: of the incident, or of the meeting it was agreed in. */
  isExercise: z.boolean(),
  /** The meeting whose item it comes from. */
  meeting: z.strictObject({ code: z.string(), title: z.string(), localDate: date }).nullable(),
  activationId: id.nullable(),
  /** The forum whose activation it was decided in, when it was decided in one. */
  forum: z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() }).nullable(),
  gap: z
    .strictObject({
      assessmentId: id,
      actorId: id,
      actorCode: z.string(),
      actorName: z.string(),
      year: z.int(),
      subCapability: z.string(),
      printedNumber: z.string(),
      text: z.string(),
    })
    .nullable(),
  createdAt: instant,
  createdBy: z.string(),
  /** The newest follow-up note, for lists. */
  lastNote: z.strictObject({ at: instant, by: z.string(), note: z.string() }).nullable(),
  version: z.int(),
  /** What this viewer may do with it now. */
  allowed: z.array(measureAction),
})
export type Measure = z.infer<typeof measure>

/** What happened to a measure. `before` holds what an edit replaced, by field. */
export const measureEvent = z.strictObject({
  id,
  kind: z.enum(['created', 'moved', 'edited', 'noted']),
  at: instant,
  by: z.string(),
  actor: z.string().nullable(),
  functionSv: z.string().nullable(),
  functionEn: z.string().nullable(),
  fromState: measureState.nullable(),
  toState: measureState.nullable(),
  note: z.string(),
  before: z.strictObject({
    title: z.string().optional(),
    description: z.string().optional(),
    dueOn: date.optional(),
    /** The name of the owner before; null was the office. */
    owner: z.string().nullable().optional(),
  }),
  /** The forum whose end asked where the measure goes. */
  closing: z.strictObject({ nameSv: z.string(), nameEn: z.string() }).nullable(),
})
export type MeasureEvent = z.infer<typeof measureEvent>
export const measureWithHistory = measure.extend({ history: z.array(measureEvent) })
export type MeasureWithHistory = z.infer<typeof measureWithHistory>

export const listMeasures = route({
  method: 'GET',
  path: '/api/measures',
  access: 'measures.read',
  summary: 'Measures: the open ones first by due date, then the ended ones',
  query: z.strictObject({
    ...paging,
    /** 'open': open and in progress; 'ended': done and cancelled. */
    state: z.enum(['open', 'ended', 'in_progress', 'done', 'cancelled']).optional(),
    /** Those the viewer's own actor – or the office – answers for. */
    mine: z.stringbool().optional(),
    /** The code of an actor, or `kansliet`. */
    owner: code.optional(),
    origin: measureOrigin.optional(),
    overdue: z.stringbool().optional(),
    incidentCode: incidentCode.optional(),
    /** Those about one gap: an assessment, and a sub-capability of it. */
    assessmentId: id.optional(),
    subCapability: z
      .string()
      .regex(/^\d{1,2}\.\d{1,2}[a-z]?$/)
      .optional(),
  }),
  response: page(measure).extend({
    /** How many of those that match are open and late. */
    overdue: z.int(),
    /** Where this viewer may bring a new one about, beside the incident or gap at hand. */
    mayCreate: z.array(measureOrigin),
  }),
})

export const newMeasure = z.strictObject({
  title,
  description: text(textLimits.description).default(''),
  owner: measureOwner,
  dueOn: date,
})
/** Where one open measure goes when its activation ends, on the version that was read. */
export const closingMeasure = z.discriminatedUnion('choice', [
  z.strictObject({ choice: z.literal('stay'), id, version: z.int(), dueOn: date }),
  /** As `stay`, and on the agenda of the weekly conference's next meeting. */
  z.strictObject({ choice: z.literal('next-meeting'), id, version: z.int(), dueOn: date }),
  z.strictObject({ choice: z.literal('hand-over'), id, version: z.int(), owner: measureOwner, dueOn: date }),
  z.strictObject({ choice: z.literal('cancel'), id, version: z.int(), reason: text(textLimits.note).min(1) }),
])
export type ClosingMeasure = z.infer<typeof closingMeasure>

export const createMeasure = route({
  method: 'POST',
  path: '/api/measures',
  access: 'measures.create',
  summary: 'A new measure: from an incident, for a gap, or the office’s own',
  body: newMeasure.extend({
    origin: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('incident'), incidentCode, activationId: id.optional() }),
      z.strictObject({ kind: z.literal('gap'), assessmentId: id, subCapability: z.string().regex(/^\d{1,2}\.\d{1,2}[a-z]?$/) }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
  }),
  ok: 201,
  response: measureWithHistory,
  problems: ['not-found', 'key-reused'],
  idempotent: true,
})
/** One open measure about a gap, as short as the heat map needs it. */
export const gapMeasure = z.strictObject({
  id,
  title: z.string(),
  actorCode: z.string(),
  actorName: z.string(),
  /** null: the coordination office. */
  ownerName: z.string().nullable(),
  dueOn: date,
  state: measureState,
})
export type GapMeasure = z.infer<typeof gapMeasure>
export const gapWork = z.strictObject({
  /** Per sub-capability, those this viewer may see: its own actor's, or for the office all; the nearest day first. */
  gaps: z.array(z.strictObject({ subCapability: z.string(), measures: z.array(gapMeasure) })),
  /** How many in the region, without names; only where so many actors have one that none can be told. */
  region: z.array(z.strictObject({ subCapability: z.string(), measures: z.int(), actors: z.int() })),
})
export type GapWork = z.infer<typeof gapWork>
export const readGapWork = route({
  method: 'GET',
  path: '/api/measures/gaps/:year',
  access: 'measures.read',
  summary: 'Who works on which gap of a year’s self-assessment',
  params: z.strictObject({ year: z.coerce.number().int().min(2015).max(2100) }),
  response: gapWork,
  problems: ['not-found'],
})
const byId = z.strictObject({ id })
export const readMeasure = route({
  method: 'GET',
  path: '/api/measures/:id',
  access: 'measures.read',
  summary: 'One measure and everything that happened to it',
  params: byId,
  response: measureWithHistory,
  problems: ['not-found'],
})
export const editMeasure = route({
  method: 'PUT',
  path: '/api/measures/:id',
  access: 'measures.change',
  summary: 'Other words, another date or another owner, on the version that was read',
  params: byId,
  body: newMeasure.extend({ description: text(textLimits.description), version: z.int() }),
  response: measureWithHistory,
  problems: ['not-found', 'wrong-state', 'stale-version'],
})
export const moveMeasure = route({
  method: 'POST',
  path: '/api/measures/:id/state',
  access: 'measures.change',
  summary: 'Starts, finishes, cancels (with a reason) or takes up a measure again',
  params: byId,
  body: z
    .strictObject({ action: z.enum(['start', 'finish', 'cancel', 'reopen']), note: text(textLimits.note).default(''), version: z.int() })
    .refine(({ action, note }) => action !== 'cancel' || note !== '', { path: ['note'], message: 'required' }),
  response: measureWithHistory,
  problems: ['not-found', 'wrong-state', 'stale-version'],
})
export const noteMeasure = route({
  method: 'POST',
  path: '/api/measures/:id/notes',
  access: 'measures.change',
  summary: 'Adds a follow-up note',
  params: byId,
  body: z.strictObject({ note: text(textLimits.note).min(1) }),
  ok: 201,
  response: measureWithHistory,
  problems: ['not-found', 'key-reused'],
  idempotent: true,
})
export const measureRoutes = [listMeasures, createMeasure, readGapWork, readMeasure, editMeasure, moveMeasure, noteMeasure]
