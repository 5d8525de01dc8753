import type { HeldLetters } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'

/** Queued without a time, which no worker takes and nothing but a restore writes (tools/backup/hold-letters.ts). */
const isHeld = fragment`m.state = 'queued' AND m.next_at IS NULL AND m.stopped_at IS NULL`

/** Of this viewer's letters; when the portal was put back is the same for everybody. */
export const readHeld = (tx: Tx): Promise<Omit<HeldLetters, 'mayRelease'>> =>
  tx.one(sql`SELECT h.letters, h."tooOld", h."callOuts", to_json(r.at) AS "restoredAt", r.data -> 'madeAt' AS "madeAt"
    FROM (SELECT count(*)::int AS letters, (count(*) FILTER (WHERE m.give_up_at <= app_now()))::int AS "tooOld",
        (count(*) FILTER (WHERE m.purpose = 'call_out'))::int AS "callOuts" FROM outbox_messages m WHERE ${isHeld}) h
    LEFT JOIN LATERAL (SELECT j.at, j.data FROM journal j WHERE h.letters > 0 AND j.type = 'portal.restored' ORDER BY j.id DESC LIMIT 1) r ON true`)

export type Held = { id: string; isTooOld: boolean }

export const lockHeld = (tx: Tx, now: Date): Promise<Held[]> =>
  tx.many(
    sql`SELECT m.id, m.give_up_at <= ${now}::timestamptz AS "isTooOld" FROM outbox_messages m WHERE ${isHeld} ORDER BY m.id FOR UPDATE`,
  )

export const release = async (tx: Tx, letters: readonly Held[], now: Date): Promise<void> => {
  if (letters.length === 0) return
  const ids = letters.map(({ id }) => id)
  await tx.run(sql`UPDATE outbox_messages SET next_at = ${now} WHERE id = ANY (${ids}::uuid[])`)
  await tx.run(sql`SELECT outbox_enqueue(${ids}::uuid[])`)
}

export const discard = async (tx: Tx, letters: readonly Held[], now: Date): Promise<void> => {
  if (letters.length === 0) return
  await tx.run(
    sql`UPDATE outbox_messages SET state = 'cancelled', stopped_at = ${now} WHERE id = ANY (${letters.map(({ id }) => id)}::uuid[])`,
  )
}
