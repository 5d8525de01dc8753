import { occurrences, weeklyConference } from '@samverkan/domain'
import { type Database, workerViewer } from '../lib/db.ts'
import { newId } from '../lib/ids.ts'
import { append } from '../lib/journal.ts'
import { sql } from '../lib/sql.ts'

/**
 * Keeps the series of Thursday conferences half a year ahead (P-09, A-32). Idempotent: a Thursday that has been made is never made again,
 * also when it has been moved or cancelled; one that somebody planned that day by hand, or practises, has the plain address and keeps it. Members that have joined come on the rolls of what has not begun. Answers how many are new.
 */
export const keepSeries = (db: Database, now: Date): Promise<number> =>
  db.inViewer(workerViewer, async (tx) => {
    const { forumCode, time, minutes } = weeklyConference
    const rows = occurrences(now).map(({ date, holiday }) => ({ id: newId(), date, holiday }))
    const made = await tx.many<{ id: string }>(sql`
      INSERT INTO meetings (id, code, forum_id, series_date, local_date, local_time, minutes, channel, state, asks_reports, all_members, holiday, planned_at, calendar_changed_at)
      SELECT n.id, f.code || '-' || n.date || CASE WHEN EXISTS (SELECT FROM meetings x WHERE x.code = f.code || '-' || n.date) THEN '-torsdag' ELSE '' END, f.id, n.date, n.date, ${time}::time, ${minutes}::int, 'telephone', 'planned', true, true, n.holiday, ${now}::timestamptz, ${now}::timestamptz
      FROM forums f, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, date date, holiday text)
      WHERE f.code = ${forumCode} ORDER BY n.date ON CONFLICT DO NOTHING RETURNING id`)
    for (const { id } of made) await tx.run(sql`SELECT meeting_fill_agenda(${id})`)
    await tx.run(
      sql`SELECT meeting_fill_roll(m.id) FROM meetings m WHERE m.all_members AND m.state IN ('planned', 'agenda_set') AND m.starts_at > ${now}`,
    )
    for (const { id } of made)
      await append(tx, {
        at: now,
        type: 'meetings.planned',
        subject: { type: 'meeting', id, version: 1 },
        data: { forumCode, via: 'series' },
      })
    return made.length
  })
