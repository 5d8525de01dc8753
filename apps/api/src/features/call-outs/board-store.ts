import { allowedByState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'
import { activationSummary, calledFromHere } from '../incidents/service.ts'

/** A letter that stands for several contact points is followed by the telephones of all of them. */
const sharedPhones = fragment`(SELECT coalesce(json_agg(h.address ORDER BY h.place, h.address), '[]') FROM (SELECT s.address, min(s.priority) AS place FROM actor_contact_channels s
  WHERE s.channel = 'phone' AND (s.contact_point_id = r.contact_point_id OR s.contact_point_id = ANY(r.also_contact_point_ids)) GROUP BY s.address) h)`

/**
 * The rows of a board, for a query with `i` = the incident: one per actor, those who have not answered first. Each part is worked out
 * once for the whole board (MATERIALIZED), whatever the planner believes about its size.
 */
const rowsOf = (tx: Tx, now: Date): Fragment => fragment`
  called AS MATERIALIZED (SELECT x.*, v.state <> 'closed' AS is_open, v.activated_at, f.sort_order, w.answer, w.person, w.deputy, w.eta_at, w.comment, w.via, w.means, w.is_late, w.answered_at, w.number
    FROM activations v JOIN forums f ON f.id = v.forum_id JOIN activation_actors x ON x.activation_id = v.id LEFT JOIN activation_answers w ON w.id = x.answer_id
    WHERE v.incident_id = (SELECT id FROM i)),
  tried AS MATERIALIZED (SELECT t.message_id, bool_or(t.state = 'delivered') AS delivered, json_agg(json_build_object('id', t.id, 'channel', m.channel, 'state', t.state, 'number', t.number, 'at', t.started_at,
      'detail', t.detail, 'mayBeDuplicate', t.may_be_duplicate) ORDER BY t.number) AS attempts
    FROM outbox_messages m JOIN outbox_attempts t ON t.message_id = m.id WHERE m.incident_id = (SELECT id FROM i) GROUP BY t.message_id),
  phones AS MATERIALIZED (SELECT h.contact_point_id, json_agg(h.address ORDER BY h.priority) AS phones FROM actor_contact_channels h WHERE h.channel = 'phone' GROUP BY h.contact_point_id),
  contacts AS MATERIALIZED (SELECT r.actor_id, bool_or(d.delivered) AS delivered,
      json_agg(json_build_object('recipientId', r.id, 'callOutKind', o.kind, 'calledAt', o.created_at, 'functionCode', r.function_code, 'functionSv', coalesce(n.short_sv, n.name_sv), 'functionEn', n.name_en, 'label', r.label, 'gap', r.gap,
        'messageState', m.state, 'nextAt', m.next_at, 'attempts', coalesce(d.attempts, '[]'), 'phones', CASE WHEN r.also_contact_point_ids = '{}' THEN coalesce(p.phones, '[]') ELSE ${sharedPhones} END) ORDER BY o.created_at, n.sort_order, r.label) AS contacts
    FROM call_outs o JOIN call_out_recipients r ON r.call_out_id = o.id JOIN functions n ON n.code = r.function_code
      LEFT JOIN outbox_messages m ON m.recipient_id = r.id LEFT JOIN tried d ON d.message_id = m.id LEFT JOIN phones p ON p.contact_point_id = r.contact_point_id
    WHERE o.incident_id = (SELECT id FROM i) GROUP BY r.actor_id),
  listed AS MATERIALIZED (SELECT c.actor_id, min(c.called_at) AS called_at, max(c.gap) AS gap,
      coalesce(min(c.late_at) FILTER (WHERE c.answer_id IS NULL AND c.is_open), min(c.late_at) FILTER (WHERE c.answer_id IS NULL AND NOT c.goes_on), min(c.late_at)) AS late_at,
      bool_and(c.answer_id IS NOT NULL OR (NOT c.is_open AND c.goes_on)) AS is_done, bool_or(c.answer_id IS NOT NULL) AS is_begun, bool_or(c.connected_at IS NOT NULL) AS is_connected,
      coalesce(json_agg(json_build_object('activationId', c.activation_id, 'at', c.connected_at) ORDER BY c.activated_at, c.sort_order) FILTER (WHERE c.connected_at IS NOT NULL), '[]') AS connected, json_agg(c.activation_id ORDER BY c.activated_at, c.sort_order) AS activation_ids,
      coalesce(json_agg(json_build_object('activationId', c.activation_id, 'answer', c.answer, 'person', c.person, 'deputy', c.deputy, 'etaAt', c.eta_at, 'comment', c.comment,
        'via', c.via, 'means', c.means, 'isLate', c.is_late, 'answeredAt', c.answered_at, 'earlier', c.number - 1) ORDER BY c.activated_at, c.sort_order) FILTER (WHERE c.answer_id IS NOT NULL), '[]') AS answers
    FROM (SELECT c.*, bool_or(c.is_open) OVER (PARTITION BY c.actor_id) AS goes_on FROM called c) c GROUP BY c.actor_id),
  rows AS (SELECT CASE WHEN l.is_done THEN 3 WHEN l.gap IS NOT NULL THEN 1 WHEN l.late_at < ${now} THEN 0 ELSE 2 END AS urgency, a.name, l.actor_id,
      json_build_object('actorId', a.id, 'actorCode', a.code, 'actorName', a.name, 'state', CASE WHEN l.is_done AND l.is_connected THEN 'connected' WHEN l.is_done THEN 'answered' WHEN l.is_begun OR k.delivered THEN 'received' ELSE 'alerted' END,
        'calledAt', l.called_at, 'lateAt', l.late_at, 'gap', l.gap, 'activationIds', l.activation_ids, 'answers', l.answers, 'connected', l.connected,
        'contacts', CASE WHEN ${tx.viewer.scope === 'region'} OR a.id = app_actor() THEN coalesce(k.contacts, '[]') END) AS row
    FROM listed l JOIN actors a ON a.id = l.actor_id LEFT JOIN contacts k ON k.actor_id = l.actor_id)`

/**
 * What changes when the board does: the journal tells everything but a hand-over that has just begun or been put off.
 * Read under the viewer's own row-level security, as the board itself.
 */
export const readStamp = async (tx: Tx, code: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ stamp: string }>(sql`SELECT concat_ws(' ', i.version, (SELECT max(j.id) FROM journal j WHERE j.incident_id = i.id),
      (SELECT concat_ws(' ', count(*), sum(m.attempts), max(m.next_at), count(*) FILTER (WHERE m.state = 'sending')) FROM outbox_messages m WHERE m.incident_id = i.id)) AS stamp
    FROM incidents i WHERE i.code = ${code}`)
  )?.stamp

