import { describe, expect, test } from 'vitest'
import type { Viewer } from '../users/permissions.ts'
import { allowedByState, allowedOn, allowedOnRequest } from './allowed.ts'
import { type RequestAction, requestStates, requestTransition } from './requests.ts'
import { type ActivationAction, activationActions, activationStates, transition } from './state.ts'

/** Every state × every action: the next state, or the code of the refusal. Columns as in `activationActions`. */
const activations: Record<string, string[]> = {
  //                open-meeting         close-meeting        begin-closing        close                answer               call-again           mark-reached
  convened: ['in_session', 'wrong-state', 'closing', 'closed', 'convened', 'convened', 'convened'],
  in_session: ['wrong-state', 'between_sessions', 'wrong-state', 'closed', 'in_session', 'in_session', 'in_session'],
  between_sessions: ['in_session', 'wrong-state', 'closing', 'closed', 'between_sessions', 'between_sessions', 'between_sessions'],
  closing: ['wrong-state', 'wrong-state', 'wrong-state', 'closed', 'closing', 'wrong-state', 'closing'],
  closed: [
    'activation-closed',
    'activation-closed',
    'activation-closed',
    'activation-closed',
    'activation-closed',
    'activation-closed',
    'activation-closed',
  ],
}
const cells = activationStates.flatMap((state) => activationActions.map((action, i) => [state, action, activations[state]?.[i]] as const))

describe('an activation (P-01)', () => {
  test.each(cells)('%s, %s: %s', (state, action, expected) => {
    const result = transition(state, action)
    expect(result.ok ? result.value : result.code).toBe(expected)
  })
  test('the table has every action', () => {
    const all: Record<ActivationAction, true> = {
      'open-meeting': true,
      'close-meeting': true,
      'begin-closing': true,
      close: true,
      answer: true,
      'call-again': true,
      'mark-reached': true,
    }
    expect(activationActions.toSorted()).toEqual(Object.keys(all).toSorted())
  })
})

const requestActions: RequestAction[] = ['acknowledge', 'convene', 'merge', 'withdraw']
const requests: Record<string, string[]> = {
  requested: ['acknowledged', 'convened', 'merged', 'withdrawn'],
  acknowledged: ['wrong-state', 'convened', 'merged', 'withdrawn'],
  convened: ['wrong-state', 'wrong-state', 'wrong-state', 'wrong-state'],
  merged: ['wrong-state', 'wrong-state', 'wrong-state', 'wrong-state'],
  withdrawn: ['wrong-state', 'wrong-state', 'wrong-state', 'wrong-state'],
}
describe('a request (P-01, A-12)', () => {
  test.each(requestStates.flatMap((state) => requestActions.map((action, i) => [state, action, requests[state]?.[i]] as const)))(
    '%s, %s: %s',
    (state, action, expected) => {
      const result = requestTransition(state, action)
      expect(result.ok ? result.value : result.code).toBe(expected)
    },
  )
})

describe('what a viewer may do is what the function may and the state lets happen', () => {
  const as = (functionCode: string, scope: 'actor' | 'region' = 'actor'): Viewer => ({ userId: 'u', actorId: 'a', functionCode, scope })
  test('the duty officer', () => {
    expect(allowedOn(as('lst-tib', 'region'), 'convened')).toEqual([
      'activations.close',
      'call-outs.answer',
      'call-outs.call-again',
      'call-outs.mark-reached',
    ])
    expect(allowedOn(as('lst-tib', 'region'), 'closing')).toEqual(['activations.close', 'call-outs.answer', 'call-outs.mark-reached'])
    expect(allowedOn(as('lst-tib', 'region'), 'closed')).toEqual([])
  })
  test('a contact function may answer, a reader nothing', () => {
    expect(allowedByState(as('contact-function'))).toEqual({
      convened: ['call-outs.answer'],
      in_session: ['call-outs.answer'],
      between_sessions: ['call-outs.answer'],
      closing: ['call-outs.answer'],
      closed: [],
    })
    expect(Object.values(allowedByState(as('reader'))).flat()).toEqual([])
  })
  test('a request is withdrawn by its own actor and taken by the duty officer', () => {
    expect(allowedOnRequest(as('contact-function'), 'requested', 'a')).toEqual(['withdraw'])
    expect(allowedOnRequest(as('contact-function'), 'requested', 'b')).toEqual([])
    expect(allowedOnRequest(as('lst-tib', 'region'), 'acknowledged', 'b')).toEqual(['convene', 'merge'])
  })
})
