import { expect, test } from 'vitest'
import { daysFrom, inAbout, instantOf, isSkipped, momentOf } from './moment.ts'

const at = (text: string) => Date.parse(text)

test('a time is read and written in Stockholm, wherever the device is', () => {
  expect(momentOf('2026-11-24T05:30:00Z')).toEqual({ date: '2026-11-24', time: '06:30' })
  expect(momentOf('2026-11-24T23:30:00Z')).toEqual({ date: '2026-11-25', time: '00:30' })
  expect(instantOf({ date: '2026-11-24', time: '6.30' })?.toISOString()).toBe('2026-11-24T05:30:00.000Z')
  expect(instantOf({ date: '2026-07-01', time: '06:30' })?.toISOString()).toBe('2026-07-01T04:30:00.000Z')
  expect(instantOf({ date: '2026-11-24', time: '25:00' })).toBeNull()
})

test('the days to choose from are today and a week on, and one that was chosen before', () => {
  const days = daysFrom(at('2026-11-24T05:30:00Z'), '2026-11-24', 'sv')
  expect(days.map(([date]) => date)).toHaveLength(8)
  expect(days[0]).toEqual(['2026-11-24', 'tis 24 nov'])
  expect(daysFrom(at('2026-11-24T05:30:00Z'), '2026-11-20', 'sv')[0]).toEqual(['2026-11-20', 'fre 20 nov'])
})

test('a proposal stands on a whole five minutes, never earlier than asked', () => {
  expect(new Date(inAbout(at('2026-11-24T05:31:10Z'), 60)).toISOString()).toBe('2026-11-24T06:35:00.000Z')
})

test('CT3 · in the hour that comes twice a time stays the one it was made of, and a typed one is the next', () => {
  for (const at of ['2027-10-31T00:10:00.000Z', '2027-10-31T01:10:00.000Z']) expect(instantOf(momentOf(at))?.toISOString()).toBe(at)
  const typed = { date: '2027-10-31', time: '02:10' }
  expect(instantOf(typed, Date.parse('2027-10-31T00:00:00Z'))?.toISOString()).toBe('2027-10-31T00:10:00.000Z')
  expect(instantOf(typed, Date.parse('2027-10-31T00:40:00Z'))?.toISOString()).toBe('2027-10-31T01:10:00.000Z')
})
test('CT3 · a time that the clocks skip is none, and said to be skipped', () => {
  expect([instantOf({ date: '2027-03-28', time: '02:30' }), isSkipped({ date: '2027-03-28', time: '02:30' })]).toEqual([null, true])
  expect([isSkipped({ date: '2027-03-28', time: '03:00' }), isSkipped({ date: '2027-03-28', time: '25:00' })]).toEqual([false, false])
})
