import { expect, test } from 'vitest'
import { readTime } from './date-field.tsx'

test('a time is read however it is written', () => {
  expect(['16', '1600', '16.00', ' 16:00 ', '9', '0930', '930'].map(readTime)).toEqual([
    '16:00',
    '16:00',
    '16:00',
    '16:00',
    '09:00',
    '09:30',
    '09:30',
  ])
})
test('what is no time is none', () => {
  expect(['', '24:00', '16:60', 'fyra', '16:0', '160000'].map(readTime)).toEqual([null, null, null, null, null, null])
})
