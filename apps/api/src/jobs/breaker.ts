/** Open after this many faults within the window; then one hand-over each probe interval tries again (reliability.md, 3). */
const limit = { faults: 5, windowMs: 10_000, probeMs: 5_000, longestWaitMs: 25_000 }

export type Breaker = {
  /** Null: go ahead. Otherwise when to ask again; nobody waits longer than 25 s, since there is no second provider to turn to. */
  wait: (messageId: string, now: Date) => Date | null
  report: (isFault: boolean, now: Date) => void
}

/** One per channel and process. It spares a provider that is down; it decides nothing about what becomes of a message. */
export const makeBreaker = (): Breaker => {
  let faults: number[] = []
  let probeAt: number | null = null
  const waitingSince = new Map<string, number>()
  return {
    wait: (messageId, now) => {
      const at = now.getTime()
      const since = waitingSince.get(messageId) ?? at
      if (probeAt === null || at - since >= limit.longestWaitMs) {
        waitingSince.delete(messageId)
        return null
      }
      if (at >= probeAt) {
        probeAt = at + limit.probeMs
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
        return
      }
      faults = [...faults.filter((f) => at - f < limit.windowMs), at]
      if (probeAt === null && faults.length >= limit.faults) probeAt = at + limit.probeMs
    },
  }
}
