import { expect, test } from 'vitest'
import { wallClock } from './wall-clock.ts'

test('CT3 · a time on the wall is told as the one that the meeting means', () => {
  expect(wallClock('2026-10-25', '02:30', 'sv')).toBe('02:30 normaltid')
  expect(wallClock('2026-10-25', '02:30', 'en')).toBe('02:30 standard time')
  expect(wallClock('2026-11-26', '16:00', 'sv')).toBe('16:00')
})
