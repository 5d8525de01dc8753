import { useSyncExternalStore } from 'react'

/** One clock for the whole page: a hundred relative times tick together, once, and not in a hidden tab. */
const every = 5_000
let present = Date.now()
/** How far this device's clock is behind the server's. */
let behind = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  present = Date.now() + behind
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void) {
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

/** Follows the server's clock where the device's is clearly wrong; the way there and back is not worth correcting. */
export function setServerTime(at: string): void {
  const distance = new Date(at).getTime() - Date.now()
  behind = Math.abs(distance) > 3_000 ? distance : 0
}

/** The present in milliseconds; what shows it follows along. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => present)
