import { pictureLimits, secretMarks } from '@samverkan/domain'
import { z } from 'zod'
import { incidentCode } from './incidents.ts'
import { noContent, route } from './route.ts'
import { id, instant, text } from './shapes.ts'
import {
  actorName,
  byPicture,
  certainty,
  notSecret,
  pictureActions,
  pictureCollection,
  pictureField,
  pictureHeading,
  pictureReport,
  pictureReportLine,
  pictureSource,
  reportStatus,
  withdrawn,
} from './situational-picture-shapes.ts'

const savedBy = { version: z.int(), savedAt: instant, savedBy: z.string() }
export const draftLine = z.strictObject({
  id,
  heading: pictureHeading,
  certainty,
  text: z.string(),
  isRemoved: z.boolean(),
  ...savedBy,
  source: pictureSource.nullable(),
  /** The actor has corrected the line since it was lifted in. */
  sourceCorrectedTo: z.string().nullable(),
  /** What it was lifted from, or the latest correction of that, has been taken back. */
  sourceWithdrawn: withdrawn.nullable(),
  /** Against the latest published version. */
  change: z.enum(['new', 'changed', 'unchanged', 'removed']),
  publishedText: z.string().nullable(),
})
export type DraftLine = z.infer<typeof draftLine>
export const draftText = z.strictObject({
  field: pictureField,
  text: z.string(),
  ...{ ...savedBy, savedAt: instant.nullable(), savedBy: z.string().nullable() },
  publishedText: z.string().nullable(),
})
export type DraftText = z.infer<typeof draftText>
export const draftActor = z.strictObject({
  actor: actorName,
  askedAt: instant.nullable(),
  remindedAt: instant.nullable(),
  status: reportStatus,
  /** When the lines were said that *oförändrat* would repeat; null when there are none. */
  repeatableSince: instant.nullable(),
  reports: z.array(pictureReport),
  /** What counts now, in the order it was reported; `liftedAs` is the line of the draft it has become. */
  lines: z.array(pictureReportLine.extend({ liftedAs: id.nullable() })),
})
export type DraftActor = z.infer<typeof draftActor>
export const pictureDraft = z.strictObject({
  id,
  title: z.string(),
  incidentCode: incidentCode.nullable(),
  isExercise: z.boolean(),
  collection: pictureCollection,
  latestNumber: z.int().nullable(),
  actors: z.array(draftActor),
  /**
   * Reported to an earlier number, said last there, and in no version so far: nobody has to report again because theirs came just before
   * publishing or after. By actor, then by time.
   */
  leftOver: z.array(pictureReportLine.extend({ liftedAs: id.nullable(), actor: actorName, number: z.int() })),
  /** In the order of headings and places; removed ones last. */
  lines: z.array(draftLine),
  texts: z.array(draftText),
  allowed: z.array(pictureActions),
})
export type PictureDraft = z.infer<typeof pictureDraft>
export const readDraft = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/draft',
  access: 'situational-pictures.follow',
  summary: 'The open draft whole: who has reported what, and the joint text being written',
  params: byPicture,
  response: pictureDraft,
  problems: ['not-found', 'picture-archived'],
})
const lineChange = ['not-found', 'picture-archived', 'looks-secret'] as const
export const addLine = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/lines',
  access: 'situational-pictures.write',
  summary:
    'Lifts a reported line into the draft with its source, or adds a line of the writer’s own. Lifting the same line twice gives one',
  params: byPicture,
  body: z.strictObject({
    heading: pictureHeading,
    /** Lift: the reported line. Its text and certainty come along when they are left out. */
    sourceLineId: id.nullable().default(null),
    certainty: certainty.optional(),
    text: text(pictureLimits.line).optional(),
    /** Put right after this line of the same heading; null: last. */
    after: id.nullable().default(null),
    notSecret,
  }),
  ok: 201,
  response: draftLine,
  problems: [...lineChange, 'line-withdrawn', 'key-reused'],
  idempotent: true,
})
export const saveLine = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/lines/:lineId',
  access: 'situational-pictures.write',
  summary: 'Saves, removes or puts back one line of the draft, on the version it was based on; 409 carries the current line',
  params: z.strictObject({ id, lineId: id }),
  body: z.strictObject({
    heading: pictureHeading,
    certainty,
    text: text(pictureLimits.line).min(1),
    isRemoved: z.boolean().default(false),
    basedOn: z.int().min(1),
    notSecret,
  }),
  response: draftLine,
  problems: [...lineChange, 'stale-version'],
})
export const moveLine = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/lines/:lineId/place',
  access: 'situational-pictures.write',
  summary: 'Puts a line after another of its heading, or first; its text and version stay as they are',
  params: z.strictObject({ id, lineId: id }),
  body: z.strictObject({ after: id.nullable() }),
  ok: 204,
  response: z.null(),
  problems: ['not-found', 'picture-archived'],
})
export const saveText = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/texts/:field',
  access: 'situational-pictures.write',
  summary: 'Saves one text of the draft, on the version it was based on; 409 carries the current text',
  params: z.strictObject({ id, field: pictureField }),
  /** The length is the field's own (`pictureLimits`); longer answers `invalid`. */
  body: z.strictObject({ text: text(pictureLimits.summary), basedOn: z.int().min(0), notSecret }),
  response: draftText,
  problems: [...lineChange, 'stale-version'],
})
/** Said every few seconds by whoever writes; the others hear it in their live streams, and nothing is kept. */
export const tellWriting = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/writing',
  access: 'situational-pictures.write',
  summary: 'Tells those who follow the draft that this person is writing in it now',
  params: byPicture,
  ok: 204,
  response: noContent,
  problems: ['not-found', 'picture-archived'],
})
const keptVersion = z.strictObject({ version: z.int(), text: z.string(), savedAt: instant, savedBy: z.string() })
export const lineHistory = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/lines/:lineId/versions',
  access: 'situational-pictures.follow',
  summary: 'Every saved version of one line of the draft, newest first',
  params: z.strictObject({ id, lineId: id }),
  response: z.strictObject({ items: z.array(keptVersion.extend({ heading: pictureHeading, certainty, isRemoved: z.boolean() })) }),
  problems: ['not-found'],
})
export const textHistory = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/texts/:field/versions',
  access: 'situational-pictures.follow',
  summary: 'Every saved version of one text of the draft, newest first',
  params: z.strictObject({ id, field: pictureField }),
  response: z.strictObject({ items: z.array(keptVersion) }),
  problems: ['not-found'],
})
/** What the next version would carry a marking in: a line, a text, what was reported as the line's source, or who gave that report. */
export const markedPassage = z.strictObject({
  /** Of these very words: a passage that was written anew is another, and is asked about again. */
  ref: z.string(),
  kind: z.enum(['line', 'text', 'reported', 'given-by']),
  heading: pictureHeading.nullable(),
  field: pictureField.nullable(),
  actorName: z.string().nullable(),
  text: z.string(),
  marks: z.array(z.enum(secretMarks)),
})
export type MarkedPassage = z.infer<typeof markedPassage>
export const publishPicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions',
  access: 'situational-pictures.publish',
  summary:
    'Freezes the draft as the next version and opens the one after it. `number` is the one the writer saw: published already answers 409. Text that carries a marking answers `looks-secret` with the passages (`current.marked`) until each is named in `despite`; texts to look at first answer `texts-unseen` with them (`current.texts`) until each is repeated in `looked`',
  params: byPicture,
  body: z.strictObject({
    number: z.int().min(1),
    /** For the draft that opens; left out: the next update becomes its cut-off. */
    nextCutOffAt: instant.optional(),
    /** The marked passages that whoever publishes has seen and says are no secret, by `ref`. */
    despite: z.array(z.string().max(64)).max(2000).default([]),
    /** The texts that whoever publishes has looked at, word by word: what has changed meanwhile is asked about again. */
    looked: z
      .array(z.strictObject({ field: pictureField, text: z.string().max(4000) }))
      .max(4)
      .default([]),
  }),
  ok: 201,
  response: z.strictObject({ number: z.int(), publishedAt: instant }),
  problems: ['not-found', 'stale-version', 'picture-archived', 'picture-empty', 'looks-secret', 'texts-unseen', 'key-reused'],
  idempotent: true,
})
export const pictureDraftRoutes = [readDraft, addLine, saveLine, moveLine, saveText, tellWriting, lineHistory, textHistory, publishPicture]
