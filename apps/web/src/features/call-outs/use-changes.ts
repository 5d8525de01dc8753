import type { BoardRow } from '@samverkan/contract'
import { useEffect, useRef, useState } from 'react'
import { signature } from './board-order.ts'

/** How long a changed row stays marked: long enough to be found, short enough to be over before the next. */
const marked = 8_000
/** Answers come in bursts; they are told together. */
const gathering = 1_500

/**
 * Which rows changed without the reader's doing, for the mark on the row, and one call for all of them for the
 * screen reader. The first board is no change.
 */
export function useChanges(rows: readonly BoardRow[], tell: (changed: readonly BoardRow[]) => void): ReadonlySet<string> {
  const before = useRef<Map<string, string> | null>(null)
  const waiting = useRef(new Set<string>())
  const latest = useRef({ rows, tell })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const unmarking = useRef(new Set<ReturnType<typeof setTimeout>>())
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())

  useEffect(() => {
    latest.current = { rows, tell }
  })
  useEffect(() => {
    const now = new Map(rows.map((row) => [row.actorId, signature(row)]))
    const ids = before.current
      ? rows.filter((row) => before.current?.get(row.actorId) !== now.get(row.actorId)).map((row) => row.actorId)
      : []
    before.current = now
    if (ids.length === 0) return
    setChanged((old) => new Set([...old, ...ids]))
    for (const id of ids) waiting.current.add(id)
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const together = latest.current.rows.filter((row) => waiting.current.has(row.actorId))
      waiting.current.clear()
      latest.current.tell(together)
    }, gathering)
    const unmark = setTimeout(() => {
      unmarking.current.delete(unmark)
      setChanged((old) => new Set([...old].filter((id) => !ids.includes(id))))
    }, marked)
    unmarking.current.add(unmark)
  }, [rows])
  useEffect(() => {
    const timers = unmarking.current
    return () => {
      clearTimeout(timer.current)
      for (const unmark of timers) clearTimeout(unmark)
    }
  }, [])
  return changed
}

/** The focus follows its row when the row moves to another group, and the page stands still. */
export function useFocusFollowsRow() {
  const board = useRef<HTMLDivElement>(null)
  const focused = useRef<string | null>(null)
  useEffect(() => {
    const active = document.activeElement
    // A dialog is opened from a row: when it closes, the row has the focus again wherever it stands by then.
    if (active?.closest('dialog')) return
    if (active && active !== document.body) {
      focused.current = board.current?.contains(active) ? (active.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null) : null
      return
    }
    if (focused.current)
      board.current?.querySelector<HTMLElement>(`[data-row="${focused.current}"] [data-row-name]`)?.focus({ preventScroll: true })
  })
  const remember = (event: React.FocusEvent) => {
    if ((event.target as HTMLElement).closest('dialog')) return
    focused.current = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null
  }
  return { board, remember }
}
