import type { User } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { like, readCursor } from '../../lib/paging.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'

export type ListQuery = { search?: string | undefined; canLogIn?: boolean | undefined; cursor?: string | undefined; limit: number }

/** Own people: those at home at the actor, and those who hold a function there. E-mail and telephone of the latter stay hidden by row-level security. */
const visible = (tx: Tx, now: Date): Fragment => fragment`(${tx.viewer.scope === 'region'} OR u.actor_id = app_actor()
  OR EXISTS (SELECT FROM user_functions v WHERE v.user_id = u.id AND v.actor_id = app_actor() AND v.valid_from <= ${now} AND (v.valid_to IS NULL OR v.valid_to > ${now})))`

const described = (now: Date): Fragment => fragment`json_build_object('id', u.id, 'name', u.name, 'email', a.email::text, 'phone', a.phone,
  'actor', CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('id', r.id, 'code', r.code, 'name', r.name) END,
  'status', u.status, 'canLogIn', coalesce(u.status = 'active' AND a.password_hash IS NOT NULL, false), 'lastLoginAt', u.last_login_at,
  'functions', coalesce((SELECT json_agg(json_build_object('id', f.id, 'functionCode', f.function_code, 'nameSv', c.name_sv, 'nameEn', c.name_en, 'shortSv', c.short_sv,
      'actor', CASE WHEN k.id IS NULL THEN NULL ELSE json_build_object('id', k.id, 'code', k.code, 'name', k.name) END, 'isDeputy', f.is_deputy) ORDER BY c.sort_order, f.is_deputy, f.id)
    FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors k ON k.id = f.actor_id
    WHERE f.user_id = u.id AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})), '[]'))`

/** A page of users as JSON text, by name in Swedish order. */
export const listUsers = async (tx: Tx, query: ListQuery, now: Date): Promise<string> => {
  const after = readCursor(query.cursor)
  const search = query.search ? like(query.search) : null
  const { page } = await tx.one<{ page: string }>(sql`
    WITH hits AS MATERIALIZED (SELECT u.id, u.name FROM users u LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id
      WHERE ${visible(tx, now)}
        AND (${query.canLogIn ?? null}::boolean IS NULL OR coalesce(u.status = 'active' AND a.password_hash IS NOT NULL, false) = ${query.canLogIn ?? null})
        AND (${search}::text IS NULL OR unaccent(u.name) ILIKE unaccent(${search}) OR a.email::text ILIKE ${search} OR unaccent(r.name) ILIKE unaccent(${search}))),
    shown AS (SELECT * FROM hits WHERE ${after === null} OR (name, id) > (${after?.[0] ?? ''}, ${after?.[1] ?? null}::uuid) ORDER BY name, id LIMIT ${query.limit + 1}),
    rows AS (SELECT * FROM shown ORDER BY name, id LIMIT ${query.limit})
    SELECT json_build_object(
      'items', coalesce((SELECT json_agg(${described(now)} ORDER BY u.name, u.id) FROM rows s JOIN users u ON u.id = s.id
        LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM shown) > ${query.limit}
        THEN (SELECT translate(encode(convert_to(json_build_array(name, id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM rows ORDER BY name DESC, id DESC LIMIT 1) END,
      'total', (SELECT count(*) FROM hits))::text AS page`)
  return page
}

export const readUser = async (tx: Tx, id: string, now: Date): Promise<User | undefined> =>
  (
    await tx.maybe<{
      user: User
    }>(sql`SELECT ${described(now)} AS "user" FROM users u LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id
      WHERE u.id = ${id} AND ${visible(tx, now)}`)
  )?.user
