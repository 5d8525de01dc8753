import { describe, expect, test } from 'vitest'
import { dueFault, lastDueDate } from '../measures/due.ts'
import { occurrences } from '../meetings/series.ts'
import { dayFault, hasPassed, openingAt, openingFrom } from '../meetings/times.ts'
import { daysBetween, instantOf, localDateOf, plusDays, weekdayOf } from './local-dates.ts'
import { addMinutes, clockTime, dateTime, nextThursdayConference, stockholmDate, stockholmYear, weekOf } from './stockholm.ts'

// The eight moments of CT7, written out: the domain knows nobody, and these days are reckoned by hand.
const moments = [
  {
    at: '2027-01-31T11:00:00Z',
    date: '2027-01-31',
    time: '12:00',
    week: [2027, 4],
    tomorrow: '2027-02-01',
    thursday: '2027-02-04',
    says: 'sön 31 jan 12:00',
  },
  {
    at: '2028-02-29T11:00:00Z',
    date: '2028-02-29',
    time: '12:00',
    week: [2028, 9],
    tomorrow: '2028-03-01',
    thursday: '2028-03-02',
    says: 'tis 29 feb 12:00',
  },
  {
    at: '2027-03-28T00:30:00Z',
    date: '2027-03-28',
    time: '01:30',
    week: [2027, 12],
    tomorrow: '2027-03-29',
    thursday: '2027-04-01',
    says: 'sön 28 mars 01:30',
  },
  {
    at: '2027-10-31T00:30:00Z',
    date: '2027-10-31',
    time: '02:30',
    week: [2027, 43],
    tomorrow: '2027-11-01',
    thursday: '2027-11-04',
    says: 'sön 31 okt 02:30',
  },
  {
    at: '2026-12-31T22:30:00Z',
    date: '2026-12-31',
    time: '23:30',
    week: [2026, 53],
    tomorrow: '2027-01-01',
    thursday: '2027-01-07',
    says: 'tor 31 dec 23:30',
  },
  {
    at: '2027-01-01T11:00:00Z',
    date: '2027-01-01',
    time: '12:00',
    week: [2026, 53],
    tomorrow: '2027-01-02',
    thursday: '2027-01-07',
    says: 'fre 1 jan 12:00',
  },
  {
    at: '2026-12-03T14:59:00Z',
    date: '2026-12-03',
    time: '15:59',
    week: [2026, 49],
    tomorrow: '2026-12-04',
    thursday: '2026-12-03',
    says: 'tor 3 dec 15:59',
  },
  {
    at: '2026-12-03T15:01:00Z',
    date: '2026-12-03',
    time: '16:01',
    week: [2026, 49],
    tomorrow: '2026-12-04',
    thursday: '2026-12-10',
    says: 'tor 3 dec 16:01',
  },
] as const

test('CT7 · the hour that comes twice and the one that does not come are the same wherever the machine stands', () => {
  const before = process.env['TZ']
  try {
    for (const machine of ['UTC', 'Europe/Stockholm', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Eucla']) {
      process.env['TZ'] = machine
      expect(
        [instantOf('2027-10-31', '02:30'), instantOf('2027-03-28', '02:30'), instantOf('2028-02-29', '00:00')].map((at) =>
          at.toISOString(),
        ),
        machine,
      ).toEqual(['2027-10-31T01:30:00.000Z', '2027-03-28T01:30:00.000Z', '2028-02-28T23:00:00.000Z'])
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
})

describe.each(moments)('CT7 · at $says', ({ at, date, time, week, tomorrow, thursday, says }) => {
  const now = new Date(at)

  test('the day, the week, the year and the time are those on a wall in Stockholm', () => {
    expect([localDateOf(now), stockholmDate(now), clockTime(now).slice(0, 5)]).toEqual([date, date, time])
    expect(dateTime(now)).toContain(says)
    expect(weekOf(now)).toEqual({ year: week[0], week: week[1] })
    expect(stockholmYear(now)).toBe(Number(date.slice(0, 4)))
  })

  test('tomorrow is the next day, and every day of a year has its place', () => {
    expect(plusDays(date, 1)).toBe(tomorrow)
    expect(plusDays(tomorrow, -1)).toBe(date)
    for (let n = 0; n < 366; n++) {
      const day = plusDays(date, n)
      expect(daysBetween(date, day)).toBe(n)
      expect(weekdayOf(day)).toBe(((weekdayOf(date) - 1 + n) % 7) + 1)
      // Noon is there every day, and on that day.
      expect(localDateOf(instantOf(day, '12:00'))).toBe(day)
    }
  })

  test('the next Thursday conference and the series are at 16.00 on the wall', () => {
    expect(nextThursdayConference(now)).toEqual(instantOf(thursday, '16:00'))
    const series = occurrences(now)
    expect(series[0]?.date).toBe(thursday)
    expect(series).toHaveLength(26)
    expect(series.map(({ startsAt }) => clockTime(startsAt)).every((wall) => wall === '16:00')).toBe(true)
    expect(series.every((one, n) => one.date === plusDays(thursday, 7 * n))).toBe(true)
  })

  test('a deadline is a duration: fifteen minutes and eleven hours are so long also over a change of the clock', () => {
    for (const minutes of [15, 60, 120, 660]) expect(addMinutes(now, minutes).getTime() - now.getTime()).toBe(minutes * 60_000)
  })

  test('today may be met on and be a last day, yesterday not, and the last day that may be planned is a day that exists', () => {
    expect([dayFault(date, now), dayFault(plusDays(date, -1), now), dueFault(tomorrow, now)]).toEqual([null, 'past', null])
    const last = lastDueDate(now)
    expect(plusDays(plusDays(last, 1), -1)).toBe(last)
    expect([dayFault(last, now), dayFault(plusDays(last, 1), now)]).toEqual([null, 'too_far'])
  })

  test('a meeting now may be opened, one of tomorrow not yet, and what has passed is over', () => {
    expect(openingAt(now, now)).toBe('freely')
    expect(openingAt(instantOf(tomorrow, '12:00'), now)).toBe('not-yet')
    const { freely, withReason } = openingFrom(instantOf(tomorrow, '12:00'))
    expect(localDateOf(withReason)).toBe(tomorrow)
    expect(clockTime(freely)).toBe('11:00')
    expect(hasPassed(plusDays(date, -1), '23:59', now)).toBe(true)
    expect(hasPassed(tomorrow, '00:00', now)).toBe(false)
  })
})
