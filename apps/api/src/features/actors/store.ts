import type { Actor } from '@samverkan/contract'
import { can, contactFunctions } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { readCursor } from '../../lib/paging.ts'
import { keeps } from '../../lib/search.ts'
import { fragment, nothing, sql } from '../../lib/sql.ts'

export type ListQuery = { search?: string | undefined; kind?: string | undefined; cursor?: string | undefined; limit: number }

/** A page of actors as JSON text: Postgres writes it, nobody takes it apart again. */
export const listActors = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'text', 'uuid')
  const search = query.search || null
  const seesAll = tx.viewer.scope === 'region'
  const matching = search
    ? fragment`AND ${keeps(fragment`concat_ws('|', a.found_by, (SELECT string_agg(search_fold(x.alias), '|') FROM actor_aliases x WHERE x.actor_id = a.id))`, search)}`
    : nothing
  const { page } = await tx.one<{ page: string }>(sql`
    WITH hits AS MATERIALIZED (SELECT a.id, a.code, a.name, a.short_name, a.kind FROM actors a WHERE (${query.kind ?? null}::text IS NULL OR a.kind = ${query.kind ?? null}) ${matching}),
    shown AS MATERIALIZED (SELECT hits.*, row_number() OVER (ORDER BY name, id)::int AS at FROM hits ${after ? fragment`WHERE (name, id) > (${after[0]}, ${after[1]}::uuid)` : nothing} ORDER BY name, id LIMIT ${query.limit + 1}),
    points AS (SELECT p.actor_id, count(*)::int AS n, CASE WHEN bool_and(p.confirmed_at IS NOT NULL) THEN min(p.confirmed_at) END AS confirmed_at,
        count(*) FILTER (WHERE c.contact_point_id IS NULL)::int AS unreachable
      FROM actor_contact_points p LEFT JOIN (SELECT DISTINCT contact_point_id FROM actor_contact_channels WHERE channel = 'email') c ON c.contact_point_id = p.id
      WHERE p.archived_at IS NULL GROUP BY p.actor_id),
    aliases AS (SELECT actor_id, json_agg(alias ORDER BY alias) AS list FROM actor_aliases GROUP BY actor_id)
    SELECT json_build_object(
      'items', coalesce(json_agg(json_build_object('id', r.id, 'code', r.code, 'name', r.name, 'shortName', r.short_name, 'kind', r.kind,
          'aliases', coalesce(x.list, '[]'), 'contactPoints', coalesce(p.n, 0), 'confirmedAt', p.confirmed_at,
          'unreachable', CASE WHEN ${seesAll} OR r.id = app_actor() THEN coalesce(p.unreachable, 0) END) ORDER BY r.at) FILTER (WHERE r.at <= ${query.limit}), '[]'),
      'nextCursor', CASE WHEN count(*) > ${query.limit} THEN (SELECT translate(encode(convert_to(json_build_array(name, id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM shown WHERE at = ${query.limit}) END,
      'total', (SELECT count(*) FROM hits))::text AS page
    FROM shown r LEFT JOIN points p ON p.actor_id = r.id LEFT JOIN aliases x ON x.actor_id = r.id`)
  return page
}

/** One actor whole. Channels of another actor's contact points are null; row-level security holds them back as well. */
export const readActor = async (tx: Tx, code: string, now: Date): Promise<Actor | undefined> => {
  const seesAll = tx.viewer.scope === 'region'
  const row = await tx.maybe<{ actor: Actor }>(sql`
    SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'shortName', a.short_name, 'kind', a.kind, 'scbCode', a.scb_code,
      'specialRole', a.special_role, 'sourceRef', a.source_ref,
      'aliases', coalesce((SELECT json_agg(json_build_object('alias', x.alias, 'origin', x.origin) ORDER BY x.alias) FROM actor_aliases x WHERE x.actor_id = a.id), '[]'),
      'memberships', coalesce((SELECT json_agg(json_build_object('type', m.type, 'joinedYear', m.joined_year, 'certainty', m.certainty, 'basis', m.basis, 'note', m.note, 'leftOn', m.left_on)
        ORDER BY m.joined_year) FROM actor_memberships m WHERE m.actor_id = a.id), '[]'),
      'designations', coalesce((SELECT json_agg(json_build_object('kind', d.kind, 'basis', d.basis, 'validFrom', d.valid_from) ORDER BY d.kind)
        FROM actor_designations d WHERE d.actor_id = a.id AND d.valid_to IS NULL), '[]'),
      'staffDesignationVersion', coalesce((SELECT max(d.version) FROM actor_designations d WHERE d.actor_id = a.id AND d.kind = 'staff_designated'), 0),
      'functions', coalesce((SELECT json_agg(json_build_object('functionCode', f.function_code, 'nameSv', c.name_sv, 'nameEn', c.name_en, 'isDeputy', f.is_deputy, 'person', u.name)
        ORDER BY c.sort_order, f.is_deputy, u.name) FROM user_functions f JOIN functions c ON c.code = f.function_code JOIN users u ON u.id = f.user_id
        WHERE f.actor_id = a.id AND u.status <> 'disabled' AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})), '[]'),
      'contactPoints', coalesce((SELECT json_agg(json_build_object('id', p.id, 'functionCode', p.function_code, 'functionSv', c.name_sv, 'functionEn', c.name_en, 'label', p.label,
          'isDeputy', p.is_deputy, 'confirmedAt', p.confirmed_at, 'version', p.version,
          'channels', CASE WHEN ${seesAll} OR a.id = app_actor() THEN coalesce((SELECT json_agg(json_build_object('channel', h.channel, 'address', h.address) ORDER BY h.priority, h.channel)
            FROM actor_contact_channels h WHERE h.contact_point_id = p.id), '[]') END) ORDER BY c.sort_order, p.is_deputy, p.priority, p.label)
        FROM actor_contact_points p JOIN functions c ON c.code = p.function_code WHERE p.actor_id = a.id AND p.archived_at IS NULL), '[]')) AS actor
    FROM actors a WHERE a.code = ${code}`)
  if (!row) return undefined
  const mayKeepContacts = can(tx.viewer, 'actors.keep-contacts', { actorId: row.actor.id })
  const functions = mayKeepContacts
    ? await tx.many<Actor['contactFunctions'][number]>(
        sql`SELECT code, name_sv AS "nameSv", name_en AS "nameEn" FROM functions WHERE code = ANY(${contactFunctions}::text[]) ORDER BY sort_order`,
      )
    : []
  return { ...row.actor, mayDesignate: can(tx.viewer, 'actors.designate-staff'), mayKeepContacts, contactFunctions: functions }
}
