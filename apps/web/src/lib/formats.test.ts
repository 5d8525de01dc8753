import { describe, expect, test } from 'vitest'
import { clock, clockField, clockToday, day, dayAndClock, dialable, initials, relative, span, week, weekName } from './formats.ts'

const now = '2026-11-24T05:52:00Z'

describe('Stockholm time', () => {
  test('Thursday 16.00 is 15.00 UTC in winter and 14.00 UTC in summer', () => {
    expect(dayAndClock('2026-11-26T15:00:00Z', now)).toBe('tor 26 nov 16:00')
    expect(dayAndClock('2026-07-02T14:00:00Z', now)).toBe('tor 2 juli 16:00')
  })
  test('the hour that comes twice when summer time ends keeps its clock both times, and says which it is', () => {
    expect(clock('2026-10-25T00:30:00Z')).toBe('02:30 sommartid')
    expect(clock('2026-10-25T01:30:00Z')).toBe('02:30 normaltid')
    expect(dayAndClock('2026-10-25T01:30:00Z', now, 'en')).toBe('Sun 25 Oct 02:30 standard time')
    expect(clockToday('2026-10-25T00:30:00Z', '2026-10-25T05:00:00Z', 'en')).toBe('02:30 summer time')
    expect(clockField('2026-10-25T01:30:00Z')).toBe('02:30')
    expect(['2026-10-24T23:59:00Z', '2026-10-25T02:00:00Z'].map((at) => clock(at))).toEqual(['01:59', '03:00'])
  })
  test('the hour that does not exist when summer time begins is never shown', () => {
    expect(clock('2026-03-29T00:59:00Z')).toBe('01:59')
    expect(clock('2026-03-29T01:00:00Z')).toBe('03:00')
  })
  test('midnight is 00:00 of the new day', () => {
    expect(dayAndClock('2026-11-23T23:00:00Z', now)).toBe('tis 24 nov 00:00')
  })
  test('another year is written out', () => {
    expect(day('2025-12-31T12:00:00Z', now)).toBe('ons 31 dec 2025')
    expect(day('2025-12-31T12:00:00Z', now, 'en')).toBe('Wed 31 Dec 2025')
  })
  test('today needs no date', () => {
    expect(clockToday('2026-11-24T02:14:00Z', now)).toBe('03:14')
    expect(clockToday('2026-11-23T02:14:00Z', now)).toBe('mån 23 nov 03:14')
  })
})

describe('distance', () => {
  test.each([
    [30_000, '0 min'],
    [12 * 60_000, '12 min'],
    [68 * 60_000, '1 h 8 min'],
    [2 * 3_600_000, '2 h'],
    [57 * 3_600_000, '2 d 9 h'],
    [92 * 86_400_000, '92 d'],
  ])('%d ms is %s', (ms, text) => expect(span(ms)).toBe(text))
  test('it tells past from future', () => {
    expect(relative('2026-11-24T05:40:00Z', now)).toBe('12 min sedan')
    expect(relative('2026-11-26T15:00:00Z', now)).toBe('om 2 d 9 h')
    expect(relative('2026-11-26T15:00:00Z', now, 'en')).toBe('in 2 d 9 h')
    expect(relative('2026-11-24T05:51:30Z', now)).toBe('nyss')
  })
})

describe('weeks', () => {
  test.each([
    ['2026-11-24T05:52:00Z', 48],
    ['2027-01-01T12:00:00Z', 53],
    ['2026-12-31T12:00:00Z', 53],
    ['2025-12-29T12:00:00Z', 1],
    ['2026-01-04T22:59:00Z', 1],
    ['2026-01-04T23:01:00Z', 2],
  ])('%s is in week %d', (instant, number) => expect(week(instant)).toBe(number))
  test('in words', () => expect(weekName(now)).toBe('vecka 48'))
})

test('initials are first and last name', () => {
  expect(initials('Anders Ek')).toBe('AE')
  expect(initials('Kåre von Öberg')).toBe('KÖ')
  expect(initials('Åsa')).toBe('Å')
})
test('a phone number is dialled without its dashes', () => expect(dialable('+46 (0)8-465 004 12')).toBe('tel:+46846500412'))