/** The whole board but its time, as JSON text, in one statement. */
export const readBoard = async (tx: Tx, code: string, now: Date): Promise<string | undefined> => {
  const { viewer } = tx
  const row = await tx.maybe<{ board: string }>(sql`
    WITH i AS (SELECT * FROM incidents WHERE code = ${code}), ${rowsOf(tx, now)}
    SELECT json_build_object('incidentCode', i.code, 'title', i.title, 'isExercise', i.is_exercise, 'state', i.state,
      'activations', coalesce((SELECT json_agg(${activationSummary(viewer)} ORDER BY v.activated_at, o.sort_order) FROM activations v JOIN forums o ON o.id = v.forum_id WHERE v.incident_id = i.id), '[]'),
      'rows', coalesce((SELECT json_agg(row ORDER BY urgency, name) FROM rows), '[]'),
      'allowed', coalesce((SELECT json_agg(DISTINCT right_name) FROM activations v, jsonb_array_elements_text(${JSON.stringify(allowedByState(viewer))}::jsonb -> v.state) right_name
        WHERE v.incident_id = i.id AND right_name LIKE 'call-outs.%' AND (right_name <> 'call-outs.answer' OR EXISTS (SELECT FROM called c WHERE c.activation_id = v.id AND c.actor_id = app_actor()))), '[]'),
      'ownActorId', app_actor(), 'isOwnAsked', EXISTS (SELECT FROM activations v JOIN called c ON c.activation_id = v.id AND c.actor_id = app_actor()
        WHERE v.incident_id = i.id AND NOT ${calledFromHere(viewer)}))::text AS board
    FROM i`)
  return row?.board
}

