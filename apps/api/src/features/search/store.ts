import type { Tx } from '../../lib/db.ts'
import { like } from '../../lib/paging.ts'
import { sql } from '../../lib/sql.ts'

/**
 * At most `limit` of each kind, those that begin with what was typed first. Only what the viewer finds on the pages too: people are
 * found by the functions they hold now, which every member may read; whoever sees the region finds the others as well.
 */
export const find = async (tx: Tx, words: string, limit: number, now: Date): Promise<string> => {
  const anywhere = like(words)
  const first = anywhere.slice(1)
  const { found } = await tx.one<{ found: string }>(sql`
    WITH typed AS MATERIALIZED (SELECT unaccent(${anywhere}) AS anywhere, unaccent(${first}) AS first),
    actor AS (SELECT a.code, a.name AS title, coalesce((SELECT min(x.alias) FROM actor_aliases x WHERE x.actor_id = a.id AND unaccent(x.alias) ILIKE t.anywhere), '') AS detail,
        (unaccent(a.name) ILIKE t.first OR EXISTS (SELECT FROM actor_aliases x WHERE x.actor_id = a.id AND unaccent(x.alias) ILIKE t.first)) AS begins
      FROM actors a, typed t
      WHERE unaccent(a.name) ILIKE t.anywhere OR unaccent(coalesce(a.short_name, '')) ILIKE t.anywhere OR a.code ILIKE t.anywhere OR a.scb_code ILIKE t.anywhere
        OR EXISTS (SELECT FROM actor_aliases x WHERE x.actor_id = a.id AND unaccent(x.alias) ILIKE t.anywhere)
      ORDER BY begins DESC, a.name, a.id LIMIT ${limit}),
    incident AS (SELECT i.code, i.title, i.is_exercise, i.state, i.opened_at,
        coalesce((SELECT string_agg(f.name_sv, ', ' ORDER BY v.activated_at, f.sort_order) FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = i.id), '') AS detail
      FROM incidents i, typed t
      WHERE i.code ILIKE t.first OR unaccent(i.title) ILIKE t.anywhere OR unaccent(i.description) ILIKE t.anywhere
      ORDER BY i.state = 'open' DESC, i.is_exercise, i.opened_at DESC, i.id LIMIT ${limit}),
    measure AS (SELECT m.id, m.title::text, coalesce(o.name, 'Samordningskansliet') AS detail, coalesce(i.is_exercise, (SELECT e.is_exercise FROM meetings e WHERE e.id = m.meeting_id), false) AS is_exercise, m.state, m.due_on
      FROM measures m CROSS JOIN typed t LEFT JOIN actors o ON o.id = m.owner_actor_id LEFT JOIN incidents i ON i.id = m.incident_id
      WHERE unaccent(m.title) ILIKE t.anywhere OR unaccent(m.description) ILIKE t.anywhere
      ORDER BY m.state IN ('open', 'in_progress') DESC, m.due_on DESC, m.id LIMIT ${limit}),
    forum AS (SELECT f.code, f.name_sv AS title, f.name_en AS detail, f.sort_order, (unaccent(f.name_sv) ILIKE t.first OR f.name_en ILIKE t.first) AS begins FROM forums f, typed t
      WHERE unaccent(f.name_sv) ILIKE t.anywhere OR unaccent(f.name_en) ILIKE t.anywhere OR f.code ILIKE t.anywhere
      ORDER BY begins DESC, f.sort_order LIMIT ${limit}),
    meeting AS (SELECT m.code, coalesce(nullif(m.title, ''), f.name_sv) AS title, m.is_exercise, abs(extract(epoch FROM m.starts_at - ${now}::timestamptz)) AS away,
        to_char(m.local_date, 'YYYY-MM-DD') || ' ' || to_char(m.local_time, 'HH24:MI') || ' · v. ' || extract(week FROM m.local_date) AS detail
      FROM meetings m JOIN forums f ON f.id = m.forum_id CROSS JOIN typed t
      WHERE unaccent(m.title) ILIKE t.anywhere OR unaccent(f.name_sv) ILIKE t.anywhere OR m.local_date::text ILIKE t.first OR 'vecka ' || extract(week FROM m.local_date) ILIKE t.anywhere
        OR EXISTS (SELECT FROM meeting_items i WHERE i.meeting_id = m.id AND NOT i.is_proposal AND unaccent(i.title) ILIKE t.anywhere)
        OR EXISTS (SELECT FROM meeting_notes n WHERE n.meeting_id = m.id AND unaccent(n.text) ILIKE t.anywhere)
      ORDER BY away, m.id LIMIT least(${limit}::int, 6)),
    person AS (SELECT u.name AS title, coalesce(h.code, '') AS code, coalesce(h.text, r.name, '') AS detail, unaccent(u.name) ILIKE t.first AS begins, u.id
      FROM users u CROSS JOIN typed t LEFT JOIN actors r ON r.id = u.actor_id
      LEFT JOIN LATERAL (SELECT min(k.code) AS code, string_agg(coalesce(c.short_sv, c.name_sv) || coalesce(', ' || k.name, ''), ' · ' ORDER BY c.sort_order, f.id) AS text, count(*) AS held
        FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors k ON k.id = f.actor_id
        WHERE f.user_id = u.id AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})) h ON true
      WHERE unaccent(u.name) ILIKE t.anywhere AND (${tx.viewer.scope === 'region'} OR (u.status <> 'disabled' AND (h.held > 0 OR u.actor_id = app_actor())))
      ORDER BY begins DESC, u.name, u.id LIMIT ${limit}),
    picture AS (SELECT coalesce(i.code, e.code, '') AS code, p.title, p.is_exercise, v.number, v.published_at FROM situational_pictures p CROSS JOIN typed t LEFT JOIN incidents i ON i.id = p.incident_id LEFT JOIN meetings e ON e.id = p.meeting_id
      CROSS JOIN LATERAL (SELECT v.number, v.published_at FROM situational_picture_versions v WHERE v.picture_id = p.id AND (unaccent(p.title) ILIKE t.anywhere OR unaccent(v.summary) ILIKE t.anywhere
        OR EXISTS (SELECT FROM situational_picture_version_lines l WHERE l.version_id = v.id AND unaccent(l.text) ILIKE t.anywhere)) ORDER BY v.number DESC LIMIT 1) v
      ORDER BY v.published_at DESC, p.id LIMIT ${limit})
    SELECT json_build_object('items', coalesce((SELECT json_agg(json_build_object('kind', kind, 'code', code, 'title', title, 'detail', detail, 'isExercise', is_exercise) ORDER BY rank, place) FROM (
      SELECT 1 AS rank, 'actor' AS kind, code, title::text, detail::text, false AS is_exercise, row_number() OVER (ORDER BY begins DESC, title) AS place FROM actor
      UNION ALL SELECT 2, 'incident', code, title, detail, is_exercise, row_number() OVER (ORDER BY state = 'open' DESC, is_exercise, opened_at DESC) FROM incident
      UNION ALL SELECT 2, 'picture', code, title, 'Lägesbild ' || number, is_exercise, 1000 + row_number() OVER (ORDER BY published_at DESC) FROM picture
      UNION ALL SELECT 3, 'forum', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, sort_order) FROM forum
      UNION ALL SELECT 3, 'meeting', code, title, detail, is_exercise, 1000 + row_number() OVER (ORDER BY away) FROM meeting
      UNION ALL SELECT 5, 'measure', id::text, title, detail, is_exercise, row_number() OVER (ORDER BY state IN ('open', 'in_progress') DESC, due_on DESC, id) FROM measure
      UNION ALL SELECT 4, 'person', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, title, id) FROM person) hits), '[]'))::text AS found`)
  return found
}
