import { linkMark, mailPurposes, type MailPurpose, mailSubject, maskedLink, oneTimeMark, type Purpose } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { findIn } from '../../lib/search.ts'
import { newId } from '../../lib/ids.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

/** A message as JSON, for a query with `m` = outbox_messages. A link is masked before the text leaves the database. */
const message: Fragment = fragment`(SELECT json_build_object('id', m.id, 'purpose', m.purpose,
    'incident', CASE WHEN i.id IS NULL THEN NULL ELSE json_build_object('code', i.code, 'title', i.title, 'isExercise', i.is_exercise) END,
    'actor', CASE WHEN a.id IS NULL THEN NULL ELSE json_build_object('code', a.code, 'name', a.name) END,
    'label', coalesce(r.label, u.name), 'channel', m.channel, 'destination', m.destination, 'subject', m.subject, 'body', replace(replace(m.body, ${linkMark}, ${maskedLink}), ${oneTimeMark}, ${maskedLink}), 'state', m.state, 'nextAt', m.next_at, 'createdAt', m.created_at,
    'attempts', coalesce((SELECT json_agg(json_build_object('id', t.id, 'channel', m.channel, 'state', t.state, 'number', t.number, 'at', t.started_at, 'detail', t.detail,
      'mayBeDuplicate', t.may_be_duplicate, 'responseCode', t.response_code, 'finishedAt', t.finished_at) ORDER BY t.number) FROM outbox_attempts t WHERE t.message_id = m.id), '[]'))
  FROM (SELECT) AS one LEFT JOIN incidents i ON i.id = m.incident_id LEFT JOIN actors a ON a.id = m.actor_id LEFT JOIN call_out_recipients r ON r.id = m.recipient_id LEFT JOIN users u ON u.id = m.user_id)`

