import { expect, test } from 'vitest'
import { roundActions, roundStates, roundTransition } from './rounds.ts'
import { assessmentActions, assessmentStates, assessmentTransition } from './state.ts'

test('a round goes forward, one step at a time; what is closed opens again, what is compiled never', () => {
  const moves = roundStates.map((state) =>
    roundActions.map((action) => {
      const next = roundTransition(state, action)
      return next.ok ? next.value : '–'
    }),
  )
  expect(moves).toEqual([
    // open, close, reopen, compile, report
    ['open', '–', '–', '–', '–'],
    ['–', 'closed', '–', '–', '–'],
    ['–', '–', 'open', 'compiled', '–'],
    ['–', '–', '–', '–', 'reported'],
    ['–', '–', '–', '–', '–'],
  ])
})

test('an assessment moves as P-12 says while the round is open', () => {
  const moves = assessmentStates.map((state) =>
    assessmentActions.map((action) => {
      const next = assessmentTransition('open', state, action)
      return next.ok ? next.value : next.code
    }),
  )
  const no = 'wrong-state'
  const locked = 'assessment-locked'
  expect(Object.fromEntries(assessmentStates.map((state, i) => [state, moves[i]]))).toEqual({
    // answer, hand-in, sign, reopen
    not_started: ['in_progress', no, no, no],
    in_progress: ['in_progress', 'ready_for_sign_off', no, no],
    ready_for_sign_off: ['in_progress', no, 'submitted', no],
    submitted: [locked, locked, locked, 'reopened'],
    reopened: ['in_progress', 'ready_for_sign_off', no, no],
  })
})

test('nothing moves outside an open round', () => {
  for (const round of roundStates.filter((state) => state !== 'open'))
    for (const state of assessmentStates)
      for (const action of assessmentActions)
        expect(assessmentTransition(round, state, action)).toEqual({ ok: false, code: 'round-closed' })
})
