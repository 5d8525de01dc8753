import { describe, expect, test } from 'vitest'
import { isLate, urgencyOf } from './board.ts'

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
