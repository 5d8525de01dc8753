import { useEffect } from 'react'
import type { DraftBox } from './draft-box.ts'
import { isPassing } from './problem.ts'

const later = new Set(['too-many', 'not-signed-in', 'access-ended', 'function-ended', 'other-session', 'unexpected'])
/** Worth sending again by itself: the question never came to an answer. */
export const isForLater = (code: string): boolean => isPassing(code) || later.has(code)

const every = 5_000
/** Sends what waits: now, every few seconds, when the network is back, and when the page or what is written on it goes away. */
export function useSending<Said, Saved extends Said & { version: number }>(box: DraftBox<Said, Saved>): void {
  useEffect(() => {
    box.flush()
    const timer = setInterval(() => [...box.read().entries.values()].some((entry) => entry.state === 'waiting') && box.flush(), every)
    addEventListener('online', box.flush)
    addEventListener('pagehide', box.flush)
    return () => {
      clearInterval(timer)
      removeEventListener('online', box.flush)
      removeEventListener('pagehide', box.flush)
      box.flush()
    }
  }, [box])
}
