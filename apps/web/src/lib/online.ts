import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Has the device a network at all? Whether the server answers is the live light's matter. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
