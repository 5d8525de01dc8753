import { Problem } from './problem.ts'
import type { Tx } from './db.ts'
import { sha256 } from './ids.ts'
import { sql } from './sql.ts'

export type Idempotency = { key: string; body: unknown; route: string }

/**
 * Runs `work` once per viewer, route and key. Fifty at once wait for the first one's commit and then get its answer;
 * the same key with another body is refused (security.md C9). Keep what `work` returns small: it is stored.
 */
export const once = async <T>(tx: Tx, given: Idempotency, at: Date, work: () => Promise<T>): Promise<T> => {
  const earlier = await claim<T>(tx, given, at, null)
  if (earlier !== undefined) return earlier.response
  const response = await work()
  await tx.run(
    sql`UPDATE idempotency_keys SET response = ${JSON.stringify(response)}::jsonb WHERE scope = ${scopeOf(tx, given)} AND key = ${given.key}`,
  )
  return response
}

/** For work whose answer is read anew each time: true when this is the first time, false when it has been done. */
export const isFirst = async (tx: Tx, given: Idempotency, at: Date): Promise<boolean> => (await claim(tx, given, at, {})) === undefined

const scopeOf = (tx: Tx, given: Idempotency): string => `${given.route} ${tx.viewer.userId ?? 'link'}`

const claim = async <T>(tx: Tx, given: Idempotency, at: Date, response: object | null): Promise<{ response: T } | undefined> => {
  const scope = scopeOf(tx, given)
  const bodyHash = sha256(JSON.stringify(given.body))
  const mine = await tx.run(sql`INSERT INTO idempotency_keys (scope, key, body_hash, response, created_at)
    VALUES (${scope}, ${given.key}, ${bodyHash}, ${response && JSON.stringify(response)}::jsonb, ${at}) ON CONFLICT DO NOTHING`)
  if (mine === 1) return undefined
  const before = await tx.one<{ body_hash: Buffer; response: T }>(
    sql`SELECT body_hash, response FROM idempotency_keys WHERE scope = ${scope} AND key = ${given.key}`,
  )
  if (!before.body_hash.equals(bodyHash)) throw new Problem('key-reused')
  return before
}
