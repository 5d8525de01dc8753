import type { Writing } from '@samverkan/domain'
import { useSyncExternalStore } from 'react'
import { askedNow } from './now.ts'

export type Writer = { userId: string; name: string }
/** Whoever has not been heard of for this long has stopped writing; said again every few seconds, a lost one does not flicker. */
export const restsAfter = 12_000
export const saidEvery = 4_000

/** Who writes in which draft now, as the live stream tells it. Kept in this tab alone, and forgotten by itself. */
export function openWriters(now: () => number = askedNow) {
  const heard = new Map<string, Map<string, Writer & { until: number }>>()
  const listeners = new Set<() => void>()
  const shown = new Map<string, readonly Writer[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const none: readonly Writer[] = []
  const codes = (list: readonly Writer[]) => list.map(({ userId }) => userId).join()
  function settle(): void {
    clearTimeout(timer)
    let next = Infinity
    for (const [pictureId, writers] of heard) {
      for (const [userId, { until }] of writers) {
        if (until <= now()) writers.delete(userId)
        else next = Math.min(next, until)
      }
      // The same list while nobody came or went: nothing is drawn again for a heartbeat.
      const list = [...writers.values()].map(({ userId, name }) => ({ userId, name }))
      if (codes(shown.get(pictureId) ?? none) !== codes(list)) shown.set(pictureId, list)
    }
    if (next < Infinity) timer = setTimeout(settle, next - now())
    for (const tell of listeners) tell()
  }
  return {
    hear: ({ pictureId, userId, name }: Writing) => {
      const writers = heard.get(pictureId) ?? new Map<string, Writer & { until: number }>()
      writers.set(userId, { userId, name, until: now() + restsAfter })
      heard.set(pictureId, writers)
      settle()
    },
    in: (pictureId: string): readonly Writer[] => shown.get(pictureId) ?? none,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const writers = openWriters()
export const heardWriting = writers.hear
export const useWriters = (pictureId: string): readonly Writer[] => useSyncExternalStore(writers.subscribe, () => writers.in(pictureId))
