import { ok, refuse, type Result } from '../problems.ts'

/** Lines; nothing to report; or the lines of last time, repeated by reference. The two last are one tap each. */
export const pictureReportKinds = ['lines', 'nothing', 'unchanged'] as const
export type PictureReportKind = (typeof pictureReportKinds)[number]

/** A report with lines has some, the other two have none, and only what was once said can be unchanged. */
export const checkReport = (kind: PictureReportKind, lines: number, repeatable: number): Result<PictureReportKind> => {
  if (kind === 'lines') return lines > 0 ? ok(kind) : refuse('invalid')
  if (lines > 0) return refuse('invalid')
  return kind === 'unchanged' && repeatable === 0 ? refuse('nothing-to-repeat') : ok(kind)
}

/** How a report came that the actor did not write itself: somebody said it, and the duty officer wrote it down. */
export const reportMeans = ['phone', 'rakel', 'other'] as const
export type ReportMeans = (typeof reportMeans)[number]

/** After the cut-off it is taken all the same, and marked. */
export const isAfterCutOff = (at: Date, cutOffAt: Date): boolean => at.getTime() > cutOffAt.getTime()

/** How far an actor has come with what it was asked. Lines count before a word that there is nothing. */
export type ReportStatus = 'waiting' | PictureReportKind
export const reportStatus = (reports: readonly PictureReportKind[]): ReportStatus => {
  if (reports.includes('lines')) return 'lines'
  return reports.at(-1) ?? 'waiting'
}
