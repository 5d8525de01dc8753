import { describe, expect, test } from 'vitest'
import { checkOpening, dayFault, hasPassed, openingAt, openingFrom } from './times.ts'

describe('a meeting is opened', () => {
  /** Thursday 16.00 in Stockholm, in winter. */
  const startsAt = new Date('2026-11-26T15:00:00Z')
  test.each([
    ['2026-11-25T22:59:59Z', 'not-yet', 'the evening before'],
    ['2026-11-25T23:00:00Z', 'with-reason', 'midnight in Stockholm'],
    ['2026-11-26T13:59:59Z', 'with-reason', 'more than an hour before'],
    ['2026-11-26T14:00:00Z', 'freely', 'an hour before'],
    ['2026-11-26T15:00:00Z', 'freely', 'in time'],
    ['2026-11-28T09:00:00Z', 'freely', 'two days late'],
  ])('%s: %s (%s)', (now, how) => {
    expect(openingAt(startsAt, new Date(now))).toBe(how)
  })

  test('just after midnight the hour before counts, though it is another day', () => {
    const early = new Date('2026-11-25T23:20:00Z')
    expect(openingFrom(early)).toEqual({ withReason: new Date('2026-11-25T22:20:00Z'), freely: new Date('2026-11-25T22:20:00Z') })
    expect(openingAt(early, new Date('2026-11-25T22:20:00Z'))).toBe('freely')
  })

  test('the day is that of Stockholm, also when the clocks change in the night', () => {
    expect(openingFrom(new Date('2026-10-25T15:00:00Z')).withReason).toEqual(new Date('2026-10-24T22:00:00Z'))
    expect(openingFrom(new Date('2027-03-28T14:00:00Z')).withReason).toEqual(new Date('2027-03-27T23:00:00Z'))
  })

  test('early on the day with a reason, which is kept; without one, or on another day, not', () => {
    const [morning, before] = [new Date('2026-11-26T08:00:00Z'), new Date('2026-11-25T08:00:00Z')]
    expect(checkOpening(startsAt, undefined, morning)).toEqual({ ok: false, code: 'reason-needed' })
    expect(checkOpening(startsAt, 'Alla är redan med', morning)).toEqual({ ok: true, value: 'Alla är redan med' })
    expect(checkOpening(startsAt, 'Alla är redan med', before)).toEqual({ ok: false, code: 'too-early' })
    // In time nobody is asked, and what was said all the same is not kept.
    expect(checkOpening(startsAt, 'Alla är redan med', startsAt)).toEqual({ ok: true, value: null })
  })
})

test.each([
  ['2026-11-25', 'past'],
  ['2026-11-26', null],
  ['2028-11-26', null],
  ['2028-11-27', 'too_far'],
  ['9999-12-31', 'too_far'],
  ['0001-01-01', 'past'],
])('a meeting on %s: %s', (date, fault) => {
  expect(dayFault(date, new Date('2026-11-25T23:30:00Z'))).toBe(fault)
})
test('two years from a leap day', () => {
  expect(dayFault('2030-02-28', new Date('2028-02-29T12:00:00Z'))).toBe(null)
  expect(dayFault('2030-03-01', new Date('2028-02-29T12:00:00Z'))).toBe('too_far')
})

test.each([
  ['2026-11-26', '16:00', false],
  ['2026-11-26', '15:31', false],
  // The minute that is running has not passed: a meeting can be planned to begin now.
  ['2026-11-26', '15:30', false],
  ['2026-11-26', '15:29', true],
  ['2026-11-26', '00:00', true],
  ['2026-11-25', '23:59', true],
  ['2026-11-27', '00:00', false],
])('%s %s has passed at 15:30:40 in Stockholm: %s', (date, time, passed) => {
  expect(hasPassed(date, time, new Date('2026-11-26T14:30:40Z'))).toBe(passed)
})
test('also in the hour that comes twice and the one that does not come', () => {
  expect(hasPassed('2026-10-25', '02:30', new Date('2026-10-25T01:29:00Z'))).toBe(false)
  expect(hasPassed('2026-10-25', '02:30', new Date('2026-10-25T01:31:00Z'))).toBe(true)
  expect(hasPassed('2027-03-28', '02:30', new Date('2027-03-28T01:15:00Z'))).toBe(false)
})
