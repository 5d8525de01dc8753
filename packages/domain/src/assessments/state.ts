import { ok, refuse, type Result } from '../problems.ts'
import type { RoundState } from './rounds.ts'

/** P-12, one actor's assessment in one round. A signed one is locked until the office opens it again with a reason. */
export type AssessmentState = 'not_started' | 'in_progress' | 'ready_for_sign_off' | 'submitted' | 'reopened'
export type AssessmentAction = 'answer' | 'hand-in' | 'sign' | 'reopen'

export const assessmentStates: readonly AssessmentState[] = ['not_started', 'in_progress', 'ready_for_sign_off', 'submitted', 'reopened']
export const assessmentActions: readonly AssessmentAction[] = ['answer', 'hand-in', 'sign', 'reopen']

/** An answer changed after it was handed in takes the assessment back: what is signed is what was handed in. */
const table: Record<AssessmentState, Partial<Record<AssessmentAction, AssessmentState>>> = {
  not_started: { answer: 'in_progress' },
  in_progress: { answer: 'in_progress', 'hand-in': 'ready_for_sign_off' },
  ready_for_sign_off: { answer: 'in_progress', sign: 'submitted' },
  submitted: { reopen: 'reopened' },
  reopened: { answer: 'in_progress', 'hand-in': 'ready_for_sign_off' },
}

/** The next state, or why not: outside an open round nothing moves, and a signed assessment answers `assessment-locked`. */
export const assessmentTransition = (round: RoundState, state: AssessmentState, action: AssessmentAction): Result<AssessmentState> => {
  if (round !== 'open') return refuse('round-closed')
  const next = table[state][action]
  if (next) return ok(next)
  return refuse(state === 'submitted' ? 'assessment-locked' : 'wrong-state')
}
