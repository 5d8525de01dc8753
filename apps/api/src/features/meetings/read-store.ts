import type { AgendaItem, EarlierQuestion, Meeting, MeetingReport, ReportLine, RollRow } from '@samverkan/contract'
import type { LedForum } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'
import { follows, isNext, type Line, previousId, summary } from './list-store.ts'
import { earlierQuestions, type Question, question } from './questions-store.ts'

const actorOf = (id: 'x' | 'n' | 'i'): ReturnType<typeof fragment> => {
  const column = { x: fragment`x.actor_id`, n: fragment`n.actor_id`, i: fragment`i.presenter_actor_id` }[id]
  return fragment`(SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name) FROM actors a WHERE a.id = ${column})`
}
/** For a query with `r` = meeting_reports or its versions: what was called unchanged, and whether it reads otherwise by now. */
export const repeats = fragment`(SELECT json_build_object('code', b.code, 'localDate', b.local_date,
    'isChanged', coalesce((SELECT e.lines <> r.lines FROM meeting_reports e WHERE e.meeting_id = b.id AND e.actor_id = r.actor_id), true))
  FROM meetings b WHERE b.id = r.repeats_meeting_id)`
/** For a query with `r` = meeting_reports or its versions. */
const report = fragment`json_build_object('kind', r.kind, 'lines', r.lines, 'version', r.version, 'savedAt', r.saved_at, 'isLate', r.is_late,
  'savedBy', (SELECT u.name FROM users u WHERE u.id = r.saved_by),
  'repeats', ${repeats})`
/** For a query with `x` = meeting_actors. */
const rollRow = fragment`json_build_object('actor', ${actorOf('x')}, 'isOwn', coalesce(x.actor_id = app_actor(), false), 'presence', x.presence, 'person', x.person,
  'functionCode', x.function_code, 'hasMandate', x.has_mandate, 'markedAt', x.marked_at, 'markedBy', (SELECT u.name FROM users u WHERE u.id = x.marked_by), 'spokeAt', x.spoke_at,
  'report', (SELECT ${report} FROM meeting_reports r WHERE r.meeting_id = x.meeting_id AND r.actor_id = x.actor_id))`
/** For a query with `n` = meeting_notes. */
export const note = fragment`json_build_object('id', n.id, 'actor', ${actorOf('n')}, 'text', n.text, 'version', n.version, 'notedAt', n.noted_at,
  'notedBy', (SELECT u.name FROM users u WHERE u.id = n.noted_by), 'changedAt', n.changed_at)`
const link = fragment`'code', m.code, 'title', coalesce(nullif(m.title, ''), f.name_sv), 'localDate', m.local_date`

/** Measures for a query with `y` = measures; late from the day after, in Stockholm. */
const measure = (
  today: string,
) => fragment`jsonb_build_object('id', y.id, 'title', y.title, 'owner', (SELECT json_build_object('code', a.code, 'name', a.name) FROM actors a WHERE a.id = y.owner_actor_id),
  'dueOn', y.due_on, 'state', y.state, 'isOverdue', y.state IN ('open', 'in_progress') AND y.due_on < ${today}::date)`

/**
 * Measures of earlier meetings of the same row, for a query with `m` = meetings: those of the meeting before, and on the next one
 * whatever is still open from any of them, so that a meeting between two others takes nothing out of sight.
 */
const earlierMeasures = (today: string) => fragment`coalesce((SELECT json_agg(${measure(today)} || jsonb_build_object('meeting',
      jsonb_build_object('code', b.code, 'localDate', b.local_date, 'isoWeek', extract(week FROM b.local_date)::int)) ORDER BY y.due_on, y.id)
    FROM measures y JOIN meetings b ON b.id = y.meeting_id
    WHERE ${follows} AND b.starts_at < m.starts_at AND y.state <> 'cancelled'
      AND (b.id = ${previousId} OR (y.state IN ('open', 'in_progress') AND ${isNext(today)}))), '[]')`

/**
 * For a query with `i` = meeting_items and `m` = its meeting. A measure called off before the minutes left was never among them; one called
 * off later stays, or they would no longer say what was sent.
 */
