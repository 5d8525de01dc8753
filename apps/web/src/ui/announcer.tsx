import { useSyncExternalStore } from 'react'

/** What changed without the reader doing anything, said aloud by a screen reader and shown to nobody. */
let words = ''
const listeners = new Set<() => void>()

export function announce(text: string): void {
  // The same sentence twice must be heard twice: an invisible difference makes it news.
  words = text === words ? `${text}\u00a0` : text
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Stands once, in the shell. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => words)
  return (
    <div className="aksel-sr-only" aria-live="polite" role="status">
      {text}
    </div>
  )
}
