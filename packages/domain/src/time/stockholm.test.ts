import { describe, expect, test } from 'vitest'
import { execFileSync } from 'node:child_process'
import { existsOnWall, instantOf, nextShowing } from './local-dates.ts'
import {
  addMinutes,
  clockTime,
  dateTime,
  halfOfDoubledHour,
  instantsShowing,
  localTimeOf,
  nextThursdayConference,
  stockholm,
  stockholmYear,
  weekOf,
} from './stockholm.ts'

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
      '02:50 sommartid',
      '02:05 normaltid',
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

describe('CT3 · the two nights when the clocks change', () => {
  test('an hour that comes twice has two instants and means the second; one that is skipped has none', () => {
    const all = (...wall: [number, number, number, number, number]) => instantsShowing(...wall).map((at) => at.toISOString())
    expect(all(2027, 10, 31, 2, 30)).toEqual(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'])
    expect(all(2027, 10, 31, 1, 59)).toEqual(['2027-10-30T23:59:00.000Z'])
    expect(all(2027, 10, 31, 3, 0)).toEqual(['2027-10-31T02:00:00.000Z'])
    expect(all(2027, 3, 28, 2, 30)).toEqual([])
    expect(all(2027, 3, 28, 3, 0)).toEqual(['2027-03-28T01:00:00.000Z'])
    expect(instantOf('2027-10-31', '02:30').toISOString()).toBe('2027-10-31T01:30:00.000Z')
    expect(instantOf('2027-03-28', '02:30').toISOString()).toBe('2027-03-28T01:30:00.000Z')
    expect(['01:59', '02:00', '02:59', '03:00'].map((time) => existsOnWall('2027-03-28', time))).toEqual([true, false, false, true])
    expect(existsOnWall('2027-10-31', '02:30')).toBe(true)
  })

  test('a clock time somebody types is the next one on that day', () => {
    const next = (from: string) => nextShowing('2027-10-31', '02:10', Date.parse(from))?.toISOString()
    expect(next('2027-10-31T00:00:00Z')).toBe('2027-10-31T00:10:00.000Z')
    expect(next('2027-10-31T00:40:00Z')).toBe('2027-10-31T01:10:00.000Z')
    expect(next('2027-10-31T05:00:00Z')).toBe('2027-10-31T01:10:00.000Z')
    expect(nextShowing('2027-03-28', '02:10', 0)).toBeNull()
  })

  test('a text says which of the two, and only then', () => {
    expect(dateTime(new Date('2027-10-31T00:10:00Z'))).toBe('sön 31 okt 02:10 sommartid')
    expect(dateTime(new Date('2027-10-31T01:10:00Z'))).toBe('sön 31 okt 02:10 normaltid')
    expect(localTimeOf(new Date('2027-10-31T01:10:00Z'))).toBe('02:10')
    const halves = ['2027-10-30T23:59:00Z', '2027-10-31T00:00:00Z', '2027-10-31T00:59:00Z', '2027-10-31T01:00:00Z', '2027-10-31T01:59:00Z']
    expect(
      [...halves, '2027-10-31T02:00:00Z', '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'].map((at) => halfOfDoubledHour(new Date(at))),
    ).toEqual([null, 'summer', 'summer', 'standard', 'standard', null, null, null])
  })

  test('the answer does not depend on the time zone of the machine', () => {
    const zones = ['Europe/Stockholm', 'UTC', 'America/New_York', 'Australia/Lord_Howe']
    const walls = ['2027-10-31 02:30', '2027-03-28 02:30', '2027-03-28 01:30']
    const asked = `import('${new URL('./local-dates.ts', import.meta.url).href}').then(({ instantOf }) =>
      process.stdout.write(JSON.stringify(${JSON.stringify(zones)}.map((zone) => {
        process.env.TZ = zone
        return ${JSON.stringify(walls)}.map((wall) => instantOf(...wall.split(' ')).toISOString()).join()
      }))))`
    const answers = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', asked], { encoding: 'utf8' })) as string[]
    expect(answers).toHaveLength(zones.length)
    expect(new Set(answers)).toEqual(new Set(['2027-10-31T01:30:00.000Z,2027-03-28T01:30:00.000Z,2027-03-28T00:30:00.000Z']))
  })
})
