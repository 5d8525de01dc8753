import { expect, test } from 'vitest'
import { readDay } from './read-day.ts'

const now = new Date('2026-11-30T21:00:00Z')

test.each([
  ['2026-12-03', '2026-12-03'],
  ['20261203', '2026-12-03'],
  ['2026.12.3', '2026-12-03'],
  [' 2026/12/03 ', '2026-12-03'],
  ['3/12', '2026-12-03'],
  ['3.12', '2026-12-03'],
  ['3 dec', '2026-12-03'],
  ['3 December 2027', '2027-12-03'],
  ['12/3', '2027-03-12'],
  ['30/11', '2026-11-30'],
  ['29/11', '2027-11-29'],
  ['29 feb', '2028-02-29'],
  ['2028-02-29', '2028-02-29'],
])('%s is %s', (typed, day) => expect(readDay(typed, now)).toBe(day))

test.each(['', '2027-02-29', '2026-13-01', '12/30', '11/30', '2026-1', '2026-12', '3', 'imorgon', '31 april', '2026-00-10', '99999999'])(
  '%s is no day, and is not made one',
  (typed) => expect(readDay(typed, now)).toBeNull(),
)

test('today is the day in Stockholm: at half past midnight there it is the next one already', () =>
  expect(readDay('30/11', new Date('2026-11-30T23:30:00Z'))).toBe('2027-11-30'))
