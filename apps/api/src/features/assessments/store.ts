import type { Assessment, AssessmentAnswer, AssessmentEvidence } from '@samverkan/contract'
import { type AssessmentState, type Called, localDateOf, type RoundState, type Said, type ScaleLevel } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'

/** Is this indicator asked of this actor? In SQL as in the domain (I-18). */
const asked = fragment`(i.assessed_by_actor AND (i.audience <> 'designated_actors' OR a.is_designated))`
const isAnswered = fragment`(w.value IS NOT NULL OR w.not_applicable)`

/** Whom a round asks that is opened now. */
const members = (now: Date) =>
  fragment`SELECT DISTINCT actor_id AS id FROM actor_memberships WHERE left_on IS NULL OR left_on > ${localDateOf(now)}::date`

export type RoundLine = { state: RoundState; version: number } & Record<string, unknown>
/** Every round; which assessments stand in it, row-level security decides. */
export const listRounds = (tx: Tx, now: Date): Promise<{ round: RoundLine }[]> =>
  tx.many(sql`
    WITH counted AS (SELECT a.id, a.round_id, a.state, a.submitted_at, k.code, k.name,
        (SELECT count(*)::int FROM capability_indicators i WHERE i.framework_id = a.framework_id AND ${asked}) AS asked,
        (SELECT count(*)::int FROM assessment_answers w WHERE w.assessment_id = a.id AND ${isAnswered}) AS answered
      FROM assessments a JOIN actors k ON k.id = a.actor_id)
    SELECT json_build_object('year', r.year, 'frameworkCode', f.code, 'frameworkName', f.name_sv, 'state', r.state, 'dueOn', r.due_on,
      'opensFor', CASE WHEN r.state = 'prepared' THEN (SELECT count(*)::int FROM (${members(now)}) m) END,
      'openedAt', r.opened_at, 'closedAt', r.closed_at, 'version', r.version,
      'shows', EXISTS (SELECT FROM assessment_region(r.id, NULL)) OR ((SELECT assessment_office()) AND EXISTS (SELECT FROM counted c WHERE c.round_id = r.id AND c.state = 'submitted')),
      'assessments', coalesce((SELECT json_agg(json_build_object('id', c.id, 'actorCode', c.code, 'actorName', c.name, 'state', c.state,
        'answered', c.answered, 'asked', c.asked, 'submittedAt', c.submitted_at) ORDER BY c.name) FROM counted c WHERE c.round_id = r.id), '[]')) AS round
    FROM assessment_rounds r JOIN capability_frameworks f ON f.id = r.framework_id ORDER BY r.year DESC`)

export type Round = { id: string; frameworkId: string; state: RoundState; version: number; year: number }
export const lockRound = (tx: Tx, year: number): Promise<Round | undefined> =>
  tx.maybe(
    sql`SELECT id, framework_id AS "frameworkId", state, version, year FROM assessment_rounds WHERE year = ${year} FOR NO KEY UPDATE`,
  )

/** The new round's id, or undefined when the year has one already or no framework is in force. */
export const insertRound = async (
  tx: Tx,
  given: { id: string; year: number; dueOn: string; now: Date },
): Promise<'made' | 'exists' | 'no framework'> => {
  const framework = await tx.maybe<{ id: string }>(
    sql`SELECT id FROM capability_frameworks WHERE valid_from <= ${localDateOf(given.now)}::date AND (valid_to IS NULL OR valid_to >= ${localDateOf(given.now)}::date) ORDER BY valid_from DESC LIMIT 1`,
  )
  if (!framework) return 'no framework'
  const made = await tx.run(sql`INSERT INTO assessment_rounds (id, framework_id, scale_code, year, state, due_on, prepared_by, prepared_at)
    VALUES (${given.id}, ${framework.id}, 'three-levels', ${given.year}, 'prepared', ${given.dueOn}::date, app_user(), ${given.now}) ON CONFLICT DO NOTHING`)
  return made === 1 ? 'made' : 'exists'
}

export const saveRoundState = (tx: Tx, id: string, state: RoundState, now: Date): Promise<number> =>
  tx.run(sql`UPDATE assessment_rounds SET state = ${state}, version = version + 1,
    opened_at = coalesce(opened_at, ${now}::timestamptz),
    closed_at = CASE ${state} WHEN 'open' THEN NULL WHEN 'closed' THEN ${now}::timestamptz ELSE closed_at END WHERE id = ${id}`)

export const saveDueDate = (tx: Tx, id: string, dueOn: string): Promise<number> =>
  tx.run(sql`UPDATE assessment_rounds SET due_on = ${dueOn}::date, version = version + 1 WHERE id = ${id}`)

