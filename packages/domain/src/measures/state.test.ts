import { expect, test } from 'vitest'
import { answersAll, closingStep, measureClosings } from './closing.ts'
import { isOverdue, measureActions, measureActionsFrom, measureStates, measureTransition } from './state.ts'
import { dueFault, lastDueDate } from './due.ts'

test('a measure moves as the table says, from every state by every action', () => {
  const moves = measureStates.map((state) =>
    measureActions.map((action) => {
      const next = measureTransition(state, action)
      return next.ok ? next.value : next.code
    }),
  )
  const no = 'wrong-state'
  expect(Object.fromEntries(measureStates.map((state, i) => [state, moves[i]]))).toEqual({
    // start, finish, cancel, reopen, edit, note
    open: ['in_progress', 'done', 'cancelled', no, 'open', 'open'],
    in_progress: [no, 'done', 'cancelled', no, 'in_progress', 'in_progress'],
    done: [no, no, no, 'in_progress', no, 'done'],
    cancelled: [no, no, no, 'open', no, 'cancelled'],
  })
})

test('is late from the day after its date, and never once it has ended', () => {
  for (const state of measureStates) {
    const on = (dueOn: string) => isOverdue({ state, dueOn }, '2026-11-25')
    const open = state === 'open' || state === 'in_progress'
    expect([on('2026-11-24'), on('2026-11-25'), on('2026-11-26')], state).toEqual([open, false, false])
  }
})

test('every way out at the end of an activation is open to an open measure', () => {
  for (const closing of measureClosings)
    for (const state of ['open', 'in_progress'] as const) expect(measureActionsFrom(state)).toContain(closingStep[closing])
})

test('every open measure must have got exactly one answer, on the version that stands', () => {
  const open = [
    { id: 'a', version: 1 },
    { id: 'b', version: 4 },
  ]
  expect(answersAll(open, open)).toBe(true)
  expect(answersAll(open, open.toReversed())).toBe(true)
  expect(answersAll([], [])).toBe(true)
  expect(answersAll(open, [{ id: 'a', version: 1 }])).toBe(false)
  expect(
    answersAll(open, [
      { id: 'a', version: 1 },
      { id: 'b', version: 3 },
    ]),
  ).toBe(false)
  expect(
    answersAll(open, [
      { id: 'a', version: 1 },
      { id: 'a', version: 1 },
    ]),
  ).toBe(false)
  expect(answersAll(open, [...open, { id: 'c', version: 1 }])).toBe(false)
  expect(answersAll([], [{ id: 'c', version: 1 }])).toBe(false)
})

const now = new Date('2026-11-25T23:30:00Z')
test.each([
  ['2026-11-25', undefined, 'past'],
  ['2026-11-26', undefined, null],
  ['2028-11-26', undefined, null],
  ['2028-11-27', undefined, 'too_far'],
  ['2099-12-31', undefined, 'too_far'],
  ['9999-12-31', undefined, 'too_far'],
  // What stood already may stand, whatever it is; another such day may not.
  ['2026-11-01', '2026-11-01', null],
  ['2099-12-31', '2099-12-31', null],
  ['2099-12-30', '2099-12-31', 'too_far'],
])('due on %s when %s stands: %s', (dueOn, kept, fault) => {
  expect(dueFault(dueOn, now, kept)).toBe(fault)
})
test('the last day that a form offers is one that is taken', () => {
  expect(dueFault(lastDueDate(now), now)).toBe(null)
})
