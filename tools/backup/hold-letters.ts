import { randomUUID } from 'node:crypto'
import { asOwner } from '@samverkan/prisma/owner'

export type Held = { letters: number; underWay: number }

/**
 * What was on its way when the copy was made may long have come: after a restore nothing of it leaves by itself. A letter that is queued and has no
 * time is one that no worker takes (jobs/outbox-store.ts); a person lets it go, or throws it away, in the outbox. Attempts that were
 * being handed over are of unknown outcome, so that a letter that is let go says that it may have come before.
 */
export function holdLetters(ownerUrl: string, backupMadeAt: string): Promise<Held> {
  return asOwner(ownerUrl, async (client) => {
    await client.query('BEGIN')
    const { rowCount: underWay } = await client.query(
      `UPDATE outbox_attempts SET state = 'unknown', finished_at = app_now(), detail = 'Utskicket avbröts innan svaret var känt.' WHERE state = 'sending'`,
    )
    await client.query(
      `UPDATE outbox_messages SET state = 'cancelled', next_at = NULL WHERE state IN ('queued', 'sending') AND stopped_at IS NOT NULL`,
    )
    const { rowCount: letters } = await client.query(
      `UPDATE outbox_messages SET state = 'queued', next_at = NULL WHERE state IN ('queued', 'sending')`,
    )
    const held = { letters: letters ?? 0, underWay: underWay ?? 0 }
    await client.query(`SELECT journal_append(app_now(), 'portal.restored', 'portal', $1, NULL, NULL, NULL, $2, NULL)`, [
      randomUUID(),
      JSON.stringify({ madeAt: backupMadeAt, ...held }),
    ])
    await client.query('COMMIT')
    return held
  })
}
