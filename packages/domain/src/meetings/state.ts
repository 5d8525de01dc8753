import { ok, refuse, type Result } from '../problems.ts'

/**
 * P-09, and P-02 for a meeting of an activated forum. A meeting that is moved stays one meeting: its row, its address and its place in
 * calendars are kept, only date and time change and the move is written beside it. So `moved` is a thing that happened, not a state.
 */
export type MeetingState = 'planned' | 'agenda_set' | 'open' | 'closed' | 'documented' | 'distributed' | 'cancelled'
export type MeetingAction =
  | 'set-agenda'
  | 'open'
  | 'close'
  | 'reopen'
  | 'document'
  | 'distribute'
  | 'move'
  | 'cancel'
  | 'reinstate'
  | 'hold'

export const meetingStates: readonly MeetingState[] = ['planned', 'agenda_set', 'open', 'closed', 'documented', 'distributed', 'cancelled']
export const meetingActions: readonly MeetingAction[] = [
  'set-agenda',
  'open',
  'close',
  'reopen',
  'document',
  'distribute',
  'move',
  'cancel',
  'reinstate',
  'hold',
]

/**
 * Opening without a set agenda is ours: at 16.00 nobody waits for a tick. So are `reopen` (closed by mistake) and `reinstate` (cancelled
 * by mistake). `hold` answers the question about a holiday and changes nothing else.
 */
const table: Record<MeetingState, Partial<Record<MeetingAction, MeetingState>>> = {
  planned: { 'set-agenda': 'agenda_set', open: 'open', move: 'planned', cancel: 'cancelled', hold: 'planned' },
  agenda_set: { open: 'open', move: 'agenda_set', cancel: 'cancelled', hold: 'agenda_set' },
  open: { close: 'closed' },
  closed: { document: 'documented', reopen: 'open' },
  documented: { distribute: 'distributed' },
  distributed: {},
  cancelled: { reinstate: 'planned' },
}

export const meetingTransition = (state: MeetingState, action: MeetingAction): Result<MeetingState> => {
  const next = table[state][action]
  return next ? ok(next) : refuse('wrong-state')
}
export const meetingActionsFrom = (state: MeetingState): MeetingAction[] => meetingActions.filter((action) => table[state][action])

/** What may be written in a meeting, by its state. Who may is in the permissions. */
export type MeetingWriting = 'edit' | 'agenda' | 'report' | 'attendance' | 'turn' | 'note' | 'measure' | 'question' | 'lift' | 'picture'
export const meetingWritings: readonly MeetingWriting[] = [
  'edit',
  'agenda',
  'report',
  'attendance',
  'turn',
  'note',
  'measure',
  'question',
  'lift',
  'picture',
]

/**
 * Pre-reports may be amended until the meeting closes, the roll is taken from half an hour before until it has been documented, and
 * what was distributed never changes again.
 */
const writable: Record<MeetingState, readonly MeetingWriting[]> = {
  planned: ['edit', 'agenda', 'report', 'attendance', 'note', 'picture'],
  agenda_set: ['edit', 'agenda', 'report', 'attendance', 'note', 'picture'],
  open: ['edit', 'agenda', 'report', 'attendance', 'turn', 'note', 'measure', 'question', 'lift', 'picture'],
  closed: ['attendance', 'note', 'measure', 'question', 'lift', 'picture'],
  documented: ['note', 'measure', 'question', 'lift', 'picture'],
  distributed: ['lift'],
  cancelled: [],
}
const rollOpensMinutesBefore = 30

export const mayWrite = (state: MeetingState, writing: MeetingWriting, startsAt: Date, now: Date): boolean => {
  if (!writable[state].includes(writing)) return false
  const isAhead = state === 'planned' || state === 'agenda_set'
  return !(writing === 'attendance' && isAhead) || now.getTime() >= startsAt.getTime() - rollOpensMinutesBefore * 60_000
}
/** An agenda, a report or a note that can no longer be written answers with its own word, so that the screen can say what to do. */
export const checkWrite = (state: MeetingState, writing: MeetingWriting, startsAt: Date, now: Date): Result<true> =>
  mayWrite(state, writing, startsAt, now) ? ok(true) : refuse(state === 'cancelled' ? 'meeting-cancelled' : 'meeting-locked')
