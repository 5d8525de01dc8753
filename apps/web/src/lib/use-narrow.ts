import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 720px)')
function subscribe(listener: () => void) {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}
/** The phone's layout, where it is another structure and not only another style: one of the two is drawn, never both. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
