import { afterOutcome, handOver, linkMark, mailPurposes, oneTimeMark, type Outcome, type Purpose } from '@samverkan/domain'
import type { Config } from '../config.ts'
import type { Clock } from '../lib/clock.ts'
import type { Database } from '../lib/db.ts'
import { answerToken, currentKey, keyOfVersion, newId, oneTimeToken, sha256 } from '../lib/ids.ts'
import { makeBreaker } from './breaker.ts'
import { type Channel, hasReached, isChannelFault } from './channel.ts'
import * as store from './outbox-store.ts'

export type Outbox = {
  /** Hands one message over, if it is due. Returns in how many milliseconds it is to be tried again. */
  deliver: (messageId: string) => Promise<number | null>
  /** Finds attempts that nobody finished and messages that nobody took. */
  sweep: () => Promise<void>
}
type Dependencies = {
  db: Database
  clock: Clock
  channel: Channel
  config: Pick<Config, 'keys' | 'publicUrl'>
  random?: () => number
  /** Milliseconds that nobody can set: how long something takes is never read off the wall. */
  passed?: () => number
}

const mayHaveCome = '\n\nDet här mejlet kan ha kommit fram en gång förut (eventuell dubblett).'
/** A job that is on its way needs no second one. */
const graceMs = 2_000

const after = (
  outcome: Outcome,
  given: { number: number; maxAttempts: number; giveUpAt: Date | string; unknownBefore: number; purpose: Purpose },
  now: Date,
  random: number,
) =>
  afterOutcome(outcome, {
    attempt: given.number,
    maxAttempts: given.maxAttempts,
    unknownBefore: given.unknownBefore,
    giveUpAt: new Date(given.giveUpAt),
    now,
    random,
    slowestMs: mailPurposes[given.purpose].slowestMs,
    patienceMs: mailPurposes[given.purpose].minutes * 60_000,
  })

/** The letter with the link only its receiver gets: the answer link of this attempt, or the one-time link that the message was ordered with. */
const withLink = (claimed: store.Claimed, token: string, config: Dependencies['config']): string => {
  if (claimed.purpose === 'call_out') return claimed.body.replaceAll(linkMark, `${config.publicUrl}/k/${token}`)
  if (claimed.linkId === null || claimed.linkKeyVersion === null) return claimed.body
  return claimed.body.replaceAll(
    oneTimeMark,
    `${config.publicUrl}/bjud-in/${oneTimeToken(keyOfVersion(config.keys, claimed.linkKeyVersion), claimed.linkId)}`,
  )
}

/** What the mail server answered is worth waiting for a database that comes back: forgotten, it would be sent again. */
const insist = async <T>(work: () => Promise<T>, isWorthIt: () => boolean): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isWorthIt()) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}

/** Everything that is known stands in the tables: killed at any line, the next worker goes on from there (reliability.md, 3). */
export const makeOutbox = ({
  db,
  clock,
  channel,
  config,
  random = Math.random,
  passed = () => performance.now(),
}: Dependencies): Outbox => {
  const breaker = makeBreaker()
  const steadily = (): Date => new Date(passed())
  const underWay = new Set<string>()
  return {
    deliver: async (messageId) => {
      // A probe belongs to work that reaches the server: a message that somebody has answered by telephone meanwhile takes none.
      if (breaker.isOpen() && !(await store.isWaiting(db, messageId, clock.now()))) return null
      const begun = steadily()
      const wait = breaker.wait(messageId, begun)
      const now = clock.now()
      if (wait) {
        const waitMs = wait.getTime() - begun.getTime()
        await store.postpone(db, messageId, new Date(now.getTime() + waitMs))
        return waitMs
      }
      const attemptId = newId()
      const key = currentKey(config.keys)
      const token = answerToken(key, attemptId)
      const leaseUntil = new Date(now.getTime() + handOver.leaseMs)
      underWay.add(attemptId)
      let reached = false
      try {
        const claimed = await store.claim(db, { messageId, attemptId, now, leaseUntil, keyVersion: key.version, tokenHash: sha256(token) })
        if (!claimed) return null
        if (claimed.linkId !== null && claimed.linkKeyVersion !== null)
          await store.arm(db, claimed.linkId, sha256(oneTimeToken(keyOfVersion(config.keys, claimed.linkKeyVersion), claimed.linkId)))
        const text = withLink(claimed, token, config) + (claimed.unknownBefore > 0 ? mayHaveCome : '')
        const outcome = await channel.send(
          attemptId,
          claimed.destination,
          { subject: claimed.subject, text },
          // What is left of the hand-over's time, from a clock that may have been set since it began.
          new Date(clock.now().getTime() + handOver.deadlineMs - (passed() - begun.getTime())),
        )
        reached = hasReached(outcome)
        if (reached) breaker.report(isChannelFault(outcome), steadily())
        const done = clock.now()
        const next = after(outcome, claimed, done, random())
        const finished = await insist(
          () => store.finish(db, attemptId, outcome, next, done),
          () => passed() - begun.getTime() < handOver.leaseMs,
        )
        return finished?.nextAt ? Math.max(0, finished.nextAt.getTime() - done.getTime()) : null
      } finally {
        underWay.delete(attemptId)
        if (!reached) breaker.giveBack(messageId, steadily())
      }
    },
    sweep: async () => {
      const now = clock.now()
      for (const lost of await store.lostAttempts(db, now, [...underWay])) {
        const outcome: Outcome = { kind: 'unknown', detail: 'Utskicket avbröts innan svaret var känt.', isOurs: true }
        await store.finish(db, lost.attemptId, outcome, after(outcome, lost, now, random()), now)
      }
      await store.enqueueDue(db, now, graceMs)
    },
  }
}
