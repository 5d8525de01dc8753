import { ok, refuse, type Result } from '../problems.ts'

/** A measure (åtgärd): what somebody has taken on, until it is done or cancelled with a reason. */
export type MeasureState = 'open' | 'in_progress' | 'done' | 'cancelled'
/** `edit` changes the text, the date or the owner; `note` is a follow-up and changes nothing. */
export type MeasureAction = 'start' | 'finish' | 'cancel' | 'reopen' | 'edit' | 'note'

export const measureStates: readonly MeasureState[] = ['open', 'in_progress', 'done', 'cancelled']
export const measureActions: readonly MeasureAction[] = ['start', 'finish', 'cancel', 'reopen', 'edit', 'note']

/** From state and action to the next state; what is missing is refused. An end can be taken back: undo beats "are you sure?". */
const table: Record<MeasureState, Partial<Record<MeasureAction, MeasureState>>> = {
  open: { start: 'in_progress', finish: 'done', cancel: 'cancelled', edit: 'open', note: 'open' },
  in_progress: { finish: 'done', cancel: 'cancelled', edit: 'in_progress', note: 'in_progress' },
  done: { reopen: 'in_progress', note: 'done' },
  cancelled: { reopen: 'open', note: 'cancelled' },
}

export const measureTransition = (state: MeasureState, action: MeasureAction): Result<MeasureState> => {
  const next = table[state][action]
  return next ? ok(next) : refuse('wrong-state')
}

export const measureActionsFrom = (state: MeasureState): MeasureAction[] => Object.keys(table[state]) as MeasureAction[]

export const isOpenMeasure = (state: MeasureState): boolean => state === 'open' || state === 'in_progress'

/** Late from the day after: the due date is a whole local day. Both dates as `2026-11-28`. */
export const isOverdue = (measure: { state: MeasureState; dueOn: string }, today: string): boolean =>
  isOpenMeasure(measure.state) && measure.dueOn < today
