import { handOver, heldBack, mailPurposes, type Next, type Outcome, type Purpose } from '@samverkan/domain'
import type { Database } from '../lib/db.ts'
import { type Fragment, fragment, sql } from '../lib/sql.ts'

/** How far a lease may lie ahead, with slack for two processes that do not read the clock in the same millisecond. */
const furthestLeaseSeconds = (handOver.leaseMs + 5_000) / 1_000
const slowestSeconds = JSON.stringify(
  Object.fromEntries(Object.entries(mailPurposes).map(([purpose, { slowestMs }]) => [purpose, slowestMs / 1_000])),
)
/**
 * Further ahead than any time that is ever written: it was written before the clock was put back, and nobody shall wait until the clock has caught up
 * (T15). The same bound as `longestWaitMs` in domain/call-outs/attempts.ts, with a second's slack.
 */
const isTooFar = (
  now: Date,
): Fragment => fragment`next_at > ${now}::timestamptz + make_interval(secs => 1 + greatest(${heldBack.eachMs / 1_000}::float8,
  CASE WHEN attempts = 0 THEN 0 ELSE least((${slowestSeconds}::jsonb ->> purpose)::float8, 0.75 * power(2, least(attempts - 1, 20))) END))`
const isDue = (now: Date): Fragment => fragment`(next_at <= ${now}::timestamptz OR ${isTooFar(now)})`

export type Claim = { messageId: string; attemptId: string; now: Date; leaseUntil: Date; keyVersion: number; tokenHash: Buffer }
export type Claimed = {
  destination: string
  subject: string
  body: string
  number: number
  maxAttempts: number
  giveUpAt: Date
  unknownBefore: number
  purpose: Purpose
  linkId: string | null
  linkKeyVersion: number | null
}

/**
 * Takes a message that is due and commits its attempt as `sending`, in one statement, before any provider hears of it.
 * Nothing when it is not due, already taken, stopped or sent: a job that comes twice finds nothing to do.
 */
export const claim = (db: Database, c: Claim): Promise<Claimed | undefined> =>
  db.lookUp<Claimed>(sql`
    WITH m AS (UPDATE outbox_messages SET state = 'sending', attempts = attempts + 1, next_at = NULL
        WHERE id = ${c.messageId} AND state = 'queued' AND ${isDue(c.now)} RETURNING *),
      known AS (SELECT m.id, (SELECT count(*)::int FROM outbox_attempts u WHERE u.message_id = m.id AND u.state = 'unknown') AS unknowns FROM m),
      t AS (INSERT INTO outbox_attempts (id, message_id, actor_id, number, state, may_be_duplicate, started_at, lease_until, key_version, token_hash)
        SELECT ${c.attemptId}::uuid, m.id, m.actor_id, m.attempts, 'sending', k.unknowns > 0, ${c.now}::timestamptz, ${c.leaseUntil}::timestamptz, ${c.keyVersion}::int, ${c.tokenHash}::bytea FROM m JOIN known k ON k.id = m.id)
    SELECT m.destination, m.subject, m.body, m.attempts AS number, m.max_attempts AS "maxAttempts", m.give_up_at AS "giveUpAt", k.unknowns AS "unknownBefore",
      m.purpose, m.link_id AS "linkId", m.link_key_version AS "linkKeyVersion" FROM m JOIN known k ON k.id = m.id`)

const codeOf = (outcome: Outcome): number | null => (outcome.kind === 'rejected' || outcome.kind === 'retry' ? outcome.code : null)

/**
 * Writes what became of an attempt, what follows for its message, and the journal row, in one statement. An attempt whose lease ran
 * out in the meantime still takes a definite outcome; its message only when no later attempt is under way. Returns when to try again.
 */
