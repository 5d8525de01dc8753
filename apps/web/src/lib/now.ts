import { useSyncExternalStore } from 'react'

/**
 * What time it is, by the server. No value that is sent, frozen or kept comes from the device's clock: a phone may be hours wrong, and may be set
 * while the page is open. The present is what the server last said plus what has passed since by the page's own steady clock.
 */
const steady = (): number => performance.now()

/** What is added to the steady clock; null until the server has been heard, and the device's clock is all there is. */
let ahead: number | null = null
/** Where both clocks of the device stood when last looked at. */
let looked = { steady: steady(), device: Date.now() }
/** When they last went apart: the device slept, which stops the steady one, or somebody set its clock forward. */
let apartAt = -Infinity
let whenUnsure: () => void = () => undefined
const unnoticed = 2_000
const noticed = 1_000
const ticks = new Set<() => void>()

/** Told when only the server can say what time it is: the device has slept, or its clock was set. */
export function onUnsure(ask: () => void): void {
  whenUnsure = ask
}

function look(): void {
  const now = { steady: steady(), device: Date.now() }
  const slept = now.device - looked.device - (now.steady - looked.steady)
  looked = now
  // Set back, it says nothing: no sleep makes a clock go backwards.
  if (slept < unnoticed || ahead === null) return
  // Taken for sleep until the server has answered: an age that is too short would be the worse lie.
  ahead += slept
  apartAt = now.steady
  whenUnsure()
}

/** When a question leaves, for `heardServerTime`. */
export const askedNow = steady

/**
 * The server's clock has been heard. It was that time somewhere between `askedAt` and now; without a question there is no first bound, for a beat may
 * have waited behind a dialog that stopped this tab.
 */
export function heardServerTime(at: string | number, askedAt?: number): void {
  const time = typeof at === 'number' ? at : Date.parse(at)
  if (Number.isNaN(time)) return
  look()
  const before = serverNow()
  const least = time - steady()
  ahead = Math.max(ahead ?? least, least)
  if (askedAt !== undefined && askedAt > apartAt) ahead = Math.min(ahead, time - askedAt)
  // What is on the screen was told by a wrong clock: it is told again at once.
  if (Math.abs(serverNow() - before) >= noticed) for (const tick of ticks) tick()
}

/** The present in milliseconds. */
export function serverNow(): number {
  look()
  return ahead === null ? looked.device : looked.steady + ahead
}

/** An instant that a library has read off the device's clock in this visit, by the server's. */
export const serverTimeOf = (device: number): number => device + serverNow() - Date.now()

/** One clock for the whole page: a hundred relative times tick together, once, and not in a hidden tab. */
function ticking(every: number): () => number {
  let present = serverNow()
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  const tick = (): void => {
    present = serverNow()
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    if (listeners.size === 1) {
      tick()
      ticks.add(tick)
      timer = setInterval(() => !document.hidden && tick(), every)
      document.addEventListener('visibilitychange', tick)
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      ticks.delete(tick)
      document.removeEventListener('visibilitychange', tick)
    }
  }
  const read = (): number => {
    // While nothing ticks the present stands still: whoever looks first would otherwise be told when this was loaded, by the device's clock.
    if (listeners.size === 0 && Math.abs(serverNow() - present) >= every) present = serverNow()
    return present
  }
  return () => useSyncExternalStore(subscribe, read)
}

/** The present in milliseconds; what shows it follows along. */
export const useNow = ticking(5_000)
/** The same, every second: for a speaker's clock, and never for a page full of rows. */
export const useSecond = ticking(1_000)
