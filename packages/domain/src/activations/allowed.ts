import { type Action, can, type Viewer } from '../users/permissions.ts'
import { type ActivationAction, type ActivationState, activationStates, actionsFrom } from './state.ts'
import { type RequestAction, requestActionsFrom, type RequestState } from './requests.ts'

/** The right each step of an activation asks for. Meetings have none yet: nobody may take those steps. */
const rightFor: Partial<Record<ActivationAction, Action>> = {
  close: 'activations.close',
  answer: 'call-outs.answer',
  'call-again': 'call-outs.call-again',
  'mark-reached': 'call-outs.mark-reached',
}

/** What this viewer may do with an activation in this state, as rights: `can` ∧ `transition` (architecture.md, One use case). */
export const allowedOn = (viewer: Viewer, state: ActivationState): Action[] =>
  actionsFrom(state)
    .map((action) => rightFor[action])
    .filter((right): right is Action => right !== undefined && can(viewer, right))

/** The same for every state at once, for lists that Postgres writes as JSON. */
export const allowedByState = (viewer: Viewer): Record<ActivationState, Action[]> =>
  Object.fromEntries(activationStates.map((state) => [state, allowedOn(viewer, state)])) as Record<ActivationState, Action[]>

const requestRight: Record<RequestAction, Action> = {
  acknowledge: 'activations.take-request',
  convene: 'activations.activate',
  merge: 'activations.take-request',
  withdraw: 'activations.withdraw-request',
}

/** What this viewer may do with a request of this actor: 'acknowledge', 'convene', 'merge', 'withdraw'. */
export const allowedOnRequest = (viewer: Viewer, state: RequestState, actorId: string): RequestAction[] =>
  requestActionsFrom(state).filter((action) => can(viewer, requestRight[action], { actorId }))
