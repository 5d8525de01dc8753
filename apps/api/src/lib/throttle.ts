import type { Tx } from './db.ts'
import { sha256 } from './ids.ts'
import { type Fragment, fragment, sql } from './sql.ts'

/**
 * What a try falls into. `growing`: `free` within an hour cost nothing, then 1, 2, 4 … 30 seconds. `minute`: `free` within one minute of the clock, then
 * the rest of that minute. `once`: a single one.
 */
export type Bucket = { key: Buffer; kind: 'growing' | 'minute' | 'once'; free: number }

/** The name of a bucket says who and where; only its hash is kept. */
export const bucket = (kind: Bucket['kind'], free: number, ...name: readonly string[]): Bucket => ({
  key: sha256(JSON.stringify(name)),
  kind,
  free,
})

/** `seconds` until each of these may be tried again, 0 when it may now; `recent`: has it been wrong within the hour? In the order of `buckets`. */
export type Waits = { seconds: number[]; recent: boolean[] }
/** One row with the columns of `Waits`, for a statement that asks more than this. */
export const waitsOf = (buckets: readonly Bucket[], now: Date): Fragment =>
  fragment`throttle_waits(${buckets.map(({ key }) => key)}, ${now})`
export const waits = (tx: Tx, buckets: readonly Bucket[], now: Date): Promise<Waits> =>
  tx.one(sql`SELECT w.seconds, w.recent FROM ${waitsOf(buckets, now)} w`)

/** One more wrong one, or one more of what is only to be had so often, in each of these. */
export const count = (tx: Tx, buckets: readonly Bucket[], now: Date): Promise<number> =>
  tx.run(
    sql`SELECT throttle_count(${buckets.map(({ key }) => key)}, ${buckets.map(({ kind }) => kind)}, ${buckets.map(({ free }) => free)}, ${now})`,
  )
