import { charactersIn } from '../texts/characters.ts'

/** What an actor says before the conference. `unchanged` repeats what it said last time, and says that it did. */
export type ReportKind = 'something' | 'nothing' | 'unchanged'
export type ReportLine = { basis: 'fact' | 'assumption'; text: string }
export type Report = { kind: ReportKind; lines: readonly ReportLine[] }

export const reportLimits = { lines: 10, characters: 2_000 } as const

/** Something has lines and no more text than can be read aloud; the other two have none of their own. */
export const isWholeReport = ({ kind, lines }: Report): boolean =>
  kind === 'something'
    ? lines.length > 0 &&
      lines.length <= reportLimits.lines &&
      lines.every((line) => line.text !== '') &&
      lines.reduce((sum, line) => sum + charactersIn(line.text), 0) <= reportLimits.characters
    : lines.length === 0

/**
 * Saying `unchanged` copies what was said last time, so that a later change there changes nothing here. Null when there is nothing to
 * repeat. Nothing to report last time is repeated as that.
 */
export const repeated = (last: Report | null): readonly ReportLine[] | null => last && last.lines

export const isSameReport = (a: Report, b: Report): boolean =>
  a.kind === b.kind &&
  a.lines.length === b.lines.length &&
  a.lines.every((line, i) => line.text === b.lines[i]?.text && line.basis === b.lines[i]?.basis)

/** Whose turn may come: those with something to say; whoever said nothing or the same as last time may still be given the floor. */
export const isExpectedToSpeak = (report: Report | null): boolean => report === null || report.kind === 'something'