/** One assessment for every member; who is designated for the staff is read now and stays (I-18). */
export const insertAssessments = async (tx: Tx, round: Round, makeId: () => string, now: Date): Promise<number> => {
  const actors = await tx.many<{ id: string }>(sql`${members(now)}`)
  return tx.run(sql`INSERT INTO assessments (id, round_id, framework_id, actor_id, is_designated, state)
    SELECT n.id, ${round.id}, ${round.frameworkId}, n.actor_id, EXISTS (SELECT FROM actor_designations d WHERE d.actor_id = n.actor_id AND d.kind = 'staff_designated'
        AND d.valid_from <= ${localDateOf(now)}::date AND (d.valid_to IS NULL OR d.valid_to > ${localDateOf(now)}::date)), 'not_started'
    FROM unnest(${actors.map(() => makeId())}::uuid[], ${actors.map((actor) => actor.id)}::uuid[]) AS n (id, actor_id)`)
}

export type Locked = {
  id: string
  actorId: string
  frameworkId: string
  isDesignated: boolean
  state: AssessmentState
  version: number
  year: number
  round: RoundState
  levels: ScaleLevel[]
}
/** The assessment this viewer may see, locked, and its round held as it is until this transaction ends. */
export const lockAssessment = (tx: Tx, id: string): Promise<Locked | undefined> =>
  tx.maybe(sql`SELECT a.id, a.actor_id AS "actorId", a.framework_id AS "frameworkId", a.is_designated AS "isDesignated", a.state, a.version, r.year, r.state AS round,
      (SELECT json_agg(json_build_object('value', l.value, 'isNotApplicable', l.is_not_applicable)) FROM assessment_scale_levels l WHERE l.scale_code = r.scale_code) AS levels
    FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id WHERE a.id = ${id} FOR NO KEY UPDATE OF a FOR SHARE OF r`)

export const saveState = (tx: Tx, id: string, state: AssessmentState, now: Date, reason: string | null = null): Promise<number> =>
  tx.run(sql`UPDATE assessments SET state = ${state}, version = version + 1,
    handed_in_at = CASE WHEN ${state} = 'ready_for_sign_off' THEN ${now}::timestamptz ELSE handed_in_at END,
    handed_in_by = CASE WHEN ${state} = 'ready_for_sign_off' THEN app_user() ELSE handed_in_by END,
    submitted_at = CASE WHEN ${state} = 'submitted' THEN ${now}::timestamptz ELSE submitted_at END,
    signed_by = CASE WHEN ${state} = 'submitted' THEN app_user() ELSE signed_by END,
    reopened_at = CASE WHEN ${state} = 'reopened' THEN ${now}::timestamptz ELSE reopened_at END,
    reopened_by = CASE WHEN ${state} = 'reopened' THEN app_user() ELSE reopened_by END,
    reopen_reason = CASE WHEN ${state} = 'reopened' THEN ${reason} ELSE reopen_reason END WHERE id = ${id}`)

export type Indicator = { id: string; assessedByActor: boolean; audience: 'all_actors' | 'designated_actors' | 'common_function' }
export const indicator = (tx: Tx, frameworkId: string, code: string): Promise<Indicator | undefined> =>
  tx.maybe(
    sql`SELECT id, assessed_by_actor AS "assessedByActor", audience FROM capability_indicators WHERE framework_id = ${frameworkId} AND code = ${code}`,
  )

export const answer = (tx: Tx, assessmentId: string, indicatorId: string): Promise<AssessmentAnswer | undefined> =>
  tx.maybe(sql`SELECT w.value, w.not_applicable AS "notApplicable", w.comment, w.version, to_json(w.saved_at) AS "savedAt", u.name AS "savedBy"
    FROM assessment_answers w JOIN users u ON u.id = w.saved_by WHERE w.assessment_id = ${assessmentId} AND w.indicator_id = ${indicatorId}`)

export const saveAnswer = (tx: Tx, to: Locked, indicatorId: string, said: Said, version: number, now: Date): Promise<number> =>
  version === 1
    ? tx.run(sql`INSERT INTO assessment_answers (assessment_id, indicator_id, framework_id, actor_id, value, not_applicable, comment, version, saved_at, saved_by)
        VALUES (${to.id}, ${indicatorId}, ${to.frameworkId}, ${to.actorId}, ${said.value}, ${said.notApplicable}, ${said.comment}, 1, ${now}, app_user())`)
    : tx.run(sql`UPDATE assessment_answers SET value = ${said.value}, not_applicable = ${said.notApplicable}, comment = ${said.comment}, version = ${version},
        saved_at = ${now}, saved_by = app_user() WHERE assessment_id = ${to.id} AND indicator_id = ${indicatorId}`)

