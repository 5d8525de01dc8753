import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { asOwner } from './owner.ts'

const LIFE_MS = 24 * 60 * 60 * 1000

/**
 * A portal without users has nobody who could invite the first one: whoever reads the terminal is let in once. The token (256 bits)
 * stands only in the link; the database holds its hash. Undefined as soon as there is a user.
 */
export async function firstAdminLink(ownerUrl: string, publicUrl: string, now: Date): Promise<string | undefined> {
  return asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM users) AS empty')
    if (!rows[0]!.empty) return undefined
    const token = randomBytes(32).toString('base64url')
    await client.query(`DELETE FROM user_invitations WHERE purpose = 'first_admin' AND used_at IS NULL AND expires_at < $1`, [now])
    await client.query(
      `INSERT INTO user_invitations (id, purpose, token_hash, created_at, expires_at) VALUES ($1, 'first_admin', $2, $3, $4)`,
      [uuid(), createHash('sha256').update(token).digest(), now, new Date(now.getTime() + LIFE_MS)],
    )
    return `${publicUrl}/bjud-in/${token}`
  })
}
