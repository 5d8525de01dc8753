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

/** $1 code of the incident; $2, $3, $4 what the portal works out from who is looking: allowed on an activation, on the board, own actor. */
export const board = `
  WITH i AS (SELECT * FROM incidents WHERE code = $1),
  v AS MATERIALIZED (SELECT v.*, f.code AS forum_code, f.name_sv, f.name_en, f.level, f.response_minutes, f.sort_order FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = (SELECT id FROM i)),
  x AS MATERIALIZED (SELECT x.*, v.activated_at, v.sort_order, w.answer, w.person, w.deputy, w.eta_at, w.comment, w.via, w.means, w.is_late, w.answered_at, w.number
    FROM v JOIN activation_actors x ON x.activation_id = v.id LEFT JOIN activation_answers w ON w.id = x.answer_id),
  attempts AS (SELECT t.message_id, bool_or(t.state = 'delivered') AS delivered, json_agg(json_build_object('id', t.id, 'channel', m.channel, 'state', t.state, 'number', t.number,
      'at', t.started_at, 'detail', t.detail, 'mayBeDuplicate', t.may_be_duplicate) ORDER BY t.number) AS list
    FROM outbox_messages m JOIN outbox_attempts t ON t.message_id = m.id WHERE m.incident_id = (SELECT id FROM i) GROUP BY t.message_id),
  phones AS (SELECT contact_point_id, json_agg(address ORDER BY priority) AS list FROM actor_contact_channels WHERE channel = 'phone' GROUP BY contact_point_id),
  contacts AS (SELECT r.actor_id, bool_or(d.delivered) AS delivered, json_agg(json_build_object('recipientId', r.id, 'callOutKind', o.kind, 'calledAt', o.created_at, 'functionCode', r.function_code,
      'functionSv', coalesce(n.short_sv, n.name_sv), 'functionEn', n.name_en, 'label', r.label, 'gap', r.gap, 'messageState', m.state, 'nextAt', m.next_at,
      'attempts', coalesce(d.list, '[]'), 'phones', coalesce(p.list, '[]')) ORDER BY o.created_at, n.sort_order, r.label) AS list
    FROM call_outs o JOIN call_out_recipients r ON r.call_out_id = o.id JOIN functions n ON n.code = r.function_code LEFT JOIN outbox_messages m ON m.recipient_id = r.id
      LEFT JOIN attempts d ON d.message_id = m.id LEFT JOIN phones p ON p.contact_point_id = r.contact_point_id
    WHERE o.incident_id = (SELECT id FROM i) GROUP BY r.actor_id),
  rows AS (SELECT x.actor_id, min(x.called_at) AS called_at, coalesce(min(x.late_at) FILTER (WHERE x.answer_id IS NULL), min(x.late_at)) AS late_at, max(x.gap) AS gap,
      bool_and(x.answer_id IS NOT NULL) AS is_done, bool_or(x.answer_id IS NOT NULL) AS is_begun, bool_or(x.connected_at IS NOT NULL) AS is_connected, json_agg(x.activation_id ORDER BY x.activated_at, x.sort_order) AS activation_ids,
      coalesce(json_agg(json_build_object('activationId', x.activation_id, 'answer', x.answer, 'person', x.person, 'deputy', x.deputy, 'etaAt', x.eta_at, 'comment', x.comment, 'via', x.via,
        'means', x.means, 'isLate', x.is_late, 'answeredAt', x.answered_at, 'earlier', x.number - 1) ORDER BY x.activated_at, x.sort_order) FILTER (WHERE x.answer_id IS NOT NULL), '[]') AS answers,
      coalesce(json_agg(json_build_object('activationId', x.activation_id, 'at', x.connected_at) ORDER BY x.activated_at, x.sort_order) FILTER (WHERE x.connected_at IS NOT NULL), '[]') AS connected
    FROM x GROUP BY x.actor_id),
  forums AS (SELECT v.id, json_build_object('id', v.id, 'forumCode', v.forum_code, 'forumSv', v.name_sv, 'forumEn', v.name_en, 'level', v.level, 'state', v.state, 'channel', v.channel,
      'conferenceAt', v.conference_at, 'dialIn', v.dial_in, 'calledAt', v.call_out_at, 'lateAt', v.call_out_at + make_interval(mins => v.late_after_minutes), 'responseMinutes', v.response_minutes, 'called', n.called,
      'answered', n.answered, 'participates', n.participates, 'follows', n.follows, 'notConcerned', n.not_concerned, 'closedAt', v.closed_at, 'closingNote', v.closing_note,
      'version', v.version, 'allowed', $2::json) AS forum, v.activated_at, v.sort_order
    FROM v JOIN (SELECT activation_id, count(*) AS called, count(answer_id) AS answered, count(*) FILTER (WHERE answer = 'participates') AS participates,
      count(*) FILTER (WHERE answer = 'follows') AS follows, count(*) FILTER (WHERE answer = 'not_concerned') AS not_concerned FROM x GROUP BY activation_id) n ON n.activation_id = v.id)
  SELECT json_build_object('incidentCode', i.code, 'title', i.title, 'isExercise', i.is_exercise, 'state', i.state, 'at', app_now(),
    'activations', (SELECT json_agg(forum ORDER BY activated_at, sort_order) FROM forums),
    'rows', (SELECT json_agg(json_build_object('actorId', a.id, 'actorCode', a.code, 'actorName', a.name,
        'state', CASE WHEN r.is_done AND r.is_connected THEN 'connected' WHEN r.is_done THEN 'answered' WHEN r.is_begun OR k.delivered THEN 'received' ELSE 'alerted' END, 'calledAt', r.called_at, 'lateAt', r.late_at, 'gap', r.gap,
        'activationIds', r.activation_ids, 'answers', r.answers, 'connected', r.connected, 'contacts', coalesce(k.list, '[]'))
        ORDER BY CASE WHEN r.is_done THEN 3 WHEN r.gap IS NOT NULL THEN 1 WHEN r.late_at < app_now() THEN 0 ELSE 2 END, a.name)
      FROM rows r JOIN actors a ON a.id = r.actor_id LEFT JOIN contacts k ON k.actor_id = r.actor_id),
    'allowed', $3::json, 'ownActorId', $4::uuid, 'isOwnAsked', $5::boolean)::text AS page
  FROM i`

export const benchTables = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE IF NOT EXISTS bench.answers (id uuid PRIMARY KEY, answer text NOT NULL, person text NOT NULL, answered_at timestamptz NOT NULL)`
export const insertAnswer = `INSERT INTO bench.answers (id, answer, person, answered_at) VALUES ($1, $2, $3, $4)`
