import type { GapWork, Measure, MeasureEvent } from '@samverkan/contract'
import type { MeasureOrigin, MeasureState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { findIn } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

const isOpen = fragment`(m.state IN ('open', 'in_progress'))`
const origin = fragment`(CASE WHEN m.gap_actor_id IS NOT NULL THEN 'gap' WHEN m.incident_id IS NOT NULL THEN 'incident' WHEN m.meeting_id IS NOT NULL THEN 'meeting' ELSE 'none' END)`

/** A measure as it is read; `gapActorId` is for the rules and does not leave. */
export type Row = Omit<Measure, 'allowed'> & { gapActorId: string | null }

/** One measure as JSON, for a query with `m` = measures. */
const row = fragment`(SELECT json_build_object('id', m.id, 'title', m.title, 'description', m.description,
    'owner', CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'code', o.code, 'name', o.name, 'shortName', o.short_name) END,
    'dueOn', m.due_on, 'state', m.state, 'endedAt', m.ended_at, 'cancelReason', m.cancel_reason, 'origin', ${origin},
    'incident', CASE WHEN i.id IS NOT NULL THEN json_build_object('code', i.code, 'title', i.title, 'isExercise', i.is_exercise, 'isOpen', i.state = 'open') END,
    'isExercise', coalesce(i.is_exercise, (SELECT x.is_exercise FROM meetings x WHERE x.id = m.meeting_id), false),
    'meeting', (SELECT json_build_object('code', x.code, 'title', coalesce(nullif(x.title, ''), y.name_sv), 'localDate', x.local_date) FROM meetings x JOIN forums y ON y.id = x.forum_id WHERE x.id = m.meeting_id),
    'forum', CASE WHEN f.id IS NOT NULL THEN json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en) END,
    'gap', CASE WHEN g.id IS NOT NULL THEN json_build_object('assessmentId', g.id, 'actorId', k.id, 'actorCode', k.code, 'actorName', k.name, 'year', r.year, 'subCapability', s.code, 'printedNumber', s.printed_number, 'text', s.text_sv) END,
    'activationId', m.activation_id, 'gapActorId', m.gap_actor_id, 'createdAt', m.created_at, 'createdBy', u.name,
    'lastNote', (SELECT json_build_object('at', e.at, 'by', p.name, 'note', e.note) FROM measure_events e JOIN users p ON p.id = e.by_user_id WHERE e.measure_id = m.id AND e.note <> '' ORDER BY e.at DESC, e.id DESC LIMIT 1),
    'version', m.version)
  FROM users u LEFT JOIN actors o ON o.id = m.owner_actor_id LEFT JOIN incidents i ON i.id = m.incident_id
  LEFT JOIN activations v ON v.id = m.activation_id LEFT JOIN forums f ON f.id = v.forum_id
  LEFT JOIN assessments g ON g.id = m.gap_assessment_id LEFT JOIN assessment_rounds r ON r.id = g.round_id LEFT JOIN actors k ON k.id = m.gap_actor_id
  LEFT JOIN capability_sub_capabilities s ON s.id = m.gap_sub_capability_id
  WHERE u.id = m.created_by)`

export type ListQuery = {
  search?: string | undefined
  state?: string | undefined
  mine?: boolean | undefined
  owner?: string | undefined
  origin?: MeasureOrigin | undefined
  overdue?: boolean | undefined
  incidentCode?: string | undefined
  assessmentId?: string | undefined
  subCapability?: string | undefined
  cursor?: string | undefined
  limit: number
}
export type List = { items: Row[]; nextCursor: string | null; total: number; overdue: number }

/** The states a filter means: 'open' is everything not ended. */
const statesOf = (state: string | undefined): Fragment => {
  if (state === undefined) return nothing
  if (state === 'open') return fragment`AND ${isOpen}`
  return state === 'ended' ? fragment`AND NOT ${isOpen}` : fragment`AND m.state = ${state}`
}
/** `ownerId` undefined: the viewer answers for nobody's measures; null: for the office's. */
const mineOf = (ownerId: string | null | undefined): Fragment => {
  if (ownerId === undefined) return fragment`AND false`
  return ownerId === null ? fragment`AND m.owner_office` : fragment`AND m.owner_actor_id = ${ownerId}`
}
export const officeCode = 'kansliet'
const ownerOf = (code: string | undefined): Fragment => {
  if (code === undefined) return nothing
  return code === officeCode ? fragment`AND m.owner_office` : fragment`AND m.owner_actor_id = (SELECT id FROM actors WHERE code = ${code})`
}

/** The open ones by due date, then those that ended, the newest first: one key in one order, so that pages follow. */
const place = fragment`measure_place(m.state, m.due_on, m.ended_at)`

/** A page of what this viewer may see: row-level security leaves others' gaps out, also of the counts. */
export const listMeasures = async (tx: Tx, query: ListQuery, mineId: string | null | undefined, today: string): Promise<List> => {
  const after = readCursor(query.cursor, 'whole', 'uuid')
  const found = query.search ? await findIn(tx, ['measure'], query.search) : null
  const where = fragment`true ${statesOf(query.state)} ${ownerOf(query.owner)}
      ${query.mine ? mineOf(mineId) : nothing}
      ${query.origin ? fragment`AND ${origin} = ${query.origin}` : nothing}
      ${query.overdue ? fragment`AND ${isOpen} AND m.due_on < ${today}::date` : nothing}
      ${query.incidentCode ? fragment`AND m.incident_id = (SELECT id FROM incidents WHERE code = ${query.incidentCode})` : nothing}
      ${query.assessmentId ? fragment`AND m.gap_assessment_id = ${query.assessmentId}::uuid` : nothing}
      ${query.subCapability ? fragment`AND m.gap_sub_capability_id IN (SELECT id FROM capability_sub_capabilities WHERE code = ${query.subCapability})` : nothing}
      ${found ? fragment`AND ${found.measure}` : nothing}`
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`measures m`,
      row: fragment`measures m`,
      id: fragment`m.id`,
      keys: [place, fragment`m.id`],
      direction: 'up',
      where,
      after: after && [fragment`${after[0]}::bigint`, fragment`${after[1]}::uuid`],
      limit: query.limit,
      item: row,
      more: fragment`, 'overdue', (SELECT count(*)::int FROM measures m WHERE ${where} AND ${isOpen} AND m.due_on < ${today}::date)`,
    })}`,
  )
  return JSON.parse(page) as List
}

const history = fragment`coalesce((SELECT json_agg(json_build_object('id', e.id, 'kind', e.kind, 'at', e.at, 'by', p.name, 'actor', b.name, 'functionSv', coalesce(n.short_sv, n.name_sv), 'functionEn', n.name_en,
    'fromState', e.from_state, 'toState', e.to_state, 'note', e.note, 'before', e.before,
    'closing', CASE WHEN z.id IS NOT NULL THEN json_build_object('nameSv', y.name_sv, 'nameEn', y.name_en) END) ORDER BY e.at DESC, e.id DESC)
  FROM measure_events e JOIN users p ON p.id = e.by_user_id LEFT JOIN actors b ON b.id = e.by_actor_id LEFT JOIN functions n ON n.code = e.by_function_code
  LEFT JOIN activations z ON z.id = e.closing_activation_id LEFT JOIN forums y ON y.id = z.forum_id WHERE e.measure_id = m.id), '[]')`

export const readMeasure = (tx: Tx, id: string): Promise<{ measure: Row; history: MeasureEvent[] } | undefined> =>
  tx.maybe(sql`SELECT ${row} AS measure, ${history} AS history FROM measures m WHERE m.id = ${id}`)

/** What an activation leaves open when it ends: its own, and with the last one everything else of the incident. Locked until the end. */
export const openAtEnd = (tx: Tx, activationId: string, incidentId: string | null): Promise<{ measure: Row }[]> =>
  tx.many(sql`SELECT ${row} AS measure FROM measures m WHERE ${isOpen}
    AND (m.activation_id = ${activationId} ${incidentId === null ? nothing : fragment`OR m.incident_id = ${incidentId}`}) ORDER BY m.due_on, m.id FOR NO KEY UPDATE OF m`)

/** Open measures of an incident or of one activation, by due date. */
export const openOf = (tx: Tx, of: { activationId?: string; incidentId?: string }): Promise<{ measure: Row }[]> =>
  tx.many(sql`SELECT ${row} AS measure FROM measures m WHERE ${isOpen}
    ${of.activationId ? fragment`AND m.activation_id = ${of.activationId}` : nothing} ${of.incidentId ? fragment`AND m.incident_id = ${of.incidentId}` : nothing} ORDER BY m.due_on, m.id`)

/** The incident that a new measure belongs to, held against its end until this transaction is through. */
export const holdIncident = (tx: Tx, code: string): Promise<{ id: string } | undefined> =>
  tx.maybe(sql`SELECT id FROM incidents WHERE code = ${code} FOR SHARE`)
export const isActivationOf = async (tx: Tx, activationId: string, incidentId: string): Promise<boolean> =>
  (
    await tx.one<{ yes: boolean }>(
      sql`SELECT EXISTS (SELECT FROM activations WHERE id = ${activationId} AND incident_id = ${incidentId} AND state <> 'closed') AS yes`,
    )
  ).yes

export type Gap = { assessmentId: string; actorId: string; frameworkId: string; subCapabilityId: string }
/** The gap in an assessment that this viewer may see. */
export const findGap = (tx: Tx, assessmentId: string, subCapability: string): Promise<Gap | undefined> =>
  tx.maybe(sql`SELECT a.id AS "assessmentId", a.actor_id AS "actorId", a.framework_id AS "frameworkId", s.id AS "subCapabilityId"
    FROM assessments a JOIN capability_sub_capabilities s ON s.framework_id = a.framework_id AND s.code = ${subCapability} WHERE a.id = ${assessmentId}`)

/** Only members can be asked to do something. */
export const isMember = async (tx: Tx, actorId: string): Promise<boolean> =>
  (
    await tx.one<{ yes: boolean }>(
      sql`SELECT EXISTS (SELECT FROM actor_memberships WHERE actor_id = ${actorId} AND left_on IS NULL) AS yes`,
    )
  ).yes

export type NewMeasure = {
  id: string
  title: string
  description: string
  ownerId: string | null
  dueOn: string
  incidentId: string | null
  activationId: string | null
  /** Its columns come with the meetings' own migration. */
  meeting: { id: string; agendaItemId: string | null } | null
  gap: Gap | null
}
export const insertMeasure = (tx: Tx, m: NewMeasure, now: Date): Promise<number> =>
  tx.run(sql`INSERT INTO measures (id, title, description, owner_actor_id, owner_office, due_on, state, incident_id, activation_id,
      gap_assessment_id, gap_actor_id, gap_framework_id, gap_sub_capability_id, created_at, created_by ${m.meeting ? fragment`, meeting_id, agenda_item_id` : nothing})
    VALUES (${m.id}, ${m.title}, ${m.description}, ${m.ownerId}, ${m.ownerId === null}, ${m.dueOn}::date, 'open', ${m.incidentId}, ${m.activationId},
      ${m.gap?.assessmentId ?? null}, ${m.gap?.actorId ?? null}, ${m.gap?.frameworkId ?? null}, ${m.gap?.subCapabilityId ?? null}, ${now}, app_user() ${m.meeting ? fragment`, ${m.meeting.id}, ${m.meeting.agendaItemId}` : nothing})`)

export type Held = {
  id: string
  title: string
  description: string
  ownerId: string | null
  ownerName: string | null
  dueOn: string
  state: MeasureState
  origin: MeasureOrigin
  incidentId: string | null
  gapActorId: string | null
  version: number
}
/** The measure, locked. Its incident first, held against its end: nothing is taken up again while somebody asks where it goes. */
export const holdMeasure = async (tx: Tx, id: string): Promise<Held | undefined> => {
  await tx.maybe(sql`SELECT FROM incidents WHERE id = (SELECT incident_id FROM measures WHERE id = ${id}) FOR SHARE`)
  return tx.maybe(sql`SELECT m.id, m.title, m.description, m.owner_actor_id AS "ownerId", (SELECT name FROM actors WHERE id = m.owner_actor_id) AS "ownerName",
    to_char(m.due_on, 'YYYY-MM-DD') AS "dueOn", m.state, ${origin} AS origin, m.incident_id AS "incidentId", m.gap_actor_id AS "gapActorId", m.version
    FROM measures m WHERE m.id = ${id} FOR NO KEY UPDATE OF m`)
}

export const saveState = (tx: Tx, id: string, state: MeasureState, reason: string | null, now: Date): Promise<number> =>
  tx.run(sql`UPDATE measures SET state = ${state}, version = version + 1, cancel_reason = ${reason},
    ended_at = CASE WHEN ${state}::text IN ('done', 'cancelled') THEN ${now}::timestamptz END WHERE id = ${id}`)

export type Words = { title: string; description: string; ownerId: string | null; dueOn: string }
export const saveWords = (tx: Tx, id: string, w: Words): Promise<number> =>
  tx.run(sql`UPDATE measures SET title = ${w.title}, description = ${w.description}, owner_actor_id = ${w.ownerId}, owner_office = ${w.ownerId === null},
    due_on = ${w.dueOn}::date, version = version + 1 WHERE id = ${id}`)

export type NewEvent = {
  id: string
  measureId: string
  kind: MeasureEvent['kind']
  fromState?: MeasureState
  toState?: MeasureState
  note?: string
  before?: MeasureEvent['before']
  closingActivationId?: string
  version: number
}
export const insertEvent = (tx: Tx, e: NewEvent, now: Date): Promise<number> =>
  tx.run(sql`INSERT INTO measure_events (id, measure_id, kind, at, by_user_id, by_actor_id, by_function_code, from_state, to_state, note, before, closing_activation_id, version)
    VALUES (${e.id}, ${e.measureId}, ${e.kind}, ${now}, app_user(), app_actor(), nullif(current_setting('app.function', true), ''), ${e.fromState ?? null}, ${e.toState ?? null},
      ${e.note ?? ''}, ${JSON.stringify(e.before ?? {})}::jsonb, ${e.closingActivationId ?? null}, ${e.version})`)

/** What the owner has open, the nearest first, how many in all and how many are late. */
export const openOfOwner = (
  tx: Tx,
  ownerId: string | null,
  most: number,
  today: string,
): Promise<{ items: Row[]; total: number; overdue: number }> =>
  tx.one(sql`WITH mine AS MATERIALIZED (SELECT m.* FROM measures m WHERE ${isOpen} ${mineOf(ownerId)})
    SELECT coalesce((SELECT json_agg(${row} ORDER BY m.due_on, m.id) FROM (SELECT * FROM mine ORDER BY due_on, id LIMIT ${most}) m), '[]') AS items,
      (SELECT count(*)::int FROM mine) AS total, (SELECT count(*)::int FROM mine WHERE due_on < ${today}::date) AS overdue`)

/** Open measures per gap of a year: those row-level security lets through, and the region's numbers without names. */
export const gapWork = (tx: Tx, year: number): Promise<{ work: GapWork } | undefined> =>
  tx.maybe(sql`
    WITH round AS MATERIALIZED (SELECT id, framework_id FROM assessment_rounds WHERE year = ${year} AND state <> 'prepared'),
    seen AS (SELECT s.code, json_agg(json_build_object('id', m.id, 'title', m.title, 'actorCode', k.code, 'actorName', k.name, 'ownerName', o.name, 'dueOn', m.due_on, 'state', m.state)
        ORDER BY m.due_on, k.name, m.id) AS list
      FROM round r JOIN assessments a ON a.round_id = r.id JOIN measures m ON m.gap_assessment_id = a.id AND ${isOpen} JOIN actors k ON k.id = m.gap_actor_id
      LEFT JOIN actors o ON o.id = m.owner_actor_id JOIN capability_sub_capabilities s ON s.id = m.gap_sub_capability_id GROUP BY s.code)
    SELECT json_build_object('gaps', coalesce((SELECT json_agg(json_build_object('subCapability', code, 'measures', list) ORDER BY code) FROM seen), '[]'),
      'region', coalesce((SELECT json_agg(json_build_object('subCapability', s.code, 'measures', g.measures, 'actors', g.actors) ORDER BY s.code)
        FROM measures_region(r.id) g
        JOIN capability_sub_capabilities s ON s.id = g.sub_capability_id), '[]')) AS work
    FROM round r`)

/** Those who answer for the office's measures now. */
export const officeUsers = async (tx: Tx, now: Date): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`SELECT DISTINCT user_id AS id FROM user_functions
      WHERE function_code IN ('samordningschef', 'koordinator') AND valid_from <= ${now} AND (valid_to IS NULL OR valid_to > ${now})`)
  ).map((one) => one.id)
