import { pictureFields, pictureHeadings, pictureLimits, pictureReportKinds } from '@samverkan/domain'
import { z } from 'zod'
import { incidentCode } from './incidents.ts'
import { route } from './route.ts'
import { id, instant, line, page, paging, text } from './shapes.ts'

export const pictureHeading = z.enum(pictureHeadings)
export const certainty = z.enum(['fact', 'assumption'])
export const pictureField = z.enum(pictureFields)
export const handling = z.enum(['open', 'internal'])
/** What a person may ask for: sekretess is refused with `handling-refused`, because it belongs in another channel. */
const wantedHandling = z.enum(['open', 'internal', 'secret'])
export const pictureReportKind = z.enum(pictureReportKinds)
export const reportStatus = z.enum(['waiting', ...pictureReportKinds])
const number = z.coerce.number().int().min(1).max(10_000)
const actorName = z.strictObject({ id, code: z.string(), name: z.string() })
/** A text that looks as if it carried a marking of secrecy answers `looks-secret` until somebody has said that it is not (security.md D3). */
const notSecret = z.boolean().default(false)

/** What is being collected now: number n of the chain, not yet published. */
export const pictureCollection = z.strictObject({
  id,
  number: z.int(),
  state: z.enum(['collecting', 'drafted', 'archived']),
  cutOffAt: instant,
  nextUpdateAt: instant.nullable(),
  handling,
  openedAt: instant,
  /** For `changeCollection`. */
  version: z.int(),
})
export type PictureCollection = z.infer<typeof pictureCollection>

const versionMark = z.strictObject({
  number: z.int(),
  publishedAt: instant,
  handling,
  /** Has this person read it, has its actor acknowledged it. */
  isRead: z.boolean(),
  isAcknowledged: z.boolean(),
})
/** A chain of lägesbilder in a list. */
export const pictureLine = z.strictObject({
  id,
  kind: z.enum(['joint_regional', 'weekly']),
  title: z.string(),
  incidentCode: incidentCode.nullable(),
  /** Of a weekly one: the conference it belongs to. */
  meetingCode: z.string().nullable(),
  isoYear: z.int().nullable(),
  isoWeek: z.int().nullable(),
  isExercise: z.boolean(),
  openedAt: instant,
  archivedAt: instant.nullable(),
  latest: versionMark.extend({ summary: z.string() }).nullable(),
  collection: pictureCollection.pick({ number: true, cutOffAt: true, nextUpdateAt: true }).nullable(),
})
export type PictureLine = z.infer<typeof pictureLine>

/** A line that an actor has reported. Corrected: a newer line replaces it, and both stay. */
export const pictureReportLine = z.strictObject({
  id,
  heading: pictureHeading,
  certainty,
  text: z.string(),
  reportedAt: instant,
  reportedBy: z.string(),
  /** What this line said before its latest correction. */
  correctedFrom: z.string().nullable(),
  /** Said before and repeated as unchanged. */
  isRepeated: z.boolean(),
})
export type PictureReportLine = z.infer<typeof pictureReportLine>
export const pictureReport = z.strictObject({
  id,
  kind: pictureReportKind,
  reportedAt: instant,
  reportedBy: z.string(),
  functionSv: z.string().nullable(),
  /** The collection it belongs to; `writtenFor` is an earlier one when that was published before it came. */
  number: z.int(),
  writtenFor: z.int(),
  isLate: z.boolean(),
})
export type PictureReport = z.infer<typeof pictureReport>

const pictureActions = z.enum(['report', 'write', 'publish', 'acknowledge', 'follow'])
/** One chain as every member sees it: its versions, what is asked now, and what the own actor has said. */
export const picture = pictureLine.omit({ collection: true }).extend({
  versions: z.array(versionMark.extend({ publishedBy: z.string(), lines: z.int() })),
  collection: pictureCollection.nullable(),
  own: z
    .strictObject({
      actor: actorName,
      /** null: this actor has not been asked this time. It may report all the same. */
      askedAt: instant.nullable(),
      remindedAt: instant.nullable(),
      status: reportStatus,
      reports: z.array(pictureReport),
      /** What counts now from this actor in this collection. */
      lines: z.array(pictureReportLine),
      /** What it said last time, which *oförändrat* repeats. */
      repeatable: z.array(pictureReportLine),
    })
    .nullable(),
  allowed: z.array(pictureActions),
})
export type Picture = z.infer<typeof picture>

