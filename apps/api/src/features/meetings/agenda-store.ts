import type { ItemKind } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type ItemGiven = { title: string; kind: ItemKind; presenterActorId: string | null; presenter: string; minutes: number | null }
export type Item = {
  id: string
  title: string
  kind: ItemKind
  presenterActorCode: string | null
  presenter: string
  minutes: number | null
  version: number
  outcome: string
  outcomeVersion: number
}

/** The item, held until the transaction ends. */
export const lockItem = (tx: Tx, meetingId: string, itemId: string): Promise<Item | undefined> =>
  tx.maybe(sql`SELECT i.id, i.title, i.kind, (SELECT a.code FROM actors a WHERE a.id = i.presenter_actor_id) AS "presenterActorCode", i.presenter, i.minutes, i.version, i.outcome,
      i.outcome_version AS "outcomeVersion" FROM meeting_items i WHERE i.id = ${itemId} AND i.meeting_id = ${meetingId} FOR NO KEY UPDATE`)

/** Without holding it: a meeting that has been distributed is only read. */
export const readItem = (tx: Tx, meetingId: string, itemId: string): Promise<{ outcome: string } | undefined> =>
  tx.maybe(sql`SELECT outcome FROM meeting_items WHERE id = ${itemId} AND meeting_id = ${meetingId}`)

/** Every change of the agenda raises its version; the first one is also what makes it the meeting's own. */
export const raiseAgenda = (tx: Tx, meetingId: string): Promise<number> =>
  tx.run(sql`UPDATE meetings SET agenda_version = agenda_version + 1 WHERE id = ${meetingId}`)

/** Last, or in front of `before`, and those behind make room. Undefined when `before` is no item of this meeting. */
export const insertItem = async (
  tx: Tx,
  meetingId: string,
  item: ItemGiven & { id: string; liftedFrom?: { itemId: string; noteId: string | null; quote: string; actorId: string | null } },
  before: string | null,
): Promise<boolean> => {
  const place = await tx.maybe<{ seq: number }>(
    before === null
      ? sql`SELECT coalesce(max(seq), 0) + 1 AS seq FROM meeting_items WHERE meeting_id = ${meetingId}`
      : sql`SELECT seq FROM meeting_items WHERE meeting_id = ${meetingId} AND id = ${before}`,
  )
  if (!place) return false
  const from = item.liftedFrom
  await tx.run(sql`UPDATE meeting_items SET seq = seq + 1 WHERE meeting_id = ${meetingId} AND seq >= ${place.seq}`)
  await tx.run(sql`INSERT INTO meeting_items (id, meeting_id, seq, title, kind, presenter_actor_id, presenter, minutes, is_proposal, lifted_from_item_id, lifted_from_note_id, quote, quoted_actor_id)
    VALUES (${item.id}, ${meetingId}, ${place.seq}, ${item.title}, ${item.kind}, ${item.presenterActorId}, ${item.presenter}, ${item.minutes}, false, ${from?.itemId ?? null}, ${from?.noteId ?? null},
      ${from?.quote ?? ''}, ${from?.actorId ?? null})`)
  return true
}

export const saveItem = (tx: Tx, itemId: string, item: ItemGiven): Promise<number> =>
  tx.run(sql`UPDATE meeting_items SET title = ${item.title}, kind = ${item.kind}, presenter_actor_id = ${item.presenterActorId}, presenter = ${item.presenter}, minutes = ${item.minutes},
    is_proposal = false, version = version + 1 WHERE id = ${itemId}`)

/** Something stands on it: notes, an outcome, links, or it is what the meeting is at. */
export const isUsed = async (tx: Tx, itemId: string): Promise<boolean> =>
  (
    await tx.one<{
      used: boolean
    }>(sql`SELECT i.outcome_version > 0 OR i.began_at IS NOT NULL OR i.lifted_from_item_id IS NOT NULL OR EXISTS (SELECT FROM meeting_notes n WHERE n.item_id = i.id)
      OR EXISTS (SELECT FROM meeting_items o WHERE o.lifted_from_item_id = i.id) OR EXISTS (SELECT FROM meetings m WHERE m.current_item_id = i.id)
      OR EXISTS (SELECT FROM measures y WHERE y.agenda_item_id = i.id) OR EXISTS (SELECT FROM meeting_questions q WHERE q.item_id = i.id) AS used FROM meeting_items i WHERE i.id = ${itemId}`)
  ).used
export const deleteItem = (tx: Tx, itemId: string): Promise<number> => tx.run(sql`DELETE FROM meeting_items WHERE id = ${itemId}`)

export const order = async (tx: Tx, meetingId: string): Promise<string[]> =>
  (await tx.many<{ id: string }>(sql`SELECT id FROM meeting_items WHERE meeting_id = ${meetingId} ORDER BY seq`)).map(({ id }) => id)
export const saveOrder = (tx: Tx, meetingId: string, itemIds: readonly string[]): Promise<number> =>
  tx.run(
    sql`UPDATE meeting_items i SET seq = n.place FROM unnest(${[...itemIds]}::uuid[]) WITH ORDINALITY AS n (id, place) WHERE i.id = n.id AND i.meeting_id = ${meetingId}`,
  )

export const saveOutcome = async (tx: Tx, itemId: string, text: string, version: number, now: Date): Promise<void> => {
  await tx.run(sql`UPDATE meeting_items SET outcome = ${text}, outcome_version = ${version} WHERE id = ${itemId}`)
  await tx.run(
    sql`INSERT INTO meeting_outcome_versions (item_id, version, text, saved_at, saved_by) VALUES (${itemId}, ${version}, ${text}, ${now}, app_user())`,
  )
}

export type NextMeeting = { id: string; code: string; localDate: string; version: number; agendaVersion: number }
/** The forum's next meeting that can take an item, held; never the one that lifts; an exercise goes on in exercises, the real in the real. */
export const lockNextMeeting = (
  tx: Tx,
  forumCode: string,
  { id, isExercise }: { id: string | null; isExercise: boolean },
  now: Date,
): Promise<NextMeeting | undefined> =>
  tx.maybe(sql`SELECT m.id, m.code, to_char(m.local_date, 'YYYY-MM-DD') AS "localDate", m.version, m.agenda_version AS "agendaVersion" FROM meetings m JOIN forums f ON f.id = m.forum_id
    WHERE f.code = ${forumCode} AND m.id IS DISTINCT FROM ${id} AND m.is_exercise = ${isExercise} AND m.state IN ('planned', 'agenda_set') AND m.starts_at > ${now} ORDER BY m.starts_at LIMIT 1 FOR NO KEY UPDATE OF m`)
export type Lifted = { code: string; itemId: string; localDate: string }
export const alreadyLifted = (tx: Tx, itemId: string, noteId: string | null, forumCode: string): Promise<Lifted | undefined> =>
  tx.maybe(sql`SELECT m.code, i.id AS "itemId", to_char(m.local_date, 'YYYY-MM-DD') AS "localDate" FROM meeting_items i JOIN meetings m ON m.id = i.meeting_id JOIN forums f ON f.id = m.forum_id
    WHERE i.lifted_from_item_id = ${itemId} AND i.lifted_from_note_id IS NOT DISTINCT FROM ${noteId} AND f.code = ${forumCode} ORDER BY m.starts_at LIMIT 1`)