export const finish = async (
  db: Database,
  attemptId: string,
  outcome: Outcome,
  next: Next,
  now: Date,
): Promise<{ messageId: string; nextAt: Date | null } | undefined> => {
  const detail = outcome.kind === 'accepted' ? null : outcome.detail
  return db.lookUp<{ messageId: string; nextAt: Date | null }>(sql`
    WITH t AS (UPDATE outbox_attempts SET state = ${next.attempt}, finished_at = ${now}, response_code = ${codeOf(outcome)}, detail = ${detail},
          provider_id = ${outcome.kind === 'accepted' ? outcome.providerId : null}
        WHERE id = ${attemptId} AND (state = 'sending' OR (state = 'unknown' AND ${next.attempt} IN ('sent', 'failed'))) RETURNING id, message_id, number, state),
      m AS (UPDATE outbox_messages o SET
          state = CASE WHEN ${next.nextAt}::timestamptz IS NOT NULL AND o.stopped_at IS NOT NULL THEN 'cancelled' ELSE ${next.message} END,
          next_at = CASE WHEN o.stopped_at IS NULL THEN ${next.nextAt}::timestamptz END
        FROM t WHERE o.id = t.message_id AND ((o.state = 'sending' AND o.attempts = t.number) OR (${next.message === 'sent'}::boolean AND o.state IN ('queued', 'unknown', 'cancelled')))
        RETURNING o.id, o.state, o.next_at)
    SELECT t.message_id AS "messageId", m.next_at AS "nextAt", journal_append(${now}::timestamptz, 'outbox.attempted', 'outbox-message', o.id, NULL, o.incident_id,
        CASE WHEN o.actor_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[o.actor_id] END,
        jsonb_build_object('attemptId', t.id, 'messageState', coalesce(m.state, o.state), 'state', t.state, 'number', t.number, 'channel', o.channel), NULL)
    FROM t JOIN outbox_messages o ON o.id = t.message_id LEFT JOIN m ON m.id = t.message_id`)
}

/** The provider is known to be down: nothing is attempted, the message waits where it is. One that is held after a restore gets no time by this. */
export const postpone = async (db: Database, messageId: string, until: Date): Promise<void> => {
  await db.lookUp(sql`UPDATE outbox_messages SET next_at = ${until} WHERE id = ${messageId} AND state = 'queued' AND next_at IS NOT NULL`)
}

export type Lost = { attemptId: string; number: number; maxAttempts: number; giveUpAt: Date; unknownBefore: number; purpose: Purpose }
/**
 * Attempts whose worker died or hangs: nobody knows whether they were handed over. A lease that lies further ahead than any is given was given before
 * the clock was put back. `underWay` are this process's own, which it ends itself, however the clock jumps meanwhile.
 */
export const lostAttempts = async (db: Database, now: Date, underWay: readonly string[]): Promise<Lost[]> =>
  (
    await db.lookUp<{
      lost: Lost[] | null
    }>(sql`SELECT json_agg(json_build_object('attemptId', t.id, 'number', t.number, 'maxAttempts', m.max_attempts, 'giveUpAt', m.give_up_at, 'purpose', m.purpose,
        'unknownBefore', (SELECT count(*) FROM outbox_attempts u WHERE u.message_id = m.id AND u.state = 'unknown'))) AS lost
      FROM (SELECT * FROM outbox_attempts WHERE state = 'sending' AND (lease_until < ${now} OR lease_until > ${now}::timestamptz + make_interval(secs => ${furthestLeaseSeconds}::float8))
        AND id <> ALL (${underWay}::uuid[]) ORDER BY lease_until LIMIT 200) t JOIN outbox_messages m ON m.id = t.message_id`)
  )?.lost ?? []

/** Is there something to hand over, as far as is known without taking it? */
export const isWaiting = async (db: Database, messageId: string, now: Date): Promise<boolean> =>
  (await db.lookUp(sql`SELECT 1 AS one FROM outbox_messages WHERE id = ${messageId} AND state = 'queued' AND ${isDue(now)}`)) !== undefined

/** Queues again what is due and nobody has taken: whatever happened to its job, the row decides. */
export const enqueueDue = async (db: Database, now: Date, graceMs: number): Promise<void> => {
  await db.lookUp(
    sql`SELECT outbox_enqueue(coalesce(array_agg(id), '{}')) FROM (SELECT id FROM outbox_messages WHERE state = 'queued' AND (next_at <= ${new Date(now.getTime() - graceMs)}::timestamptz OR ${isTooFar(now)}) ORDER BY next_at LIMIT 500) due`,
  )
}

/** From now on the link of this letter opens what it was ordered for. */
export const arm = (db: Database, linkId: string, tokenHash: Buffer): Promise<unknown> =>
  db.lookUp(sql`SELECT invitation_arm(${linkId}, ${tokenHash})`)