const byId = z.strictObject({ id })
const byNumber = z.strictObject({ id, number })
export const listPictures = route({
  method: 'GET',
  path: '/api/situational-pictures',
  access: 'situational-pictures.read',
  summary: 'Chains of situational pictures, the one with the latest version first; search looks in titles and published texts',
  query: z.strictObject({ ...paging, kind: z.enum(['joint_regional', 'weekly']).optional() }),
  response: page(pictureLine),
})
export const readIncidentPicture = route({
  method: 'GET',
  path: '/api/situational-pictures/incidents/:code',
  access: 'situational-pictures.read',
  summary: 'The chain of an incident, or null while nobody has opened one',
  params: z.strictObject({ code: incidentCode }),
  response: z.strictObject({ picture: picture.nullable(), mayOpen: z.boolean() }),
  problems: ['not-found'],
})
const collectionBody = z.strictObject({
  cutOffAt: instant,
  nextUpdateAt: instant.nullable(),
  handling: wantedHandling,
})
export const openPicture = route({
  method: 'POST',
  path: '/api/situational-pictures/incidents/:code',
  access: 'situational-pictures.publish',
  summary: 'Opens the chain of an incident and asks the actors of its activations to report; one that exists is answered as it is',
  params: z.strictObject({ code: incidentCode }),
  body: collectionBody,
  response: picture,
  problems: ['not-found', 'wrong-state', 'handling-refused', 'key-reused'],
  idempotent: true,
})
export const readPicture = route({
  method: 'GET',
  path: '/api/situational-pictures/:id',
  access: 'situational-pictures.read',
  summary: 'One chain: versions, what is collected now, what the own actor has reported',
  params: byId,
  response: picture,
  problems: ['not-found'],
})
export const changeCollection = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/collection',
  access: 'situational-pictures.publish',
  summary: 'Cut-off, next update and handling of the open draft; a stale version answers 409 with the current collection',
  params: byId,
  body: collectionBody.extend({ basedOn: z.int().min(1) }),
  response: pictureCollection,
  problems: ['not-found', 'stale-version', 'picture-archived', 'handling-refused'],
})

export const reportPicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/reports',
  access: 'situational-pictures.report',
  summary: 'Reports for the own actor to what is collected now. `replaces` corrects an earlier line of the own actor; both stay',
  params: byId,
  body: z.strictObject({
    kind: pictureReportKind,
    /** The number the reporter saw: when it was published meanwhile, the report is kept and offered to the next. */
    number: z.int().min(1),
    lines: z
      .array(
        z.strictObject({
          heading: pictureHeading,
          certainty,
          text: text(pictureLimits.line).min(1),
          replaces: id.nullable().default(null),
        }),
      )
      .max(100)
      .default([]),
    notSecret,
  }),
  ok: 201,
  response: z.strictObject({ report: pictureReport, status: reportStatus }),
  problems: ['not-found', 'picture-archived', 'nothing-to-repeat', 'stale-version', 'looks-secret', 'key-reused'],
  idempotent: true,
})

// ── The draft ────────────────────────────────────────────────────────────────
/** Where a line of the joint picture comes from, as it was reported; readable however the line was edited. */
export const pictureSource = z.strictObject({
  lineId: id,
  actor: actorName,
  text: z.string(),
  certainty,
  reportedAt: instant,
  reportedBy: z.string(),
})
export type PictureSource = z.infer<typeof pictureSource>
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
  /** Reported to the number before and in no version so far: nobody has to report again because theirs came just before publishing. */
  leftOver: z.array(pictureReportLine.extend({ liftedAs: id.nullable(), actor: actorName })),
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
  params: byId,
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
  params: byId,
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
  problems: [...lineChange, 'key-reused'],
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
  body: z.strictObject({ text: text(4000), basedOn: z.int().min(0), notSecret }),
  response: draftText,
  problems: [...lineChange, 'stale-version'],
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
export const remindActors = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/reminders',
  access: 'situational-pictures.write',
  summary: 'Reminds those who have been asked and have not reported, or those of them that are named; nobody twice within minutes',
  params: byId,
  body: z.strictObject({ actorIds: z.array(id).max(200).optional() }),
  response: z.strictObject({ actors: z.int() }),
  problems: ['not-found', 'picture-archived', 'key-reused'],
  idempotent: true,
})
export const publishPicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions',
  access: 'situational-pictures.publish',
  summary:
    'Freezes the draft as the next version and opens the one after it. `number` is the one the writer saw: published already answers 409',
  params: byId,
  body: z.strictObject({
    number: z.int().min(1),
    /** For the draft that opens; left out: the next update becomes its cut-off. */
    nextCutOffAt: instant.optional(),
  }),
  ok: 201,
  response: z.strictObject({ number: z.int(), publishedAt: instant }),
  problems: ['not-found', 'stale-version', 'picture-archived', 'picture-empty', 'key-reused'],
  idempotent: true,
})

