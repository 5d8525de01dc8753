import { type RefObject, useEffect, useRef, useState } from 'react'
import { restHere, type Spot } from './steady-hand.ts'

/**
 * A list does not re-sort under a hand. What a save, a colleague's save or the clock would move stays where it is, with its new words, while the
 * hand is on the list, and goes to its place when the hand is elsewhere.
 *
 * The hand is on the list when the mouse was last moved over it, a finger was last put down on it, or the keyboard stands in it – also through a dialog that was
 * opened from it. One that has lain still for `idle` is nobody's: a mouse left lying on a wall board would else keep an old order all night.
 */
export const idle = 6_000

/** Watches the hand over one list; `rests` is where a mouse lies that has not moved for so long. Touch leaves no pointer behind: a finger is there until it is put down elsewhere, or for `idle`. */
export function watchHand(list: () => Element | null, tell: (isOn: boolean, rests?: Spot) => void): () => void {
  let isOn = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let mouse: Spot | null = null
  const become = (next: boolean, rests?: Spot) => {
    if (next !== isOn) tell((isOn = next), rests)
  }
  const off = () => {
    clearTimeout(timer)
    become(false)
  }
  const on = () => {
    clearTimeout(timer)
    timer = setTimeout(() => become(false, mouse ?? undefined), idle)
    become(true)
  }
  const touch = (target: EventTarget | null, where: Spot | null) => {
    mouse = where
    const isIn = target instanceof Node && list()?.contains(target) === true
    // A dialog lies over the list it was opened from, wherever it stands in the page.
    const isOver = isOn && target instanceof Element && target.closest('dialog') !== null
    if (isIn || isOver) on()
    else off()
  }
  const pointer = (event: PointerEvent) =>
    touch(event.target, event.pointerType === 'mouse' ? { x: event.clientX, y: event.clientY } : null)
  const key = ({ target }: Event) => touch(target, null)
  /** Tab, and a dialog that gives the focus back. The focus that a press or a save takes away goes nowhere. */
  const focus = ({ target }: Event) => {
    if (mouse === null || list()?.contains(target as Node)) key({ target } as Event)
  }
  const events = [
    ['pointermove', pointer],
    ['pointerdown', pointer],
    ['keydown', key],
    ['focusin', focus],
  ] as const
  for (const [name, listen] of events) document.addEventListener(name, listen as EventListener, { capture: true, passive: true })
  return () => {
    clearTimeout(timer)
    for (const [name, listen] of events) document.removeEventListener(name, listen as EventListener, { capture: true })
  }
}

/** `place` as it was when the hand came, as long as the hand is on the list; else as it is. */
function useHeld<T>(list: RefObject<Element | null>, place: T, isSame: (a: T, b: T) => boolean): T {
  const [isHeld, setHeld] = useState(false)
  const [kept, setKept] = useState(place)
  const moves = useRef(false)
  useEffect(() => void (moves.current = isHeld && !isSame(kept, place)))
  useEffect(
    () =>
      watchHand(
        () => list.current,
        (isOn, rests) => {
          // What comes to lie under a mouse that did not move is not what it was put there for.
          if (rests && moves.current) restHere(rests)
          setHeld(isOn)
        },
      ),
    [list],
  )
  if (isHeld) return kept
  if (!isSame(kept, place)) setKept(place)
  return place
}

const isSameMap = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>) => {
  const others = [...b]
  return a.size === b.size && [...a].every(([key, value], at) => others[at]?.[0] === key && others[at][1] === value)
}

/** Where each row stands, by its id, in a list of groups, and in which order. A row that was not there yet stands where it belongs. */
export function useStillGroups<Group extends string>(
  list: RefObject<Element | null>,
  groups: ReadonlyMap<string, Group>,
): ReadonlyMap<string, Group> {
  return useHeld(list, groups, isSameMap) as ReadonlyMap<string, Group>
}

const isSameOrder = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, at) => one === b[at])

/**
 * The rows in the order in which they stood when the hand came; new ones come last until it has gone. One that replaces another, as a corrected
 * line does, stands where that one stood.
 */
export function useStillOrder<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  formerKeyOf: (row: Row) => string | null = () => null,
): { rows: readonly Row[]; ref: RefObject<HTMLUListElement | null> } {
  const ref = useRef<HTMLUListElement>(null)
  const order = useHeld(ref, rows.map(keyOf), isSameOrder)
  const place = new Map(order.map((key, at) => [key, at]))
  const at = (row: Row) => place.get(keyOf(row)) ?? place.get(formerKeyOf(row) ?? '') ?? Infinity
  return { ref, rows: [...rows].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b))) }
}
