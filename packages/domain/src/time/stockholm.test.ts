import { describe, expect, test } from 'vitest'
import { addMinutes, clockTime, dateTime, nextThursdayConference, stockholm, stockholmYear, weekOf } from './stockholm.ts'

describe('the Thursday conference stays at 16.00 on the wall (A-32)', () => {
  test.each([
    ['the last Thursday in summer time', '2026-10-19T08:00:00Z', '2026-10-22T14:00:00.000Z'],
    ['the first Thursday in winter time', '2026-10-22T14:00:01Z', '2026-10-29T15:00:00.000Z'],
    ['across the night the clocks go back', '2026-10-25T00:30:00Z', '2026-10-29T15:00:00.000Z'],
    ['the last Thursday in winter time', '2027-03-22T08:00:00Z', '2027-03-25T15:00:00.000Z'],
    ['the first Thursday in summer time', '2027-03-25T15:00:01Z', '2027-04-01T14:00:00.000Z'],
    ['at the very minute it begins', '2026-10-22T14:00:00Z', '2026-10-22T14:00:00.000Z'],
    ['over new year', '2026-12-31T15:30:00Z', '2027-01-07T15:00:00.000Z'],
  ])('%s', (_what, now, expected) => expect(nextThursdayConference(new Date(now)).toISOString()).toBe(expected))

  test('every hour of two years has a next one: a Thursday, at 16.00, within a week', () => {
    for (let hour = 0; hour < 2 * 365 * 24; hour += 7) {
      const now = new Date(Date.UTC(2026, 0, 1, hour))
      const next = nextThursdayConference(now)
      expect(clockTime(next)).toBe('16:00')
      expect(dateTime(next)).toMatch(/^tor /)
      expect(next.getTime()).toBeGreaterThanOrEqual(now.getTime())
      // A week and the hour that autumn has more.
      expect(next.getTime() - now.getTime()).toBeLessThanOrEqual((7 * 24 + 1) * 3_600_000)
    }
  })
})

describe('deadlines are durations', () => {
  test('a quarter of an hour is a quarter of an hour in the night that has two 02.30', () => {
    const before = new Date('2026-10-25T00:50:00Z')
    expect([clockTime(before), clockTime(addMinutes(before, 15)), addMinutes(before, 15).getTime() - before.getTime()]).toEqual([
      '02:50',
      '02:05',
      900_000,
    ])
    const spring = new Date('2027-03-28T00:50:00Z')
    expect([clockTime(spring), clockTime(addMinutes(spring, 15))]).toEqual(['01:50', '03:05'])
  })
})

describe('Stockholm', () => {
  test('reads year and week where the region is, not in UTC', () => {
    expect(stockholmYear(new Date('2026-12-31T23:30:00Z'))).toBe(2027)
    expect(weekOf(new Date('2027-01-03T23:30:00Z'))).toEqual({ year: 2027, week: 1 })
    expect(stockholm(2026, 7, 1, 12).toISOString()).toBe('2026-07-01T10:00:00.000Z')
  })
})
