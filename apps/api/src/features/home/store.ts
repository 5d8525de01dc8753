import type { Home, IncidentListItem } from '@samverkan/contract'
import { dutyOfficer } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'
import { calledFromHere, howMany, summary } from '../incidents/service.ts'

const counts = fragment`CROSS JOIN LATERAL ${howMany(fragment`i.id`)} n`

/** Open incidents, newest first, each with the answer of the viewer's own actor: null until it has answered every open forum it was called into. */
export const openIncidents = async (tx: Tx, now: Date): Promise<Home['openIncidents']> =>
  (
    await tx.many<{ incident: Home['openIncidents'][number] }>(sql`
      SELECT json_build_object(${summary}, 'description', i.description, 'nextConferenceAt', c.conference_at, 'channel', c.channel,
        'ownCalled', o.called, 'ownAnswered', o.answered, 'ownAnswer', CASE WHEN o.answered = o.called THEN o.answer END,
        'picture', (SELECT json_build_object('id', p.id, 'latestNumber', n.number, 'publishedAt', n.published_at, 'cutOffAt', m.cut_off_at) FROM situational_pictures p
          LEFT JOIN situational_picture_collections m ON m.picture_id = p.id AND m.closed_at IS NULL
          LEFT JOIN LATERAL (SELECT v.number, v.published_at FROM situational_picture_versions v WHERE v.picture_id = p.id ORDER BY v.number DESC LIMIT 1) n ON true WHERE p.incident_id = i.id)) AS incident
      FROM incidents i ${counts}
      LEFT JOIN LATERAL (SELECT v.conference_at, v.channel FROM activations v WHERE v.incident_id = i.id AND v.state <> 'closed'
        ORDER BY v.conference_at < ${now}, abs(extract(epoch FROM v.conference_at - ${now}::timestamptz)), v.id LIMIT 1) c ON true
      CROSS JOIN LATERAL (SELECT count(*) AS called, count(x.answer_id) AS answered, (array_agg(w.answer ORDER BY w.answered_at DESC NULLS LAST))[1] AS answer
        FROM activation_actors x JOIN activations v ON v.id = x.activation_id LEFT JOIN activation_answers w ON w.id = x.answer_id
        WHERE v.incident_id = i.id AND v.state <> 'closed' AND x.actor_id = app_actor() AND NOT ${calledFromHere(tx.viewer)}) o
      WHERE i.state = 'open' ORDER BY i.is_exercise, i.opened_at DESC, i.id`)
  ).map((row) => row.incident)

export const lastClosed = async (tx: Tx): Promise<IncidentListItem | null> =>
  (
    await tx.maybe<{ incident: IncidentListItem }>(sql`SELECT json_build_object(${summary}) AS incident FROM incidents i ${counts}
      WHERE i.state = 'closed' ORDER BY i.closed_at DESC, i.id LIMIT 1`)
  )?.incident ?? null

/** Open call-outs that the viewer's own actor has not answered, the oldest first; `names` are the forums. */
export const unansweredCalls = (
  tx: Tx,
): Promise<{ incidentCode: string; title: string; since: string; names: string[]; isExercise: boolean }[]> =>
  tx.many(sql`SELECT i.code AS "incidentCode", i.title, to_json(min(x.called_at)) AS since, json_agg(f.name_sv ORDER BY f.sort_order) AS names, i.is_exercise AS "isExercise"
    FROM activation_actors x JOIN activations v ON v.id = x.activation_id JOIN incidents i ON i.id = v.incident_id JOIN forums f ON f.id = v.forum_id
    WHERE x.actor_id = app_actor() AND x.answer_id IS NULL AND v.state <> 'closed' AND NOT ${calledFromHere(tx.viewer)} GROUP BY i.id ORDER BY i.is_exercise, min(x.called_at), i.id`)

/** Requests that nobody has taken, the oldest first; `title` is the reason as it was written and `names` who asks. */
export const untakenRequests = (tx: Tx): Promise<{ title: string; since: string; names: string[]; isExercise: boolean }[]> =>
  tx.many(sql`SELECT q.reason AS title, to_json(q.received_at) AS since, json_build_array(a.name) AS names, q.is_exercise AS "isExercise"
    FROM activation_requests q JOIN actors a ON a.id = q.actor_id WHERE q.state = 'requested' ORDER BY q.is_exercise, q.received_at, q.id`)

