import type { User } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { keeps } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

export type ListQuery = {
  search?: string | undefined
  canLogIn?: boolean | undefined
  state?: User['state'] | undefined
  actorCode?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Own people: those at home at the actor, and those who hold a function there. E-mail and telephone of the latter stay hidden by row-level security. */
export const visible = (tx: Tx, now: Date): Fragment => fragment`(${tx.viewer.scope === 'region'} OR u.actor_id = app_actor()
  OR EXISTS (SELECT FROM user_functions v WHERE v.user_id = u.id AND v.actor_id = app_actor() AND v.valid_from <= ${now} AND (v.valid_to IS NULL OR v.valid_to > ${now})))`

const holdsFrom = (from: Fragment, now: Date): Fragment =>
  fragment`EXISTS (SELECT FROM user_functions e WHERE e.user_id = u.id AND e.valid_from ${from} ${now} AND (e.valid_to IS NULL OR e.valid_to > greatest(e.valid_from, ${now})))`

/** How a person stands, in one word; for a query with `u` = users and `a` = user_accounts. */
const stateOf = (now: Date): Fragment => fragment`CASE WHEN u.status = 'disabled' THEN 'disabled'
  WHEN a.user_id IS NULL THEN 'active'
  WHEN NOT a.has_password THEN coalesce((SELECT CASE WHEN i.withdrawn_at IS NOT NULL THEN 'invitation-withdrawn' WHEN i.expires_at <= ${now} THEN 'invitation-expired' ELSE 'invited' END
    FROM user_invitations i WHERE i.user_id = u.id AND i.purpose = 'invitation' ORDER BY i.created_at DESC, i.id DESC LIMIT 1), 'without-login')
  WHEN ${holdsFrom(fragment`<=`, now)} THEN 'active' WHEN ${holdsFrom(fragment`>`, now)} THEN 'begins-later' ELSE 'without-function' END`

export const described = (
  now: Date,
): Fragment => fragment`json_build_object('id', u.id, 'name', u.name, 'email', a.email::text, 'phone', a.phone,
  'actor', CASE WHEN r.id IS NULL THEN NULL ELSE json_build_object('id', r.id, 'code', r.code, 'name', r.name) END,
  'status', u.status, 'state', ${stateOf(now)}, 'canLogIn', coalesce(u.status = 'active' AND a.has_password, false), 'lastLoginAt', user_last_log_in(u.id),
  'functions', coalesce((SELECT json_agg(json_build_object('id', f.id, 'functionCode', f.function_code, 'nameSv', c.name_sv, 'nameEn', c.name_en, 'shortSv', c.short_sv,
      'actor', CASE WHEN k.id IS NULL THEN NULL ELSE json_build_object('id', k.id, 'code', k.code, 'name', k.name) END, 'isDeputy', f.is_deputy) ORDER BY c.sort_order, f.is_deputy, f.id)
    FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors k ON k.id = f.actor_id
    WHERE f.user_id = u.id AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})), '[]'))`

/** A page of users as JSON text, by name in Swedish order; search finds functions held now as well. */
export const listUsers = async (tx: Tx, query: ListQuery, now: Date): Promise<string> => {
  const after = readCursor(query.cursor, 'text', 'uuid')
  const search = query.search || null
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`users u LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id`,
      row: fragment`users u LEFT JOIN user_accounts a ON a.user_id = u.id LEFT JOIN actors r ON r.id = u.actor_id`,
      id: fragment`u.id`,
      keys: [fragment`u.name`, fragment`u.id`],
      direction: 'up',
      where: fragment`${visible(tx, now)}
        ${query.canLogIn === undefined ? nothing : fragment`AND coalesce(u.status = 'active' AND a.has_password, false) = ${query.canLogIn}`}
        ${query.state ? fragment`AND ${stateOf(now)} = ${query.state}` : nothing}
        ${query.actorCode ? fragment`AND r.code = ${query.actorCode}` : nothing}
        ${
          search
            ? fragment`AND ${keeps(
                fragment`concat_ws('|', u.found_by, a.found_by, r.found_by, (SELECT string_agg(n.found_by, '|')
                  FROM user_functions s JOIN functions n ON n.code = s.function_code
                  WHERE s.user_id = u.id AND s.valid_from <= ${now} AND (s.valid_to IS NULL OR s.valid_to > ${now})))`,
                search,
              )}`
            : nothing
        }`,
      after: after && [fragment`${after[0]}`, fragment`${after[1]}::uuid`],
      limit: query.limit,
      item: described(now),
    })}`,
  )
  return page
}

/** What has happened to this person, newest first; row-level security leaves out what is not for this viewer. */
export const history = async (tx: Tx, userId: string, query: { cursor?: string | undefined; limit: number }): Promise<string> => {
  const after = readCursor(query.cursor, 'whole', 'whole')
  const { page } = await tx.one<{ page: string }>(sql`
    WITH hits AS MATERIALIZED (SELECT j.id, j.at, j.type, j.user_id, j.data FROM journal j WHERE j.subject_id = ${userId} AND j.subject_type = 'user' AND j.type LIKE 'users.%' AND j.type <> 'users.subscribed'),
    shown AS (SELECT * FROM hits WHERE ${after === null} OR id < ${after?.[0] ?? 0}::bigint ORDER BY id DESC LIMIT ${query.limit + 1}),
    rows AS (SELECT * FROM shown ORDER BY id DESC LIMIT ${query.limit})
    SELECT json_build_object(
      'items', coalesce((SELECT json_agg(json_build_object('id', j.id, 'at', j.at, 'type', j.type, 'by', b.name, 'data', j.data, 'functionSv', c.name_sv, 'functionEn', c.name_en, 'actorName', k.name) ORDER BY j.id DESC)
        FROM rows j LEFT JOIN users b ON b.id = j.user_id LEFT JOIN functions c ON c.code = j.data ->> 'functionCode' LEFT JOIN actors k ON k.id = nullif(j.data ->> 'actorId', '')::uuid), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM shown) > ${query.limit}
        THEN (SELECT translate(encode(convert_to(json_build_array(id, 0)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM rows ORDER BY id LIMIT 1) END,
      'total', (SELECT count(*) FROM hits))::text AS page`)
  return page
}
