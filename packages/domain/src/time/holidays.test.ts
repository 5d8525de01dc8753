import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksAboutHoliday, occurrences } from '../meetings/series.ts'
import { easterDay, holidayOn } from './holidays.ts'
import { daysBetween, instantOf, localDate, localDateOf, plusDays, weekdayOf } from './local-dates.ts'

test.each([
  [2019, '2019-04-21'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2038, '2038-04-25'],
  [2285, '2285-03-22'],
])('Easter Day %i is %s', (year, date) => expect(easterDay(year)).toBe(date))

test.each([
  ['2026-12-24', 'christmas-eve'],
  ['2026-12-31', 'new-years-eve'],
  ['2027-05-06', 'ascension-day'],
  ['2026-05-14', 'ascension-day'],
  ['2026-04-03', 'good-friday'],
  ['2026-06-19', 'midsummer-eve'],
  ['2026-06-20', 'midsummer-day'],
  ['2026-10-31', 'all-saints-day'],
  ['2026-06-06', 'national-day'],
  ['2026-11-26', null],
  ['2026-04-02', null],
])('%s is %s', (date, code) => expect(holidayOn(date)).toBe(code))

test('every year has sixteen holidays, Ascension Day always a Thursday, midsummer and All Saints where the law puts them', () => {
  for (let year = 2019; year <= 2040; year += 1) {
    const days = Array.from({ length: 366 }, (_, day) => plusDays(localDate(year, 1, 1), day)).filter((date) =>
      date.startsWith(String(year)),
    )
    const found = days.flatMap((date) => (holidayOn(date) ? [[holidayOn(date), date] as const] : []))
    // Two may fall on one day.
    expect(found.length, String(year)).toBeGreaterThanOrEqual(15)
    const on = Object.fromEntries(found)
    if (on['ascension-day']) expect(weekdayOf(on['ascension-day'])).toBe(4)
    expect([weekdayOf(on['midsummer-eve'] ?? ''), weekdayOf(on['midsummer-day'] ?? ''), weekdayOf(on['all-saints-day'] ?? '')]).toEqual([
      5, 6, 6,
    ])
  }
})

test('a date and a time on the wall are the instant in Stockholm, on both sides of the clock changes', () => {
  expect(['2026-10-22', '2026-10-29', '2027-03-25', '2027-04-01'].map((date) => instantOf(date, '16:00').toISOString())).toEqual([
    '2026-10-22T14:00:00.000Z',
    '2026-10-29T15:00:00.000Z',
    '2027-03-25T15:00:00.000Z',
    '2027-04-01T14:00:00.000Z',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 3, max: 23 }), (day, hour) => {
      const date = plusDays('2020-01-01', day)
      expect(localDateOf(instantOf(date, `${String(hour).padStart(2, '0')}:00`))).toBe(date)
      expect(daysBetween('2020-01-01', date)).toBe(day)
    }),
  )
})

test('every Thursday from 2024 to 2035 is in the series, at 16.00 in Stockholm, once', () => {
  const seen = new Set<string>()
  for (
    let now = new Date('2024-01-01T00:00:00Z');
    now < new Date('2035-12-01T00:00:00Z');
    now = new Date(now.getTime() + 28 * 86_400_000)
  ) {
    const ahead = occurrences(now, 5)
    expect(ahead).toHaveLength(5)
    for (const { date, startsAt } of ahead) {
      seen.add(date)
      expect(weekdayOf(date)).toBe(4)
      expect(startsAt.getTime()).toBe(instantOf(date, '16:00').getTime())
    }
  }
  expect(seen.size).toBe(Math.floor(daysBetween('2024-01-04', [...seen].toSorted().at(-1) ?? '') / 7) + 1)
})

test('the one that has begun today is not planned any more; one later today is', () => {
  expect(occurrences(new Date('2026-11-26T14:59:00Z'))[0]?.date).toBe('2026-11-26')
  expect(occurrences(new Date('2026-11-26T15:00:01Z'))[0]?.date).toBe('2026-12-03')
})

test('the question about a holiday is open from four weeks before until it is answered or the day is over', () => {
  const meeting = { state: 'planned' as const, localDate: '2026-12-24', holiday: 'christmas-eve', holidayAnsweredAt: null }
  const asks = (at: string, more = {}) => asksAboutHoliday({ ...meeting, ...more }, new Date(at))
  expect(asks('2026-11-25T22:59:00Z')).toBe(false)
  expect(asks('2026-11-25T23:00:00Z')).toBe(true)
  expect(asks('2026-12-24T22:59:00Z')).toBe(true)
  expect(asks('2026-12-24T23:00:00Z')).toBe(false)
  expect(asks('2026-12-01T09:00:00Z', { holidayAnsweredAt: '2026-11-30T09:00:00Z' })).toBe(false)
  expect(asks('2026-12-01T09:00:00Z', { holiday: null })).toBe(false)
  expect(asks('2026-12-01T09:00:00Z', { state: 'cancelled' })).toBe(false)
})
