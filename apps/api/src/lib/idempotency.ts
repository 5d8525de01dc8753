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
  const scope = `${given.route} ${tx.viewer.userId ?? 'link'}`
  const bodyHash = sha256(JSON.stringify(given.body))
  const mine = await tx.run(sql`INSERT INTO idempotency_keys (scope, key, body_hash, created_at) VALUES (${scope}, ${given.key}, ${bodyHash}, ${at}) ON CONFLICT DO NOTHING`)
  if (mine === 0) {
    const before = await tx.one<{ body_hash: Buffer; response: T }>(sql`SELECT body_hash, response FROM idempotency_keys WHERE scope = ${scope} AND key = ${given.key}`)
    if (!before.body_hash.equals(bodyHash)) throw new Problem('key-reused')
    return before.response
  }
  const response = await work()
  await tx.run(sql`UPDATE idempotency_keys SET response = ${JSON.stringify(response)}::jsonb WHERE scope = ${scope} AND key = ${given.key}`)
  return response
}
