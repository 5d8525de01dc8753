import type { ConferenceChannel } from './compose.ts'

/** The actor on the board (architecture.md, Delivery): larmad → mottagen → svarat → ansluten. */
export type BoardState = 'alerted' | 'received' | 'answered' | 'connected'
/** An answer: deltar | följer | ej berörd. The last one wins, the history is kept. */
export type Answer = 'participates' | 'follows' | 'not_concerned'
/**
 * Who joins has been reached and takes part: for an actor that had not answered, its joining is its answer, taken the way that the
 * conference is held. One that has said `follows` or `not_concerned` is left its own word.
 */
export const reachedBy: Record<ConferenceChannel, 'phone' | 'rakel' | 'other'> = {
  telephone: 'phone',
  rakel: 'rakel',
  video: 'other',
  physical: 'other',
}
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

/** An actor called into a forum. */
export type CalledInto = { answered: boolean; closed: boolean; lateAt: Date; connected?: boolean }

/** What a row is asked about: while one of its forums goes on, one that has ended waits for nobody. Afterwards every silence counts again. */
const askedOf = (rows: readonly CalledInto[]): readonly CalledInto[] =>
  rows.some((row) => !row.closed) ? rows.filter((row) => row.answered || !row.closed) : rows

/**
 * Answered once nothing is asked any more, and connected when it has then joined a conference; before that, an answer to one forum shows
 * that the call-out has arrived, as a receipt does.
 */
export const rowState = (rows: readonly CalledInto[], delivered = false): BoardState => {
  if (askedOf(rows).every((row) => row.answered)) return rows.some((row) => row.connected) ? 'connected' : 'answered'
  return delivered || rows.some((row) => row.answered) ? 'received' : 'alerted'
}

/** The first clock that runs for a row; when none does any more, the first there was. */
export const rowLateAt = (rows: readonly CalledInto[]): Date => {
  const waiting = askedOf(rows).filter((row) => !row.answered)
  return new Date(Math.min(...(waiting.length > 0 ? waiting : rows).map((row) => row.lateAt.getTime())))
}