/** Every answer of one actor in one incident, newest first; undefined when it was never called there. */
export const readHistory = async (tx: Tx, code: string, actorId: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ history: string }>(sql`
      SELECT json_build_object('items', coalesce(json_agg(json_build_object('id', w.id, 'activationId', w.activation_id, 'answer', w.answer, 'person', w.person, 'deputy', w.deputy, 'etaAt', w.eta_at,
          'comment', w.comment, 'via', w.via, 'means', w.means, 'isLate', w.is_late, 'answeredAt', w.answered_at, 'forumSv', f.name_sv, 'forumEn', f.name_en, 'by', u.name)
          ORDER BY w.answered_at DESC, w.id DESC) FILTER (WHERE w.id IS NOT NULL), '[]'))::text AS history
      FROM incidents i JOIN activations v ON v.incident_id = i.id JOIN forums f ON f.id = v.forum_id JOIN activation_actors x ON x.activation_id = v.id
        LEFT JOIN activation_answers w ON w.activation_id = x.activation_id AND w.actor_id = x.actor_id LEFT JOIN users u ON u.id = w.by_user_id
      WHERE i.code = ${code} AND x.actor_id = ${actorId} HAVING count(*) > 0`)
  )?.history

/** What an answer link opens, in a transaction of its own holder. */
export const readLink = async (tx: Tx): Promise<string | undefined> =>
  (
    await tx.maybe<{ link: string }>(sql`
      SELECT json_build_object('title', i.title, 'isExercise', i.is_exercise, 'calledAt', o.created_at, 'calledBy', u.name, 'actorName', a.name, 'label', r.label,
        'functionSv', coalesce(n.short_sv, n.name_sv), 'functionEn', n.name_en,
        'forums', (SELECT json_agg(json_build_object('activationId', v.id, 'code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en, 'channel', v.channel, 'conferenceAt', v.conference_at, 'dialIn', v.dial_in,
          'lateAt', x.late_at, 'closedAt', v.closed_at, 'answer', (SELECT w.answer FROM activation_answers w WHERE w.id = x.answer_id)) ORDER BY v.activated_at, f.sort_order)
          FROM call_out_recipient_activations l JOIN activations v ON v.id = l.activation_id JOIN forums f ON f.id = v.forum_id
            JOIN activation_actors x ON x.activation_id = v.id AND x.actor_id = r.actor_id WHERE l.recipient_id = r.id),
        'current', (SELECT json_build_object('answer', w.answer, 'person', w.person, 'deputy', w.deputy, 'etaAt', w.eta_at, 'comment', w.comment, 'answeredAt', w.answered_at, 'isLate', w.is_late, 'via', w.via)
          FROM call_out_recipient_activations l JOIN activation_actors x ON x.activation_id = l.activation_id AND x.actor_id = r.actor_id JOIN activation_answers w ON w.id = x.answer_id
          WHERE l.recipient_id = r.id ORDER BY w.answered_at DESC, w.id DESC LIMIT 1),
        'open', EXISTS (SELECT FROM call_out_recipient_activations l JOIN activations v ON v.id = l.activation_id WHERE l.recipient_id = r.id AND v.state <> 'closed'),
        'dutyPhone', coalesce((SELECT value #>> '{}' FROM settings WHERE key = 'tib_phone'), ''))::text AS link
      FROM call_out_recipients r JOIN call_outs o ON o.id = r.call_out_id JOIN incidents i ON i.id = o.incident_id JOIN users u ON u.id = o.created_by
        JOIN actors a ON a.id = r.actor_id JOIN functions n ON n.code = r.function_code WHERE r.id = app_recipient()`)
  )?.link
