import { addMinutes, type Answer, type ConferenceChannel, type Gap } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, type Sql, sql } from '../../lib/sql.ts'

export type NewCallOut = {
  id: string
  incidentId: string
  kind: 'first' | 'again' | 'deputy'
  subject: string
  body: string
  isExercise: boolean
}
export type NewRecipient = {
  id: string
  actorId: string
  contactPointId: string | null
  functionCode: string
  label: string
  gap: Gap | null
  activationIds: readonly string[]
  /** Contact points that the same letter reaches. */
  alsoIds: readonly string[]
}

export const insertCallOut = async (tx: Tx, c: NewCallOut, recipients: readonly NewRecipient[], now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO call_outs (id, incident_id, kind, subject, body, is_exercise, created_at, created_by)
    VALUES (${c.id}, ${c.incidentId}, ${c.kind}, ${c.subject}, ${c.body}, ${c.isExercise}, ${now}, ${tx.viewer.userId})`)
  await tx.run(sql`WITH given AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(recipients)}::jsonb)
        AS r(id uuid, "actorId" uuid, "contactPointId" uuid, "functionCode" text, label text, gap text, "activationIds" jsonb, "alsoIds" uuid[])),
      added AS (INSERT INTO call_out_recipients (id, call_out_id, actor_id, contact_point_id, also_contact_point_ids, function_code, label, gap)
        SELECT id, ${c.id}::uuid, "actorId", "contactPointId", "alsoIds", "functionCode", label, gap FROM given)
    INSERT INTO call_out_recipient_activations (recipient_id, activation_id) SELECT g.id, v::uuid FROM given g, jsonb_array_elements_text(g."activationIds") v`)
}

export type GivenAnswer = {
  answer: Answer
  person: string
  deputy: string
  etaAt: Date | null
  comment: string
  via: 'link' | 'portal' | 'manual'
  means: 'phone' | 'rakel' | 'other' | null
  recipientId: string | null
}
/** An answer as it stands: which one in order, and whether it came late. */
export type Standing = GivenAnswer & { id: string; activationId: string; isLate: boolean; answeredAt: Date; number: number }

/** An actor called into a forum, held until the end of the transaction, with the answer that stands there. */
export type HeldRow = {
  activationId: string
  actorId: string
  state: string
  incidentId: string
  lateAt: Date
  answerId: string | null
  channel: ConferenceChannel
  connectedAt: Date | null
  /** When the tick was made or taken back, whichever came last. */
  tickedAt: Date | null
  /** Whose link it is held for; null when somebody answers on the board. */
  linkOf: string | null
  given: Standing | null
}

type FlatRow = Omit<HeldRow, 'given'> & { [K in keyof GivenAnswer]: GivenAnswer[K] | null } & Pick<
    Standing,
    'isLate' | 'answeredAt' | 'number'
  >
const withAnswer = (row: FlatRow): HeldRow => {
  const { activationId, actorId, state, incidentId, lateAt, linkOf, answerId: id, channel, connectedAt, tickedAt, answer, ...rest } = row
  const given = id === null || answer === null ? null : ({ ...rest, id, activationId, answer } as Standing)
  return { activationId, actorId, state, incidentId, lateAt, linkOf, answerId: id, channel, connectedAt, tickedAt, given }
}

const heldRow = (
  linkOf: Fragment,
): Fragment => fragment`v.id AS "activationId", x.actor_id AS "actorId", v.state, v.incident_id AS "incidentId", x.late_at AS "lateAt", x.answer_id AS "answerId", v.channel, x.connected_at AS "connectedAt", x.ticked_at AS "tickedAt", ${linkOf} AS "linkOf",
  w.answer, w.person, w.deputy, w.eta_at AS "etaAt", w.comment, w.via, w.means, w.recipient_id AS "recipientId", w.is_late AS "isLate", w.answered_at AS "answeredAt", w.number`
/** Always in the same order, so that two answers never wait for each other. */
const locked = fragment`ORDER BY v.id, x.actor_id FOR SHARE OF v FOR NO KEY UPDATE OF x`

/**
 * Whoever had to wait for another's answer finds its row pointing at it, but not yet the answer, which is newer than the question.
 * Asked again, with the rows held, both are there.
 */
const hold = async (tx: Tx, statement: Sql): Promise<HeldRow[]> => {
  const read = async (): Promise<HeldRow[]> => (await tx.many<FlatRow>(statement)).map(withAnswer)
  const rows = await read()
  return rows.some((row) => row.answerId !== null && row.given === null) ? read() : rows
}

export const holdByIncident = (tx: Tx, incidentCode: string, actorIds: readonly string[]): Promise<HeldRow[]> =>
  hold(
    tx,
    sql`SELECT ${heldRow(fragment`NULL::uuid`)} FROM incidents i JOIN activations v ON v.incident_id = i.id JOIN activation_actors x ON x.activation_id = v.id
      LEFT JOIN activation_answers w ON w.id = x.answer_id
    WHERE i.code = ${incidentCode} AND x.actor_id = ANY(${actorIds}::uuid[]) ${locked}`,
  )

/** What an answer link may answer: the forums that its own contact was called to. */
export const holdByLink = (tx: Tx): Promise<HeldRow[]> =>
  hold(
    tx,
    sql`SELECT ${heldRow(fragment`r.id`)} FROM call_out_recipients r JOIN call_out_recipient_activations l ON l.recipient_id = r.id JOIN activations v ON v.id = l.activation_id
      JOIN activation_actors x ON x.activation_id = v.id AND x.actor_id = r.actor_id LEFT JOIN activation_answers w ON w.id = x.answer_id
    WHERE r.id = app_recipient() ${locked}`,
  )

/** Ticks one actor on the roll of one conference, or takes the tick back; `slip`: and the answer that it gave, which the history keeps. */
export const saveConnected = (
  tx: Tx,
  { activationId, actorId }: HeldRow,
  { connected, slip }: { connected: boolean; slip: boolean },
  at: Date,
): Promise<number> =>
  tx.run(sql`UPDATE activation_actors SET ticked_at = ${at}, connected_at = ${connected ? at : null}, connected_by = ${connected ? tx.viewer.userId : null},
      answer_id = CASE WHEN ${slip}::boolean THEN NULL ELSE answer_id END
    WHERE activation_id = ${activationId} AND actor_id = ${actorId}`)

export type AnswerRow = Pick<Standing, 'id' | 'activationId' | 'isLate' | 'number'>
/** Adds the answers and points the board at them; what was answered before stays (P4). */
export const insertAnswers = async (tx: Tx, actorId: string, rows: readonly AnswerRow[], a: GivenAnswer, now: Date): Promise<void> => {
  await tx.run(sql`WITH added AS (
      INSERT INTO activation_answers (id, activation_id, actor_id, answer, person, deputy, eta_at, comment, via, means, recipient_id, by_user_id, is_late, answered_at, number)
      SELECT g.id, g.activation_id, ${actorId}::uuid, ${a.answer}, ${a.person}, ${a.deputy}, ${a.etaAt}::timestamptz, ${a.comment}, ${a.via}, ${a.means}::text, ${a.recipientId}::uuid,
        ${a.via === 'link' ? null : tx.viewer.userId}::uuid, g.is_late, ${now}::timestamptz, g.number
      FROM unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.activationId)}::uuid[], ${rows.map((r) => r.isLate)}::boolean[], ${rows.map((r) => r.number)}::int[])
        AS g(id, activation_id, is_late, number)
      RETURNING id, activation_id, actor_id)
    UPDATE activation_actors x SET answer_id = a.id FROM added a WHERE x.activation_id = a.activation_id AND x.actor_id = a.actor_id`)
}

export type Conference = {
  activationId: string
  state: string
  forumCode: string
  forumSv: string
  channel: 'telephone' | 'rakel' | 'video' | 'physical'
  conferenceAt: Date
  dialIn: string
}
export type CalledIncident = { id: string; title: string; isExercise: boolean; state: string; conferences: Conference[] }
export const readCalledIncident = async (tx: Tx, code: string): Promise<CalledIncident | undefined> => {
  const incident = await tx.maybe<Omit<CalledIncident, 'conferences'>>(
    sql`SELECT id, title, is_exercise AS "isExercise", state FROM incidents WHERE code = ${code}`,
  )
  if (!incident) return undefined
  const conferences =
    await tx.many<Conference>(sql`SELECT v.id AS "activationId", v.state, f.code AS "forumCode", f.name_sv AS "forumSv", v.channel, v.conference_at AS "conferenceAt", v.dial_in AS "dialIn"
    FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = ${incident.id} ORDER BY v.activated_at, f.sort_order`)
  return { ...incident, conferences }
}

export type Resting = { actorId: string; actorName: string; calledAt: Date }
/**
 * Who of these was called in this way less than `minutes` ago, by when the button was pressed. A call that reached nobody is none: no
 * contact, or a letter that was given up. A press that lies further ahead than the pause was made by a clock that has jumped back since.
 */
export const calledRecently = (
  tx: Tx,
  of: { incidentId: string; kind: NewCallOut['kind']; actorIds: readonly string[] },
  minutes: number,
  now: Date,
): Promise<Resting[]> =>
  tx.many(sql`SELECT a.id AS "actorId", a.name AS "actorName", max(o.created_at) AS "calledAt"
    FROM call_outs o JOIN call_out_recipients r ON r.call_out_id = o.id JOIN outbox_messages m ON m.recipient_id = r.id JOIN actors a ON a.id = r.actor_id
    WHERE o.incident_id = ${of.incidentId} AND o.kind = ${of.kind} AND r.actor_id = ANY(${of.actorIds}::uuid[]) AND r.gap IS NULL AND m.state NOT IN ('failed', 'cancelled')
      AND o.created_at > ${addMinutes(now, -minutes)}::timestamptz AND o.created_at < ${addMinutes(now, minutes)}::timestamptz
    GROUP BY a.id, a.name ORDER BY a.name`)

/** Somebody at these actors can be reached now. */
export const clearGaps = (tx: Tx, rows: readonly { activationId: string; actorId: string }[]): Promise<number> =>
  tx.run(sql`UPDATE activation_actors x SET gap = NULL FROM unnest(${rows.map((r) => r.activationId)}::uuid[], ${rows.map((r) => r.actorId)}::uuid[]) AS g(activation_id, actor_id)
    WHERE x.activation_id = g.activation_id AND x.actor_id = g.actor_id AND x.gap IS NOT NULL`)

export const actorNames = (tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> =>
  tx.many(sql`SELECT id, name FROM actors WHERE id = ANY(${ids}::uuid[])`)
