import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterOutcome,
  attemptRank,
  type AttemptState,
  backoffMs,
  handOver,
  heldBack,
  longestTriedMs,
  longestWaitMs,
  mayMove,
  type Outcome,
  patience,
} from './attempts.ts'

const states = Object.keys(attemptRank) as AttemptState[]
const now = new Date('2026-11-24T02:14:00Z')
const given = { attempt: 1, maxAttempts: 60, unknownBefore: 0, now, giveUpAt: new Date(now.getTime() + 1_800_000), random: 0.5 }

describe('an attempt', () => {
  /** Rows: from; columns: to, in the order queued, sending, unknown, sent, failed, delivered. */
  const table: Record<AttemptState, string> = {
    queued: '-+++++',
    sending: '--++++',
    unknown: '---+++',
    sent: '----++',
    failed: '------',
    delivered: '------',
  }
  test.each(Object.entries(table))('from %s may go to %s', (from, marks) => {
    const order: AttemptState[] = ['queued', 'sending', 'unknown', 'sent', 'failed', 'delivered']
    expect(order.map((to) => (mayMove(from as AttemptState, to) ? '+' : '-')).join('')).toBe(marks)
  })
  test('only moves forward, in whatever order answers and receipts come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (arriving) => {
        let state: AttemptState = 'queued'
        let highest = 0
        for (const next of arriving) {
          if (mayMove(state, next)) state = next
          expect(attemptRank[state]).toBeGreaterThanOrEqual(highest)
          highest = attemptRank[state]
        }
        const best = Math.max(0, ...arriving.map((a) => attemptRank[a]))
        expect(attemptRank[state]).toBe(best)
      }),
    )
  })
})

describe('what follows from an outcome', () => {
  const retry: Outcome = { kind: 'retry', code: 451, detail: 'later' }
  const unknown: Outcome = { kind: 'unknown', detail: 'silence' }
  test.each<[string, Outcome, Partial<typeof given>, string, string, boolean]>([
    ['accepted is sent', { kind: 'accepted', providerId: '250' }, {}, 'sent', 'sent', false],
    ['a refusal for good is failed', { kind: 'rejected', code: 550, detail: 'no' }, {}, 'failed', 'failed', false],
    ['a refusal for now is tried again', retry, {}, 'failed', 'queued', true],
    ['… until the attempts are used up', retry, { attempt: 60 }, 'failed', 'failed', false],
    ['… or the time has run out', retry, { giveUpAt: now }, 'failed', 'failed', false],
    ['silence is unknown, and sent once more', unknown, {}, 'unknown', 'queued', true],
    ['… but only once', unknown, { attempt: 2, unknownBefore: 1 }, 'unknown', 'unknown', false],
    [
      '… what our own worker left unknown is sent again',
      { ...unknown, isOurs: true },
      { attempt: 3, unknownBefore: 2 },
      'unknown',
      'queued',
      true,
    ],
    ['… three times at most', { ...unknown, isOurs: true }, { attempt: 4, unknownBefore: 3 }, 'unknown', 'unknown', false],
    ['… and not after the time', unknown, { giveUpAt: now }, 'unknown', 'unknown', false],
  ])('%s', (_what, outcome, more, attempt, message, again) => {
    const next = afterOutcome(outcome, { ...given, ...more })
    expect([next.attempt, next.message, next.nextAt !== null]).toEqual([attempt, message, again])
  })

  test('an outcome never sends an attempt back, and nothing is queued without a time', () => {
    const outcomes: fc.Arbitrary<Outcome> = fc.oneof(
      fc.constant<Outcome>({ kind: 'accepted', providerId: '' }),
      fc.constant<Outcome>({ kind: 'rejected', code: 550, detail: '' }),
      fc.record({ kind: fc.constant('retry' as const), code: fc.constantFrom(451, null), detail: fc.string(), afterMs: fc.nat(120_000) }),
      fc.constant<Outcome>(unknown),
    )
    fc.assert(
      fc.property(
        outcomes,
        fc.integer({ min: 1, max: 80 }),
        fc.nat(3),
        fc.integer({ min: -1000, max: 3_600_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (outcome, attempt, unknownBefore, left, random) => {
          const next = afterOutcome(outcome, { ...given, attempt, unknownBefore, random, giveUpAt: new Date(now.getTime() + left) })
          expect(mayMove('sending', next.attempt)).toBe(true)
          expect(next.nextAt !== null).toBe(next.message === 'queued')
          expect(next.nextAt?.getTime() ?? 0).toBeLessThanOrEqual(Math.max(0, now.getTime() + Math.min(left, 30_000)))
        },
      ),
    )
  })
})

describe('the wait before the next attempt (reliability.md, 3)', () => {
  test('doubles from half a second, jitters by half, honours what the server asked for and never passes 30 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 60].map((n) => backoffMs(n, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect([backoffMs(1, 0), backoffMs(1, 1), backoffMs(1, 0.5, 9000), backoffMs(1, 0.5, 600_000)]).toEqual([250, 750, 9000, 30_000])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const wait = backoffMs(n, random)
        const middle = Math.min(60_000, 500 * 2 ** (n - 1))
        expect(wait).toBeGreaterThanOrEqual(Math.min(30_000, middle * 0.5))
        expect(wait).toBeLessThanOrEqual(Math.min(30_000, middle * 1.5))
      }),
    )
  })
  test('a lease outlives the hand-over it covers, and the patience ends by time', () => {
    expect(handOver.leaseMs).toBeGreaterThan(handOver.deadlineMs)
    expect(patience.maxAttempts * 30).toBeGreaterThanOrEqual(patience.minutes * 60)
  })
})

describe('T15 · a clock that jumps', () => {
  const half = { giveUpAt: new Date(now.getTime() - 1_800_000), patienceMs: 1_800_000 }
  test('forward takes nobody’s time: what cannot have been tried so long is tried on', () => {
    const next = (attempt: number, outcome: Outcome, more: Partial<typeof given> = {}) =>
      afterOutcome(outcome, { ...given, ...half, attempt, ...more }).message
    const refused: Outcome = { kind: 'retry', code: 451, detail: 'later' }
    expect(next(1, refused)).toBe('queued')
    expect(next(12, refused)).toBe('queued')
    expect(next(1, { kind: 'unknown', detail: 'silence' })).toBe('queued')
    expect(next(4, { kind: 'unknown', detail: 'ours', isOurs: true }, { unknownBefore: 2 })).toBe('queued')
    // Half an hour of attempts is half an hour, whatever the clock says; and the attempts end it in any case.
    expect(next(40, refused)).toBe('failed')
    expect(next(60, refused, { giveUpAt: new Date(now.getTime() + 3_600_000) })).toBe('failed')
  })
  test('no wait that is ever written is longer than what is taken for a jump', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(30_000, 1_800_000),
        (attempt, random, slowestMs) => {
          expect(backoffMs(attempt, random, 0, slowestMs)).toBeLessThanOrEqual(longestWaitMs(attempt, slowestMs))
        },
      ),
    )
    expect(longestWaitMs(0, 30_000)).toBe(heldBack.eachMs)
    expect(
      [1, 2, 3, 4, 60].map((attempt) => longestTriedMs(attempt, 30_000)).every((ms, i, all) => i === 0 || ms > (all[i - 1] ?? 0)),
    ).toBe(true)
  })
})
