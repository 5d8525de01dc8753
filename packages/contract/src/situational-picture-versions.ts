import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { incidentCode } from './incidents.ts'
import { route } from './route.ts'
import { id, instant, line } from './shapes.ts'
import {
  actorName,
  byPictureNumber,
  certainty,
  handling,
  notSecret,
  pictureActions,
  pictureField,
  pictureHeading,
  pictureSource,
} from './situational-picture-shapes.ts'

/** Its note can be written anew until the next version is published; `version` is what such a change is based on. */
export const acknowledgement = z.strictObject({
  at: instant,
  by: z.string(),
  note: z.string(),
  /** Whose words the note is now: a colleague may have written it anew. */
  notedBy: z.string(),
  version: z.int(),
  mayChange: z.boolean(),
})
export type Acknowledgement = z.infer<typeof acknowledgement>

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
  acknowledgement: acknowledgement.nullable(),
  allowed: z.array(pictureActions),
})
export type PictureVersion = z.infer<typeof pictureVersion>
export const readVersion = route({
  method: 'GET',
  path: '/api/situational-pictures/:id/versions/:number',
  access: 'situational-pictures.read',
  summary: 'One published version with its sources, and what has changed since the version this person last read or `since`',
  params: byPictureNumber,
  query: z.strictObject({ since: z.coerce.number().int().min(0).max(10_000).optional() }),
  response: pictureVersion,
  problems: ['not-found'],
})
export const markRead = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions/:number/read',
  access: 'situational-pictures.read',
  summary: 'This person has read the version; the first time counts',
  params: byPictureNumber,
  response: z.strictObject({ readAt: instant }),
  problems: ['not-found'],
})
export const acknowledgePicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/versions/:number/acknowledgement',
  access: 'situational-pictures.acknowledge',
  summary: 'Acknowledges the version for the own actor; the first one stands. `note`: how it was spread at home',
  params: byPictureNumber,
  body: z.strictObject({ note: line(textLimits.remark).default(''), notSecret }),
  response: acknowledgement,
  problems: ['not-found', 'looks-secret'],
})
export const changeAcknowledgement = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/versions/:number/acknowledgement',
  access: 'situational-pictures.acknowledge',
  summary:
    'How the own actor has spread the version, written anew; refused once the next version is published, 409 with the current note when stale',
  params: byPictureNumber,
  body: z.strictObject({ note: line(textLimits.remark), basedOn: z.int().min(1), notSecret }),
  response: acknowledgement,
  problems: ['not-found', 'stale-version', 'wrong-state', 'looks-secret'],
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
  params: byPictureNumber,
  response: z.strictObject({ items: z.array(acknowledgementLine) }),
  problems: ['not-found'],
})
/** A file, not JSON: the API adds it beside the contract's routes. */
export const picturePdfPath = '/api/situational-pictures/:id/versions/:number/pdf'
export const pictureVersionRoutes = [readVersion, markRead, acknowledgePicture, changeAcknowledgement, listAcknowledgements]
