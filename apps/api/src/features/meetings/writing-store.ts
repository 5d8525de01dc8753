import type { MeetingNote, MeetingReport } from '@samverkan/contract'
import type { Report } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'
import { note, repeats } from './read-store.ts'

// ── Notes ──
export const insertNote = (
  tx: Tx,
  n: { id: string; meetingId: string; itemId: string; actorId: string | null; text: string },
  now: Date,
): Promise<number> =>
  tx.run(
    sql`INSERT INTO meeting_notes (id, meeting_id, item_id, actor_id, text, noted_at, noted_by) VALUES (${n.id}, ${n.meetingId}, ${n.itemId}, ${n.actorId}, ${n.text}, ${now}, app_user())`,
  )
export const lockNote = (
  tx: Tx,
  itemId: string,
  noteId: string,
): Promise<{ version: number; text: string; actorId: string | null } | undefined> =>
  tx.maybe(
    sql`SELECT version, text, actor_id AS "actorId" FROM meeting_notes WHERE id = ${noteId} AND item_id = ${itemId} FOR NO KEY UPDATE`,
  )
export const readNoteText = (tx: Tx, itemId: string, noteId: string): Promise<{ text: string; actorId: string | null } | undefined> =>
  tx.maybe(sql`SELECT text, actor_id AS "actorId" FROM meeting_notes WHERE id = ${noteId} AND item_id = ${itemId} AND text <> ''`)
export const saveNote = (tx: Tx, noteId: string, actorId: string | null, text: string, now: Date): Promise<number> =>
  tx.run(
    sql`UPDATE meeting_notes SET text = ${text}, actor_id = ${actorId}, version = version + 1, changed_at = ${now}, changed_by = app_user() WHERE id = ${noteId}`,
  )
export const readNote = async (tx: Tx, noteId: string): Promise<MeetingNote> =>
  (await tx.one<{ note: MeetingNote }>(sql`SELECT ${note} AS note FROM meeting_notes n WHERE n.id = ${noteId}`)).note

// ── The roll ──
export type Mark = { presence: 'present' | 'absent' | null; person: string; functionCode: string | null; hasMandate: boolean | null }
export const lockMark = (tx: Tx, meetingId: string, actorId: string): Promise<(Mark & { markedAt: Date | null }) | undefined> =>
  tx.maybe(sql`SELECT presence, person, function_code AS "functionCode", has_mandate AS "hasMandate", marked_at AS "markedAt" FROM meeting_actors
    WHERE meeting_id = ${meetingId} AND actor_id = ${actorId} FOR NO KEY UPDATE`)
export const saveMark = (tx: Tx, meetingId: string, actorId: string, mark: Mark, at: Date): Promise<number> =>
  tx.run(sql`UPDATE meeting_actors SET presence = ${mark.presence}, person = ${mark.person}, function_code = ${mark.functionCode}, has_mandate = ${mark.hasMandate}, marked_at = ${at}, marked_by = app_user()
    WHERE meeting_id = ${meetingId} AND actor_id = ${actorId}`)
/** Whoever opens the meeting is there, and so is their actor; what somebody has noted already stands. */
export const markHost = (tx: Tx, meetingId: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE meeting_actors SET presence = 'present', person = (SELECT name FROM users WHERE id = app_user()), function_code = ${tx.viewer.functionCode}, marked_at = ${now}, marked_by = app_user()
    WHERE meeting_id = ${meetingId} AND actor_id = app_actor() AND presence IS NULL`)
export const isFunction = async (tx: Tx, code: string): Promise<boolean> =>
  (await tx.maybe(sql`SELECT 1 AS one FROM functions WHERE code = ${code}`)) !== undefined

// ── The floor ──
/** The item that was at hand ends, the next one begins, and who gets the floor has had it. */
export const saveTurn = async (
  tx: Tx,
  meetingId: string,
  from: { itemId: string | null },
  to: { itemId: string | null; actorId: string | null },
  now: Date,
): Promise<void> => {
  if (from.itemId !== to.itemId) {
    await tx.run(sql`UPDATE meeting_items SET ended_at = ${now} WHERE id = ${from.itemId}`)
    await tx.run(sql`UPDATE meeting_items SET began_at = coalesce(began_at, ${now}::timestamptz), ended_at = NULL WHERE id = ${to.itemId}`)
  }
  if (to.actorId !== null)
    await tx.run(sql`UPDATE meeting_actors SET spoke_at = ${now} WHERE meeting_id = ${meetingId} AND actor_id = ${to.actorId}`)
  await tx.run(sql`UPDATE meetings SET current_item_id = ${to.itemId}, current_actor_id = ${to.actorId}, turn_since = CASE WHEN ${to.itemId}::uuid IS NULL AND ${to.actorId}::uuid IS NULL THEN NULL ELSE ${now}::timestamptz END,
    turn_version = turn_version + 1 WHERE id = ${meetingId}`)
}
export const readTurn = (
  tx: Tx,
  meetingId: string,
): Promise<{ itemId: string | null; actorId: string | null; since: string | null; version: number }> =>
  tx.one(
    sql`SELECT current_item_id AS "itemId", current_actor_id AS "actorId", to_json(turn_since) AS since, turn_version AS version FROM meetings WHERE id = ${meetingId}`,
  )

// ── Reports before the meeting ──
export const isOnRoll = async (tx: Tx, meetingId: string, actorId: string): Promise<boolean> =>
  (await tx.maybe(sql`SELECT 1 AS one FROM meeting_actors WHERE meeting_id = ${meetingId} AND actor_id = ${actorId}`)) !== undefined
/** The actor's report, after whoever else at the actor is saving one. */
export const lockReport = async (tx: Tx, meetingId: string, actorId: string): Promise<MeetingReport | undefined> => {
  await tx.run(sql`SELECT 1 FROM meeting_actors WHERE meeting_id = ${meetingId} AND actor_id = ${actorId} FOR NO KEY UPDATE`)
  return readReport(tx, meetingId, actorId)
}
export const readReport = (tx: Tx, meetingId: string, actorId: string): Promise<MeetingReport | undefined> =>
  tx.maybe(sql`SELECT r.kind, r.lines, r.version, to_json(r.saved_at) AS "savedAt", r.is_late AS "isLate", u.name AS "savedBy",
      ${repeats} AS repeats
    FROM meeting_reports r JOIN users u ON u.id = r.saved_by WHERE r.meeting_id = ${meetingId} AND r.actor_id = ${actorId}`)
export const saveReport = (
  tx: Tx,
  meetingId: string,
  actorId: string,
  report: Report & { repeats: string | null; isLate: boolean; version: number },
  now: Date,
): Promise<number> => {
  const lines = JSON.stringify(report.lines)
  return report.version === 1
    ? tx.run(sql`INSERT INTO meeting_reports (meeting_id, actor_id, kind, lines, repeats_meeting_id, is_late, version, saved_at, saved_by)
        VALUES (${meetingId}, ${actorId}, ${report.kind}, ${lines}::jsonb, ${report.repeats}, ${report.isLate}, 1, ${now}, app_user())`)
    : tx.run(sql`UPDATE meeting_reports SET kind = ${report.kind}, lines = ${lines}::jsonb, repeats_meeting_id = ${report.repeats}, is_late = ${report.isLate}, version = ${report.version}, saved_at = ${now}, saved_by = app_user()
        WHERE meeting_id = ${meetingId} AND actor_id = ${actorId}`)
}
