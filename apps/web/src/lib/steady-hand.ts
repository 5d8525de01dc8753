/**
 * Two taps are never two answers. What a press saves may take its own button away, open something over it or put another meaning on it; a hand
 * that taps twice, or shakes, would then press what it has never seen. For a moment after such a press the same spot takes nothing more.
 */
export const rest = 800
/** How far apart in px two taps of one finger land. */
const near = 24

/** Monotonic: a clock that somebody sets must neither open nor close this. */
const steady = (): number => performance.now()

export type Spot = { x: number; y: number }
let last: Spot | null = null
/** Where the press was that has done its work; presses elsewhere, and again there, are meant. */
let resting: Spot | null = null
let restsUntil = -Infinity

/** What was pressed has just done its work, is gone, or has become something else: nobody can have meant the next tap on that spot. */
export function settle(): void {
  resting = last
  restsUntil = steady() + rest
}

/** Something else has come to lie under a pointer that did not move: a press there was aimed at what lay there before. */
export function restHere(spot: Spot): void {
  resting = spot
  restsUntil = steady() + rest
}

/** Watches the taps of the page, once. The keyboard is not held up: what it presses has the focus, and has been seen. */
export function steadyTaps(): void {
  addEventListener(
    'click',
    (event) => {
      if (event.detail === 0) return
      const { clientX: x, clientY: y } = event
      if (steady() < restsUntil && resting && Math.hypot(x - resting.x, y - resting.y) <= near) {
        event.preventDefault()
        event.stopImmediatePropagation()
        return
      }
      last = { x, y }
    },
    true,
  )
  // What the keyboard does, Esc in a dialog, is nobody's tap: no spot has to rest for it.
  addEventListener('keydown', () => void (last = null), true)
}

/** One row of choices that each save at once: `takes` says whether a press is a new answer; what was `saved` holds the row still for a moment. */
export type SteadyHand = { takes: (what?: string) => boolean; saved: (what?: string) => void }
export function steadyHand(): SteadyHand {
  const heldUntil = new Map<string, number>()
  const saved = (what = '') => void heldUntil.set(what, steady() + rest)
  return {
    saved,
    takes: (what = '') => {
      if (steady() < (heldUntil.get(what) ?? -Infinity)) return false
      saved(what)
      return true
    },
  }
}
