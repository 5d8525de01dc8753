import { useSyncExternalStore } from 'react'

/** Whether the screen is at most so wide, followed. */
function upTo(query: string): () => boolean {
  const media = matchMedia(query)
  const subscribe = (listener: () => void) => {
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }
  const read = () => media.matches
  return () => useSyncExternalStore(subscribe, read)
}

/** The phone's layout, where it is another structure and not only another style: one of the two is drawn, never both. */
export const useNarrow = upTo('(max-width: 720px)')
/** An upright tablet as well: what asks for the width of a laptop does not fit beside the rail. Paper has no rail. */
export const useTight = upTo('screen and (max-width: 1000px)')
