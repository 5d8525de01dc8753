import type { SimilarCallOut } from '@samverkan/contract'
import type { Gap } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type Forum = {
  id: string
  code: string
  nameSv: string
  nameEn: string
  level: string | null
  responseMinutes: number | null
  lateAfterMinutes: number | null
}
export const forumsByCode = (tx: Tx, codes: readonly string[]): Promise<Forum[]> =>
  tx.many(
    sql`SELECT id, code, name_sv AS "nameSv", name_en AS "nameEn", level, response_minutes AS "responseMinutes", late_after_minutes AS "lateAfterMinutes" FROM forums WHERE code = ANY(${codes}::text[])`,
  )

export type ListedActor = { id: string; code: string; name: string; isDesignated: boolean }
/** Every actor with an open membership, in Swedish order; the call list has nobody else. */
export const listedActors = (tx: Tx): Promise<ListedActor[]> =>
  tx.many(sql`SELECT a.id, a.code, a.name, EXISTS (SELECT FROM actor_designations d WHERE d.actor_id = a.id AND d.kind = 'staff_designated' AND d.valid_to IS NULL) AS "isDesignated"
    FROM actors a WHERE EXISTS (SELECT FROM actor_memberships m WHERE m.actor_id = a.id AND m.left_on IS NULL) ORDER BY a.name, a.id`)

export type OpenIncident = { code: string; title: string; isExercise: boolean; openForums: string[] }
export const openIncidents = (tx: Tx): Promise<OpenIncident[]> =>
  tx.many(sql`SELECT i.code, i.title, i.is_exercise AS "isExercise",
      coalesce((SELECT array_agg(f.code ORDER BY f.sort_order) FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = i.id AND v.state <> 'closed'), '{}') AS "openForums"
    FROM incidents i WHERE i.state = 'open' ORDER BY i.opened_at DESC, i.id DESC`)

export type HeldIncident = { id: string; code: string; title: string; isExercise: boolean; state: string; version: number }
/**
 * Held against everybody who would change it, but not against rows that point at it (NO KEY): the journal does, and whoever appends
 * holds the journal's lock already.
 */
export const holdIncident = (tx: Tx, code: string): Promise<HeldIncident | undefined> =>
  tx.maybe(sql`SELECT id, code, title, is_exercise AS "isExercise", state, version FROM incidents WHERE code = ${code} FOR NO KEY UPDATE`)

export const openForumIds = async (tx: Tx, incidentId: string): Promise<string[]> =>
  (await tx.many<{ forum_id: string }>(sql`SELECT forum_id FROM activations WHERE incident_id = ${incidentId} AND state <> 'closed'`)).map(
    (r) => r.forum_id,
  )

