/** One line of the table. `value` against `bound` decides; `portal` and `beside` are the absolute numbers behind it. */
export type Outcome = {
  what: string
  portal: string
  /** What it is compared with, and its number. */
  beside: string
  value: number
  unit: '×' | 's' | 'ms' | 'kB'
  bound: { atLeast: number } | { atMost: number }
}

export const isMet = ({ value, bound }: Outcome): boolean => ('atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost)

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  if (sorted.length === 0) return Number.NaN
  const at = (sorted.length - 1) * part
  const low = sorted[Math.floor(at)]!
  return low + (sorted[Math.ceil(at)]! - low) * (at % 1)
}
