import { expect, test } from 'vitest'
import { daysFrom, inAbout, instantOf, momentOf } from './moment.ts'

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
