import { allowedOnRequest, type RequestState, requestStates } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { readCursor } from '../../lib/paging.ts'
import { holds } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

/** A request as JSON, for a query with `q` = activation_requests. */
const request = (tx: Tx): Fragment => {
  const byState = (actorId: string) =>
    JSON.stringify(Object.fromEntries(requestStates.map((state) => [state, allowedOnRequest(tx.viewer, state, actorId)])))
  const own = byState(tx.viewer.actorId ?? '')
  const others = byState('')
  return fragment`(SELECT json_build_object('id', q.id, 'state', q.state, 'reason', q.reason, 'forum', json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en),
    'channelWish', q.channel_wish, 'actor', json_build_object('id', a.id, 'code', a.code, 'name', a.name), 'requestedBy', u.name, 'onBehalfOf', q.on_behalf_of, 'relayedBy', n.name_sv,
    'receivedAt', q.received_at, 'acknowledgedAt', q.acknowledged_at, 'acknowledgedBy', k.name, 'endNote', q.end_note, 'incidentCode', i.code, 'isExercise', q.is_exercise, 'version', q.version,
    'allowed', CASE WHEN q.actor_id = app_actor() THEN ${own}::json ELSE ${others}::json END -> q.state)
  FROM forums f, actors a, users u, (SELECT) AS one LEFT JOIN users k ON k.id = q.acknowledged_by LEFT JOIN incidents i ON i.id = q.incident_id LEFT JOIN functions n ON n.code = q.relayed_by_function
  WHERE f.id = q.wanted_forum_id AND a.id = q.actor_id AND u.id = q.requested_by)`
}

export type ListQuery = { search?: string | undefined; open?: boolean | undefined; cursor?: string | undefined; limit: number }
export const listRequests = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'instant', 'uuid')
  const search = query.search || null
  const open = query.open ?? null
  const { page } = await tx.one<{ page: string }>(sql`
    WITH hits AS MATERIALIZED (SELECT q.* FROM activation_requests q WHERE (${open}::boolean IS NULL OR (q.state IN ('requested', 'acknowledged')) = ${open})
      ${search ? fragment`AND ${holds(fragment`q.reason`, search)}` : nothing}),
    shown AS (SELECT * FROM hits ${after ? fragment`WHERE (received_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : nothing} ORDER BY received_at DESC, id DESC LIMIT ${query.limit + 1}),
    rows AS (SELECT * FROM shown ORDER BY received_at DESC, id DESC LIMIT ${query.limit})
    SELECT json_build_object('items', coalesce((SELECT json_agg(${request(tx)} ORDER BY q.received_at DESC, q.id DESC) FROM rows q), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM shown) > ${query.limit} THEN (SELECT translate(encode(convert_to(json_build_array(received_at, id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM rows ORDER BY received_at, id LIMIT 1) END,
      'total', (SELECT count(*) FROM hits))::text AS page`)
  return page
}

export const readRequest = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.maybe<{ request: string }>(sql`SELECT ${request(tx)}::text AS request FROM activation_requests q WHERE q.id = ${id}`))?.request

export type HeldRequest = { id: string; state: RequestState; actorId: string; isExercise: boolean; version: number }
export const holdRequest = (tx: Tx, id: string): Promise<HeldRequest | undefined> =>
  tx.maybe(
    sql`SELECT id, state, actor_id AS "actorId", is_exercise AS "isExercise", version FROM activation_requests WHERE id = ${id} FOR NO KEY UPDATE`,
  )

export type NewRequest = {
  id: string
  reason: string
  forumId: string
  channelWish: string | null
  onBehalfOf: string | null
  relayedBy: string | null
  isExercise: boolean
}
export const insertRequest = async (tx: Tx, r: NewRequest, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO activation_requests (id, state, reason, wanted_forum_id, channel_wish, actor_id, requested_by, on_behalf_of, relayed_by_function, is_exercise, received_at)
    VALUES (${r.id}, 'requested', ${r.reason}, ${r.forumId}, ${r.channelWish}, ${tx.viewer.actorId}, ${tx.viewer.userId}, ${r.onBehalfOf}, ${r.relayedBy}, ${r.isExercise}, ${now})`)
}

export type Step = { state: RequestState; acknowledgedBy?: string; endNote?: string; incidentId?: string }
/** Moves a request that is held; whoever ends one without having taken it has taken it thereby. */
export const moveRequest = async (tx: Tx, id: string, step: Step, now: Date): Promise<void> => {
  const ended = ['convened', 'merged', 'withdrawn'].includes(step.state)
  await tx.run(sql`UPDATE activation_requests SET state = ${step.state}, version = version + 1, end_note = coalesce(${step.endNote ?? null}, end_note), incident_id = coalesce(${step.incidentId ?? null}::uuid, incident_id),
    ended_at = CASE WHEN ${ended}::boolean THEN ${now}::timestamptz END, acknowledged_by = coalesce(acknowledged_by, ${step.acknowledgedBy ?? null}::uuid),
    acknowledged_at = coalesce(acknowledged_at, CASE WHEN ${step.acknowledgedBy ?? null}::uuid IS NOT NULL THEN ${now}::timestamptz END) WHERE id = ${id}`)
}
