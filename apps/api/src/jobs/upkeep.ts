import type { SecretKey } from '../config.ts'
import type { Database } from '../lib/db.ts'
import { currentKey } from '../lib/ids.ts'
import { keyIdOf, signHead } from '../lib/journal-signature.ts'
import { sql } from '../lib/sql.ts'

/** What /readyz reads; rows of workers that are gone are swept out after a day. */
export const beat = async (db: Database, workerId: string, now: Date): Promise<void> => {
  await db.lookUp(
    sql`INSERT INTO worker_heartbeats (worker_id, at) VALUES (${workerId}, ${now}) ON CONFLICT (worker_id) DO UPDATE SET at = excluded.at`,
  )
  await db.lookUp(
    sql`DELETE FROM worker_heartbeats WHERE at NOT BETWEEN ${now}::timestamptz - interval '1 day' AND ${now}::timestamptz + interval '1 day'`,
  )
}

/** Signs the newest row of the journal, so that rows cut off at its end are missed. Returns what was signed, for the log. */
export const signJournalHead = async (
  db: Database,
  keys: readonly SecretKey[],
  now: Date,
): Promise<{ id: number; hash: string } | null> => {
  const newest = await db.lookUp<{
    id: number
    hash: Buffer
  }>(sql`SELECT j.id, j.hash FROM journal j WHERE NOT EXISTS (SELECT FROM journal_heads h WHERE h.journal_id = j.id)
    AND j.id = (SELECT max(id) FROM journal)`)
  if (!newest) return null
  const key = currentKey(keys)
  const signature = signHead(key, { id: newest.id, hash: newest.hash, signedAt: now })
  await db.lookUp(
    sql`INSERT INTO journal_heads (journal_id, hash, signed_at, key_id, signature) VALUES (${newest.id}, ${newest.hash}, ${now}, ${keyIdOf(key)}, ${signature}) ON CONFLICT DO NOTHING`,
  )
  return { id: newest.id, hash: newest.hash.toString('hex') }
}

/** Nobody repeats a request after a week (security.md C9). */
export const forgetOldKeys = async (db: Database, now: Date): Promise<void> => {
  await db.lookUp(sql`DELETE FROM idempotency_keys WHERE created_at < ${now}::timestamptz - interval '7 days'`)
  await db.lookUp(sql`DELETE FROM user_login_throttles WHERE last_failed_at < ${now}::timestamptz - interval '7 days'`)
}
