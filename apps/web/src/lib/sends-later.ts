import { useEffect, useSyncExternalStore } from 'react'

let open = 0
const listeners = new Set<() => void>()
const count = (change: 1 | -1): void => {
  open += change
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is written where this stands is kept on the device and sent by itself: the shell's word about a lost network says so. */
export const useSendsLater = (): void =>
  useEffect(() => {
    count(1)
    return () => count(-1)
  }, [])

/** Does the page that is shown send by itself what it has kept? */
export const useIsSentLater = (): boolean => useSyncExternalStore(subscribe, () => open > 0)
