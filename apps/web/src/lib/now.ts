import { useSyncExternalStore } from 'react'

/** How far this device's clock is behind the server's. */
let behind = 0

/** One clock for the whole page: a hundred relative times tick together, once, and not in a hidden tab. */
function ticking(every: number): () => number {
  let present = Date.now() + behind
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  const tick = (): void => {
    present = Date.now() + behind
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    if (listeners.size === 1) {
      tick()
      timer = setInterval(() => !document.hidden && tick(), every)
      document.addEventListener('visibilitychange', tick)
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }
  return () => useSyncExternalStore(subscribe, () => present)
}

/** Follows the server's clock where the device's is clearly wrong; the way there and back is not worth correcting. */
export function setServerTime(at: string): void {
  const distance = new Date(at).getTime() - Date.now()
  behind = Math.abs(distance) > 3_000 ? distance : 0
}

/** The present in milliseconds; what shows it follows along. */
export const useNow = ticking(5_000)
/** The same, every second: for a speaker's clock, and never for a page full of rows. */
export const useSecond = ticking(1_000)
