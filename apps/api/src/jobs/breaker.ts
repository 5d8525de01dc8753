import { heldBack } from '@samverkan/domain'

/**
 * Open after this many faults within the window; then one hand-over each probe interval tries again (reliability.md, 3). Its times are of a clock
 * that nobody can set: what waits here waits for seconds, whatever the clock on the wall says.
 */
const limit = { faults: 5, windowMs: 10_000, probeMs: heldBack.eachMs, longestWaitMs: heldBack.longestMs }

export type Breaker = {
  /** Null: go ahead. Otherwise when to ask again; nobody waits longer than 25 s, since there is no second provider to turn to. */
  wait: (messageId: string, now: Date) => Date | null
  /** While it is open a hand-over costs a probe: whoever asks makes sure first that there is something to hand over. */
  isOpen: () => boolean
  /** Let through, and nothing reached the provider: nobody knows more than before, and the next one may ask at once. */
  giveBack: (messageId: string, now: Date) => void
  report: (isFault: boolean, now: Date) => void
}

/** One per channel and process. It spares a provider that is down; it decides nothing about what becomes of a message. */
export const makeBreaker = (): Breaker => {
  let faults: number[] = []
  let probeAt: number | null = null
  const waitingSince = new Map<string, number>()
  /** Who was let through to ask, and has not told yet. */
  let probing: string | null = null
  return {
    isOpen: () => probeAt !== null,
    giveBack: (messageId, now) => {
      waitingSince.delete(messageId)
      if (probing !== messageId) return
      probing = null
      if (probeAt !== null) probeAt = Math.min(probeAt, now.getTime())
    },
    wait: (messageId, now) => {
      const at = now.getTime()
      const since = waitingSince.get(messageId) ?? at
      if (probeAt === null || at - since >= limit.longestWaitMs) {
        waitingSince.delete(messageId)
        return null
      }
      if (at >= probeAt) {
        probeAt = at + limit.probeMs
        probing = messageId
        waitingSince.delete(messageId)
        return null
      }
      waitingSince.set(messageId, since)
      return new Date(probeAt)
    },
    report: (isFault, now) => {
      const at = now.getTime()
      if (!isFault) {
        faults = []
        probeAt = null
        probing = null
        waitingSince.clear()
        return
      }
      faults = [...faults.filter((f) => at - f < limit.windowMs), at]
      if (probeAt === null && faults.length >= limit.faults) probeAt = at + limit.probeMs
    },
  }
}
