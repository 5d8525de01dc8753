import { ok, refuse, type Result } from '../problems.ts'

/** P-12: a round is bound to one framework and one year. */
export type RoundState = 'prepared' | 'open' | 'closed' | 'compiled' | 'reported'
export type RoundAction = 'open' | 'close' | 'reopen' | 'compile' | 'report'

export const roundStates: readonly RoundState[] = ['prepared', 'open', 'closed', 'compiled', 'reported']
export const roundActions: readonly RoundAction[] = ['open', 'close', 'reopen', 'compile', 'report']

/**
 * Forward, and one way back that is ours: a round closed by mistake, or before somebody's answers had come, would lock 37 actors out for
 * good. Once it is compiled its numbers have left the house.
 */
const table: Record<RoundState, Partial<Record<RoundAction, RoundState>>> = {
  prepared: { open: 'open' },
  open: { close: 'closed' },
  closed: { compile: 'compiled', reopen: 'open' },
  compiled: { report: 'reported' },
  reported: {},
}

export const roundTransition = (state: RoundState, action: RoundAction): Result<RoundState> => {
  const next = table[state][action]
  return next ? ok(next) : refuse('wrong-state')
}

export const roundActionsFrom = (state: RoundState): RoundAction[] => Object.keys(table[state]) as RoundAction[]
