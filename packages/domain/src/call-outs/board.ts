/** The actor on the board (architecture.md, Delivery): larmad → mottagen → svarat → ansluten. */
export type BoardState = 'alerted' | 'received' | 'answered' | 'connected'
/** An answer: deltar | följer | ej berörd. The last one wins, the history is kept. */
export type Answer = 'participates' | 'follows' | 'not_concerned'
export const answers: readonly Answer[] = ['participates', 'follows', 'not_concerned']

/** How urgent a row is, in the order of the board: no answer first. */
export type Urgency = 'late' | 'gap' | 'waiting' | 'done'
export const urgencyOrder: readonly Urgency[] = ['late', 'gap', 'waiting', 'done']

/**
 * Nothing turns red before somebody is late; an actor nobody can reach is shown at once (reliability.md P2).
 * `lateAt` is the clock of the forum: call-out + 15 min, 60 min or 2 h.
 */
export const urgencyOf = (row: { answered: boolean; gap: boolean; lateAt: Date }, now: Date): Urgency => {
  if (row.answered) return 'done'
  if (row.gap) return 'gap'
  return now.getTime() > row.lateAt.getTime() ? 'late' : 'waiting'
}

/** Was this answer late for its forum? Kept with the answer, never a reason to refuse it. */
export const isLate = (answeredAt: Date, lateAt: Date): boolean => answeredAt.getTime() > lateAt.getTime()
