import type { MeetingListItem } from '@samverkan/contract'
import type { LocalDate, MeetingState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { findIn } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

/**
 * For a query with `m` and `b` = meetings: of the same row of meetings, whichever comes first. Real follows real and exercise follows
 * exercise, so that nothing practised in a forum stands in its next real meeting, and nothing real is hidden behind an exercise.
 */
export const follows = fragment`b.forum_id = m.forum_id AND b.is_exercise = m.is_exercise`
/** For a query with `m` = meetings: the one before it in its row. */
export const previousId = fragment`(SELECT p.id FROM meetings p WHERE p.forum_id = m.forum_id AND p.is_exercise = m.is_exercise AND p.starts_at < m.starts_at
  AND p.state <> 'cancelled' ORDER BY p.starts_at DESC, p.id DESC LIMIT 1)`
/** For a query with `m` = meetings: it is the one in its row that comes first, where what is still out from earlier ones is taken up. */
export const isNext = (today: LocalDate): Fragment => fragment`(m.state IN ('planned', 'agenda_set', 'open')
  AND NOT EXISTS (SELECT FROM meetings n WHERE n.forum_id = m.forum_id AND n.is_exercise = m.is_exercise AND n.starts_at < m.starts_at
    AND n.local_date >= ${today}::date AND n.state IN ('planned', 'agenda_set', 'open')))`

/** A meeting as a line, for a query with `m` = meetings and `f` = forums. */
export const summary = fragment`'id', m.id, 'code', m.code, 'forum', json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en),
  'title', coalesce(nullif(m.title, ''), f.name_sv), 'state', m.state, 'localDate', m.local_date, 'localTime', to_char(m.local_time, 'HH24:MI'), 'minutes', m.minutes,
  'startsAt', m.starts_at, 'isoYear', extract(isoyear FROM m.local_date)::int, 'isoWeek', extract(week FROM m.local_date)::int, 'isSeries', m.series_date IS NOT NULL,
  'isExercise', m.is_exercise, 'channel', m.channel, 'place', m.place, 'holiday', m.holiday, 'holidayAnsweredAt', m.holiday_answered_at,
  'moves', (SELECT count(*) FROM meeting_moves v WHERE v.meeting_id = m.id),
  'actors', (SELECT count(*) FROM meeting_actors x WHERE x.meeting_id = m.id),
  'present', (SELECT count(*) FROM meeting_actors x WHERE x.meeting_id = m.id AND x.presence = 'present'),
  'reported', (SELECT count(*) FROM meeting_reports r WHERE r.meeting_id = m.id),
  'items', (SELECT count(*) FROM meeting_items i WHERE i.meeting_id = m.id)`

export type Line = Omit<MeetingListItem, 'asksAboutHoliday'> & { holidayAnsweredAt: string | null }
export type ListQuery = {
  search?: string | undefined
  when: 'coming' | 'past'
  forum?: string | undefined
  state?: MeetingState | undefined
  year?: number | undefined
  cursor?: string | undefined
  limit: number
}

/**
 * A page of meetings. One that is running, or was never opened, is still to come until the day is over in Stockholm: whoever is late
 * for it must find it first.
 */
export const listMeetings = async (
  tx: Tx,
  query: ListQuery,
  today: string,
): Promise<{ items: Line[]; nextCursor: string | null; total: number }> => {
  const after = readCursor(query.cursor, 'instant', 'uuid')
  const found = query.search ? await findIn(tx, ['meeting'], query.search) : null
  const coming = query.when === 'coming'
  const isComing = fragment`(m.local_date >= ${today}::date AND m.state NOT IN ('closed', 'documented', 'distributed')) OR m.state = 'open'`
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`meetings m JOIN forums f ON f.id = m.forum_id`,
      row: fragment`meetings m JOIN forums f ON f.id = m.forum_id`,
      id: fragment`m.id`,
      keys: [fragment`m.starts_at`, fragment`m.id`],
      direction: coming ? 'up' : 'down',
      where: fragment`${coming ? fragment`(${isComing})` : fragment`NOT (${isComing})`}
        ${query.forum ? fragment`AND f.code = ${query.forum}` : nothing}
        ${query.state ? fragment`AND m.state = ${query.state}` : nothing}
        ${query.year ? fragment`AND extract(year FROM m.local_date) = ${query.year}::int` : nothing}
        ${found ? fragment`AND ${found.meeting}` : nothing}`,
      after: after && [fragment`${after[0]}::timestamptz`, fragment`${after[1]}::uuid`],
      limit: query.limit,
      item: fragment`json_build_object(${summary})`,
    })}`,
  )
  return JSON.parse(page) as { items: Line[]; nextCursor: string | null; total: number }
}
