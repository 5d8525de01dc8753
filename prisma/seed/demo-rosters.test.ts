import { describe, expect, test } from 'vitest'
import { dutyWeeks, missingShifts } from './demo-rosters.ts'

const nine = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(at)
const hours = (week: { startsAt: Date; endsAt: Date }) => (week.endsAt.getTime() - week.startsAt.getTime()) / 3_600_000

describe('duty weeks', () => {
  test.each([
    '2026-11-22T05:00:00Z',
    '2026-12-31T23:30:00Z',
    '2027-03-29T06:59:59Z',
    '2027-03-29T07:00:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-26T07:30:00Z',
  ])('begin on a Monday at nine and hold %s', (now) => {
    const weeks = dutyWeeks(new Date(now), 7)
    expect(weeks).toHaveLength(7)
    for (const week of weeks) expect(nine(week.startsAt)).toBe('mån 09:00')
    expect(weeks[0]!.startsAt.getTime()).toBeLessThanOrEqual(new Date(now).getTime())
    expect(weeks[0]!.endsAt.getTime()).toBeGreaterThan(new Date(now).getTime())
    weeks.slice(1).forEach((week, index) => expect(week.startsAt).toEqual(weeks[index]!.endsAt))
  })

  test('are an hour shorter in spring and longer in autumn, when the clocks change', () => {
    expect(dutyWeeks(new Date('2027-03-25T12:00:00Z'), 2).map(hours)).toEqual([167, 168])
    expect(dutyWeeks(new Date('2026-10-22T12:00:00Z'), 2).map(hours)).toEqual([169, 168])
  })
})

describe('missing shifts', () => {
  const order = ['a', 'b', 'c']
  const weeks = dutyWeeks(new Date('2026-11-22T05:00:00Z'), 5)

  test('all of them at first, by turns', () => {
    expect(missingShifts(order, undefined, weeks).map(({ login }) => login)).toEqual(['a', 'b', 'c', 'a', 'b'])
  })

  test('only those after the last, beginning with the one whose turn it is', () => {
    const missing = missingShifts(order, { login: 'b', endsAt: weeks[2]!.startsAt }, weeks)
    expect(missing.map(({ login, startsAt }) => [login, startsAt])).toEqual([
      ['c', weeks[2]!.startsAt],
      ['a', weeks[3]!.startsAt],
      ['b', weeks[4]!.startsAt],
    ])
  })

  test('begin again where nobody has been on duty for a while', () => {
    expect(missingShifts(order, { login: 'a', endsAt: new Date('2026-10-01T07:00:00Z') }, weeks).map(({ login }) => login)[0]).toBe('a')
  })

  test('none when the rosters are full', () => {
    expect(missingShifts(order, { login: 'a', endsAt: weeks[4]!.endsAt }, weeks)).toEqual([])
  })
})
