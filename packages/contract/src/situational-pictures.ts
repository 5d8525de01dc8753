import { pictureLimits, reportMeans, textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { incidentCode } from './incidents.ts'
import { route } from './route.ts'
import { actorsAtMost, id, instant, line, page, paging, text } from './shapes.ts'
import {
  actorName,
  byPicture,
  certainty,
  handling,
  notSecret,
  pictureActions,
  pictureCollection,
  pictureHeading,
  pictureReport,
  pictureReportKind,
  pictureReportLine,
  reportStatus,
  withdrawn,
} from './situational-picture-shapes.ts'

/** What a person may ask for: sekretess is refused with `handling-refused`, because it belongs in another channel. */
const wantedHandling = z.enum(['open', 'internal', 'secret'])
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
  params: byPicture,
  response: picture,
  problems: ['not-found'],
})
export const changeCollection = route({
  method: 'PUT',
  path: '/api/situational-pictures/:id/collection',
  access: 'situational-pictures.publish',
  summary: 'Cut-off, next update and handling of the open draft; a stale version answers 409 with the current collection',
  params: byPicture,
  body: collectionBody.extend({ basedOn: z.int().min(1) }),
  response: pictureCollection,
  problems: ['not-found', 'stale-version', 'picture-archived', 'handling-refused'],
})

const reportBody = z.strictObject({
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
  /**
   * Of *oförändrat*: when the newest of the lines it repeats was said, as the reporter saw it. Other words stand there by now: `stale-version`,
   * and nothing is said of what nobody has read.
   */
  since: instant.optional(),
  notSecret,
})
export const reportPicture = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/reports',
  access: 'situational-pictures.report',
  summary: 'Reports for the own actor to what is collected now. `replaces` corrects an earlier line of the own actor; both stay',
  params: byPicture,
  body: reportBody,
  ok: 201,
  response: z.strictObject({ report: pictureReport, status: reportStatus }),
  problems: ['not-found', 'picture-archived', 'nothing-to-repeat', 'stale-version', 'looks-secret', 'key-reused'],
  idempotent: true,
})

/** A member of the network that called or radioed in: 404 for anything else. */
export const reportForActor = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/actors/:actorId/reports',
  access: 'situational-pictures.report-for-others',
  summary: 'Writes down what an actor said by phone or Rakel, as that actor’s report, with who said it and how it came',
  params: z.strictObject({ id, actorId: id }),
  body: reportBody.extend({
    means: z.enum(reportMeans),
    givenBy: line(textLimits.person).default(''),
    /** When it was told, where it could not be sent at once; by the server's clock as far as the page knew it, and never later than now. */
    takenDownAt: instant.optional(),
  }),
  ok: 201,
  response: z.strictObject({ report: pictureReport, status: reportStatus }),
  problems: ['not-found', 'picture-archived', 'nothing-to-repeat', 'stale-version', 'looks-secret', 'key-reused'],
  idempotent: true,
})
export const withdrawLine = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/reports/lines/:lineId/withdrawal',
  access: 'situational-pictures.withdraw',
  summary:
    'Takes a reported line back: it stays, struck through, and whoever has lifted it sees it. One that was corrected answers `stale-version`',
  params: z.strictObject({ id, lineId: id }),
  body: z.strictObject({
    reason: line(textLimits.reason).default(''),
    notSecret,
    /** When it was taken back, where it could not be sent at once; bounded as `takenDownAt`. */
    withdrawnAt: instant.optional(),
  }),
  response: withdrawn,
  problems: ['not-found', 'picture-archived', 'stale-version', 'looks-secret'],
})
export const remindActors = route({
  method: 'POST',
  path: '/api/situational-pictures/:id/reminders',
  access: 'situational-pictures.write',
  summary: 'Reminds those who have been asked and have not reported, or those of them that are named; nobody twice within minutes',
  params: byPicture,
  body: z.strictObject({ actorIds: z.array(id).max(actorsAtMost).optional() }),
  /** `resting`: how many were left in peace because they had just been reminded, when the last of them was, and from when all can be. */
  response: z.strictObject({ actors: z.int(), resting: z.strictObject({ actors: z.int(), at: instant, until: instant }).nullable() }),
  problems: ['not-found', 'picture-archived', 'key-reused'],
  idempotent: true,
})
export const situationalPictureRoutes = [
  listPictures,
  readIncidentPicture,
  openPicture,
  readPicture,
  changeCollection,
  reportPicture,
  reportForActor,
  withdrawLine,
  remindActors,
]
