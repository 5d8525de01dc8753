import type * as contract from '@samverkan/contract'
import {
  type AssessmentAction,
  assessmentActions,
  assessmentTransition,
  can,
  fitsScale,
  isAsked,
  isSameAnswer,
  medianMinutes,
  type RoundAction,
  roundActionsFrom,
  roundTransition,
  type Said,
  standingOf,
  stockholmDate,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import * as store from './store.ts'

const DAY = 86_400_000
const evidenceDays = 365

export const listRounds = (db: Database, viewer: Viewer, now: Date): Promise<contract.ResponseOf<typeof contract.listRounds>> =>
  db.inViewer(viewer, async (tx) => {
    const mayManage = can(viewer, 'assessments.manage')
    const rounds = await store.listRounds(tx, now)
    const items = rounds.map(({ round }) => {
      const { state } = round
      const moves =
        state === 'prepared' || state === 'open' ? ([...roundActionsFrom(state), 'move-due-date'] as const) : roundActionsFrom(state)
      return { ...round, allowed: mayManage ? moves : [] } as contract.AssessmentRound
    })
    // What is only prepared concerns nobody but the office yet.
    return { items: items.filter((round) => mayManage || round.state !== 'prepared'), mayPrepare: mayManage }
  })

/** A last day that has been: nobody could ever be in time. */
const refusePast = (dueOn: string, now: Date): void => {
  if (dueOn < stockholmDate(now)) throw new Problem('invalid', { errors: [{ pointer: '/dueOn', code: 'past' }] })
}

export const prepareRound = (db: Database, viewer: Viewer, given: { year: number; dueOn: string }, now: Date): Promise<{ year: number }> =>
  db.inViewer(viewer, async (tx) => {
    if (!can(viewer, 'assessments.manage')) throw new Problem('forbidden')
    refusePast(given.dueOn, now)
    const id = newId()
    const made = await store.insertRound(tx, { id, ...given, now })
    if (made === 'exists') throw new Problem('round-exists')
    if (made === 'no framework') throw new Problem('not-found')
    await append(tx, {
      at: now,
      type: 'assessments.round-prepared',
      subject: { type: 'assessment-round', id, version: 1 },
      data: { year: given.year },
    })
    return { year: given.year }
  })

/** The round, locked and at the version the person saw; otherwise 404 or 409. */
const roundToChange = async (tx: Tx, year: number, version: number): Promise<store.Round> => {
  const round = found(await store.lockRound(tx, year))
  if (!can(tx.viewer, 'assessments.manage')) throw new Problem('forbidden')
  if (round.version !== version) throw new Problem('stale-version', { current: { state: round.state, version: round.version } })
  return round
}

export const moveRound = (
  db: Database,
  viewer: Viewer,
  year: number,
  given: { action: RoundAction; version: number },
  now: Date,
): Promise<contract.ResponseOf<typeof contract.moveRound>> =>
  db.inViewer(viewer, async (tx) => {
    const round = await roundToChange(tx, year, given.version)
    const state = must(roundTransition(round.state, given.action))
    await store.saveRoundState(tx, round.id, state, now)
    const assessments = given.action === 'open' ? await store.insertAssessments(tx, round, newId, now) : 0
    const version = round.version + 1
    await append(tx, {
      at: now,
      type: 'assessments.round-moved',
      subject: { type: 'assessment-round', id: round.id, version },
      data: { year, state, assessments },
    })
    return { state, version }
  })

export const moveDueDate = (
  db: Database,
  viewer: Viewer,
  year: number,
  given: { dueOn: string; version: number },
  now: Date,
): Promise<{ version: number }> =>
  db.inViewer(viewer, async (tx) => {
    const round = await roundToChange(tx, year, given.version)
    if (round.state !== 'prepared' && round.state !== 'open') throw new Problem('wrong-state')
    refusePast(given.dueOn, now)
    await store.saveDueDate(tx, round.id, given.dueOn)
    const version = round.version + 1
    await append(tx, {
      at: now,
      type: 'assessments.due-date-moved',
      subject: { type: 'assessment-round', id: round.id, version },
      data: { year },
      payload: given.dueOn,
    })
    return { version }
  })

const rightTo = {
  answer: 'assessments.answer',
  'hand-in': 'assessments.answer',
  sign: 'assessments.sign',
  reopen: 'assessments.reopen',
} as const satisfies Record<AssessmentAction, string>

export const readAssessment = (db: Database, viewer: Viewer, id: string): Promise<contract.Assessment> =>
  db.inViewer(viewer, async (tx) => {
    const { actorId, ...assessment } = found(await store.readAssessment(tx, id))
    if (!can(viewer, 'assessments.read', { actorId })) throw new Problem('not-found')
    const allowed = assessmentActions.filter(
      (action) => can(viewer, rightTo[action], { actorId }) && assessmentTransition(assessment.roundState, assessment.state, action).ok,
    )
    return { ...assessment, allowed }
  })

/** The assessment locked: 404 when it is not this viewer's to see, 403 when it is but not to change. */
const toChange = async (tx: Tx, id: string, action: AssessmentAction): Promise<store.Locked> => {
  const assessment = found(await store.lockAssessment(tx, id))
  if (!can(tx.viewer, 'assessments.read', assessment)) throw new Problem('not-found')
  if (!can(tx.viewer, rightTo[action], assessment)) throw new Problem('forbidden')
  return assessment
}

/**
 * Saves one answer on the version it was based on. Two who wrote at once: the second gets 409 with the first one's answer, and both
 * texts stay. The same answer sent again (its first reply was lost) is answered as if it had come once.
 */
export const saveAnswer = (
  db: Database,
  viewer: Viewer,
  id: string,
  code: string,
  given: Said & { basedOn: number },
  now: Date,
): Promise<contract.ResponseOf<typeof contract.saveAnswer>> =>
  db.inViewer(viewer, async (tx) => {
    const assessment = await toChange(tx, id, 'answer')
    const indicator = found(await store.indicator(tx, assessment.frameworkId, code))
    if (!isAsked(indicator, assessment.isDesignated)) throw new Problem('not-found')
    const said: Said = { value: given.value, notApplicable: given.notApplicable, comment: given.comment }
    if (!fitsScale(assessment.levels, said)) throw new Problem('invalid', { errors: [{ pointer: '/body/value', code: 'not_in_scale' }] })
    const before = await store.answer(tx, id, indicator.id)
    const version = before?.version ?? 0
    if (before && given.basedOn < version && isSameAnswer(before, said))
      return { answer: before, state: assessment.state, version: assessment.version }
    const state = must(assessmentTransition(assessment.round, assessment.state, 'answer'))
    if (given.basedOn !== version) throw new Problem('stale-version', { current: before ?? null })
    await store.saveAnswer(tx, assessment, indicator.id, said, version + 1, now)
    if (state !== assessment.state) await store.saveState(tx, id, state, now)
    const answer = found(await store.answer(tx, id, indicator.id))
    await append(tx, {
      at: now,
      type: 'assessments.answered',
      subject: { type: 'assessment', id, version: version + 1 },
      audience: [assessment.actorId],
      data: { actorId: assessment.actorId, indicatorCode: code, version: version + 1 },
      payload: JSON.stringify(said),
    })
    return { answer, state, version: assessment.version + (state === assessment.state ? 0 : 1) }
  })

const journalOf = { 'hand-in': 'assessments.handed-in', sign: 'assessments.signed', reopen: 'assessments.reopened' } as const

/** Hands in, signs or opens again: on the version the person saw, and complete where it must be (I-20). */
export const move = (
  db: Database,
  viewer: Viewer,
  id: string,
  action: Exclude<AssessmentAction, 'answer'>,
  given: { version: number; reason?: string },
  now: Date,
): Promise<contract.ResponseOf<typeof contract.signAssessment>> =>
  db.inViewer(viewer, async (tx) => {
    const assessment = await toChange(tx, id, action)
    const state = must(assessmentTransition(assessment.round, assessment.state, action))
    if (assessment.version !== given.version)
      throw new Problem('stale-version', { current: { state: assessment.state, version: assessment.version } })
    if (action !== 'reopen' && (await store.unanswered(tx, id)) > 0) throw new Problem('assessment-incomplete')
    await store.saveState(tx, id, state, now, given.reason ?? null)
    const version = assessment.version + 1
    await append(tx, {
      at: now,
      type: journalOf[action],
      subject: { type: 'assessment', id, version },
      audience: [assessment.actorId],
      data: { actorId: assessment.actorId, year: assessment.year },
      ...(given.reason === undefined ? {} : { payload: given.reason }),
    })
    return { state, version }
  })

export const readEvidence = (db: Database, viewer: Viewer, id: string, now: Date): Promise<contract.AssessmentEvidence> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = found(await store.actorOf(tx, id))
    if (!can(viewer, 'assessments.read', { actorId })) throw new Problem('not-found')
    const { calls, ...measured } = await store.measured(tx, actorId, new Date(now.getTime() - evidenceDays * DAY))
    const of = (isExercise: boolean) =>
      answerTimes(
        calls.filter((one) => one.isExercise === isExercise),
        now.getTime(),
      )
    return { ...measured, ...of(false), exercises: of(true) }
  })

