import type { HeldFunction, Session } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'
import { type Bucket, type Waits, waitsOf } from '../../lib/throttle.ts'

export type Account = { userId: string; status: string; isDemo: boolean; user: Session['user']; functions: HeldFunction[] }

const held = fragment`json_build_object('id', f.id, 'functionCode', f.function_code, 'nameSv', c.name_sv, 'nameEn', c.name_en, 'shortSv', c.short_sv,
  'actor', CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('id', r.id, 'code', r.code, 'name', r.name) END, 'isDeputy', f.is_deputy)`
const heldBy = (
  userId: Fragment,
  now: Date,
): Fragment => fragment`user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors r ON r.id = f.actor_id
  WHERE f.user_id = ${userId} AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})`
const regionalFirst = fragment`c.scope = 'regional' DESC, f.is_deputy, f.function_code = 'wis-admin', c.sort_order, f.id`
const userOf = (email: Fragment): Fragment =>
  fragment`json_build_object('id', u.id, 'name', u.name, 'email', ${email}, 'locale', u.locale, 'homeActor', (SELECT h.name FROM actors h WHERE h.id = u.actor_id))`

export type Known = Waits & { passwordHash: string | null; account: Account | null }
/**
 * Asked before a password is tried: how long these buckets are closed; what to try it against; who it is and what they hold, in tables that
 * everybody may read.
 */
export const lookUp = (email: string, buckets: readonly Bucket[], now: Date) =>
  sql`SELECT w.seconds, w.recent, k.password_hash AS "passwordHash",
      (SELECT json_build_object('userId', u.id, 'status', u.status, 'isDemo', u.is_demo, 'user', ${userOf(fragment`k.email`)},
          'functions', coalesce((SELECT json_agg(${held} ORDER BY ${regionalFirst}) FROM ${heldBy(fragment`u.id`, now)}), '[]'))
        FROM users u WHERE u.id = k.user_id) AS account
    FROM log_in_look_up(${email}, '{}', ${now}) k, ${waitsOf(buckets, now)} w`

/** Functions held now, regional ones first, those without rights in the portal last; the first is what a new session acts as. */
export const heldFunctions = async (tx: Tx, userId: string, now: Date): Promise<HeldFunction[]> =>
  (
    await tx.many<{ held: HeldFunction }>(sql`SELECT ${held} AS held FROM ${heldBy(fragment`${userId}`, now)} ORDER BY ${regionalFirst}`)
  ).map((row) => row.held)

export type NewSession = {
  id: string
  tokenHash: Buffer
  userId: string
  userFunctionId: string
  userAgent: string | null
  now: Date
  expiresAt: Date
  /** Of the token that the browser held before: one's own session ends when this one is first used, somebody else's at once. */
  previousHash: Buffer | null
}
export const insertSession = (tx: Tx, s: NewSession): Promise<number> =>
  tx.run(
    sql`SELECT session_open(${s.id}, ${s.tokenHash}, ${s.userId}, ${s.userFunctionId}, ${s.userAgent}, ${s.now}, ${s.expiresAt}, ${s.previousHash})`,
  )

type Begun = NewSession & { via: 'password' | 'demo'; proof: Buffer | null; forgotten: Buffer | null }
/** The session of a log-in and its journal row, in one statement. */
export const begin = (s: Begun) =>
  sql`SELECT log_in_begin(${s.id}, ${s.tokenHash}, ${s.userId}, ${s.userFunctionId}, ${s.userAgent}, ${s.now}, ${s.expiresAt}, ${s.via},
    ${s.proof}, ${s.previousHash}, ${s.forgotten}) AS id`

/** Ends one open session of the viewer, and one that was to take it over; false when there is none. */
export const endSession = async (tx: Tx, id: string, reason: string, now: Date): Promise<boolean> =>
  (await tx.one<{ ended: boolean }>(sql`SELECT session_end(${id}, ${reason}, ${now}) AS ended`)).ended

type SessionRow = { id: string; user: Session['user']; userFunctionId: string; expiresAt: string }
export const readSession = (tx: Tx, id: string): Promise<SessionRow | undefined> =>
  tx.maybe(sql`SELECT s.id, s.user_function_id AS "userFunctionId", to_json(s.expires_at) AS "expiresAt",
      ${userOf(fragment`a.email`)} AS "user"
    FROM user_sessions s JOIN users u ON u.id = s.user_id JOIN user_accounts a ON a.user_id = u.id WHERE s.id = ${id}`)

export type SessionListItem = { id: string; createdAt: string; lastSeenAt: string; userAgent: string | null }
export const openSessions = (tx: Tx, userId: string, now: Date): Promise<SessionListItem[]> =>
  tx.many(sql`SELECT id, to_json(created_at) AS "createdAt", to_json(last_seen_at) AS "lastSeenAt", user_agent AS "userAgent" FROM user_sessions
    WHERE user_id = ${userId} AND ended_at IS NULL AND expires_at > ${now} AND takes_over IS NULL ORDER BY last_seen_at DESC`)

export const setting = async <T>(tx: Tx, key: string): Promise<T | undefined> =>
  (await tx.maybe<{ value: T }>(sql`SELECT value FROM settings WHERE key = ${key}`))?.value

export type DemoIdentity = { email: string; name: string; functionSv: string; functionEn: string; actor: string }
/** The demo persons who can log in, in the order of the log-in page. */
export const demoIdentities = (tx: Tx): Promise<DemoIdentity[]> =>
  tx.many(sql`SELECT a.email::text AS email, u.name, coalesce(c.short_sv, c.name_sv) AS "functionSv", c.name_en AS "functionEn",
      CASE WHEN c.code IN ('rsib', 'rkk') THEN h.name ELSE coalesce(r.name, 'Samordningskansliet') END AS actor
    FROM user_accounts a JOIN users u ON u.id = a.user_id
    JOIN LATERAL (SELECT f.function_code, f.actor_id FROM user_functions f JOIN functions k ON k.code = f.function_code
      WHERE f.user_id = u.id AND f.valid_to IS NULL ORDER BY k.scope = 'regional' DESC, f.is_deputy, f.function_code = 'wis-admin', k.sort_order, f.id LIMIT 1) f ON true
    JOIN functions c ON c.code = f.function_code LEFT JOIN actors r ON r.id = f.actor_id LEFT JOIN actors h ON h.id = u.actor_id
    WHERE u.is_demo AND a.has_password AND u.status = 'active'
    ORDER BY array_position(ARRAY['lst-tib','rsib','rkk','contact-function','rep-directing','assessor','koordinator','actor-admin','system-admin'], f.function_code), r.code, u.name`)

/** Parameters have grown since this password was set: the same password, hashed anew (security.md A3). */
export const rehash = (tx: Tx, userId: string, proof: Buffer, passwordHash: string): Promise<number> =>
  tx.run(sql`SELECT password_renew(${userId}, ${proof}, ${passwordHash})`)

export type Matched = { matches: boolean; how: string | null }
/**
 * Whether what argon2id made of a password is that of this person's, and what a password is to be hashed with now; asked for nobody as well, so
 * that it takes as long.
 */
export const passwordIs = (userId: string | null, email: string, proof: Buffer, now: Date) =>
  sql`SELECT password_is(${userId}, ${proof}) AS matches, k.password_hash AS how FROM log_in_look_up(${email}, '{}', ${now}) k`
