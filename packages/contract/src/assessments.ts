import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { actorKind } from './actors.ts'
import { route } from './route.ts'
import { id, instant, text } from './shapes.ts'

const roundState = z.enum(['prepared', 'open', 'closed', 'compiled', 'reported'])
const roundAction = z.enum(['open', 'close', 'reopen', 'compile', 'report'])
export const assessmentState = z.enum(['not_started', 'in_progress', 'ready_for_sign_off', 'submitted', 'reopened'])
const date = z.iso.date()
const year = z.coerce.number().int().min(2015).max(2100)
const counts = z.tuple([z.int(), z.int(), z.int(), z.int()])

/** One level of the round's scale, best first; `value` null is not applicable. The scale is data. */
export const scaleLevel = z.strictObject({
  value: z.int().nullable(),
  isNotApplicable: z.boolean(),
  nameSv: z.string(),
  nameEn: z.string(),
})
export type ScaleLevel = z.infer<typeof scaleLevel>

/** One actor's assessment as a line: how far it has come. */
export const assessmentLine = z.strictObject({
  id,
  actorCode: z.string(),
  actorName: z.string(),
  state: assessmentState,
  answered: z.int(),
  asked: z.int(),
  submittedAt: instant.nullable(),
})
export type AssessmentLine = z.infer<typeof assessmentLine>
export const assessmentRound = z.strictObject({
  year: z.int(),
  frameworkCode: z.string(),
  frameworkName: z.string(),
  state: roundState,
  dueOn: date,
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  version: z.int(),
  /** Is there something of the region to show this viewer: what is published, and to the office what is signed. */
  shows: z.boolean(),
  /** While it is prepared: how many actors it will ask when it is opened. */
  opensFor: z.int().nullable(),
  /** Those this viewer may see: its own actor's, or for the office all. */
  assessments: z.array(assessmentLine),
  allowed: z.array(z.union([roundAction, z.literal('move-due-date')])),
})
export type AssessmentRound = z.infer<typeof assessmentRound>

export const listRounds = route({
  method: 'GET',
  path: '/api/assessments/rounds',
  access: 'assessments.read',
  summary: 'Rounds of self-assessment, the newest first, with the assessments this viewer may see',
  response: z.strictObject({ items: z.array(assessmentRound), mayPrepare: z.boolean() }),
})
export const prepareRound = route({
  method: 'POST',
  path: '/api/assessments/rounds',
  access: 'assessments.manage',
  canWait: true,
  summary: 'Prepares a round for a year, on the framework in force',
  body: z.strictObject({ year: z.int().min(2015).max(2100), dueOn: date }),
  ok: 201,
  response: z.strictObject({ year: z.int() }),
  problems: ['round-exists', 'not-found'],
})
export const moveRound = route({
  method: 'POST',
  path: '/api/assessments/rounds/:year/state',
  access: 'assessments.manage',
  canWait: true,
  summary: 'Opens, closes, opens again, compiles or reports a round; the first opening makes one assessment per actor',
  params: z.strictObject({ year }),
  body: z.strictObject({ action: roundAction, version: z.int() }),
  response: z.strictObject({ state: roundState, version: z.int() }),
  problems: ['not-found', 'wrong-state', 'stale-version'],
})
export const moveDueDate = route({
  method: 'PUT',
  path: '/api/assessments/rounds/:year/due-date',
  access: 'assessments.manage',
  canWait: true,
  summary: 'Sets another last day for a round that has not closed',
  params: z.strictObject({ year }),
  body: z.strictObject({ dueOn: date, version: z.int() }),
  response: z.strictObject({ version: z.int() }),
  problems: ['not-found', 'wrong-state', 'stale-version'],
})