const item = (
  today: string,
) => fragment`json_build_object('id', i.id, 'title', i.title, 'kind', i.kind, 'presenterActor', ${actorOf('i')}, 'presenter', i.presenter, 'minutes', i.minutes,
  'isProposal', i.is_proposal, 'version', i.version, 'beganAt', i.began_at, 'endedAt', i.ended_at, 'outcome', json_build_object('text', i.outcome, 'version', i.outcome_version),
  'notes', coalesce((SELECT json_agg(${note} ORDER BY n.noted_at, n.id) FROM meeting_notes n WHERE n.item_id = i.id AND n.text <> ''), '[]'),
  'measures', coalesce((SELECT json_agg(${measure(today)} ORDER BY y.created_at, y.id) FROM measures y WHERE y.agenda_item_id = i.id AND (y.state <> 'cancelled' OR y.ended_at > m.distributed_at)), '[]'),
  'questions', coalesce((SELECT json_agg(${question(today)} ORDER BY q.asked_at, q.id) FROM meeting_questions q WHERE q.item_id = i.id), '[]'),
  'liftedFrom', (SELECT json_build_object(${link}, 'itemId', o.id, 'itemTitle', o.title, 'quote', i.quote, 'quotedActor', (SELECT a.name FROM actors a WHERE a.id = i.quoted_actor_id))
    FROM meeting_items o JOIN meetings m ON m.id = o.meeting_id JOIN forums f ON f.id = m.forum_id WHERE o.id = i.lifted_from_item_id),
  'liftedTo', coalesce((SELECT json_agg(json_build_object(${link}, 'itemId', o.id, 'itemTitle', o.title, 'forum', json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en)) ORDER BY m.starts_at)
    FROM meeting_items o JOIN meetings m ON m.id = o.meeting_id JOIN forums f ON f.id = m.forum_id WHERE o.lifted_from_item_id = i.id), '[]'))`

/** For a query with `e` = who leads: the name of whoever has the duty when the meeting begins (P-21); null where there is a gap. */
const onDuty = fragment`(SELECT u.name FROM roster_shifts s JOIN users u ON u.id = s.user_id AND u.status <> 'disabled'
  WHERE s.function_code = e.function AND s.state <> 'cancelled' AND s.starts_at <= m.starts_at AND s.ends_at > m.starts_at ORDER BY s.starts_at DESC LIMIT 1)`
/** The same of a function that is no duty: whoever holds it then, when that is one person. */
const holder = fragment`(SELECT min(u.name) FROM user_functions h JOIN users u ON u.id = h.user_id AND u.status <> 'disabled'
  WHERE h.function_code = e.function AND NOT h.is_deputy AND h.valid_from <= m.starts_at AND (h.valid_to IS NULL OR h.valid_to > m.starts_at) HAVING count(DISTINCT u.id) = 1)`
/** Who leads the forum's meetings, as its record says; for a query with `f` = forums and `m` = meetings. */
const leaders = fragment`coalesce((SELECT json_agg(json_build_object('part', e.part, 'function', json_build_object('code', n.code, 'nameSv', n.name_sv, 'shortSv', n.short_sv, 'nameEn', n.name_en),
    'onDuty', e.on_duty, 'person', CASE WHEN e.on_duty THEN ${onDuty} ELSE ${holder} END) ORDER BY e.nth)
  FROM ROWS FROM (jsonb_to_recordset(f.leaders) AS (part text, "function" text, "onDuty" boolean)) WITH ORDINALITY AS e (part, function, on_duty, nth) JOIN functions n ON n.code = e.function), '[]')`

export type Read = Line &
  Omit<
    Meeting,
    keyof Line | 'asksAboutHoliday' | 'allowed' | 'opening' | 'openedBy' | 'mayWrite' | 'ownBefore' | 'agenda' | 'earlierQuestions'
  > & {
    led: LedForum
    agenda: (Omit<AgendaItem, 'questions'> & { questions: Question[] })[]
    earlierQuestions: (Question & Pick<EarlierQuestion, 'meeting'>)[]
  }

