import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner, timeOf } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { loadDemo } from '@samverkan/prisma/demo'
import { wallsOf } from '@samverkan/prisma/walls'
import type pg from 'pg'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { keyIdOf, signHead } from '../../apps/api/src/lib/journal-signature.ts'

// For the tests of backup and restore: a portal's database with something in it, and what has to be the same afterwards.

export const KEYS = `1:${Buffer.alloc(32, 7).toString('base64')}`
export const OTHER_KEYS = `1:${Buffer.alloc(32, 8).toString('base64')}`
const [KEY] = parseSecretKeys(KEYS)

export async function fill(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl)
  await loadReference(ownerUrl)
  await ensureRoles({ ownerUrl, secret: KEY!.secret })
  const now = await timeOf(ownerUrl)
  await loadDemo(ownerUrl, { now })
  await asOwner(ownerUrl, async (client) => {
    const letters = Array.from({ length: 5 }, (_, number) => ({
      id: randomUUID(),
      purpose: 'notice',
      destination: `nr${number}@demo.example`,
      subject: `Brev ${number}`,
      body: 'Logga in för att läsa det.',
      maxAttempts: 60,
      giveUpAt: new Date(now.getTime() + 3_600_000),
    }))
    await client.query('SELECT outbox_queue_mail($1, $2)', [JSON.stringify(letters), now])
    // One was just being handed over when the copy was made, one needed by nobody any more, one had left.
    await client.query("UPDATE outbox_messages SET state = 'sending', attempts = 1, next_at = NULL WHERE id = ANY ($1)", [
      [letters[0]!.id, letters[1]!.id],
    ])
    await client.query('UPDATE outbox_messages SET stopped_at = $2 WHERE id = $1', [letters[1]!.id, now])
    await client.query(
      `INSERT INTO outbox_attempts (id, message_id, number, state, started_at, lease_until, key_version, token_hash) VALUES ($1, $2, 1, 'sending', $3, $3, 1, sha256('one'))`,
      [randomUUID(), letters[0]!.id, now],
    )
    await client.query("UPDATE outbox_messages SET state = 'sent', next_at = NULL WHERE id = $1", [letters[2]!.id])
    const { rows } = await client.query<{ id: number; hash: Buffer }>('SELECT id::float8 AS id, hash FROM journal ORDER BY id DESC LIMIT 1')
    const { id, hash } = rows[0]!
    await client.query('INSERT INTO journal_heads (journal_id, hash, signed_at, key_id, signature) VALUES ($1, $2, $3, $4, $5)', [
      id,
      hash,
      now,
      keyIdOf(KEY!),
      signHead(KEY!, { id, hash, signedAt: now }),
    ])
  })
}

export const keepKeysIn = (folder: string): void => writeFileSync(join(folder, 'secret-keys'), KEYS, { mode: 0o600 })

/** One change of somebody's, acknowledged when this resolves; `number` counts them. */
export const change = (client: pg.Client, number: number): Promise<unknown> =>
  client.query("SELECT journal_append(app_now(), 'settings.changed', 'setting', $1, $2, NULL, NULL, '{}', NULL)", [randomUUID(), number])

/** How many of them there are, and whether one between is gone. */
export const changesIn = (ownerUrl: string): Promise<{ last: number; gaps: number }> =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ last: number; gaps: number }>(
      "SELECT coalesce(max(subject_version), 0) AS last, (coalesce(max(subject_version), 0) - count(DISTINCT subject_version))::int AS gaps FROM journal WHERE type = 'settings.changed' AND subject_version IS NOT NULL",
    )
    return rows[0]!
  })

/** What a restore has to bring with it. */
export const contentOf = (ownerUrl: string) =>
  asOwner(ownerUrl, async (client) => {
    const count = async (table: string) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n
    return {
      walls: await wallsOf(client),
      answers: await count('activation_answers'),
      assessed: await count('assessment_answers'),
      users: await count('users'),
      meetings: await count('meetings'),
      actors: (await client.query('SELECT * FROM actors ORDER BY code')).rows,
    }
  })

/** State by state, of the letters that `fill` wrote; `due` is what a worker would take. */
export const lettersIn = (ownerUrl: string) =>
  asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ subject: string; state: string; due: boolean; unknown: number }>(
      `SELECT m.subject, m.state, m.next_at IS NOT NULL AS due, (SELECT count(*)::int FROM outbox_attempts a WHERE a.message_id = m.id AND a.state = 'unknown') AS unknown
       FROM outbox_messages m WHERE m.subject LIKE 'Brev %' ORDER BY m.subject`,
    )
    return rows
  })

export const restoredRows = (ownerUrl: string) =>
  asOwner(
    ownerUrl,
    async (client) =>
      (await client.query<{ data: Record<string, unknown> }>("SELECT data FROM journal WHERE type = 'portal.restored'")).rows,
  )
