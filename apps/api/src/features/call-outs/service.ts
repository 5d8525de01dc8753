import type { AnsweredRow, LinkAnswer, LinkAnswered } from '@samverkan/contract'
import {
  type ActivationAction,
  type ActivationState,
  bodyFor,
  reachedBy,
  can,
  isLate,
  type Recipient,
  rowLateAt,
  rowState,
  subjectFor,
  transition,
  type Viewer,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, isFirst } from '../../lib/idempotency.ts'
import { newId, sha256 } from '../../lib/ids.ts'
import { append, type JournalEntry } from '../../lib/journal.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, must, Problem } from '../../lib/problem.ts'
import { isSentLater, saidAt as saidAtOf } from '../../lib/said-at.ts'
import { bucket, count, waits } from '../../lib/throttle.ts'
import * as outbox from '../outbox/service.ts'
import { boardText } from './board-cache.ts'
import * as boards from './board-store.ts'
import * as store from './store.ts'

export { callList, functionNames, type ListedContact, settings } from './call-list-store.ts'

export const board = async (db: Database, viewer: Viewer, code: string, now: Date): Promise<JsonText> => {
  const text = found(await boardText(db, viewer, code, now))
  return new JsonText(`${text.slice(0, -1)},"at":"${now.toISOString()}"}`)
}

export const history = (db: Database, viewer: Viewer, code: string, actorId: string): Promise<JsonText> =>
  db.inViewer(viewer, (tx) => tx.last(async () => new JsonText(found(await boards.readHistory(tx, code, actorId)))))

export type Placed = { id: string; recipients: number; gaps: number }
/** Writes a call-out, its recipients and their messages; the worker hands them over after the commit. */
export const place = async (
  tx: Tx,
  c: store.NewCallOut,
  recipients: readonly Recipient[],
  words: { label: (functionCode: string) => string; body: (recipient: Recipient) => string },
  now: Date,
): Promise<Placed> => {
  const rows = recipients.map((r) => ({
    ...r,
    id: newId(),
    contactPointId: r.contact?.id ?? null,
    // One letter to a mailbox of several contact points goes by all their names.
    label: r.contact ? [r.contact, ...r.also].map(({ label }) => label).join(', ') : words.label(r.functionCode),
    alsoIds: r.also.map(({ id }) => id),
  }))
  await store.insertCallOut(
    tx,
    c,
    rows.map(({ contact: _, also: _also, ...row }) => row),
    now,
  )
  const actorIds = [...new Set(rows.map((r) => r.actorId))]
  const names = new Map((await store.actorNames(tx, actorIds)).map(({ id, name }) => [id, name]))
  const messages = rows.flatMap((r) => {
    if (!r.contact?.email) return []
    const name = names.get(r.actorId) ?? ''
    const letter = { subject: subjectFor(c.subject, name), body: bodyFor(words.body(r), name) }
    return [{ id: newId(), recipientId: r.id, actorId: r.actorId, destination: r.contact.email, ...letter }]
  })
  await outbox.queue(tx, c.incidentId, messages, now)
  return { id: c.id, recipients: messages.length, gaps: rows.length - messages.length }
}

type AnswerBody = { answer: store.GivenAnswer['answer']; person: string; deputy: string; etaMinutes?: number | undefined; comment: string }
const given = (body: AnswerBody, more: Pick<store.GivenAnswer, 'via' | 'means' | 'recipientId'>, now: Date): store.GivenAnswer => ({
  answer: body.answer,
  person: body.person,
  deputy: body.deputy,
  comment: body.comment,
  etaAt: body.etaMinutes === undefined ? null : new Date(now.getTime() + body.etaMinutes * 60_000),
  ...more,
})

/** A phone that sends its answer again says nothing new: within a minute the same ETA is the same. */
const saysTheSame = (a: store.GivenAnswer, b: store.GivenAnswer): boolean =>
  a.answer === b.answer &&
  a.person === b.person &&
  a.deputy === b.deputy &&
  a.comment === b.comment &&
  a.via === b.via &&
  a.means === b.means &&
  a.recipientId === b.recipientId &&
  (a.etaAt === null ? b.etaAt === null : b.etaAt !== null && Math.abs(a.etaAt.getTime() - b.etaAt.getTime()) < 60_000)

/** Only rows whose activation lets this happen; when none does, the reason why. */
const openRows = (rows: readonly store.HeldRow[], action: ActivationAction, only?: readonly string[]): store.HeldRow[] => {
  const wanted = only ? [...new Set(only)].map((id) => found(rows.find((r) => r.activationId === id))) : rows
  const results = wanted.map((row) => ({ row, result: transition(row.state as ActivationState, action) }))
  if (only) for (const { result } of results) must(result)
  const open = results.filter(({ result }) => result.ok).map(({ row }) => row)
  const [first] = results
  if (open.length === 0 && first) must(first.result)
  if (open.length === 0) throw new Problem('not-found')
  return open
}

/**
 * Keeps an answer for the rows held: history kept, last one wins, late ones marked; stops what was still to be sent (P4), and the letter
 * whose link it came by has arrived. Says what stands afterwards. Everything leaves in one round trip with the commit: nobody else appends to the journal in the meantime.
 */
