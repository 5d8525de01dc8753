import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWriters, restsAfter } from './writers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const anders = { pictureId: 'a', userId: '1', name: 'Anders Ek' }
const johan = { pictureId: 'a', userId: '2', name: 'Johan Wester' }

test('who writes is known by draft, once each, and forgotten when nothing more is heard', () => {
  const writers = openWriters()
  let told = 0
  writers.subscribe(() => (told += 1))
  writers.hear(anders)
  vi.advanceTimersByTime(restsAfter - 1_000)
  writers.hear(johan)
  const both = writers.in('a')
  expect(both.map(({ name }) => name)).toEqual(['Anders Ek', 'Johan Wester'])
  expect(writers.in('b')).toEqual([])
  writers.hear(johan)
  expect(writers.in('a'), 'heard again nothing is drawn anew').toBe(both)
  const before = told
  vi.advanceTimersByTime(1_000)
  expect(told).toBeGreaterThan(before)
  expect(writers.in('a').map(({ name }) => name)).toEqual(['Johan Wester'])
  vi.advanceTimersByTime(restsAfter)
  expect(writers.in('a')).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