export const assessmentAnswer = z.strictObject({
  value: z.int().nullable(),
  notApplicable: z.boolean(),
  comment: z.string(),
  /** 0: nothing has been saved yet. */
  version: z.int(),
  savedAt: instant.nullable(),
  savedBy: z.string().nullable(),
})
export type AssessmentAnswer = z.infer<typeof assessmentAnswer>
export const assessmentIndicator = z.strictObject({
  code: z.string(),
  leadIn: z.string().nullable(),
  text: z.string(),
  designatedOnly: z.boolean(),
  answer: assessmentAnswer,
  /** What the same actor answered in the round before; `signed` false: that round closed before anybody had signed it. */
  previous: z.strictObject({ value: z.int().nullable(), notApplicable: z.boolean(), comment: z.string(), signed: z.boolean() }).nullable(),
})
export type AssessmentIndicator = z.infer<typeof assessmentIndicator>
export const assessment = z.strictObject({
  id,
  year: z.int(),
  previousYear: z.int().nullable(),
  frameworkName: z.string(),
  actorCode: z.string(),
  actorName: z.string(),
  isDesignated: z.boolean(),
  roundState,
  dueOn: date,
  state: assessmentState,
  version: z.int(),
  scale: z.array(scaleLevel),
  handedIn: z.strictObject({ at: instant, by: z.string() }).nullable(),
  signed: z.strictObject({ at: instant, by: z.string() }).nullable(),
  reopened: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  capabilities: z.array(
    z.strictObject({
      code: z.string(),
      number: z.int(),
      name: z.string(),
      subs: z.array(
        z.strictObject({
          code: z.string(),
          printedNumber: z.string(),
          text: z.string(),
          comment: z.string().nullable(),
          provisional: z.boolean(),
          indicators: z.array(assessmentIndicator),
        }),
      ),
    }),
  ),
  allowed: z.array(z.enum(['answer', 'hand-in', 'sign', 'reopen'])),
})
export type Assessment = z.infer<typeof assessment>

export const readAssessment = route({
  method: 'GET',
  path: '/api/assessments/:id',
  access: 'assessments.read',
  summary: 'One assessment whole: every indicator in official wording, its answer and the one of the year before',
  params: z.strictObject({ id }),
  response: assessment,
  problems: ['not-found'],
})
/** The pattern of shared writing: the version it was based on; a newer one answers 409 with that one in `current`. */
export const saveAnswer = route({
  method: 'PUT',
  path: '/api/assessments/:id/answers/:code',
  access: 'assessments.answer',
  canWait: true,
  summary: 'Saves the answer to one indicator',
  params: z.strictObject({ id, code: z.string().regex(/^\d{1,2}\.\d{1,2}[a-z]?\.\d{1,2}$/) }),
  body: z.strictObject({
    value: z.int().min(0).max(100).nullable(),
    notApplicable: z.boolean(),
    comment: text(textLimits.assessmentComment),
    basedOn: z.int().min(0),
  }),
  response: z.strictObject({ answer: assessmentAnswer, state: assessmentState, version: z.int() }),
  problems: ['not-found', 'stale-version', 'assessment-locked', 'round-closed'],
})
const moved = z.strictObject({ state: assessmentState, version: z.int() })
export const handInAssessment = route({
  method: 'POST',
  path: '/api/assessments/:id/hand-in',
  access: 'assessments.answer',
  canWait: true,
  summary: 'Hands a completely answered assessment to the responsible person',
  params: z.strictObject({ id }),
  body: z.strictObject({ version: z.int() }),
  response: moved,
  problems: ['not-found', 'stale-version', 'wrong-state', 'assessment-locked', 'assessment-incomplete', 'round-closed'],
})
export const signAssessment = route({
  method: 'POST',
  path: '/api/assessments/:id/signature',
  access: 'assessments.sign',
  canWait: true,
  summary: 'Signs and locks the assessment; by the directing level of the actor',
  params: z.strictObject({ id }),
  body: z.strictObject({ version: z.int() }),
  response: moved,
  problems: ['not-found', 'stale-version', 'wrong-state', 'assessment-locked', 'assessment-incomplete', 'round-closed'],
})
export const reopenAssessment = route({
  method: 'POST',
  path: '/api/assessments/:id/reopening',
  access: 'assessments.reopen',
  canWait: true,
  summary: 'Opens a signed assessment again, with a reason',
  params: z.strictObject({ id }),
  body: z.strictObject({ version: z.int(), reason: text(textLimits.reopening).min(1) }),
  response: moved,
  problems: ['not-found', 'stale-version', 'wrong-state', 'round-closed'],
})

