import type { Home } from '@samverkan/contract'
import type { LedForum, LocalDate, MeetingState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type Conferences = { next: Home['nextConference']; cancelled: Home['cancelledConference'] }
/** The next conference that is held, running or not over yet, and one before it that was cancelled. */
export const conferences = (tx: Tx, forumCode: string, now: Date): Promise<Conferences> =>
  tx.one(sql`
    WITH coming AS (SELECT m.* FROM meetings m JOIN forums f ON f.id = m.forum_id WHERE f.code = ${forumCode} AND NOT m.is_exercise
        AND (m.starts_at + make_interval(mins => m.minutes) > ${now} OR m.state = 'open')),
      next AS (SELECT * FROM coming WHERE state NOT IN ('cancelled', 'closed', 'documented', 'distributed') ORDER BY starts_at, id LIMIT 1)
    SELECT (SELECT json_build_object('code', n.code, 'startsAt', n.starts_at, 'isOpen', n.state = 'open',
        'movedFrom', (SELECT v.from_date FROM meeting_moves v WHERE v.meeting_id = n.id ORDER BY v.number LIMIT 1)) FROM next n) AS next,
      (SELECT json_build_object('code', c.code, 'startsAt', c.starts_at, 'reason', c.cancel_reason) FROM coming c
        WHERE c.state = 'cancelled' AND c.starts_at < coalesce((SELECT starts_at FROM next), 'infinity') ORDER BY c.starts_at LIMIT 1) AS cancelled`)

export type Waiting = {
  code: string
  title: string
  state: MeetingState
  forum: LedForum
  isExercise: boolean
  localDate: LocalDate
  startsAt: string
  minutes: number
  holiday: string | null
  holidayAnsweredAt: string | null
  /** The viewer's own actor is asked to report and has not. */
  reportMissing: boolean
}
/** Meetings that are not over and begin within so many days. */
export const coming = (tx: Tx, days: number, now: Date): Promise<Waiting[]> =>
  tx.many(sql`SELECT m.code, coalesce(nullif(m.title, ''), f.name_sv) AS title, m.state, json_build_object('mode', f.mode, 'leaders', f.leaders) AS forum, m.is_exercise AS "isExercise", to_char(m.local_date, 'YYYY-MM-DD') AS "localDate",
      to_json(m.starts_at) AS "startsAt", m.minutes, m.holiday, to_json(m.holiday_answered_at) AS "holidayAnsweredAt",
      m.asks_reports AND EXISTS (SELECT FROM meeting_actors x WHERE x.meeting_id = m.id AND x.actor_id = app_actor())
        AND NOT EXISTS (SELECT FROM meeting_reports r WHERE r.meeting_id = m.id AND r.actor_id = app_actor()) AS "reportMissing"
    FROM meetings m JOIN forums f ON f.id = m.forum_id
    WHERE m.state IN ('planned', 'agenda_set', 'open') AND m.starts_at + make_interval(mins => m.minutes) > ${now} AND m.starts_at < ${now}::timestamptz + make_interval(days => ${days + 1})
    ORDER BY m.is_exercise, m.starts_at, m.id`)
