import { localDateOf } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { begins, findIn, holds, keeps, versionKeeps } from '../../lib/search.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'

/**
 * At most `limit` of each kind, those that begin with what was typed first; every word of it must be there. Only what the viewer finds on
 * the pages too: people are found by the functions they hold now, which every member may read; whoever sees the region finds the others as well.
 * The framework in force is found under every name that a capability has been given, and under its printed number.
 */
export const find = async (tx: Tx, typed: string, limit: number, now: Date): Promise<string> => {
  const sought = await findIn(tx, ['incident', 'measure', 'meeting', 'picture'], typed)
  const folded = (text: Fragment) => fragment`search_fold(${text})`
  const aliases = fragment`(SELECT string_agg(search_fold(x.alias), '|') FROM actor_aliases x WHERE x.actor_id = a.id)`
  const alias = fragment`(SELECT min(x.alias) FROM actor_aliases x WHERE x.actor_id = a.id AND ${holds(fragment`x.alias`, typed)})`
  const variants = fragment`(SELECT string_agg(v ->> 'text', '|') FROM jsonb_array_elements(b.name_variants) v)`
  const indicators = fragment`(SELECT string_agg(concat_ws('|', i.text_sv, i.display_sv), '|') FROM capability_indicators i WHERE i.sub_capability_id = s.id)`
  const inForce = fragment`w.valid_from <= ${localDateOf(now)}::date AND (w.valid_to IS NULL OR w.valid_to >= ${localDateOf(now)}::date)`
  const { found } = await tx.one<{ found: string }>(sql`
    WITH actor AS (
      SELECT a.code, a.name AS title, coalesce(${alias}, '') AS detail,
        (${begins(fragment`a.found_by`, typed)} OR EXISTS (SELECT FROM actor_aliases x WHERE x.actor_id = a.id AND ${begins(folded(fragment`x.alias`), typed)})) AS begins
      FROM actors a
      WHERE ${keeps(fragment`concat_ws('|', a.found_by, ${aliases})`, typed)}
      ORDER BY begins DESC, a.name, a.id LIMIT ${limit}),
    incident AS (
      SELECT i.code, i.title, i.is_exercise, i.state, i.opened_at,
        coalesce((SELECT string_agg(f.name_sv, ', ' ORDER BY v.activated_at, f.sort_order)
          FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = i.id), '') AS detail
      FROM incidents i
      WHERE ${sought.incident}
      ORDER BY i.state = 'open' DESC, i.is_exercise, i.opened_at DESC, i.id LIMIT ${limit}),
    measure AS (
      SELECT m.id, m.title::text, coalesce(o.name, 'Samordningskansliet') AS detail, coalesce(i.is_exercise, (SELECT e.is_exercise FROM meetings e WHERE e.id = m.meeting_id), false) AS is_exercise, m.state, m.due_on
      FROM measures m LEFT JOIN actors o ON o.id = m.owner_actor_id LEFT JOIN incidents i ON i.id = m.incident_id
      WHERE ${sought.measure}
      ORDER BY m.state IN ('open', 'in_progress') DESC, m.due_on DESC, m.id LIMIT ${limit}),
    forum AS (
      SELECT f.code, f.name_sv AS title, f.name_en AS detail, f.sort_order,
        (${begins(fragment`f.found_by`, typed)} OR ${begins(folded(fragment`f.name_en`), typed)}) AS begins
      FROM forums f
      WHERE ${keeps(fragment`f.found_by`, typed)}
      ORDER BY begins DESC, f.sort_order LIMIT ${limit}),
    meeting AS (
      SELECT m.code, coalesce(nullif(m.title, ''), f.name_sv) AS title, m.is_exercise, abs(extract(epoch FROM m.starts_at - ${now}::timestamptz)) AS away,
        to_char(m.local_date, 'YYYY-MM-DD') || ' ' || to_char(m.local_time, 'HH24:MI') || ' · v. ' || extract(week FROM m.local_date) AS detail
      FROM meetings m JOIN forums f ON f.id = m.forum_id
      WHERE ${sought.meeting}
      ORDER BY away, m.id LIMIT least(${limit}::int, 6)),
    person AS (
      SELECT u.name AS title, coalesce(h.code, '') AS code, coalesce(h.text, r.name, '') AS detail, ${begins(fragment`u.found_by`, typed)} AS begins, u.id
      FROM users u LEFT JOIN actors r ON r.id = u.actor_id
      LEFT JOIN LATERAL (
        SELECT min(k.code) AS code, string_agg(coalesce(c.short_sv, c.name_sv) || coalesce(', ' || k.name, ''), ' · ' ORDER BY c.sort_order, f.id) AS text, count(*) AS held
        FROM user_functions f JOIN functions c ON c.code = f.function_code LEFT JOIN actors k ON k.id = f.actor_id
        WHERE f.user_id = u.id AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})) h ON true
      WHERE ${keeps(fragment`u.found_by`, typed)} AND (${tx.viewer.scope === 'region'} OR (u.status <> 'disabled' AND (h.held > 0 OR u.actor_id = app_actor())))
      ORDER BY begins DESC, u.name, u.id LIMIT ${limit}),
    picture AS (
      SELECT coalesce(i.code, e.code, '') AS code, p.title, p.is_exercise, v.number, v.published_at
      FROM situational_pictures p LEFT JOIN incidents i ON i.id = p.incident_id LEFT JOIN meetings e ON e.id = p.meeting_id
      CROSS JOIN LATERAL (
        SELECT v.number, v.published_at FROM situational_picture_versions v
        WHERE v.picture_id = p.id AND ${versionKeeps(typed)}
        ORDER BY v.number DESC LIMIT 1) v
      WHERE ${sought.picture}
      ORDER BY v.published_at DESC, p.id LIMIT ${limit}),
    capability AS (
      SELECT * FROM (
        SELECT b.code, b.number || ' ' || b.display_sv AS title, w.name_sv AS detail, b.number AS place, 0 AS below, ${begins(folded(fragment`b.display_sv`), typed)} AS begins
        FROM capabilities b JOIN capability_frameworks w ON w.id = b.framework_id
        WHERE ${inForce} AND ${holds(fragment`concat_ws('|', b.code, b.name_sv, b.display_sv, ${variants})`, typed)}
        UNION ALL
        SELECT s.code, s.printed_number || ' ' || coalesce(s.display_sv, s.text_sv), b.display_sv, b.number, s.sort_order, ${begins(folded(fragment`s.printed_number`), typed)}
        FROM capability_sub_capabilities s JOIN capabilities b ON b.id = s.capability_id JOIN capability_frameworks w ON w.id = s.framework_id
        WHERE ${inForce} AND (${holds(fragment`concat_ws('|', s.printed_number, s.code, s.text_sv, s.display_sv, s.comment_sv)`, typed)} OR ${holds(indicators, typed)})
      ) c ORDER BY begins DESC, place, below LIMIT ${limit}),
    goal AS (
      SELECT g.code, coalesce(g.display_sv, g.name_sv) AS title, v.title_sv AS detail, v.starts_on, g.sort_order, ${begins(folded(fragment`g.name_sv`), typed)} AS begins
      FROM target_vision_goal_areas g JOIN target_visions v ON v.id = g.target_vision_id
      -- An area that a later vision has taken up under the same code is shown there.
      WHERE NOT EXISTS (SELECT FROM target_vision_goal_areas n JOIN target_visions l ON l.id = n.target_vision_id WHERE n.code = g.code AND l.starts_on > v.starts_on) AND ${holds(fragment`concat_ws('|', g.name_sv, g.display_sv, g.statement_sv, array_to_string(g.clarifications_sv, '|'))`, typed)}
      ORDER BY begins DESC, v.starts_on DESC, g.sort_order LIMIT ${limit})
    SELECT json_build_object('items', coalesce((SELECT json_agg(json_build_object('kind', kind, 'code', code, 'title', title, 'detail', detail, 'isExercise', is_exercise) ORDER BY rank, place) FROM (
      SELECT 1 AS rank, 'actor' AS kind, code, title::text, detail::text, false AS is_exercise, row_number() OVER (ORDER BY begins DESC, title) AS place FROM actor
      UNION ALL SELECT 2, 'incident', code, title, detail, is_exercise, row_number() OVER (ORDER BY state = 'open' DESC, is_exercise, opened_at DESC) FROM incident
      UNION ALL SELECT 2, 'picture', code, title, 'Lägesbild ' || number, is_exercise, 1000 + row_number() OVER (ORDER BY published_at DESC) FROM picture
      UNION ALL SELECT 3, 'forum', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, sort_order) FROM forum
      UNION ALL SELECT 3, 'meeting', code, title, detail, is_exercise, 1000 + row_number() OVER (ORDER BY away) FROM meeting
      UNION ALL SELECT 5, 'measure', id::text, title, detail, is_exercise, row_number() OVER (ORDER BY state IN ('open', 'in_progress') DESC, due_on DESC, id) FROM measure
      UNION ALL SELECT 6, 'capability', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, place, below) FROM capability
      UNION ALL SELECT 7, 'goal', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, starts_on DESC, sort_order) FROM goal
      UNION ALL SELECT 4, 'person', code, title, detail, false, row_number() OVER (ORDER BY begins DESC, title, id) FROM person) hits), '[]'))::text AS found`)
  return found
}
