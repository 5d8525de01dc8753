/** What the bare server asks Postgres: the same JSON as the portal's answer, which each measurement compares before it begins. */
export const actorList = `
  WITH points AS (SELECT p.actor_id, count(*)::int AS n, CASE WHEN bool_and(p.confirmed_at IS NOT NULL) THEN min(p.confirmed_at) END AS confirmed_at,
      count(*) FILTER (WHERE NOT EXISTS (SELECT FROM actor_contact_channels c WHERE c.contact_point_id = p.id AND c.channel = 'email'))::int AS unreachable
    FROM actor_contact_points p WHERE p.archived_at IS NULL GROUP BY p.actor_id),
  aliases AS (SELECT actor_id, json_agg(alias ORDER BY alias) AS list FROM actor_aliases GROUP BY actor_id)
  SELECT json_build_object(
    'items', json_agg(json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'shortName', a.short_name, 'kind', a.kind, 'aliases', coalesce(x.list, '[]'),
      'contactPoints', coalesce(p.n, 0), 'confirmedAt', p.confirmed_at, 'unreachable', coalesce(p.unreachable, 0)) ORDER BY a.name, a.id),
    'nextCursor', NULL, 'total', count(*))::text AS page
  FROM actors a LEFT JOIN points p ON p.actor_id = a.id LEFT JOIN aliases x ON x.actor_id = a.id`

export const board = `SELECT $1::text AS page`

export const benchTables = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE IF NOT EXISTS bench.answers (id uuid PRIMARY KEY, answer text NOT NULL, person text NOT NULL, answered_at timestamptz NOT NULL)`
export const insertAnswer = `INSERT INTO bench.answers (id, answer, person, answered_at) VALUES ($1, $2, $3, $4)`
