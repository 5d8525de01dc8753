import { describe, expect, test } from 'vitest'
import { type Called, medianMinutes, standingOf } from './evidence.ts'

const minute = 60_000
const call = (given: Partial<Called> = {}): Called => ({
  calledAt: 0,
  lateAt: 15 * minute,
  answeredAt: null,
  closedAt: null,
  unreached: false,
  ...given,
})

describe('a call-out', () => {
  test.each<[string, Partial<Called>, number, ReturnType<typeof standingOf>]>([
    ['56 seconds old without an answer says nothing', {}, 56_000, null],
    ['says nothing at the limit itself', {}, 15 * minute, null],
    ['is unanswered one millisecond after it', {}, 15 * minute + 1, 'unanswered'],
    ['answered at the limit is in time', { answeredAt: 15 * minute }, 20 * minute, 'in_time'],
    ['answered after it is late', { answeredAt: 15 * minute + 1 }, 20 * minute, 'late'],
    ['that ended before the limit says nothing', { closedAt: 14 * minute }, 60 * minute, null],
    ['that ended after the limit is unanswered', { closedAt: 16 * minute }, 60 * minute, 'unanswered'],
    ['that found no way to the actor says nothing', { unreached: true }, 60 * minute, null],
    ['that found no way but was answered counts', { unreached: true, answeredAt: minute }, 60 * minute, 'in_time'],
  ])('%s', (_, given, now, standing) => expect(standingOf(call(given), now)).toBe(standing))
})

describe('the median', () => {
  test.each<[(number | null)[], number | null]>([
    [[], null],
    [[2.3], 2.3],
    [[4, 2], 3],
    [[1, 2, 30], 2],
    [[2, 2.3, 2.6, null, null, null, null, null, null, null, null], null],
    [[1, 2, null], 2],
    [[1, null], null],
    [[1, 2, null, null], null],
    [[1.04, 1.05], 1],
  ])('of %j is %s: what never came took longest', (minutes, median) => expect(medianMinutes(minutes)).toBe(median))
})
