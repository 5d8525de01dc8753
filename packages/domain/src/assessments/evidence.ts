/** One call-out of one actor as the boards have it. Times in milliseconds since 1970. */
export type Called = {
  calledAt: number
  lateAt: number
  /** Its first answer, whoever wrote it down; null when none has come. */
  answeredAt: number | null
  /** When the activation ended; null while it goes on. */
  closedAt: number | null
  /** The call-out found no way to the actor: nothing was received that could have been answered. */
  unreached: boolean
}

/**
 * What one call-out says about the actor: answered in time, answered late, or never answered though the limit passed while it was open.
 * Null as long as it says nothing: not yet due, ended before it was, or never received.
 */
export const standingOf = (call: Called, now: number): 'in_time' | 'late' | 'unanswered' | null => {
  if (call.answeredAt !== null) return call.answeredAt > call.lateAt ? 'late' : 'in_time'
  if (call.unreached || now <= call.lateAt) return null
  return call.closedAt !== null && call.closedAt <= call.lateAt ? null : 'unanswered'
}

/**
 * The median of answer times in minutes, one decimal, of the same call-outs as are counted: an answer that never came took longer than
 * any that did. Null when that is where the median lies, and when there is nothing.
 */
export const medianMinutes = (minutes: readonly (number | null)[]): number | null => {
  const sorted = minutes.map((one) => one ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const half = sorted.length / 2
  const upper = sorted[Math.floor(half)] ?? Number.POSITIVE_INFINITY
  const lower = Number.isInteger(half) ? (sorted[half - 1] ?? upper) : upper
  const median = (lower + upper) / 2
  return Number.isFinite(median) ? Math.round(median * 10) / 10 : null
}