const keep = async (
  tx: Tx,
  rows: readonly store.HeldRow[],
  answer: store.GivenAnswer,
  now: Date,
  { link = null, also, saidAt = now }: { link?: Buffer | null; also?: () => Promise<unknown>; saidAt?: Date } = {},
): Promise<store.Standing[]> => {
  const [{ actorId, incidentId } = { actorId: '', incidentId: '' }] = rows
  const fresh = rows.filter(({ given: before }) => !before || !saysTheSame(before, answer))
  const same = rows.flatMap(({ given: before }) => (before && saysTheSame(before, answer) ? [before] : []))
  if (fresh.length === 0) return same
  const added = fresh.map(({ activationId, lateAt, given: before }) => ({
    ...answer,
    id: newId(),
    activationId,
    isLate: isLate(saidAt, lateAt),
    answeredAt: saidAt,
    number: (before?.number ?? 0) + 1,
  }))
  const entry: JournalEntry<'call-outs.answered'> = {
    at: now,
    type: 'call-outs.answered',
    subject: { type: 'actor', id: actorId },
    incidentId,
    data: {
      actorId,
      answer: answer.answer,
      via: answer.via,
      means: answer.means,
      late: added.some((a) => a.isLate),
      changed: fresh.some((row) => row.answerId !== null),
      activationIds: added.map((a) => a.activationId),
      answerIds: added.map((a) => a.id),
    },
    payload: JSON.stringify([answer.person, answer.deputy, answer.etaAt, answer.comment]),
  }
  await tx.last(() =>
    Promise.all([
      store.insertAnswers(tx, actorId, added, answer, saidAt),
      link && outbox.markReceived(tx, link, now),
      outbox.stopSettled(tx, incidentId, actorId, now),
      append(tx, entry),
      also?.(),
    ]),
  )
  return [...same, ...added]
}

/** What the answer changed on the board, worked out from what was held: by the board's own rules, which a test compares. */
const answeredRow = (actorId: string, rows: readonly store.HeldRow[], fresh: readonly store.Standing[]): AnsweredRow => {
  const after = rows.map((row) => ({ ...row, given: fresh.find((a) => a.activationId === row.activationId) ?? row.given }))
  const called = after.map((row) => ({
    answered: row.given !== null,
    closed: row.state === 'closed',
    lateAt: row.lateAt,
    connected: row.connectedAt !== null,
  }))
  return {
    actorId,
    state: rowState(called),
    lateAt: rowLateAt(called).toISOString(),
    answers: after.flatMap(({ given: a }) => {
      if (!a) return []
      const { id: _, recipientId: __, number, ...said } = a
      const etaAt = said.etaAt?.toISOString() ?? null
      return [{ ...said, etaAt, answeredAt: said.answeredAt.toISOString(), earlier: number - 1 }]
    }),
    connected: after.flatMap(({ activationId, connectedAt: at }) => (at ? [{ activationId, at: at.toISOString() }] : [])),
  }
}

type OnBoard = AnswerBody & { activationIds?: string[] | undefined; takenDownAt?: string | undefined; basedOn?: string | null | undefined }
/** What the actor has said itself since: taken down by phone before it, nothing takes its place without a question. */
const answeredSince = (rows: readonly store.HeldRow[], basedOn: string | null | undefined): boolean =>
  basedOn !== undefined &&
  rows.some(({ given: a }) => a !== null && a.via !== 'manual' && (basedOn === null || a.answeredAt.getTime() > Date.parse(basedOn)))

const answerOnBoard = async (
  db: Database,
  viewer: Viewer,
  code: string,
  actorId: string,
  body: OnBoard,
  via: Pick<store.GivenAnswer, 'via' | 'means'>,
  idempotency: Idempotency,
  now: Date,
): Promise<AnsweredRow> =>
  db.inViewer(viewer, async (tx) => {
    // Held after the key: whoever sends the same one again waits for the first, and finds what it left.
    const [first, rows] = await Promise.all([isFirst(tx, idempotency, now), store.holdByIncident(tx, code, [actorId])])
    if (rows.length === 0) throw new Problem('not-found')
    if (!first) return answeredRow(actorId, rows, [])
    const open = openRows(rows, via.via === 'manual' ? 'mark-reached' : 'answer', body.activationIds)
    if (answeredSince(open, body.basedOn)) throw new Problem('stale-version', { current: answeredRow(actorId, rows, []) })
    const saidAt = saidAtOf(body.takenDownAt, now)
    return answeredRow(actorId, rows, await keep(tx, open, given(body, { ...via, recipientId: null }, saidAt), now, { saidAt }))
  })

/** The own actor answers in the portal; an actor that was not called there finds nothing. */
export const answerOwn = (
  db: Database,
  viewer: Viewer,
  code: string,
  body: OnBoard,
  idempotency: Idempotency,
  now: Date,
): Promise<AnsweredRow> => {
  if (viewer.actorId === null || !can(viewer, 'call-outs.answer', { actorId: viewer.actorId })) throw new Problem('forbidden')
  return answerOnBoard(db, viewer, code, viewer.actorId, body, { via: 'portal', means: null }, idempotency, now)
}

