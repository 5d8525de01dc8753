import type { CalendarMeeting } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'

export type Feed = { madeAt: string; lastReadAt: string | null }
export const readFeed = (tx: Tx): Promise<Feed | undefined> =>
  tx.maybe(
    sql`SELECT to_json(made_at) AS "madeAt", to_json(last_read_at) AS "lastReadAt" FROM meeting_calendar_feeds WHERE user_id = app_user()`,
  )
/** One per person: a new address ends the one before. */
export const saveFeed = (tx: Tx, tokenHash: Buffer, now: Date): Promise<number> =>
  tx.run(sql`INSERT INTO meeting_calendar_feeds (user_id, token_hash, made_at) VALUES (app_user(), ${tokenHash}, ${now})
    ON CONFLICT (user_id) DO UPDATE SET token_hash = ${tokenHash}, made_at = ${now}, last_read_at = NULL`)
export const deleteFeed = (tx: Tx): Promise<number> => tx.run(sql`DELETE FROM meeting_calendar_feeds WHERE user_id = app_user()`)
export const feedReader = async (tx: Tx, tokenHash: Buffer, now: Date): Promise<string | null> =>
  (await tx.one<{ reader: string | null }>(sql`SELECT meeting_calendar_reader(${tokenHash}, ${now}) AS reader`)).reader

export type CalendarRow = Omit<CalendarMeeting, 'url' | 'title'> & { code: string; title: string; isExercise: boolean }
const columns = fragment`m.id, m.code, coalesce(nullif(m.title, ''), f.name_sv) AS title, m.is_exercise AS "isExercise", to_char(m.local_date, 'YYYY-MM-DD') AS "localDate",
  to_char(m.local_time, 'HH24:MI') AS "localTime", m.minutes, m.place, m.state = 'cancelled' AS "isCancelled", m.calendar_sequence AS sequence, m.planned_at AS "createdAt", m.calendar_changed_at AS "updatedAt"`
/** What has been for a quarter, and everything that is to come. */
export const calendarMeetings = (tx: Tx, now: Date): Promise<CalendarRow[]> =>
  tx.many(
    sql`SELECT ${columns} FROM meetings m JOIN forums f ON f.id = m.forum_id WHERE m.starts_at >= ${now}::timestamptz - interval '90 days' ORDER BY m.starts_at, m.id LIMIT 1000`,
  )
export const calendarMeeting = (tx: Tx, code: string): Promise<CalendarRow | undefined> =>
  tx.maybe(sql`SELECT ${columns} FROM meetings m JOIN forums f ON f.id = m.forum_id WHERE m.code = ${code}`)
