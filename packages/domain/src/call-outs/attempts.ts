/** One hand-over of one message to one provider. Moves only forward (reliability.md, 3). */
export type AttemptState = 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unknown'

/** `unknown` ranks below the definite outcomes: a late receipt may resolve it, nothing may undo them. */
export const attemptRank: Record<AttemptState, number> = { queued: 0, sending: 1, unknown: 2, sent: 3, failed: 4, delivered: 4 }

export const mayMove = (from: AttemptState, to: AttemptState): boolean => attemptRank[to] > attemptRank[from]

/** What a channel answers after a hand-over. */
export type Outcome =
  | { kind: 'accepted'; providerId: string }
  | { kind: 'rejected'; code: number | null; detail: string }
  | { kind: 'retry'; code: number | null; detail: string; afterMs?: number }
  /** `isOurs`: our own worker ended in the middle; whether the provider ever heard of it, nobody knows. */
  | { kind: 'unknown'; detail: string; isOurs?: boolean }

const ownFaults = 3

export type Next = { attempt: AttemptState; message: 'sent' | 'failed' | 'unknown' | 'queued'; nextAt: Date | null }

/** 0.5 s · 2ⁿ × (0.5–1.5), at most 30 s unless nobody is in a hurry; `random` is 0–1 (reliability.md, 3). `attempt` counts from 1. */
export const backoffMs = (attempt: number, random: number, retryAfterMs = 0, slowestMs = 30_000): number =>
  Math.min(slowestMs, Math.max(retryAfterMs, 500 * 2 ** (attempt - 1) * (0.5 + random)))

/** How long a hand-over may take, and how long its attempt is held before it counts as unknown. The lease outlives the deadline. */
export const handOver = { deadlineMs: 15_000, leaseMs: 20_000 }
/** How long a message is held back at most while its provider is known to be down, and how long each time. */
export const heldBack = { eachMs: 5_000, longestMs: 25_000 }
/** Between a time that has come and the hand-over: bells and sweeps. */
const ringMs = 5_000

/** The longest that a message with so many attempts behind it is ever told to wait. A time further ahead was written by a clock that went wrong. */
export const longestWaitMs = (attempts: number, slowestMs: number): number =>
  Math.max(heldBack.eachMs, attempts === 0 ? 0 : backoffMs(attempts, 1, 0, slowestMs))

/**
 * The longest that so many attempts can have taken while somebody was at work on them. A clock that says more has been set meanwhile, or nobody
 * was at work: either way the message has not had its time.
 */
export const longestTriedMs = (attempts: number, slowestMs: number): number => {
  let total = 0
  for (let n = 1; n <= attempts; n++) total += backoffMs(n, 1, 0, slowestMs) + handOver.leaseMs + heldBack.longestMs + ringMs
  return total
}

/**
 * What follows from an outcome. A rejection is final; a temporary refusal is tried again until the attempts or the
 * time run out; an unknown outcome is sent once more (a duplicate is better than silence) and then stays unknown. What our own
 * worker's end left unknown is sent up to three times more: with no other channel to turn to, a second crash must not mean silence (P2).
 * `patienceMs` is how long it is tried: before so much time can have passed, a clock that says it has is not believed (T15).
 */
export const afterOutcome = (
  outcome: Outcome,
  given: {
    attempt: number
    maxAttempts: number
    unknownBefore: number
    now: Date
    giveUpAt: Date
    random: number
    slowestMs?: number
    patienceMs?: number
  },
): Next => {
  if (outcome.kind === 'accepted') return { attempt: 'sent', message: 'sent', nextAt: null }
  if (outcome.kind === 'rejected') return { attempt: 'failed', message: 'failed', nextAt: null }
  const wait = backoffMs(given.attempt, given.random, outcome.kind === 'retry' ? outcome.afterMs : undefined, given.slowestMs)
  const nextAt = new Date(given.now.getTime() + wait)
  const hasHadItsTime = longestTriedMs(given.attempt, given.slowestMs ?? 30_000) >= (given.patienceMs ?? 0)
  const mayRetry = given.attempt < given.maxAttempts && (nextAt.getTime() <= given.giveUpAt.getTime() || !hasHadItsTime)
  if (outcome.kind === 'retry') return { attempt: 'failed', message: mayRetry ? 'queued' : 'failed', nextAt: mayRetry ? nextAt : null }
  const again = mayRetry && given.unknownBefore < (outcome.isOurs ? ownFaults : 1)
  return { attempt: 'unknown', message: again ? 'queued' : 'unknown', nextAt: again ? nextAt : null }
}

/**
 * How long a call-out is tried: the attempts are capped at one each 30 s, so the half hour ends it first. The board shows every
 * failed attempt from the first one (reliability.md P2), and an answer ends it at once (P4).
 */
export const patience = { maxAttempts: 60, minutes: 30 }
