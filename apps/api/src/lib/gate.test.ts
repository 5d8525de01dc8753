import { expect, test, vi } from 'vitest'
import { gate } from './gate.ts'

/** Work that ends when it is told to, and says when it began. */
const workshop = () => {
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      began.push(name)
      ends.set(name, resolve)
    })
  /** Everything that is ready to happen has happened. */
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.()
    await settle()
  }
  return { began, work, end, settle }
}

test('no more than so many at a time, and whoever waits behind somebody’s thousand comes next', async () => {
  const { began, work, end, settle } = workshop()
  const pass = gate(2)
  for (const name of ['a1', 'a2', 'a3', 'a4']) void pass('a', work(name))
  void pass('b', work('b1'))
  await settle()
  expect(began).toEqual(['a1', 'a2'])
  await end('a1')
  expect(began).toEqual(['a1', 'a2', 'a3'])
  await end('a2')
  expect(began).toEqual(['a1', 'a2', 'a3', 'b1'])
  await end('b1')
  expect(began.at(-1)).toBe('a4')
})

test('one asker holds no more than their share, though nobody else is there', async () => {
  const { began, work, end, settle } = workshop()
  const pass = gate(4, { each: 2 })
  for (const name of ['a1', 'a2', 'a3']) void pass('a', work(name))
  void pass('b', work('b1'))
  await settle()
  expect(began).toEqual(['a1', 'a2', 'b1'])
  await end('a2')
  expect(began.at(-1)).toBe('a3')
})

test('work that fails gives its place on', async () => {
  const pass = gate(1)
  await expect(pass('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await pass('a', async () => 'next')).toBe('next')
})

test('a line that is too long is refused, that one’s and nobody else’s', async () => {
  const { work, end, settle } = workshop()
  const pass = gate(1, { patience: 2 })
  for (const name of ['a1', 'a2', 'a3']) void pass('a', work(name))
  await settle()
  await expect(pass('a', work('a4'))).rejects.toMatchObject({ code: 'unavailable' })
  const other = pass('b', async () => 'b1')
  await end('a1')
  await end('a2')
  expect(await other).toBe('b1')
})

test('whoever has waited too long is refused, gives up their place and holds up nobody', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { began, work, end, settle } = workshop()
    const pass = gate(1, { longest: 5_000 })
    const first = pass('a', work('a1'))
    const late = pass('a', work('a2')).catch((error: unknown) => error)
    await settle()
    vi.advanceTimersByTime(4_000)
    void pass('b', work('b1'))
    vi.advanceTimersByTime(1_000)
    expect(await late).toMatchObject({ code: 'took-too-long', retryAfterSeconds: 5 })
    await end('a1')
    await first
    // The first was let in at once: its work may take as long as it likes.
    expect(began).toEqual(['a1', 'b1'])
    vi.advanceTimersByTime(60_000)
    await end('b1')
    expect(await pass('a', async () => 'next')).toBe('next')
  } finally {
    vi.useRealTimers()
  }
})

test('a line that is too long is refused with the word it was given', async () => {
  const { work, settle } = workshop()
  const pass = gate(1, { patience: 1, refusal: 'too-many' })
  for (const name of ['a1', 'a2']) void pass('a', work(name))
  await settle()
  await expect(pass('a', work('a3'))).rejects.toMatchObject({ code: 'too-many' })
})