/** Reached by phone, Rakel or otherwise; the duty officer answers in the actor's place and says how. */
export const markReached = (
  db: Database,
  viewer: Viewer,
  code: string,
  actorId: string,
  body: OnBoard & { means: 'phone' | 'rakel' | 'other' },
  idempotency: Idempotency,
  now: Date,
): Promise<AnsweredRow> => answerOnBoard(db, viewer, code, actorId, body, { via: 'manual', means: body.means }, idempotency, now)

/**
 * The roll of one forum's conference: one tick, or one taken back – and with it the answer that the tick itself gave: a slip of the finger
 * must not leave an actor among those who take part. The same again changes nothing.
 */
export const markConnected = (
  db: Database,
  viewer: Viewer,
  code: string,
  actorId: string,
  { activationId, connected, tickedAt }: { activationId: string; connected: boolean; tickedAt?: string | undefined },
  idempotency: Idempotency,
  now: Date,
): Promise<AnsweredRow> =>
  db.inViewer(viewer, async (tx) => {
    const [first, rows] = await Promise.all([isFirst(tx, idempotency, now), store.holdByIncident(tx, code, [actorId])])
    if (rows.length > 0 && !first) return answeredRow(actorId, rows, [])
    const [row] = openRows(rows, 'mark-reached', [activationId])
    const at = saidAtOf(tickedAt, now)
    if (!row || (row.connectedAt !== null) === connected) return answeredRow(actorId, rows, [])
    // Done without a network, and otherwise by a colleague since: who did it last is right.
    if (row.tickedAt && isSentLater(at, now) && row.tickedAt > at) return answeredRow(actorId, rows, [])
    const slip = !connected && row.given?.via === 'manual' && row.given.answeredAt.getTime() === row.connectedAt?.getTime()
    const entry: JournalEntry<'call-outs.connected'> = {
      at: now,
      type: 'call-outs.connected',
      subject: { type: 'actor', id: actorId },
      incidentId: row.incidentId,
      data: {
        actorId,
        activationId,
        connected,
        ...(slip ? { answerTakenBack: true as const } : {}),
        ...(isSentLater(at, now) ? { tickedAt: at.toISOString() } : {}),
      },
    }
    const tick = () => Promise.all([store.saveConnected(tx, row, { connected, slip }, at), append(tx, entry)])
    const after = rows.map((one) =>
      one === row ? { ...row, connectedAt: connected ? at : null, ...(slip ? { answerId: null, given: null } : {}) } : one,
    )
    if (row.given || !connected) {
      await tx.last(tick)
      return answeredRow(actorId, after, [])
    }
    const answer = given(
      { answer: 'participates', person: '', deputy: '', comment: '' },
      { via: 'manual', means: reachedBy[row.channel], recipientId: null },
      at,
    )
    return answeredRow(actorId, after, await keep(tx, [row], answer, now, { also: tick, saidAt: at }))
  })

const hashOf = (token: string): Buffer => {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw new Problem('not-found')
  return sha256(token)
}

/** So often within an hour may whoever holds a link change its answer; then each costs a wait. Nobody is known here, and every change is kept for good. */
const freeChanges = 10

/** Shows, never changes: mail scanners fetch links (security.md E12). */
export const readLink = async (db: Database, token: string): Promise<JsonText> =>
  db.inLink(hashOf(token), (tx) => tx.last(async () => new JsonText(found(await boards.readLink(tx)))))

export const answerByLink = async (db: Database, token: string, body: AnswerBody, now: Date): Promise<LinkAnswered> => {
  const link = hashOf(token)
  return db.inLink(link, async (tx) => {
    const often = [bucket('growing', freeChanges, 'answer-link', link.toString('hex'))]
    const [rows, { seconds }] = await Promise.all([store.holdByLink(tx), waits(tx, often, now)])
    const answer = given(body, { via: 'link', means: null, recipientId: rows[0]?.linkOf ?? null }, now)
    const open = openRows(rows, 'answer')
    const wait = Math.max(0, ...seconds)
    if (wait > 0 && open.some(({ given: before }) => !before || !saysTheSame(before, answer)))
      throw new Problem('too-many', { retryAfterSeconds: wait })
    const standing = await keep(tx, open, answer, now, { link, also: () => count(tx, often, now) })
    return { current: latestOf(standing), givenTo: standing.map(({ activationId }) => activationId) }
  })
}

/** The last one said; of several given at once, the one that was written last. */
const latestOf = (standing: readonly store.Standing[]): LinkAnswer => {
  const order = (a: store.Standing): string => `${a.answeredAt.toISOString()} ${a.id}`
  const latest = standing.reduce((a, b) => (order(b) > order(a) ? b : a))
  const { answer, person, deputy, comment, isLate: late, via } = latest
  return {
    answer,
    person,
    deputy,
    etaAt: latest.etaAt?.toISOString() ?? null,
    comment,
    answeredAt: latest.answeredAt.toISOString(),
    isLate: late,
    via,
  }
}
