import { ok, refuse, type Result } from '../problems.ts'

/** P-01, from the call-out on. `requested` and `acknowledged` belong to the request (requests.ts). */
export type ActivationState = 'convened' | 'in_session' | 'between_sessions' | 'closing' | 'closed'
export type ActivationAction = 'open-meeting' | 'close-meeting' | 'begin-closing' | 'close' | 'answer' | 'call-again' | 'mark-reached'

export const activationStates: readonly ActivationState[] = ['convened', 'in_session', 'between_sessions', 'closing', 'closed']
export const activationActions: readonly ActivationAction[] = [
  'open-meeting',
  'close-meeting',
  'begin-closing',
  'close',
  'answer',
  'call-again',
  'mark-reached',
]

/** From state and action to the next state; what is missing is refused. TiB records the end (A-11: the forum agrees). */
const table: Record<ActivationState, Partial<Record<ActivationAction, ActivationState>>> = {
  convened: {
    'open-meeting': 'in_session',
    'begin-closing': 'closing',
    close: 'closed',
    answer: 'convened',
    'call-again': 'convened',
    'mark-reached': 'convened',
  },
  in_session: {
    'close-meeting': 'between_sessions',
    answer: 'in_session',
    'call-again': 'in_session',
    'mark-reached': 'in_session',
    close: 'closed',
  },
  between_sessions: {
    'open-meeting': 'in_session',
    'begin-closing': 'closing',
    close: 'closed',
    answer: 'between_sessions',
    'call-again': 'between_sessions',
    'mark-reached': 'between_sessions',
  },
  closing: { close: 'closed', answer: 'closing', 'mark-reached': 'closing' },
  closed: {},
}

/** The next state, or why not: a closed activation answers `activation-closed`, everything else `wrong-state`. */
export const transition = (state: ActivationState, action: ActivationAction): Result<ActivationState> => {
  const next = table[state][action]
  if (next) return ok(next)
  return refuse(state === 'closed' ? 'activation-closed' : 'wrong-state')
}

export const actionsFrom = (state: ActivationState): ActivationAction[] => Object.keys(table[state]) as ActivationAction[]
