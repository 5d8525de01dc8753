import { allowedByState, can, dutyOfficer, type Viewer } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { findIn } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

/** One activation as JSON, for a query with `v` = activations; what the viewer may do with it is looked up by its state. */
export const activationSummary = (viewer: Viewer): Fragment => fragment`(
  SELECT json_build_object('id', v.id, 'forumCode', f.code, 'forumSv', f.name_sv, 'forumEn', f.name_en, 'level', f.level, 'state', v.state, 'channel', v.channel,
    'conferenceAt', v.conference_at, 'dialIn', v.dial_in, 'calledAt', v.call_out_at, 'responseMinutes', f.response_minutes, 'lateAt', v.call_out_at + make_interval(mins => v.late_after_minutes),
    'called', count(x.actor_id), 'answered', count(w.id), 'participates', count(*) FILTER (WHERE w.answer = 'participates'), 'follows', count(*) FILTER (WHERE w.answer = 'follows'),
    'notConcerned', count(*) FILTER (WHERE w.answer = 'not_concerned'), 'closedAt', v.closed_at, 'closingNote', v.closing_note, 'version', v.version,
    'allowed', ${JSON.stringify(allowedByState(viewer))}::json -> v.state)
  FROM forums f LEFT JOIN activation_actors x ON x.activation_id = v.id LEFT JOIN activation_answers w ON w.id = x.answer_id WHERE f.id = v.forum_id GROUP BY f.id)`

/**
 * For a query with `v` = activations: the viewer has the duty that calls, at the actor that leads. Who calls is there, and is not asked to
 * answer itself; the actor's contact function is.
 */
export const calledFromHere = (viewer: Viewer): Fragment =>
  fragment`(${viewer.functionCode === dutyOfficer} AND v.lead_actor_id = app_actor())`

/**
 * For an incident's id: how many actors it has called, and how many of them nobody waits for. The board's rule: whoever has answered all
 * forums that still go on, or any of them once none does.
 */
export const howMany = (
  incidentId: Fragment,
): Fragment => fragment`(SELECT count(*)::int AS called, count(*) FILTER (WHERE answered)::int AS answered FROM (
  SELECT CASE WHEN bool_or(v.state <> 'closed') THEN bool_and(x.answer_id IS NOT NULL OR v.state = 'closed') ELSE bool_or(x.answer_id IS NOT NULL) END AS answered
  FROM activation_actors x JOIN activations v ON v.id = x.activation_id WHERE v.incident_id = ${incidentId} GROUP BY x.actor_id) each_actor)`

export type ListQuery = { search?: string | undefined; state?: string | undefined; cursor?: string | undefined; limit: number }

/** As `incidents_standing` has it: what goes on before what has ended, and what is real before what is practised. */
const standing = fragment`(CASE WHEN i.state <> 'open' THEN 0 WHEN i.is_exercise THEN 1 ELSE 2 END)`
/** An incident as a line, for a query with `i` = incidents and `n` = `howMany` of it. */
export const summary = fragment`'id', i.id, 'code', i.code, 'title', i.title, 'isExercise', i.is_exercise, 'state', i.state, 'openedAt', i.opened_at, 'closedAt', i.closed_at,
  'forums', coalesce((SELECT json_agg(json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en, 'closed', v.state = 'closed') ORDER BY v.activated_at, f.sort_order)
    FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = i.id), '[]'),
  'called', n.called, 'answered', n.answered`

/** A page of incidents: what is really going on first, then exercises that go on, then what has ended; newest first among each. */
export const listIncidents = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'whole', 'instant', 'uuid')
  const found = query.search ? await findIn(tx, ['incident'], query.search) : null
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`incidents i`,
      row: fragment`incidents i CROSS JOIN LATERAL ${howMany(fragment`i.id`)} n`,
      id: fragment`i.id`,
      keys: [standing, fragment`i.opened_at`, fragment`i.id`],
      direction: 'down',
      where: fragment`true
        ${query.state ? fragment`AND i.state = ${query.state}` : nothing}
        ${found ? fragment`AND ${found.incident}` : nothing}`,
      after: after && [fragment`${after[0]}::int`, fragment`${after[1]}::timestamptz`, fragment`${after[2]}::uuid`],
      limit: query.limit,
      item: fragment`json_build_object(${summary})`,
    })}`,
  )
  return page
}

export const readIncident = async (tx: Tx, code: string): Promise<string | undefined> => {
  const activate = can(tx.viewer, 'activations.activate') ? ['activations.activate'] : []
  const row = await tx.maybe<{ incident: string }>(sql`
    SELECT json_build_object('id', i.id, 'code', i.code, 'title', i.title, 'description', i.description, 'isExercise', i.is_exercise, 'state', i.state, 'openedAt', i.opened_at,
      'openedBy', u.name, 'closedAt', i.closed_at, 'version', i.version,
      'activations', coalesce((SELECT json_agg(${activationSummary(tx.viewer)} ORDER BY v.activated_at, o.sort_order) FROM activations v JOIN forums o ON o.id = v.forum_id WHERE v.incident_id = i.id), '[]'),
      'allowed', CASE WHEN i.state = 'open' THEN ${JSON.stringify(activate)}::json ELSE '[]' END)::text AS incident
    FROM incidents i JOIN users u ON u.id = i.opened_by WHERE i.code = ${code}`)
  return row?.incident
}
