import { beforeEach, describe, expect, test } from 'vitest'
import { type Breaker, makeBreaker } from './breaker.ts'

const start = Date.UTC(2026, 10, 24, 2, 14)
const at = (seconds: number): Date => new Date(start + seconds * 1000)
const open = (breaker: Breaker): void => {
  for (let i = 0; i < 5; i++) breaker.report(true, at(i))
}
let breaker: Breaker
beforeEach(() => {
  breaker = makeBreaker()
})

describe('the circuit breaker of a channel (reliability.md, 3)', () => {
  test('opens after five faults within ten seconds, not before, and not when they are far between', () => {
    for (let i = 0; i < 4; i++) breaker.report(true, at(i))
    expect(breaker.wait('a', at(4))).toBeNull()
    breaker.report(true, at(4))
    expect(breaker.wait('a', at(4))).toEqual(at(9))
    const other = makeBreaker()
    for (let i = 0; i < 20; i++) other.report(true, at(i * 3))
    expect(other.wait('a', at(60))).toBeNull()
  })

  test('lets one through each five seconds to see whether the provider is back', () => {
    open(breaker)
    expect(breaker.wait('a', at(9))).toBeNull()
    expect(breaker.wait('b', at(9))).toEqual(at(14))
    expect(breaker.wait('b', at(14))).toBeNull()
  })

  test('CT6 · a probe that reached nobody is given back, and the next one asks at once', () => {
    open(breaker)
    expect(breaker.isOpen()).toBe(true)
    expect(breaker.wait('answered by telephone', at(9))).toBeNull()
    breaker.giveBack('answered by telephone', at(9))
    expect(breaker.wait('new', at(9))).toBeNull()
    // Only whoever was let through can give it back.
    breaker.giveBack('somebody else', at(9))
    expect(breaker.wait('a', at(10))).toEqual(at(14))
    breaker.report(false, at(10))
    expect(breaker.isOpen()).toBe(false)
    breaker.giveBack('new', at(10))
    expect(breaker.wait('a', at(10))).toBeNull()
  })

  test('closes at the first success', () => {
    open(breaker)
    breaker.report(false, at(6))
    expect(breaker.wait('a', at(6))).toBeNull()
  })

  test('keeps nobody waiting for more than half a minute', () => {
    open(breaker)
    const now = 4
    let waited = 0
    for (let seconds = now; seconds < now + 60; seconds = (breaker.wait('b', at(seconds))?.getTime() ?? 0) === 0 ? 1000 : seconds + 1) {
      // Somebody else is always the one who is let through to probe.
      breaker.wait('a', at(seconds))
      breaker.report(true, at(seconds))
      waited = seconds - now
    }
    expect(waited).toBeLessThanOrEqual(30)
  })
})