export type ListQuery = {
  search?: string | undefined
  state?: string | undefined
  purpose?: Purpose | undefined
  incidentCode?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** A page of messages, newest first; row-level security leaves out those of other actors. */
export const listMessages = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'instant', 'uuid')
  const found = query.search ? await findIn(tx, ['message'], query.search) : null
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`outbox_messages m`,
      row: fragment`outbox_messages m`,
      id: fragment`m.id`,
      keys: [fragment`m.created_at`, fragment`m.id`],
      direction: 'down',
      where: fragment`true
        ${query.state ? fragment`AND m.state = ${query.state}` : nothing}
        ${query.purpose ? fragment`AND m.purpose = ${query.purpose}` : nothing}
        ${query.incidentCode ? fragment`AND m.incident_id = (SELECT id FROM incidents WHERE code = ${query.incidentCode})` : nothing}
        ${found ? fragment`AND ${found.message}` : nothing}`,
      after: after && [fragment`${after[0]}::timestamptz`, fragment`${after[1]}::uuid`],
      limit: query.limit,
      item: message,
    })}`,
  )
  return page
}

export const readMessage = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.maybe<{ message: string }>(sql`SELECT ${message}::text AS message FROM outbox_messages m WHERE m.id = ${id}`))?.message

export type NewMessage = { id: string; recipientId: string; actorId: string; destination: string; subject: string; body: string }

/** Decided here, in the transaction of the use case; handed over by the worker after the commit (architecture.md, Delivery). */
export const queue = async (tx: Tx, incidentId: string, messages: readonly NewMessage[], now: Date): Promise<void> => {
  if (messages.length === 0) return
  const giveUpAt = new Date(now.getTime() + mailPurposes.call_out.minutes * 60_000)
  await tx.run(sql`INSERT INTO outbox_messages (id, purpose, recipient_id, incident_id, actor_id, channel, destination, subject, body, max_attempts, next_at, give_up_at, created_at)
    SELECT m.id, 'call_out', m."recipientId", ${incidentId}::uuid, m."actorId", 'email', m.destination, m.subject, m.body, ${mailPurposes.call_out.maxAttempts}::int, ${now}::timestamptz, ${giveUpAt}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m(id uuid, "recipientId" uuid, "actorId" uuid, destination text, subject text, body text)`)
  await tx.run(sql`SELECT outbox_enqueue(${messages.map((m) => m.id)}::uuid[])`)
}

export type Mail = {
  purpose: MailPurpose
  /** Whose people it concerns: they see it in their outbox. null: only those who see the region do. */
  actorId: string | null
  /** The receiver, when that is a person with an account. */
  userId?: string
  destination: string
  subject: string
  body: string
  incidentId?: string
  /** The same order again – a job that runs twice – is the same letter: `weekly:2026-W48:<user>`. At most 200 characters. */
  key?: string
  /** An invitation or a new password: `oneTimeMark` in the body becomes the link that this id and key make. Not tried past its end. */
  link?: { id: string; keyVersion: number; expiresAt: Date }
}

/** Returns how many were queued: fewer than given when some had been before. */
export const queueMail = async (tx: Tx, mails: readonly Mail[], now: Date): Promise<number> => {
  if (mails.length === 0) return 0
  const rows = mails.map(({ link, subject, ...mail }) => {
    const { minutes, maxAttempts } = mailPurposes[mail.purpose]
    const giveUpAt = now.getTime() + minutes * 60_000
    return {
      ...mail,
      id: newId(),
      subject: mailSubject(subject),
      maxAttempts,
      giveUpAt: new Date(link ? Math.min(giveUpAt, link.expiresAt.getTime()) : giveUpAt),
      linkId: link?.id,
      linkKeyVersion: link?.keyVersion,
    }
  })
  const { queued } = await tx.one<{ queued: number }>(sql`SELECT outbox_queue_mail(${JSON.stringify(rows)}::jsonb, ${now}) AS queued`)
  return queued
}

/** Nobody needs the letter with this link any more: the invitation was withdrawn, or replaced by a newer one. */
export const stopLink = (tx: Tx, linkId: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE outbox_messages SET stopped_at = ${now}, next_at = NULL, state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
    WHERE link_id = ${linkId} AND state IN ('queued', 'sending') AND stopped_at IS NULL`)

/** Nobody needs the letters any more that were ordered under keys that begin so: what they tell of was taken back. One under way ends by itself. */
export const stopOrdered = (tx: Tx, keys: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE outbox_messages SET stopped_at = ${now}, next_at = NULL, state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END
    WHERE starts_with(order_key, ${keys}) AND purpose <> 'call_out' AND state IN ('queued', 'sending') AND stopped_at IS NULL`)

/**
 * Stops what nobody needs any more: messages whose forums have all been answered by that actor, or are closed (reliability.md P4).
 * A hand-over under way ends by itself; nothing is tried again.
 */
export const stopSettled = async (tx: Tx, incidentId: string, actorId: string | null, now: Date): Promise<number> =>
  tx.run(sql`UPDATE outbox_messages m SET stopped_at = ${now}, next_at = NULL, state = CASE WHEN m.state = 'queued' THEN 'cancelled' ELSE m.state END
    WHERE m.incident_id = ${incidentId} ${actorId === null ? nothing : fragment`AND m.actor_id = ${actorId}`} AND m.state IN ('queued', 'sending') AND m.stopped_at IS NULL AND m.purpose = 'call_out'
      AND NOT EXISTS (SELECT FROM call_out_recipient_activations l JOIN activations v ON v.id = l.activation_id JOIN activation_actors x ON x.activation_id = l.activation_id AND x.actor_id = m.actor_id
        WHERE l.recipient_id = m.recipient_id AND v.state <> 'closed' AND x.answer_id IS NULL)`)

/** The letter with this link has come to somebody who answered by it, whatever was known of its hand-over. Before `stopSettled`. */
export const markReceived = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<void> => {
  await tx.run(sql`SELECT answer_link_received(${tokenHash}, ${now})`)
}
