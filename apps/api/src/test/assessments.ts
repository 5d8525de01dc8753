import type { Assessment, AssessmentRound } from '@samverkan/contract'
import { localDateOf, stockholmYear } from '@samverkan/domain'
import { expect } from 'vitest'
import type { Person, TestApp } from './app.ts'

export const roundOf = async (t: TestApp, who: Person, year: number): Promise<AssessmentRound> => {
  const { items } = (await t.as(who)('GET', '/api/assessments/rounds')).json<{ items: AssessmentRound[] }>()
  const round = items.find((one) => one.year === year)
  if (!round) throw new Error(`no round ${year}`)
  return round
}

/** A round prepared and opened by the office. */
export const openRound = async (t: TestApp, office: Person, year = 2026): Promise<void> => {
  const lastYear = Math.max(year, stockholmYear(t.clock.now()))
  // In the last days of a year its own December has been.
  const dueOn = `${localDateOf(t.clock.now()) > `${lastYear}-12-18` ? lastYear + 1 : lastYear}-12-18`
  expect((await t.as(office)('POST', '/api/assessments/rounds', { year, dueOn })).statusCode).toBe(201)
  expect((await t.as(office)('POST', `/api/assessments/rounds/${year}/state`, { action: 'open', version: 1 })).statusCode).toBe(200)
}

/** The assessment of the viewer's own actor. */
export const ownAssessment = async (t: TestApp, who: Person, year = 2026): Promise<string> =>
  (await roundOf(t, who, year)).assessments[0]?.id ?? ''

export const read = async (t: TestApp, who: Person, id: string): Promise<Assessment> =>
  (await t.as(who)('GET', `/api/assessments/${id}`)).json<Assessment>()

export const indicatorsOf = (assessment: Assessment) =>
  assessment.capabilities.flatMap((capability) => capability.subs.flatMap((sub) => sub.indicators))

export const answerUrl = (id: string, code: string): string => `/api/assessments/${id}/answers/${code}`
export const said = (value: number | null, basedOn = 0, more: { comment?: string; notApplicable?: boolean } = {}) => ({
  value,
  notApplicable: false,
  comment: '',
  basedOn,
  ...more,
})

/** Every indicator answered, the same way or as `choose` says; written by the owner to be quick, so the database's own rules still hold. */
export const answerAll = async (
  t: TestApp,
  assessmentId: string,
  by: string,
  choose: (index: number) => number | null = () => 2,
): Promise<void> => {
  const indicators = await t.owner<{ id: string }>(
    `SELECT i.id FROM assessments a JOIN capability_indicators i ON i.framework_id = a.framework_id AND i.assessed_by_actor AND (i.audience <> 'designated_actors' OR a.is_designated)
     WHERE a.id = $1 ORDER BY i.code`,
    [assessmentId],
  )
  const values = indicators.map((_, index) => choose(index))
  await t.owner(
    `INSERT INTO assessment_answers (assessment_id, indicator_id, framework_id, actor_id, value, not_applicable, version, saved_at, saved_by)
     SELECT a.id, n.id, a.framework_id, a.actor_id, n.value, n.value IS NULL, 1, $4, $5 FROM assessments a, unnest($2::uuid[], $3::int[]) AS n (id, value) WHERE a.id = $1`,
    [assessmentId, indicators.map(({ id }) => id), values, t.clock.now(), by],
  )
  await t.owner(`UPDATE assessments SET state = 'in_progress', version = version + 1 WHERE id = $1`, [assessmentId])
}

/** As if handed in and signed. */
export const signAs = (t: TestApp, assessmentId: string, by: string): Promise<unknown> =>
  t.owner(
    `UPDATE assessments SET state = 'submitted', submitted_at = $2, signed_by = $3, handed_in_at = $2, handed_in_by = $3, version = version + 1 WHERE id = $1`,
    [assessmentId, t.clock.now(), by],
  )
