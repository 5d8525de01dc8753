import type { BodyOf, addContactPoint } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { sql } from '../../lib/sql.ts'

type Given = BodyOf<typeof addContactPoint>
export type Point = { id: string; version: number; isArchived: boolean }

export const actorWithCode = (tx: Tx, code: string): Promise<{ id: string } | undefined> =>
  tx.maybe(sql`SELECT id FROM actors WHERE code = ${code}`)

/** One contact point of this actor, locked, so that versions mean something. */
export const lockPoint = (tx: Tx, actorId: string, id: string): Promise<Point | undefined> =>
  tx.maybe(
    sql`SELECT id, version, archived_at IS NOT NULL AS "isArchived" FROM actor_contact_points WHERE id = ${id} AND actor_id = ${actorId} FOR UPDATE`,
  )

/** The channels as given, in that order: the first e-mail is the one a call-out uses. */
const saveChannels = async (tx: Tx, actorId: string, pointId: string, channels: Given['channels']): Promise<void> => {
  await tx.run(sql`DELETE FROM actor_contact_channels WHERE contact_point_id = ${pointId}`)
  const rows = channels.map((one, i) => ({ ...one, id: newId(), priority: i + 1 }))
  await tx.run(sql`INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address, priority)
    SELECT c.id, ${pointId}::uuid, ${actorId}::uuid, c.channel, c.address, c.priority FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c(id uuid, channel text, address text, priority int)`)
}

export const insertPoint = async (tx: Tx, actorId: string, id: string, given: Given, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO actor_contact_points (id, actor_id, function_code, label, is_deputy, confirmed_at)
    VALUES (${id}, ${actorId}, ${given.functionCode}, ${given.label}, ${given.isDeputy}, ${now})`)
  await saveChannels(tx, actorId, id, given.channels)
}
/** Whoever has just written it has seen that it is right. */
export const savePoint = async (tx: Tx, actorId: string, id: string, given: Given, now: Date): Promise<void> => {
  await tx.run(sql`UPDATE actor_contact_points SET function_code = ${given.functionCode}, label = ${given.label}, is_deputy = ${given.isDeputy}, confirmed_at = ${now}, version = version + 1
    WHERE id = ${id}`)
  await saveChannels(tx, actorId, id, given.channels)
}
export const confirmPoint = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE actor_contact_points SET confirmed_at = ${now}, version = version + 1 WHERE id = ${id}`)
export const archivePoint = (tx: Tx, id: string, at: Date | null): Promise<number> =>
  tx.run(sql`UPDATE actor_contact_points SET archived_at = ${at}, version = version + 1 WHERE id = ${id}`)
