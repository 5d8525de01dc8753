import { useCallback, useEffect, useRef, useState } from 'react'
import { forgetKept, isOnDevice, type Kept, keptNames, readKept, writeKept } from './device.ts'
import { serverNow } from './now.ts'

/**
 * Nothing typed is ever lost (ux.md, rule 3): what is in a form lives on the device until it has been sent. Written at
 * once for every key press that settles, and before the page goes away; read back when the form opens again.
 * Drafts belong to a person (the key begins with whose) and nobody else can read them (`device.ts`).
 */
const settle = 250
const unsettled = new Set<() => void>()
/** The last key presses of every form, kept now: somebody else is about to sit down here. */
export const settleDrafts = (): void => {
  for (const flush of unsettled) flush()
}

export function readDraft<Value>(key: string): Kept<Value> | null {
  return readKept<Value>(key)
}
/** False: the device would not take it, and this page alone has it. */
export function writeDraft<Value>(key: string, value: Value, at = serverNow()): boolean {
  return writeKept(key, value, at)
}
/** What this tab wrote or read, and nothing that another tab has written there since. */
export const forgetDraft = (key: string): void => forgetKept(key)
/** The keys of what lies here, of every person's forms. */
export const draftKeys = (): string[] => keptNames()

/** The device side of a box (`draft-box.ts`): each piece lies under a key of its own. */
export function draftsUnder<Piece>(key: (code: string) => string) {
  return {
    read: (code: string): Piece | null => readDraft<Piece>(key(code))?.value ?? null,
    write: (code: string, kept: Piece): boolean => writeDraft(key(code), kept),
    forget: (code: string): void => forgetDraft(key(code)),
  }
}

/**
 * Form state that survives a reload, a crash and a lost session.
 * `key` must name person and form, e.g. `${userId}:activate`. `restored` is when the found draft was written, to say so; `savedAt` is null while
 * this page alone has it.
 */
export function useDraft<Value>(key: string, initial: Value) {
  const [found] = useState(() => readDraft<Value>(key))
  const [value, setValue] = useState<Value>(found?.value ?? initial)
  const [savedAt, setSavedAt] = useState<number | null>(found && isOnDevice(key) ? found.at : null)
  const waiting = useRef<{ value: Value; timer: ReturnType<typeof setTimeout> } | null>(null)

  const flush = useCallback(() => {
    if (!waiting.current) return
    clearTimeout(waiting.current.timer)
    const at = serverNow()
    setSavedAt(writeDraft(key, waiting.current.value, at) ? at : null)
    waiting.current = null
  }, [key])

  const change = useCallback(
    (next: Value | ((before: Value) => Value)) => {
      setValue((before) => {
        const after = typeof next === 'function' ? (next as (before: Value) => Value)(before) : next
        if (waiting.current) clearTimeout(waiting.current.timer)
        waiting.current = { value: after, timer: setTimeout(flush, settle) }
        return after
      })
    },
    [flush],
  )

  /** Once the server has it: the device need not keep it any more. */
  const clear = useCallback(() => {
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = null
    forgetDraft(key)
    setSavedAt(null)
  }, [key])

  useEffect(() => {
    unsettled.add(flush)
    addEventListener('pagehide', flush)
    return () => {
      unsettled.delete(flush)
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  return { value, change, clear, savedAt, restored: found?.at ?? null }
}