/** How many indicators asked of the actor have no answer yet (I-20). */
export const unanswered = async (tx: Tx, assessmentId: string): Promise<number> =>
  (
    await tx.one<{
      count: number
    }>(sql`SELECT count(*)::int AS count FROM assessments a JOIN capability_indicators i ON i.framework_id = a.framework_id AND ${asked}
      LEFT JOIN assessment_answers w ON w.assessment_id = a.id AND w.indicator_id = i.id WHERE a.id = ${assessmentId} AND NOT coalesce(${isAnswered}, false)`)
  ).count

export type Read = Omit<Assessment, 'allowed'> & { actorId: string }

/** One assessment whole, in one statement: official wording, this round's answers and those of the round before. */
export const readAssessment = async (tx: Tx, id: string): Promise<Read | undefined> =>
  (
    await tx.maybe<{ assessment: Read }>(sql`
      WITH mine AS MATERIALIZED (SELECT a.*, r.year, r.state AS round_state, r.due_on, r.scale_code, p.id AS previous_round, p.year AS previous_year
        FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id
        LEFT JOIN LATERAL (SELECT b.id, b.year FROM assessment_rounds b WHERE b.framework_id = r.framework_id AND b.year < r.year ORDER BY b.year DESC LIMIT 1) p ON true
        WHERE a.id = ${id}),
      before AS MATERIALIZED (SELECT w.indicator_id, w.value, w.not_applicable, w.comment, b.state = 'submitted' AS signed FROM mine a
        JOIN assessments b ON b.round_id = a.previous_round AND b.actor_id = a.actor_id JOIN assessment_rounds c ON c.id = b.round_id
        JOIN assessment_answers w ON w.assessment_id = b.id WHERE (b.state = 'submitted' OR c.state NOT IN ('prepared', 'open')) AND (w.value IS NOT NULL OR w.not_applicable)),
      indicators AS (SELECT i.sub_capability_id, json_agg(json_build_object('code', i.code, 'leadIn', i.lead_in_sv, 'text', i.text_sv, 'designatedOnly', i.audience = 'designated_actors',
          'answer', json_build_object('value', w.value, 'notApplicable', coalesce(w.not_applicable, false), 'comment', coalesce(w.comment, ''), 'version', coalesce(w.version, 0), 'savedAt', w.saved_at, 'savedBy', u.name),
          'previous', CASE WHEN v.indicator_id IS NOT NULL THEN json_build_object('value', v.value, 'notApplicable', v.not_applicable, 'comment', v.comment, 'signed', v.signed) END) ORDER BY i.seq) AS list
        FROM mine a JOIN capability_indicators i ON i.framework_id = a.framework_id AND ${asked}
        LEFT JOIN assessment_answers w ON w.assessment_id = a.id AND w.indicator_id = i.id LEFT JOIN users u ON u.id = w.saved_by
        LEFT JOIN before v ON v.indicator_id = i.id GROUP BY i.sub_capability_id)
      SELECT json_build_object('id', a.id, 'actorId', a.actor_id, 'year', a.year, 'previousYear', a.previous_year, 'frameworkName', f.name_sv, 'actorCode', k.code, 'actorName', k.name,
        'isDesignated', a.is_designated, 'roundState', a.round_state, 'dueOn', a.due_on, 'state', a.state, 'version', a.version,
        'scale', (SELECT json_agg(json_build_object('value', l.value, 'isNotApplicable', l.is_not_applicable, 'nameSv', l.name_sv, 'nameEn', l.name_en) ORDER BY l.seq)
          FROM assessment_scale_levels l WHERE l.scale_code = a.scale_code),
        'handedIn', (SELECT json_build_object('at', a.handed_in_at, 'by', u.name) FROM users u WHERE u.id = a.handed_in_by AND a.state IN ('ready_for_sign_off', 'submitted')),
        'signed', (SELECT json_build_object('at', a.submitted_at, 'by', u.name) FROM users u WHERE u.id = a.signed_by AND a.state = 'submitted'),
        'reopened', (SELECT json_build_object('at', a.reopened_at, 'by', u.name, 'reason', a.reopen_reason) FROM users u WHERE u.id = a.reopened_by AND a.state <> 'submitted'),
        'capabilities', (SELECT json_agg(json_build_object('code', b.code, 'number', b.number, 'name', b.display_sv,
            'subs', (SELECT json_agg(json_build_object('code', s.code, 'printedNumber', s.printed_number, 'text', s.text_sv, 'comment', s.comment_sv, 'provisional', s.is_provisional,
                'indicators', n.list) ORDER BY s.sort_order) FROM capability_sub_capabilities s JOIN indicators n ON n.sub_capability_id = s.id WHERE s.capability_id = b.id)) ORDER BY b.number)
          FROM capabilities b WHERE b.framework_id = a.framework_id)) AS assessment
      FROM mine a JOIN actors k ON k.id = a.actor_id JOIN capability_frameworks f ON f.id = a.framework_id`)
  )?.assessment

