import { expect, test } from 'vitest'
import { minuteClock } from './timer.tsx'

test('minutes and seconds, on past the hour, and never before nought', () => {
  expect([0, 999, 1_000, 100_000, 3_725_000, -5_000].map(minuteClock)).toEqual(['0:00', '0:00', '0:01', '1:40', '62:05', '0:00'])
})
