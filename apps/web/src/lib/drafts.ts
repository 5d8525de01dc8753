import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Nothing typed is ever lost (ux.md, rule 3): what is in a form lives on the device until it has been sent. Written at
 * once for every key press that settles, and before the page goes away; read back when the form opens again.
 * Drafts belong to a person (the key says which form) and are removed at log-out.
 */
const prefix = 'draft:'
const settle = 250

type Kept<Value> = { at: number; value: Value }

export function readDraft<Value>(key: string): Kept<Value> | null {
  try {
    const raw = localStorage.getItem(prefix + key)
    return raw ? (JSON.parse(raw) as Kept<Value>) : null
  } catch {
    return null
  }
}
export function writeDraft<Value>(key: string, value: Value, at = Date.now()): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ at, value } satisfies Kept<Value>))
    return true
  } catch {
    return false
  }
}
export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}
/** The keys of what lies here, of every person's forms. */
export function draftKeys(): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
  } catch {
    return []
  }
}
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // As above.
  }
}

/**
 * Form state that survives a reload, a crash and a lost session.
 * `key` must name person and form, e.g. `${userId}:activate`. `restored` is when the found draft was written, to say so.
 */
export function useDraft<Value>(key: string, initial: Value) {
  const [found] = useState(() => readDraft<Value>(key))
  const [value, setValue] = useState<Value>(found?.value ?? initial)
  const [savedAt, setSavedAt] = useState<number | null>(found?.at ?? null)
  const waiting = useRef<{ value: Value; timer: ReturnType<typeof setTimeout> } | null>(null)

  const flush = useCallback(() => {
    if (!waiting.current) return
    clearTimeout(waiting.current.timer)
    const at = Date.now()
    if (writeDraft(key, waiting.current.value, at)) setSavedAt(at)
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
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
    }
  }, [flush])

  return { value, change, clear, savedAt, restored: found?.at ?? null }
}
