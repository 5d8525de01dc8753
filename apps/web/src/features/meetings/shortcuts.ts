import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** One key, and what it does; the words stand in the list that `?` opens. */
export type Shortcut = { key: string; press: () => void }

const place = 'meeting-shortcuts'
const listeners = new Set<() => void>()
function isOn(): boolean {
  try {
    return localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}

/** Single keys can be turned off: whoever speaks to the computer, or rests a hand on it, must not skip a speaker. */
export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, isOn)
  const set = (wanted: boolean) => {
    try {
      localStorage.setItem(place, wanted ? 'on' : 'off')
    } catch {
      // Not kept: the choice then lasts as long as nobody asks again.
    }
    for (const listener of listeners) listener()
  }
  return [on, set]
}

/** Keys belong to what is being typed in, to an open dialog and to the browser's own combinations before they belong to us. */
export function isOurs(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'defaultPrevented'>): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const { target } = event
  if (!(target instanceof Element)) return true
  return target.closest('input, textarea, select, [contenteditable], dialog, [popover]') === null
}

/** Listens while the page is open. `?` always answers, also when the single keys are off: that is where they are turned on. */
export function useShortcuts(shortcuts: readonly Shortcut[]): { listed: boolean; list: (open: boolean) => void } {
  const [on] = useShortcutsOn()
  const [listed, list] = useState(false)
  // What the keys do changes with every turn of the meeting; the listening does not.
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isOurs(event)) return
      if (event.key === '?') {
        event.preventDefault()
        return list(true)
      }
      const shortcut = on && !event.repeat ? latest.current.find(({ key }) => key === event.key.toLocaleLowerCase('sv')) : undefined
      if (!shortcut) return
      event.preventDefault()
      shortcut.press()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [on])
  return { listed, list }
}