/** Taken by the duty officer, and not yet a call-out: who took it, and when. */
export const takenRequests = (tx: Tx): Promise<{ title: string; since: string; names: string[]; isExercise: boolean }[]> =>
  tx.many(sql`SELECT q.reason AS title, to_json(q.acknowledged_at) AS since, json_build_array(a.name, u.name) AS names, q.is_exercise AS "isExercise"
    FROM activation_requests q JOIN actors a ON a.id = q.actor_id LEFT JOIN users u ON u.id = q.acknowledged_by
    WHERE q.state = 'acknowledged' ORDER BY q.is_exercise, q.acknowledged_at, q.id`)

/** Only members are called; one that has left needs nothing. */
const isMember = fragment`EXISTS (SELECT FROM actor_memberships m WHERE m.actor_id = a.id AND m.left_on IS NULL)`

/**
 * Contact points that nobody has confirmed for `contact_review_days` or ever. Own: their labels; otherwise the actors they belong to.
 * `since` is the oldest confirmation, null when one was never confirmed.
 */
export const oldContacts = async (tx: Tx, now: Date, isOwn: boolean): Promise<{ names: string[]; since: string | null }> =>
  tx.one(sql`SELECT coalesce(json_agg(DISTINCT CASE WHEN ${isOwn} THEN p.label::text ELSE a.name::text END), '[]') AS names,
      CASE WHEN bool_and(p.confirmed_at IS NOT NULL) THEN to_json(min(p.confirmed_at)) END AS since
    FROM actor_contact_points p JOIN actors a ON a.id = p.actor_id
    WHERE p.archived_at IS NULL AND ${isMember} AND (NOT ${isOwn} OR p.actor_id = app_actor())
      AND (p.confirmed_at IS NULL OR p.confirmed_at < ${now}::timestamptz - make_interval(days => coalesce((SELECT (value #>> '{}')::int FROM settings WHERE key = 'contact_review_days'), 90)))`)

/** Contact points that a call-out cannot reach, because they have no e-mail. Own: their labels; otherwise the actors. */
export const unreachableContacts = async (tx: Tx, isOwn: boolean): Promise<{ names: string[]; count: number }> =>
  tx.one(sql`SELECT count(*)::int AS count, coalesce(json_agg(DISTINCT CASE WHEN ${isOwn} THEN p.label::text ELSE a.name::text END), '[]') AS names
    FROM actor_contact_points p JOIN actors a ON a.id = p.actor_id
    WHERE p.archived_at IS NULL AND ${isMember} AND (NOT ${isOwn} OR p.actor_id = app_actor())
      AND NOT EXISTS (SELECT FROM actor_contact_channels c WHERE c.contact_point_id = p.id AND c.channel = 'email')`)

/** Actors whose contact function a call-out cannot reach at all: no contact point of it has an e-mail. Own: the actor itself, if so. */
export const uncallableActors = async (tx: Tx, isOwn: boolean): Promise<string[]> =>
  (
    await tx.one<{ names: string[] }>(sql`SELECT coalesce(json_agg(a.name ORDER BY a.name), '[]') AS names FROM actors a
      WHERE (NOT ${isOwn} OR a.id = app_actor()) AND ${isMember} AND NOT EXISTS (SELECT FROM actor_contact_points p JOIN actor_contact_channels c ON c.contact_point_id = p.id
        WHERE p.actor_id = a.id AND p.function_code = 'contact-function' AND p.archived_at IS NULL AND c.channel = 'email')`)
  ).names

/** What nobody holds now: the duty officer's function, without whom nothing is activated, and at which actors that of the administrator. */
export const functionsMissing = (tx: Tx, now: Date): Promise<{ hasDutyOfficer: boolean; names: string[] }> =>
  tx.one(sql`WITH held AS MATERIALIZED (SELECT h.actor_id, h.function_code FROM user_functions h JOIN users u ON u.id = h.user_id
      WHERE u.status IN ('active', 'invited') AND h.function_code IN (${dutyOfficer}, 'actor-admin') AND (h.valid_to IS NULL OR h.valid_to > ${now}))
    SELECT EXISTS (SELECT FROM held WHERE function_code = ${dutyOfficer}) AS "hasDutyOfficer",
      (SELECT coalesce(json_agg(a.name ORDER BY a.name), '[]') FROM actors a
        WHERE ${isMember} AND NOT EXISTS (SELECT FROM held WHERE actor_id = a.id AND function_code = 'actor-admin')) AS names`)

export const isStaffDesignated = async (tx: Tx): Promise<boolean> =>
  (
    await tx.one<{ yes: boolean }>(
      sql`SELECT EXISTS (SELECT FROM actor_designations WHERE kind = 'staff_designated' AND valid_to IS NULL) AS yes`,
    )
  ).yes