/** One new incident after the other. Not by the serial: that of another year is another row, and it is taken when the question has been asked. */
export const lineUp = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock(7270736924)`)

/** The last press of each incident that forums have been called out in since then, real or practised. */
export const pressedSince = (tx: Tx, isExercise: boolean, since: Date): Promise<SimilarCallOut[]> =>
  tx.many(sql`SELECT DISTINCT ON (i.id) i.code AS "incidentCode", i.title, i.is_exercise AS "isExercise", to_json(c.created_at) AS "calledAt", to_json(i.closed_at) AS "closedAt",
      json_build_object('name', u.name, 'functionSv', (SELECT coalesce(n.short_sv, n.name_sv) FROM functions n WHERE n.code = j.function_code),
        'functionEn', (SELECT n.name_en FROM functions n WHERE n.code = j.function_code), 'isSelf', c.created_by = ${tx.viewer.userId}::uuid) AS "calledBy",
      (SELECT json_agg(json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en) ORDER BY v.activated_at, f.sort_order)
        FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.incident_id = i.id) AS forums
    FROM call_outs c JOIN incidents i ON i.id = c.incident_id JOIN users u ON u.id = c.created_by
      LEFT JOIN journal j ON j.subject_id = i.id AND j.type = 'activations.activated' AND j.data ->> 'callOutId' = c.id::text
    WHERE c.kind = 'first' AND c.created_at > ${since} AND c.is_exercise = ${isExercise} ORDER BY i.id, c.created_at DESC`)

export const knownCodes = async (tx: Tx, isExercise: boolean, codes: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ code: string }>(
      sql`SELECT code FROM incidents WHERE code = ANY(${codes}::text[]) AND is_exercise = ${isExercise} ORDER BY code`,
    )
  ).map(({ code }) => code)

/** The next code of the year; whoever comes second waits for the first one's commit. */
const nextCode = async (tx: Tx, year: number): Promise<string> => {
  const { last } = await tx.one<{ last: number }>(
    sql`INSERT INTO incident_serials (year, last) VALUES (${year}, 1) ON CONFLICT (year) DO UPDATE SET last = incident_serials.last + 1 RETURNING last`,
  )
  return `${year}-${String(last).padStart(3, '0')}`
}
export type NewIncident = { id: string; title: string; description: string; isExercise: boolean; year: number }
export const insertIncident = async (tx: Tx, i: NewIncident, now: Date): Promise<HeldIncident> => {
  const code = await nextCode(tx, i.year)
  await tx.run(sql`INSERT INTO incidents (id, code, title, description, is_exercise, state, opened_at, opened_by)
    VALUES (${i.id}, ${code}, ${i.title}, ${i.description}, ${i.isExercise}, 'open', ${now}, ${tx.viewer.userId})`)
  return { id: i.id, code, title: i.title, isExercise: i.isExercise, state: 'open', version: 1 }
}
export const touchIncident = async (tx: Tx, id: string): Promise<number> =>
  (await tx.one<{ version: number }>(sql`UPDATE incidents SET version = version + 1 WHERE id = ${id} RETURNING version`)).version

export type NewActivation = { id: string; forumId: string; lateAfterMinutes: number }
export type Conference = { channel: string; conferenceAt: string; dialIn: string; narrowingReason: string | null }
export const insertActivations = async (
  tx: Tx,
  incident: HeldIncident,
  rows: readonly NewActivation[],
  c: Conference,
  now: Date,
): Promise<void> => {
  // The directing forum is led by Länsstyrelsen "om inget annat meddelas" (P-01); nothing else can be said here yet.
  await tx.run(sql`INSERT INTO activations (id, incident_id, forum_id, state, channel, conference_at, dial_in, lead_actor_id, convened_by, activated_at, call_out_at, late_after_minutes, is_exercise, narrowing_reason)
    SELECT r.id, ${incident.id}::uuid, r."forumId", 'convened', ${c.channel}, ${c.conferenceAt}::timestamptz, ${c.dialIn}, (SELECT id FROM actors WHERE code = 'lst-stockholm'),
      ${tx.viewer.userId}::uuid, ${now}::timestamptz, ${now}::timestamptz, r."lateAfterMinutes", ${incident.isExercise}::boolean, ${c.narrowingReason}::text
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "forumId" uuid, "lateAfterMinutes" int)`)
}
export type CalledActor = { activationId: string; actorId: string; lateAt: string; gap: Gap | null }
export const insertCalled = async (tx: Tx, rows: readonly CalledActor[], now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO activation_actors (activation_id, actor_id, called_at, late_at, gap)
    SELECT "activationId", "actorId", ${now}::timestamptz, "lateAt", gap FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("activationId" uuid, "actorId" uuid, "lateAt" timestamptz, gap text)`)
}

export type HeldActivation = {
  id: string
  incidentId: string
  incidentCode: string
  forumCode: string
  isExercise: boolean
  state: string
  version: number
}
/** The incident first, then its activation: the order everybody takes them in. */
export const holdActivation = async (tx: Tx, id: string): Promise<HeldActivation | undefined> => {
  const incident = await tx.maybe<{ id: string; code: string }>(
    sql`SELECT i.id, i.code FROM incidents i WHERE i.id = (SELECT incident_id FROM activations WHERE id = ${id}) FOR NO KEY UPDATE`,
  )
  if (!incident) return undefined
  const row = await tx.one<Omit<HeldActivation, 'incidentId' | 'incidentCode'>>(
    sql`SELECT v.id, f.code AS "forumCode", v.is_exercise AS "isExercise", v.state, v.version FROM activations v JOIN forums f ON f.id = v.forum_id WHERE v.id = ${id} FOR NO KEY UPDATE OF v`,
  )
  return { ...row, incidentId: incident.id, incidentCode: incident.code }
}
export const closeActivation = async (
  tx: Tx,
  id: string,
  note: string,
  now: Date,
): Promise<{ version: number; called: number; answered: number }> =>
  tx.one(sql`UPDATE activations v SET state = 'closed', closed_at = ${now}, closed_by = ${tx.viewer.userId}, closing_note = ${note}, version = version + 1 WHERE v.id = ${id}
    RETURNING v.version, (SELECT count(*)::int FROM activation_actors x WHERE x.activation_id = v.id) AS called,
      (SELECT count(x.answer_id)::int FROM activation_actors x WHERE x.activation_id = v.id) AS answered`)
export const countOpen = async (tx: Tx, incidentId: string): Promise<number> =>
  (await tx.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM activations WHERE incident_id = ${incidentId} AND state <> 'closed'`)).n
export const closeIncident = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(
    sql`UPDATE incidents SET state = 'closed', closed_at = ${now}, closed_by = ${tx.viewer.userId}, version = version + 1 WHERE id = ${id}`,
  )