/** Call-outs that are due, oldest first: answered, or unanswered when the limit passed while they were open. */
const answerTimes = {
  callOuts: z.array(
    z.strictObject({
      incidentCode: z.string(),
      title: z.string(),
      forum: z.string(),
      isExercise: z.boolean(),
      calledAt: instant,
      /** To the first answer; null when none came. */
      minutes: z.number().nullable(),
      isLate: z.boolean(),
      lateAfterMinutes: z.int(),
    }),
  ),
  /** Of exactly these, an answer that never came counted as the longest; null when the median lies there. */
  medianMinutes: z.number().nullable(),
  /** Open call-outs of the same kind that may still be answered in time: in no figure yet. */
  notDue: z.int(),
}
/** What the portal has measured itself; material for the assessor, never the answer. Reality first, exercises apart and in no figure of it. */
export const assessmentEvidence = z.strictObject({
  since: instant,
  ...answerTimes,
  exercises: z.strictObject(answerTimes),
  /** Weekly conferences held in the period where the roll was called for the actor, and how many it was present at. */
  conferences: z.strictObject({ held: z.int(), present: z.int() }),
  contactPoints: z.int(),
  neverConfirmed: z.int(),
  oldestConfirmedAt: instant.nullable(),
  reviewDays: z.int(),
})
export type AssessmentEvidence = z.infer<typeof assessmentEvidence>
export const readEvidence = route({
  method: 'GET',
  path: '/api/assessments/:id/evidence',
  access: 'assessments.read',
  summary: 'Answer times in call-outs and age of the contact list of the assessed actor',
  params: z.strictObject({ id }),
  response: assessmentEvidence,
  problems: ['not-found'],
})

/** Per sub-capability in the order of `columns`: fulfilled, partly, not fulfilled, not applicable. */
const cells = z.array(counts)
/** Signed assessments added up without names, as they stood when the round closed; null before that and while too few to hide anybody. */
const compiled = z.strictObject({ actors: z.int(), publishedAt: instant, cells })
export const heatMap = z.strictObject({
  year: z.int(),
  state: roundState,
  previousYear: z.int().nullable(),
  years: z.array(z.int()),
  total: z.int(),
  /** To the office those who have signed; to others as many as stand in `region`, null before it is published. */
  submitted: z.int().nullable(),
  columns: z.array(
    z.strictObject({ code: z.string(), printedNumber: z.string(), text: z.string(), capability: z.string(), provisional: z.boolean() }),
  ),
  capabilities: z.array(z.strictObject({ code: z.string(), number: z.int(), name: z.string() })),
  /** The office: every actor in Swedish order; others: their own. `previous` only when that one was signed. */
  rows: z.array(
    z.strictObject({
      id,
      code: z.string(),
      name: z.string(),
      kind: actorKind,
      state: assessmentState,
      asked: z.array(z.int()),
      cells,
      previous: cells.nullable(),
    }),
  ),
  region: compiled.nullable(),
  /** The actors that signed both years; where those could be told from the region's sum, `sameActors` is false and both years are whole. */
  trend: z.strictObject({ actors: z.int(), actorsBefore: z.int(), sameActors: z.boolean(), now: cells, before: cells }).nullable(),
})
export type HeatMap = z.infer<typeof heatMap>
export type HeatRow = HeatMap['rows'][number]
export const readHeatMap = route({
  method: 'GET',
  path: '/api/assessments/heat-map/:year',
  access: 'assessments.read',
  summary: 'Actors × sub-capabilities of one year: all for the office, the own row and the nameless region for others',
  params: z.strictObject({ year }),
  response: heatMap,
  problems: ['not-found'],
})
/** A file, not JSON: the API adds it beside the contract's routes. */
export const heatMapCsvPath = '/api/assessments/heat-map/:year/csv'
export const assessmentRoutes = [
  listRounds,
  prepareRound,
  moveRound,
  moveDueDate,
  readAssessment,
  saveAnswer,
  handInAssessment,
  signAssessment,
  reopenAssessment,
  readEvidence,
  readHeatMap,
]
