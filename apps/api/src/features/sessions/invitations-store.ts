import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

/** Several starts may have printed a link each: the first one used makes the others worthless. */
export const lockFirstAdmin = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock(7270736904)`)

export type Invitation = {
  id: string
  purpose: 'first_admin' | 'invitation' | 'reset'
  expiresAt: string
  isUsed: boolean
  isExpired: boolean
  isWithdrawn: boolean
  userId: string | null
}
export const findInvitation = (tx: Tx, tokenHash: Buffer, now: Date): Promise<Invitation | undefined> =>
  tx.maybe(sql`SELECT id, purpose, to_json(expires_at) AS "expiresAt", used_at IS NOT NULL AS "isUsed", expires_at <= ${now} AS "isExpired",
      withdrawn_at IS NOT NULL AS "isWithdrawn", user_id AS "userId"
    FROM invitation_enter(${tokenHash}, ${now})`)
export const countUsers = async (tx: Tx): Promise<number> =>
  (await tx.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM user_accounts WHERE has_password`)).n

export type NewAdmin = { tokenHash: Buffer; id: string; functionId: string; name: string; email: string; passwordHash: string; now: Date }
export const insertAdmin = (tx: Tx, u: NewAdmin): Promise<number> =>
  tx.run(sql`SELECT first_admin_make(${u.tokenHash}, ${u.id}, ${u.functionId}, ${u.name}, ${u.email}, ${u.passwordHash}, ${u.now})`)

export type Owner = {
  userId: string
  actorId: string | null
  actorName: string | null
  name: string
  email: string
  status: string
  hasPassword: boolean
}
/** Whose link it is, locked: two who use it at once, and an administrator who disables meanwhile, come one after the other. */
export const ownerOf = async (tx: Tx, userId: string): Promise<Owner | undefined> => {
  await tx.run(sql`SELECT user_lock(${userId})`)
  return tx.maybe(sql`SELECT u.id AS "userId", u.actor_id AS "actorId", r.name AS "actorName", u.name, a.email::text AS email, u.status, a.has_password AS "hasPassword"
    FROM users u JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id WHERE u.id = ${userId}`)
}
/** Somebody with this address who has a log-in that a new password would open. */
export const ownerWithEmail = (tx: Tx, email: string, now: Date): Promise<Owner | undefined> =>
  tx.maybe(sql`SELECT u.id AS "userId", u.actor_id AS "actorId", r.name AS "actorName", u.name, a.email::text AS email, u.status, true AS "hasPassword"
    FROM user_accounts a JOIN users u ON u.id = a.user_id LEFT JOIN actors r ON r.id = u.actor_id
    WHERE a.email = ${email}::citext AND u.status = 'active' AND a.has_password
      AND EXISTS (SELECT FROM user_functions f WHERE f.user_id = u.id AND (f.valid_to IS NULL OR f.valid_to > ${now}))`)

export type Invited = Owner & { by: string; functions: { name: string; actor: string | null; from: string | null; until: string | null }[] }
/** Somebody with this address who has been invited and has not come yet; an invitation that was taken back is over. */
export const invitedWithEmail = (tx: Tx, email: string, now: Date): Promise<Invited | undefined> =>
  tx.maybe(sql`SELECT u.id AS "userId", u.actor_id AS "actorId", r.name AS "actorName", u.name, a.email::text AS email, u.status, false AS "hasPassword",
      concat_ws(', ', coalesce(b.name, 'Administratören'), h.name) AS by,
      (SELECT json_agg(json_build_object('name', c.name_sv, 'actor', w.name, 'from', CASE WHEN f.valid_from > ${now} THEN f.valid_from END, 'until', f.valid_to) ORDER BY f.valid_from, f.id)
        FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors w ON w.id = f.actor_id WHERE f.user_id = u.id AND (f.valid_to IS NULL OR f.valid_to > ${now})) AS functions
    FROM user_accounts a JOIN users u ON u.id = a.user_id LEFT JOIN actors r ON r.id = u.actor_id
      JOIN LATERAL (SELECT v.withdrawn_at, v.created_by FROM user_invitations v WHERE v.user_id = u.id AND v.purpose = 'invitation' AND v.created_by IS NOT NULL ORDER BY v.created_at DESC, v.id DESC LIMIT 1) i ON true
      LEFT JOIN users b ON b.id = i.created_by LEFT JOIN actors h ON h.id = b.actor_id
    WHERE a.email = ${email}::citext AND u.status = 'invited' AND NOT a.has_password AND i.withdrawn_at IS NULL
      AND EXISTS (SELECT FROM user_functions f WHERE f.user_id = u.id AND (f.valid_to IS NULL OR f.valid_to > ${now}))`)

/** How many links went out to this person lately, to a new password or to the invitation again, asked for by nobody in particular, and whether one of them still works. */
export const recentLinks = async (
  tx: Tx,
  userId: string,
  since: Date,
  now: Date,
): Promise<{ n: number; lastAt: Date | null; isOpen: boolean }> =>
  tx.one(sql`SELECT count(*)::int AS n, max(created_at) AS "lastAt",
      coalesce(bool_or(used_at IS NULL AND withdrawn_at IS NULL AND expires_at > ${now}), false) AS "isOpen" FROM user_invitations
    WHERE user_id = ${userId} AND created_by IS NULL AND created_at > ${since}`)

export type NewLink = {
  id: string
  userId: string
  purpose: 'invitation' | 'reset'
  /** Asked for by whoever has forgotten a password, and by nobody in particular; otherwise by the viewer. */
  isBySelf: boolean
  now: Date
  expiresAt: Date
}
/** It opens nothing until the worker sends its letter and writes down the hash of its token. */
export const insertLink = (tx: Tx, l: NewLink): Promise<number> =>
  tx.run(sql`SELECT invitation_make(${l.id}, ${l.userId}, ${l.purpose}, ${l.isBySelf}, ${l.now}, ${l.expiresAt})`)

/** Links that could still be used stop working; their ids, so that their letters can be stopped too. */
export const withdrawLinks = async (tx: Tx, userId: string, now: Date): Promise<string[]> =>
  (await tx.many<{ id: string }>(sql`SELECT id FROM invitations_withdraw(${userId}, ${now}) AS id`)).map((row) => row.id)

/** Every actor's names: what a password may not be made of. */
export const actorNames = async (tx: Tx): Promise<string[]> =>
  (
    await tx.one<{ names: string[] }>(
      sql`SELECT coalesce(array_agg(DISTINCT n), '{}') AS names FROM (SELECT name AS n FROM actors UNION SELECT short_name FROM actors) x WHERE n IS NOT NULL`,
    )
  ).names

/** The password that whoever holds this link has chosen; the link is used. */
export const setPassword = (tx: Tx, invitationId: string, passwordHash: string, now: Date): Promise<number> =>
  tx.run(sql`SELECT password_choose(${invitationId}, ${passwordHash}, ${now})`)
export const endAllSessions = async (tx: Tx, userId: string, reason: string, now: Date): Promise<number> =>
  (await tx.one<{ n: number }>(sql`SELECT user_sessions_end(${userId}, ${reason}, ${now}) AS n`)).n
/** When the first function that is still to come begins. */
export const beginsAt = async (tx: Tx, userId: string, now: Date): Promise<string | null> =>
  (
    await tx.one<{ at: string | null }>(
      sql`SELECT to_json(min(valid_from)) #>> '{}' AS at FROM user_functions WHERE user_id = ${userId} AND valid_from > ${now} AND (valid_to IS NULL OR valid_to > valid_from)`,
    )
  ).at
