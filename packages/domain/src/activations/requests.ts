import { ok, refuse, type Result } from '../problems.ts'

/** P-01, before the call-out. There is no refusal: only merge with an open incident, or withdrawal by the requester. */
export type RequestState = 'requested' | 'acknowledged' | 'convened' | 'merged' | 'withdrawn'
export type RequestAction = 'acknowledge' | 'convene' | 'merge' | 'withdraw'

export const requestStates: readonly RequestState[] = ['requested', 'acknowledged', 'convened', 'merged', 'withdrawn']

const table: Record<RequestState, Partial<Record<RequestAction, RequestState>>> = {
  requested: { acknowledge: 'acknowledged', convene: 'convened', merge: 'merged', withdraw: 'withdrawn' },
  acknowledged: { convene: 'convened', merge: 'merged', withdraw: 'withdrawn' },
  convened: {},
  merged: {},
  withdrawn: {},
}

export const requestTransition = (state: RequestState, action: RequestAction): Result<RequestState> => {
  const next = table[state][action]
  return next ? ok(next) : refuse('wrong-state')
}
export const requestActionsFrom = (state: RequestState): RequestAction[] => Object.keys(table[state]) as RequestAction[]
