/** Answers about one sub-capability: fulfilled, partly, not fulfilled, not applicable. */
export type Counts = readonly [fulfilled: number, partly: number, not: number, notApplicable: number]
export const noCounts: Counts = [0, 0, 0, 0]

/**
 * What a cell shows: every answered indicator is fulfilled, it is partly so, or every one is *ej*; else why there is nothing to show.
 * Only *ej* alone is 'none': what is *delvis* is on its way, however little of it is whole.
 */
export type HeatCell = 'all' | 'some' | 'none' | 'not_applicable' | 'unanswered'

/** How many count: what is not applicable is neither fulfilled nor a gap, so it never lowers anything (AC12). */
export const answeredOf = ([fulfilled, partly, not]: Counts): number => fulfilled + partly + not

export const cellOf = (counts: Counts): HeatCell => {
  const answered = answeredOf(counts)
  if (answered === 0) return counts[3] > 0 ? 'not_applicable' : 'unanswered'
  if (counts[0] === answered) return 'all'
  return counts[2] === answered ? 'none' : 'some'
}

/**
 * The share of the answered indicators that are fulfilled; null when none is answered. The scale is ordinal: its numbers are
 * never averaged, only counted.
 */
export const shareOf = (counts: Counts): number | null => {
  const answered = answeredOf(counts)
  return answered === 0 ? null : counts[0] / answered
}

export const addUp = (all: readonly Counts[]): Counts =>
  all.reduce<Counts>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]], noCounts)

export type HeatColumn = { code: string; provisional: boolean }

/** All columns together, without those whose indicators are still being developed (2:8). */
export const totalOf = (columns: readonly HeatColumn[], cells: readonly Counts[]): Counts =>
  addUp(cells.filter((_, i) => columns[i]?.provisional === false))

export type CapabilityGap<C extends HeatColumn> = { column: C; counts: Counts; share: number }
/** Where the smallest share is fulfilled, the largest gap first; columns that are provisional, unanswered or without a gap are left out. */
export const gapsOf = <C extends HeatColumn>(columns: readonly C[], cells: readonly Counts[], most = 10): CapabilityGap<C>[] =>
  columns
    .flatMap((column, i): CapabilityGap<C>[] => {
      const counts = cells[i] ?? noCounts
      const share = shareOf(counts)
      return column.provisional || share === null || share === 1 ? [] : [{ column, counts, share }]
    })
    .sort((a, b) => a.share - b.share || b.counts[2] - a.counts[2])
    .slice(0, most)
