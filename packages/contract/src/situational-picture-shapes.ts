import { pictureFields, pictureHeadings, pictureReportKinds, reportMeans } from '@samverkan/domain'
import { z } from 'zod'
import { id, instant } from './shapes.ts'

// What the three parts of a lägesbild have in common: the chain with what is reported, its draft, its versions.
export const pictureHeading = z.enum(pictureHeadings)
export const certainty = z.enum(['fact', 'assumption'])
export const pictureField = z.enum(pictureFields)
export const handling = z.enum(['open', 'internal'])
export const pictureReportKind = z.enum(pictureReportKinds)
export const reportStatus = z.enum(['waiting', ...pictureReportKinds])
export const pictureNumber = z.coerce.number().int().min(1).max(10_000)
export const actorName = z.strictObject({ id, code: z.string(), name: z.string() })
/** A text that looks as if it carried a marking of secrecy answers `looks-secret` until somebody has said that it is not (security.md D3). */
export const notSecret = z.boolean().default(false)
export const pictureActions = z.enum(['report', 'report-for-others', 'write', 'publish', 'acknowledge', 'follow'])
export const byPicture = z.strictObject({ id })
export const byPictureNumber = z.strictObject({ id, number: pictureNumber })

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

/** Said by phone or Rakel and written down for the actor: by which means, who said it ('' when nobody caught the name), and the function that wrote. */
export const takenDown = z.strictObject({ means: z.enum(reportMeans), givenBy: z.string(), functionSv: z.string().nullable() })
export type TakenDown = z.infer<typeof takenDown>

/** Taken back by its actor, or by whoever leads the picture if that is where it was written down. Kept, and told to be so. */
export const withdrawn = z.strictObject({ at: instant, by: z.string(), reason: z.string() })
export type Withdrawn = z.infer<typeof withdrawn>

/** A line that an actor has reported. Corrected: a newer line replaces it, and both stay. */
export const pictureReportLine = z.strictObject({
  id,
  heading: pictureHeading,
  certainty,
  text: z.string(),
  reportedAt: instant,
  reportedBy: z.string(),
  takenDown: takenDown.nullable(),
  /** What this line said before its latest correction. */
  correctedFrom: z.string().nullable(),
  /** The line that this one corrects, so that it can stand where that one stood. */
  replaces: id.nullable(),
  /** Said before and repeated as unchanged. */
  isRepeated: z.boolean(),
  withdrawn: withdrawn.nullable(),
})
export type PictureReportLine = z.infer<typeof pictureReportLine>
export const pictureReport = z.strictObject({
  id,
  kind: pictureReportKind,
  reportedAt: instant,
  reportedBy: z.string(),
  takenDown: takenDown.nullable(),
  functionSv: z.string().nullable(),
  /** The collection it belongs to; `writtenFor` is an earlier one when that was published before it came. */
  number: z.int(),
  writtenFor: z.int(),
  isLate: z.boolean(),
})
export type PictureReport = z.infer<typeof pictureReport>

/** Where a line of the joint picture comes from, as it was reported; readable however the line was edited. */
export const pictureSource = z.strictObject({
  lineId: id,
  actor: actorName,
  text: z.string(),
  certainty,
  reportedAt: instant,
  reportedBy: z.string(),
  takenDown: takenDown.nullable(),
})
export type PictureSource = z.infer<typeof pictureSource>