/** One meeting whole, in one statement. */
export const readMeeting = async (tx: Tx, code: string, today: string): Promise<Read | undefined> =>
  (
    await tx.maybe<{ meeting: Read }>(sql`
    SELECT (jsonb_build_object(${summary}) || jsonb_build_object('led', json_build_object('mode', f.mode, 'leaders', f.leaders), 'dialIn', m.dial_in, 'version', m.version, 'agendaVersion', m.agenda_version, 'asksReports', m.asks_reports,
      'openedAt', m.opened_at, 'earlyReason', m.early_reason, 'closedAt', m.closed_at, 'documentedAt', m.documented_at, 'distributedAt', m.distributed_at, 'handling', m.handling, 'cancelReason', m.cancel_reason,
      'leaders', ${leaders},
      'moved', coalesce((SELECT json_agg(json_build_object('fromDate', v.from_date, 'fromTime', to_char(v.from_time, 'HH24:MI'), 'toDate', v.to_date, 'toTime', to_char(v.to_time, 'HH24:MI'),
        'reason', v.reason, 'at', v.moved_at, 'by', u.name) ORDER BY v.number) FROM meeting_moves v JOIN users u ON u.id = v.moved_by WHERE v.meeting_id = m.id), '[]'),
      'turn', json_build_object('itemId', m.current_item_id, 'actorId', m.current_actor_id, 'since', m.turn_since, 'version', m.turn_version),
      'agenda', coalesce((SELECT json_agg(${item(today)} ORDER BY i.seq) FROM meeting_items i WHERE i.meeting_id = m.id), '[]'),
      'roll', coalesce((SELECT json_agg(${rollRow} ORDER BY k.name) FROM meeting_actors x JOIN actors k ON k.id = x.actor_id WHERE x.meeting_id = m.id), '[]'),
      'picture', (SELECT json_build_object('id', p.id, 'title', p.title) FROM situational_pictures p WHERE p.meeting_id = m.id),
      'previous', (SELECT json_build_object('code', b.code, 'localDate', b.local_date) FROM meetings b WHERE b.id = ${previousId}),
      'next', (SELECT json_build_object('code', b.code, 'localDate', b.local_date) FROM meetings b
        WHERE ${follows} AND b.starts_at > m.starts_at AND b.state <> 'cancelled' ORDER BY b.starts_at, b.id LIMIT 1),
      'earlierQuestions', ${earlierQuestions(today)}, 'earlierMeasures', ${earlierMeasures(today)})) AS meeting
    FROM meetings m JOIN forums f ON f.id = m.forum_id WHERE m.code = ${code}`)
  )?.meeting

export type Before = { id: string; code: string; localDate: string; kind: MeetingReport['kind']; lines: ReportLine[] }
/** What the viewer's actor last said to this forum before that meeting. */
export const reportBefore = (tx: Tx, code: string): Promise<Before | undefined> =>
  tx.maybe(sql`SELECT b.id, b.code, to_char(b.local_date, 'YYYY-MM-DD') AS "localDate", r.kind, r.lines FROM meetings m JOIN meetings b ON ${follows} AND b.starts_at < m.starts_at
    JOIN meeting_reports r ON r.meeting_id = b.id AND r.actor_id = app_actor() WHERE m.code = ${code} ORDER BY b.starts_at DESC LIMIT 1`)

/** Did the viewer's actor say just this to that meeting, in any version? */
export const hasSaid = async (tx: Tx, meetingId: string, lines: readonly ReportLine[]): Promise<boolean> =>
  (
    await tx.one<{ said: boolean }>(sql`SELECT EXISTS (SELECT FROM meeting_report_versions v
      WHERE v.meeting_id = ${meetingId} AND v.actor_id = app_actor() AND v.lines = ${JSON.stringify(lines)}::jsonb) AS said`)
  ).said

export const readRollRow = async (tx: Tx, meetingId: string, actorId: string): Promise<RollRow | undefined> =>
  (
    await tx.maybe<{ row: RollRow }>(
      sql`SELECT ${rollRow} AS row FROM meeting_actors x WHERE x.meeting_id = ${meetingId} AND x.actor_id = ${actorId}`,
    )
  )?.row

/** Every version of one actor's report, the newest first. */
export const reportVersions = async (tx: Tx, code: string, actorCode: string): Promise<MeetingReport[] | undefined> =>
  (
    await tx.maybe<{
      items: MeetingReport[]
    }>(sql`SELECT coalesce((SELECT json_agg(${report} ORDER BY r.version DESC) FROM meeting_report_versions r
        WHERE r.meeting_id = x.meeting_id AND r.actor_id = x.actor_id), '[]') AS items
      FROM meetings m JOIN meeting_actors x ON x.meeting_id = m.id JOIN actors a ON a.id = x.actor_id WHERE m.code = ${code} AND a.code = ${actorCode}`)
  )?.items