/** What is due, and the median of just that: both figures are of the same call-outs. */
const answerTimes = (calls: readonly store.CallOutOf[], now: number): contract.AssessmentEvidence['exercises'] => {
  const callOuts = calls.flatMap((call) => {
    const standing = standingOf(call, now)
    if (standing === null) return []
    const { incidentCode, title, forum, isExercise, calledAt, lateAt, answeredAt } = call
    const minutes = answeredAt === null ? null : Math.round((answeredAt - calledAt) / 6_000) / 10
    const lateAfterMinutes = Math.round((lateAt - calledAt) / 60_000)
    return [
      {
        incidentCode,
        title,
        forum,
        isExercise,
        calledAt: new Date(calledAt).toISOString(),
        minutes,
        isLate: standing !== 'in_time',
        lateAfterMinutes,
      },
    ]
  })
  const notDue = calls.filter((one) => standingOf(one, now) === null && now <= one.lateAt && one.closedAt === null).length
  return { callOuts, medianMinutes: medianMinutes(callOuts.map((one) => one.minutes)), notDue }
}

type WaitingAssessment = { kind: 'assess' | 'sign-assessment' | 'unsigned-assessments'; title: string; count: number; names: string[] }
/** What waits for this viewer in an open round, for Läget. Dates travel as names, which the web turns into words. */
export const waitingFor = async (tx: Tx): Promise<WaitingAssessment[]> => {
  const { viewer } = tx
  if (can(viewer, 'assessments.manage')) {
    return (await store.openUnsigned(tx)).map(
      (round): WaitingAssessment => ({ kind: 'unsigned-assessments', title: String(round.year), count: round.count, names: [round.dueOn] }),
    )
  }
  const [mayAnswer, maySign] = [can(viewer, 'assessments.answer'), can(viewer, 'assessments.sign')]
  if (!mayAnswer && !maySign) return []
  return (await store.ownOpen(tx)).flatMap((one): WaitingAssessment[] => {
    const line = { title: String(one.year), count: one.remaining, names: [one.dueOn] }
    if (maySign && one.state === 'ready_for_sign_off') return [{ kind: 'sign-assessment', ...line }]
    return mayAnswer && one.state !== 'ready_for_sign_off' ? [{ kind: 'assess', ...line }] : []
  })
}
