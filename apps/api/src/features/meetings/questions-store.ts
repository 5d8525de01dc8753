import type { TakenQuestion } from '@samverkan/contract'
import type { LocalDate } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'
import { follows, isNext, previousId } from './list-store.ts'

/** A question before it is known what the viewer may do with it. */
export type Question = Omit<TakenQuestion, 'mayAnswer'>

/** For a query with `q` = meeting_questions; late from the day after, in Stockholm. */
export const question = (
  today: LocalDate,
): Fragment => fragment`jsonb_build_object('id', q.id, 'text', q.text, 'dueOn', q.due_on, 'askedAt', q.asked_at,
  'actor', (SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name) FROM actors a WHERE a.id = q.actor_id), 'askedBy', (SELECT u.name FROM users u WHERE u.id = q.asked_by),
  'isOverdue', q.due_on < ${today}::date AND NOT EXISTS (SELECT FROM meeting_question_answers w WHERE w.question_id = q.id),
  'answer', (SELECT json_build_object('text', w.text, 'version', w.version, 'answeredAt', w.answered_at, 'answeredBy', u.name)
    FROM meeting_question_answers w JOIN users u ON u.id = w.answered_by WHERE w.question_id = q.id ORDER BY w.version DESC LIMIT 1))`

/**
 * For a query with `m` = meetings: what has been taken home from earlier meetings of the forum and is still out, or was asked last time.
 * It stands on the agenda of the meeting that comes first, and of no other.
 */
export const earlierQuestions = (
  today: LocalDate,
): Fragment => fragment`coalesce((SELECT json_agg(${question(today)} || jsonb_build_object('meeting',
      jsonb_build_object('code', b.code, 'localDate', b.local_date, 'isoWeek', extract(week FROM b.local_date)::int)) ORDER BY q.due_on, q.asked_at, q.id)
    FROM meeting_questions q JOIN meetings b ON b.id = q.meeting_id
    WHERE ${follows} AND b.starts_at < m.starts_at AND ${isNext(today)}
      AND (NOT EXISTS (SELECT FROM meeting_question_answers w WHERE w.question_id = q.id)
        OR b.id = ${previousId})), '[]')`

export const insertQuestion = (
  tx: Tx,
  q: { id: string; meetingId: string; itemId: string; actorId: string; text: string; dueOn: LocalDate },
  now: Date,
): Promise<number> =>
  tx.run(sql`INSERT INTO meeting_questions (id, meeting_id, item_id, actor_id, text, due_on, asked_at, asked_by)
    VALUES (${q.id}, ${q.meetingId}, ${q.itemId}, ${q.actorId}, ${q.text}, ${q.dueOn}::date, ${now}, app_user())`)
export const deleteQuestion = (tx: Tx, id: string): Promise<number> => tx.run(sql`DELETE FROM meeting_questions WHERE id = ${id}`)

export type Held = { id: string; itemId: string; actorId: string; version: number; text: string; answer: string | null }
/** The question, after whoever else is answering for the same actor. */
export const holdQuestion = async (tx: Tx, meetingId: string, id: string): Promise<Held | undefined> => {
  await tx.run(sql`SELECT 1 FROM meeting_actors x JOIN meeting_questions q ON q.meeting_id = x.meeting_id AND q.actor_id = x.actor_id
    WHERE q.id = ${id} AND q.meeting_id = ${meetingId} FOR NO KEY UPDATE OF x`)
  return tx.maybe(sql`SELECT q.id, q.item_id AS "itemId", q.actor_id AS "actorId", q.text, coalesce(w.version, 0) AS version, w.text AS answer FROM meeting_questions q
    LEFT JOIN LATERAL (SELECT w.version, w.text FROM meeting_question_answers w WHERE w.question_id = q.id ORDER BY w.version DESC LIMIT 1) w ON true
    WHERE q.id = ${id} AND q.meeting_id = ${meetingId}`)
}
export const readQuestion = async (tx: Tx, id: string, today: LocalDate): Promise<Question> =>
  (await tx.one<{ question: Question }>(sql`SELECT ${question(today)} AS question FROM meeting_questions q WHERE q.id = ${id}`)).question
export const insertAnswer = (tx: Tx, held: Held, text: string, now: Date): Promise<number> =>
  tx.run(sql`INSERT INTO meeting_question_answers (question_id, actor_id, version, text, answered_at, answered_by)
    VALUES (${held.id}, ${held.actorId}, ${held.version + 1}, ${text}, ${now}, app_user())`)

export type Open = { text: string; dueOn: LocalDate; meetingCode: string; isExercise: boolean }
/** What the viewer's own actor has taken home and not come back about. */
export const openOfOwnActor = (tx: Tx): Promise<Open[]> =>
  tx.many(sql`SELECT q.text, to_char(q.due_on, 'YYYY-MM-DD') AS "dueOn", m.code AS "meetingCode", m.is_exercise AS "isExercise" FROM meeting_questions q JOIN meetings m ON m.id = q.meeting_id
    WHERE q.actor_id = app_actor() AND NOT EXISTS (SELECT FROM meeting_question_answers w WHERE w.question_id = q.id) ORDER BY q.due_on, q.asked_at, q.id`)