// ── A published version ──────────────────────────────────────────────────────
export const versionLine = z.strictObject({
  id,
  heading: pictureHeading,
  certainty,
  text: z.string(),
  source: pictureSource.nullable(),
  /** Who wrote a line that has no source. */
  writtenBy: z.string().nullable(),
  /** Against `comparedWith`; unchanged when nothing is compared. */
  change: z.enum(['new', 'changed', 'unchanged']),
  previousText: z.string().nullable(),
})
export type VersionLine = z.infer<typeof versionLine>
export const pictureVersion = z.strictObject({
  pictureId: id,
  number: z.int(),
  state: z.enum(['published', 'superseded', 'archived']),
  kind: z.enum(['joint_regional', 'weekly']),
  title: z.string(),
  incidentCode: incidentCode.nullable(),
  meetingCode: z.string().nullable(),
  isoYear: z.int().nullable(),
  isoWeek: z.int().nullable(),
  isExercise: z.boolean(),
  handling,
  publishedAt: instant,
  publishedBy: z.strictObject({ person: z.string(), functionSv: z.string().nullable(), actor: z.string().nullable() }),
  cutOffAt: instant,
  nextUpdateAt: instant.nullable(),
  reported: z.int(),
  asked: z.int(),
  texts: z.array(z.strictObject({ field: pictureField, text: z.string(), isChanged: z.boolean(), previousText: z.string().nullable() })),
  lines: z.array(versionLine),
  removed: z.array(z.strictObject({ id, heading: pictureHeading, certainty, text: z.string(), actorName: z.string().nullable() })),
  /** The version that `change` speaks of: the one this person last read before this one, or `since`. */
  comparedWith: z.int().nullable(),
  comparedReadAt: instant.nullable(),
  changes: z.int(),
  versions: z.array(z.strictObject({ number: z.int(), publishedAt: instant })),
  readAt: instant.nullable(),
  /** Of the own actor. */
  acknowledgement: z.strictObject({ at: instant, by: z.string(), note: z.string() }).nullable(),
  allowed: z.array(pictureActions),
})
export type PictureVersion = z.infer<typeof pictureVersion>
export const readVersion = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/versions/:number',
  access: 'situational-pictures.read',
  summary: 'One published version with its sources, and what has changed since the version this person last read or `since`',
  params: byNumber,
  query: z.strictObject({ since: z.coerce.number().int().min(0).max(10_000).optional() }),
  response: pictureVersion,
  problems: ['not-found'],
})
export const markRead = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions/:number/read',
  access: 'situational-pictures.read',
  summary: 'This person has read the version; the first time counts',
  params: byNumber,
  response: z.strictObject({ readAt: instant }),
  problems: ['not-found'],
})
export const acknowledgePicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions/:number/acknowledgement',
  access: 'situational-pictures.acknowledge',
  summary: 'Acknowledges the version for the own actor; the first one stands. `note`: how it was spread at home',
  params: byNumber,
  body: z.strictObject({ note: line(500).default('') }),
  response: z.strictObject({ at: instant, by: z.string(), note: z.string() }),
  problems: ['not-found'],
})
export const acknowledgementLine = z.strictObject({
  actor: actorName,
  state: z.enum(['acknowledged', 'read', 'missing']),
  at: instant.nullable(),
  by: z.string().nullable(),
  note: z.string(),
})
export type AcknowledgementLine = z.infer<typeof acknowledgementLine>
export const listAcknowledgements = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/versions/:number/acknowledgements',
  access: 'situational-pictures.follow',
  summary: 'Which of the asked actors have acknowledged the version, have read it, or neither; the missing first',
  params: byNumber,
  response: z.strictObject({ items: z.array(acknowledgementLine) }),
  problems: ['not-found'],
})
/** A file, not JSON: the API adds it beside the contract's routes. */
export const picturePdfPath = '/api/situational-pictures/:id/versions/:number/pdf'
export const situationalPictureRoutes = [
  listPictures,
  readIncidentPicture,
  openPicture,
  readPicture,
  changeCollection,
  reportPicture,
  readDraft,
  addLine,
  saveLine,
  moveLine,
  saveText,
  lineHistory,
  textHistory,
  remindActors,
  publishPicture,
  readVersion,
  markRead,
  acknowledgePicture,
  listAcknowledgements,
]
