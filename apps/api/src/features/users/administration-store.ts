import type { User } from '@samverkan/contract'
import type { Held } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'
import { described, visible } from './store.ts'

type HeldRow = Omit<Held, 'validFrom' | 'validTo'> & {
  validFrom: string
  validTo: string | null
  nameSv: string
  nameEn: string
  shortSv: string | null
  actorCode: string | null
  actorName: string | null
  isDeputy: boolean
}
export type HeldFull = Held & Omit<HeldRow, keyof Held>
export type Invitation = {
  purpose: 'invitation' | 'reset'
  sentAt: string
  expiresAt: string
  state: 'pending' | 'used' | 'expired' | 'withdrawn'
  messageState: string | null
}
export type PersonRow = {
  user: User
  version: number
  hasPassword: boolean
  held: HeldFull[]
  invitation: Invitation | null
  openSessions: number
}

/** One person whole, with every function ever held; an actor also opens those who were lent to it once, because what ended can be restored. `lock` holds the row until the use case has ended, so that versions mean something. */
export const readPerson = async (tx: Tx, id: string, now: Date, lock = false): Promise<PersonRow | undefined> => {
  if (lock) await tx.run(sql`SELECT user_lock(${id})`)
  const row = await tx.maybe<{ person: Omit<PersonRow, 'held'> & { held: HeldRow[] } }>(sql`
    SELECT json_build_object('user', ${described(now)}, 'version', u.version, 'hasPassword', coalesce(a.has_password, false),
      'openSessions', (SELECT count(*) FROM user_sessions s WHERE s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > ${now} AND s.takes_over IS NULL),
      'invitation', (SELECT json_build_object('purpose', i.purpose, 'sentAt', i.created_at, 'expiresAt', i.expires_at,
          'state', CASE WHEN i.used_at IS NOT NULL THEN 'used' WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN i.expires_at <= ${now} THEN 'expired' ELSE 'pending' END,
          'messageState', (SELECT m.state FROM outbox_messages m WHERE m.link_id = i.id ORDER BY m.created_at DESC LIMIT 1))
        FROM user_invitations i WHERE i.user_id = u.id ORDER BY i.created_at DESC, i.id DESC LIMIT 1),
      'held', coalesce((SELECT json_agg(json_build_object('id', f.id, 'functionCode', f.function_code, 'scope', c.scope, 'actorId', f.actor_id, 'validFrom', f.valid_from, 'validTo', f.valid_to,
          'nameSv', c.name_sv, 'nameEn', c.name_en, 'shortSv', c.short_sv, 'actorCode', k.code, 'actorName', k.name, 'isDeputy', f.is_deputy) ORDER BY c.sort_order, f.valid_from, f.id)
        FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors k ON k.id = f.actor_id WHERE f.user_id = u.id), '[]')) AS person
    FROM users u LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id WHERE u.id = ${id}
      AND (${visible(tx, now)} OR EXISTS (SELECT FROM user_functions w WHERE w.user_id = u.id AND w.actor_id = app_actor()))`)
  if (!row) return undefined
  const held = row.person.held.map((one) => ({
    ...one,
    validFrom: new Date(one.validFrom),
    validTo: one.validTo === null ? null : new Date(one.validTo),
  }))
  return { ...row.person, held }
}

export const nameOf = async (tx: Tx, userId: string): Promise<{ name: string; actor: string | null } | undefined> =>
  tx.maybe(sql`SELECT u.name, r.name AS actor FROM users u LEFT JOIN actors r ON r.id = u.actor_id WHERE u.id = ${userId}`)

export type FunctionRow = { code: string; scope: 'regional' | 'actor'; nameSv: string; nameEn: string; isOwn: boolean }
export const functions = (tx: Tx): Promise<FunctionRow[]> =>
  tx.many(sql`SELECT code, scope, name_sv AS "nameSv", name_en AS "nameEn", is_own AS "isOwn" FROM functions ORDER BY sort_order`)
export const actors = (tx: Tx): Promise<{ id: string; code: string; name: string }[]> =>
  tx.many(sql`SELECT id, code, name FROM actors ORDER BY name`)

/** False when the address is somebody's already, whoever that is. */
export const insertPerson = async (
  tx: Tx,
  p: { id: string; name: string; actorId: string | null; email: string; phone: string | null },
): Promise<boolean> =>
  (await tx.one<{ added: boolean }>(sql`SELECT user_add(${p.id}, ${p.name}, ${p.actorId}, ${p.email}, ${p.phone}) AS added`)).added
/** The person with this address, when it is one this viewer sees anyhow. */
export const visibleWithEmail = async (tx: Tx, email: string, now: Date): Promise<string | null> =>
  (
    await tx.maybe<{ id: string }>(
      sql`SELECT u.id FROM user_accounts a JOIN users u ON u.id = a.user_id WHERE a.email = ${email}::citext AND ${visible(tx, now)}`,
    )
  )?.id ?? null
/** Asked across the actors: row-level security would say no where somebody else has it. */
export const saveDetails = async (tx: Tx, id: string, d: { name: string; email: string; phone: string | null }): Promise<boolean> =>
  (await tx.one<{ saved: boolean }>(sql`SELECT user_details_save(${id}, ${d.name}, ${d.email}, ${d.phone}) AS saved`)).saved
export const bumpVersion = (tx: Tx, id: string): Promise<number> => tx.run(sql`SELECT user_changed(${id})`)
export const saveStatus = (tx: Tx, id: string, status: User['status']): Promise<number> =>
  tx.run(sql`SELECT user_status_save(${id}, ${status})`)

export type NewHeld = {
  id: string
  userId: string
  functionCode: string
  actorId: string | null
  isDeputy: boolean
  validFrom: Date
  validTo: Date | null
}
export const insertHeld = (tx: Tx, h: NewHeld): Promise<number> =>
  tx.run(sql`SELECT user_function_give(${h.id}, ${h.userId}, ${h.functionCode}, ${h.actorId}, ${h.isDeputy}, ${h.validFrom}, ${h.validTo})`)
export const saveHeld = (tx: Tx, id: string, h: { isDeputy: boolean; validTo: Date | null }): Promise<number> =>
  tx.run(sql`SELECT user_function_change(${id}, ${h.isDeputy}, ${h.validTo})`)

/** One at a time decides who administers the portal: two who end each other would leave nobody. */
export const lockSystemAdmins = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock(7270736905)`)
/** Others who can log in and administer the portal until further notice. */
export const otherSystemAdmins = async (tx: Tx, exceptUserId: string, now: Date): Promise<number> =>
  (
    await tx.one<{
      n: number
    }>(sql`SELECT count(DISTINCT u.id)::int AS n FROM users u JOIN user_accounts a ON a.user_id = u.id JOIN user_functions f ON f.user_id = u.id
      WHERE u.id <> ${exceptUserId} AND u.status = 'active' AND a.has_password AND f.function_code = 'system-admin' AND f.valid_from <= ${now} AND f.valid_to IS NULL`)
  ).n