export const actorOf = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.maybe<{ actorId: string }>(sql`SELECT actor_id AS "actorId" FROM assessments WHERE id = ${id}`))?.actorId

export type CallOutOf = Called & { incidentCode: string; title: string; forum: string; isExercise: boolean }
export type Measured = Omit<AssessmentEvidence, 'callOuts' | 'medianMinutes' | 'exercises' | 'notDue'> & { calls: CallOutOf[] }
/** Measured from the boards, the contact list and the weekly conference since `since`. Instants of call-outs in milliseconds. */
export const measured = (tx: Tx, actorId: string, since: Date): Promise<Measured> =>
  tx.one(sql`
    WITH calls AS (SELECT json_build_object('incidentCode', i.code, 'title', i.title, 'forum', f.name_sv, 'isExercise', v.is_exercise,
        'calledAt', (extract(epoch FROM x.called_at) * 1000)::float8, 'lateAt', (extract(epoch FROM x.late_at) * 1000)::float8, 'closedAt', (extract(epoch FROM v.closed_at) * 1000)::float8,
        'answeredAt', (SELECT (extract(epoch FROM min(w.answered_at)) * 1000)::float8 FROM activation_answers w WHERE w.activation_id = x.activation_id AND w.actor_id = x.actor_id),
        'unreached', x.gap IS NOT NULL) AS call, x.called_at, f.name_sv
      FROM activation_actors x JOIN activations v ON v.id = x.activation_id JOIN incidents i ON i.id = v.incident_id JOIN forums f ON f.id = v.forum_id
      WHERE x.actor_id = ${actorId} AND x.called_at >= ${since}),
    points AS (SELECT count(*)::int AS n, count(*) FILTER (WHERE confirmed_at IS NULL)::int AS never, min(confirmed_at) AS oldest
      FROM actor_contact_points WHERE actor_id = ${actorId} AND archived_at IS NULL),
    rolls AS (SELECT count(*)::int AS held, count(*) FILTER (WHERE x.presence = 'present')::int AS present
      FROM meeting_actors x JOIN meetings m ON m.id = x.meeting_id JOIN forums f ON f.id = m.forum_id
      WHERE x.actor_id = ${actorId} AND x.presence IS NOT NULL AND f.code = 'regional-samverkanskonferens' AND m.closed_at >= ${since} AND NOT m.is_exercise)
    SELECT to_json(${since}::timestamptz) AS since, coalesce((SELECT json_agg(c.call ORDER BY c.called_at, c.name_sv) FROM calls c), '[]') AS calls,
      json_build_object('held', r.held, 'present', r.present) AS conferences,
      p.n AS "contactPoints", p.never AS "neverConfirmed", to_json(p.oldest) AS "oldestConfirmedAt",
      coalesce((SELECT (value #>> '{}')::int FROM settings WHERE key = 'contact_review_days'), 90) AS "reviewDays"
    FROM points p, rolls r`)

export type Waiting = { year: number; dueOn: string; remaining: number; state: AssessmentState }
/** The own actor's assessment in the open round, while it is not signed. */
export const ownOpen = (tx: Tx): Promise<Waiting[]> =>
  tx.many(sql`SELECT r.year, to_char(r.due_on, 'YYYY-MM-DD') AS "dueOn", a.state,
      ((SELECT count(*) FROM capability_indicators i WHERE i.framework_id = a.framework_id AND ${asked}) - (SELECT count(*) FROM assessment_answers w WHERE w.assessment_id = a.id AND ${isAnswered}))::int AS remaining
    FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id WHERE r.state = 'open' AND a.state <> 'submitted' AND a.actor_id = app_actor() ORDER BY r.year`)

/** For the office: how many are not signed in the open round. */
export const openUnsigned = (tx: Tx): Promise<{ year: number; dueOn: string; count: number }[]> =>
  tx.many(sql`SELECT r.year, to_char(r.due_on, 'YYYY-MM-DD') AS "dueOn", count(*)::int AS count
    FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id WHERE r.state = 'open' AND a.state <> 'submitted' GROUP BY r.id ORDER BY r.year`)
