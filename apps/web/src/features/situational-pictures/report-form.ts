import type { BodyIn, Picture, reportPicture } from '@samverkan/contract'
import { type Certainty, certaintyByDefault, type PictureHeading, pictureHeadings } from '@samverkan/domain'

/** A line being written. `replaces`: it corrects one that has been reported. */
export type FormLine = { key: string; heading: PictureHeading; certainty: Certainty; text: string; replaces: string | null }
/** A line the own actor has reported. */
export type ReportLine = NonNullable<Picture['own']>['lines'][number]
export type Form = { lines: FormLine[] }
export type ReportBody = BodyIn<typeof reportPicture>
export const blank = (heading: PictureHeading): FormLine => ({
  key: crypto.randomUUID(),
  heading,
  certainty: certaintyByDefault(heading),
  text: '',
  replaces: null,
})
/** One empty line under each heading: what is asked is in sight. */
export const emptyForm = (): Form => ({ lines: pictureHeadings.map(blank) })

export const written = ({ lines }: Form): FormLine[] => lines.filter(({ text }) => text.trim() !== '')
export const bodyOf = (form: Form, number: number): ReportBody => ({
  kind: 'lines',
  number,
  lines: written(form).map(({ heading, certainty, text, replaces }) => ({ heading, certainty, text: text.trim(), replaces })),
})
/** Lines of a report that was taken back before it left, before what has been written since. */
export const withTakenBack = (form: Form, body: ReportBody): Form => {
  const back = (body.lines ?? []).map((line) => ({ ...line, key: crypto.randomUUID(), replaces: line.replaces ?? null }))
  const headings = new Set(back.map(({ heading }) => heading))
  return { lines: [...back, ...form.lines.filter((line) => line.text.trim() !== '' || !headings.has(line.heading))] }
}
/** A reported line opened for correction, at the end of its heading; opened already, the form is as it was. */
export function withCorrection(form: Form, line: ReportLine): Form {
  if (form.lines.some(({ replaces }) => replaces === line.id)) return form
  const { heading, certainty, text } = line
  return { lines: [{ key: crypto.randomUUID(), heading, certainty, text, replaces: line.id }, ...form.lines] }
}
/** What was said last time, said again: in the empty line of its heading, or as one more. */
export function withLineAgain(form: Form, { heading, certainty, text }: Pick<ReportLine, 'heading' | 'certainty' | 'text'>): Form {
  const place = form.lines.findIndex((line) => line.heading === heading && line.text.trim() === '' && !line.replaces)
  const line = { ...blank(heading), certainty, text }
  if (place < 0) return { lines: [...form.lines, line] }
  return { lines: form.lines.map((one, i) => (i === place ? { ...line, key: one.key } : one)) }
}

type Own = NonNullable<Picture['own']>
/** When the lines that *oförändrat* would repeat were said, the latest of them. */
export const repeatedSince = ({ repeatable }: Own): string | null =>
  repeatable.reduce<string | null>((last, { reportedAt }) => (last === null || reportedAt > last ? reportedAt : last), null)
