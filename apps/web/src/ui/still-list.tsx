import type { ReactNode } from 'react'
import { useStillOrder } from '../lib/hold-still.ts'

type Props<Row> = {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The row that this one has replaced, if any. */
  formerKeyOf?: (row: Row) => string | null
  className?: string
  /** One `li` for one row, keyed by the same key. */
  children: (row: Row) => ReactNode
}

/** A list whose order a save or a colleague may change: it does not move while a hand is on it. */
export function StillList<Row>({ rows, keyOf, formerKeyOf, className, children }: Props<Row>) {
  const still = useStillOrder(rows, keyOf, formerKeyOf)
  return (
    <ul ref={still.ref} className={className}>
      {still.rows.map(children)}
    </ul>
  )
}
export const byId = ({ id }: { id: string }): string => id
