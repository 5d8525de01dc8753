import { describe, expect, test } from 'vitest'
import { isLate, rowLateAt, rowState, urgencyOf } from './board.ts'

const calledAt = new Date('2026-11-24T02:14:00Z')
const at = (minutes: number, milliseconds = 0) => new Date(calledAt.getTime() + minutes * 60_000 + milliseconds)

describe('late', () => {
  test.each([15, 60, 120])('begins one millisecond after %i minutes', (minutes) => {
    const lateAt = at(minutes)
    expect([isLate(at(minutes, -1), lateAt), isLate(at(minutes), lateAt), isLate(at(minutes, 1), lateAt)]).toEqual([false, false, true])
    const row = { answered: false, gap: false, lateAt }
    expect([urgencyOf(row, at(minutes)), urgencyOf(row, at(minutes, 1))]).toEqual(['waiting', 'late'])
  })
  test('is nobody who has answered; a gap is shown at once and as a gap', () => {
    expect(urgencyOf({ answered: true, gap: true, lateAt: at(15) }, at(500))).toBe('done')
    expect(urgencyOf({ answered: false, gap: true, lateAt: at(15) }, at(0))).toBe('gap')
  })
})

describe('a row called into several forums', () => {
  const into = (answered: boolean, closed: boolean, minutes: number) => ({ answered, closed, lateAt: at(minutes) })
  test.each([
    ['silent in both', [into(false, false, 60), into(false, false, 15)], 'alerted', 15],
    ['answered in one', [into(true, false, 15), into(false, false, 60)], 'received', 60],
    ['answered in both', [into(true, false, 60), into(true, false, 15)], 'answered', 15],
    ['silent in one that goes on and one that has ended', [into(false, true, 15), into(false, false, 60)], 'alerted', 60],
    ['answered in the one that goes on', [into(false, true, 15), into(true, false, 60)], 'answered', 15],
    ['answered in the one that has ended', [into(true, true, 15), into(false, false, 60)], 'received', 60],
    ['answered in one when all have ended', [into(true, true, 15), into(false, true, 60)], 'received', 60],
    ['silent when all have ended', [into(false, true, 15), into(false, true, 60)], 'alerted', 15],
  ] as const)('%s', (_, rows, state, minutes) => {
    expect([rowState(rows), rowLateAt(rows)]).toEqual([state, at(minutes)])
  })
  test('has received its call-out when the mail has arrived, whatever it answers', () => {
    expect([rowState([into(false, false, 15)], true), rowState([into(true, false, 15)], true)]).toEqual(['received', 'answered'])
  })
})
