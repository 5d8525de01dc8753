import type { MeetingChannel } from '@samverkan/contract'
import { dutyOfficer, type LedForum, type LocalDate, type LocalTime, type MeetingState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'

export type Locked = {
  id: string
  code: string
  state: MeetingState
  version: number
  forum: LedForum & { id: string; code: string; nameSv: string }
  title: string
  isExercise: boolean
  isSeries: boolean
  asksReports: boolean
  localDate: LocalDate
  localTime: LocalTime
  startsAt: Date
  isoYear: number
  isoWeek: number
  agendaVersion: number
  turnVersion: number
  currentItemId: string | null
  currentActorId: string | null
  calendarSequence: number
  holiday: string | null
}
/**
 * The meeting, held: `change` when the meeting itself changes, one after the other; `keep` for what is written in it, where many may
 * write at once and only its state must stay.
 */
export const lockMeeting = (tx: Tx, code: string, how: 'change' | 'keep'): Promise<Locked | undefined> =>
  tx.maybe(sql`SELECT m.id, m.code, m.state, m.version, json_build_object('id', f.id, 'code', f.code, 'nameSv', f.name_sv, 'mode', f.mode, 'leaders', f.leaders) AS forum, coalesce(nullif(m.title, ''), f.name_sv) AS title,
      m.is_exercise AS "isExercise", m.series_date IS NOT NULL AS "isSeries", m.asks_reports AS "asksReports", to_char(m.local_date, 'YYYY-MM-DD') AS "localDate", to_char(m.local_time, 'HH24:MI') AS "localTime",
      m.starts_at AS "startsAt", extract(isoyear FROM m.local_date)::int AS "isoYear", extract(week FROM m.local_date)::int AS "isoWeek", m.agenda_version AS "agendaVersion",
      m.turn_version AS "turnVersion", m.current_item_id AS "currentItemId", m.current_actor_id AS "currentActorId", m.calendar_sequence AS "calendarSequence", m.holiday
    FROM meetings m JOIN forums f ON f.id = m.forum_id WHERE m.code = ${code} ${how === 'change' ? fragment`FOR NO KEY UPDATE OF m` : fragment`FOR SHARE OF m`}`)

export const forumByCode = (tx: Tx, code: string): Promise<Locked['forum'] | undefined> =>
  tx.maybe(sql`SELECT id, code, name_sv AS "nameSv", mode, leaders FROM forums WHERE code = ${code}`)
export const actorsByCode = (tx: Tx, codes: readonly string[]): Promise<{ id: string; code: string; name: string }[]> =>
  tx.many(sql`SELECT id, code, name FROM actors WHERE code = ANY(${[...codes]})`)

export type NewMeeting = {
  id: string
  forumId: string
  forumCode: string
  title: string
  localDate: LocalDate
  localTime: LocalTime
  minutes: number
  channel: MeetingChannel
  place: string
  dialIn: string
  isExercise: boolean
  asksReports: boolean
  holiday: string | null
  actorIds: readonly string[] | null
}
/** The new meeting's address, or undefined when the forum meets then already. The address is the forum and the first date, and stays. */
export const insertMeeting = async (tx: Tx, given: NewMeeting, now: Date): Promise<string | undefined> => {
  const base = `${given.forumCode}-${given.localDate}`
  // Who plans it for a holiday has answered the question.
  const made = await tx.maybe<{ code: string }>(sql`
    INSERT INTO meetings (id, code, forum_id, title, local_date, local_time, minutes, channel, place, dial_in, state, is_exercise, asks_reports, all_members, holiday, holiday_answered_at, holiday_answered_by,
      planned_at, planned_by, calendar_changed_at)
    SELECT ${given.id}::uuid, ${base} || CASE WHEN n.before = 0 THEN '' ELSE '-' || (n.before + 1) END, ${given.forumId}::uuid, ${given.title}, ${given.localDate}::date, ${given.localTime}::time, ${given.minutes}::int, ${given.channel}, ${given.place}, ${given.dialIn},
      'planned', ${given.isExercise}::boolean, ${given.asksReports}::boolean, ${given.actorIds === null}::boolean, ${given.holiday}::text, CASE WHEN ${given.holiday}::text IS NOT NULL THEN ${now}::timestamptz END,
      CASE WHEN ${given.holiday}::text IS NOT NULL THEN app_user() END, ${now}::timestamptz, app_user(), ${now}::timestamptz
    FROM (SELECT count(*) AS before FROM meetings WHERE code = ${base} OR code LIKE ${`${base}-%`}) n ON CONFLICT DO NOTHING RETURNING code`)
  if (!made) return undefined
  if (given.actorIds)
    await tx.run(sql`INSERT INTO meeting_actors (meeting_id, actor_id) SELECT ${given.id}::uuid, unnest(${[...given.actorIds]}::uuid[])`)
  await tx.run(sql`SELECT meeting_fill_roll(${given.id}), meeting_fill_agenda(${given.id})`)
  return made.code
}

export type Details = { title: string; minutes: number; channel: MeetingChannel; place: string; dialIn: string }
/** Length, place and title are what a calendar shows; the dial-in is not in it. */
export const saveDetails = (tx: Tx, id: string, d: Details, now: Date): Promise<number> =>
  tx.run(sql`UPDATE meetings SET title = ${d.title}, minutes = ${d.minutes}, channel = ${d.channel}, place = ${d.place}, dial_in = ${d.dialIn}, version = version + 1,
    calendar_sequence = calendar_sequence + CASE WHEN (title, minutes, place) IS DISTINCT FROM (${d.title}, ${d.minutes}::int, ${d.place}) THEN 1 ELSE 0 END,
    calendar_changed_at = CASE WHEN (title, minutes, place) IS DISTINCT FROM (${d.title}, ${d.minutes}::int, ${d.place}) THEN ${now}::timestamptz ELSE calendar_changed_at END WHERE id = ${id}`)

/** The step of P-09, and the instant it was taken. The first item begins when the meeting opens, and nobody has the floor when it is over. */
export const saveState = async (tx: Tx, id: string, state: MeetingState, now: Date): Promise<void> => {
  await tx.run(sql`UPDATE meetings SET state = ${state}, version = version + 1,
    opened_at = CASE WHEN ${state} = 'open' THEN coalesce(opened_at, ${now}::timestamptz) ELSE opened_at END,
    closed_at = CASE WHEN ${state} = 'closed' THEN ${now}::timestamptz WHEN ${state} = 'open' THEN NULL ELSE closed_at END,
    documented_at = CASE WHEN ${state} = 'documented' THEN ${now}::timestamptz ELSE documented_at END WHERE id = ${id}`)
  if (state === 'agenda_set') await tx.run(sql`UPDATE meeting_items SET is_proposal = false WHERE meeting_id = ${id} AND is_proposal`)
}
export const saveEarlyReason = (tx: Tx, id: string, reason: string): Promise<number> =>
  tx.run(sql`UPDATE meetings SET early_reason = ${reason} WHERE id = ${id}`)
export const saveDistribution = (tx: Tx, id: string, handling: 'open' | 'internal', now: Date): Promise<number> =>
  tx.run(
    sql`UPDATE meetings SET state = 'distributed', handling = ${handling}, distributed_at = ${now}, version = version + 1 WHERE id = ${id}`,
  )
export const saveCancellation = (tx: Tx, id: string, reason: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE meetings SET state = 'cancelled', cancel_reason = ${reason}, version = version + 1, calendar_sequence = calendar_sequence + 1, calendar_changed_at = ${now},
    holiday_answered_at = CASE WHEN holiday IS NOT NULL THEN ${now}::timestamptz END, holiday_answered_by = CASE WHEN holiday IS NOT NULL THEN app_user() END WHERE id = ${id}`)
/** 0: the forum meets then already. */
export const saveReinstatement = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE meetings m SET state = 'planned', cancel_reason = NULL, version = version + 1, calendar_sequence = calendar_sequence + 1, calendar_changed_at = ${now} WHERE id = ${id}
    AND NOT EXISTS (SELECT FROM meetings o WHERE ${sameTime})`)
export const saveHold = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE meetings SET holiday_answered_at = ${now}, holiday_answered_by = app_user(), version = version + 1 WHERE id = ${id}`)

/** Another meeting `o` of the forum that `m` would stand on: at the same time, or a conference on the same day. An exercise stands in nobody's way. */
const sameTime = fragment`o.forum_id = m.forum_id AND o.is_exercise = m.is_exercise AND o.id <> m.id AND o.state <> 'cancelled' AND o.local_date = m.local_date
  AND (o.local_time = m.local_time OR (o.series_date IS NOT NULL AND m.series_date IS NOT NULL))`

export type Move = { localDate: LocalDate; localTime: LocalTime; reason: string; holiday: string | null }
/** How many times it has been moved now, or undefined when the forum meets then already. */
export const saveMove = async (tx: Tx, meeting: Locked, move: Move, now: Date): Promise<number | undefined> => {
  const taken =
    await tx.maybe(sql`SELECT 1 AS taken FROM meetings m JOIN meetings o ON o.forum_id = m.forum_id AND o.is_exercise = m.is_exercise AND o.id <> m.id AND o.state <> 'cancelled' AND o.local_date = ${move.localDate}::date
      AND (o.local_time = ${move.localTime}::time OR (o.series_date IS NOT NULL AND m.series_date IS NOT NULL)) WHERE m.id = ${meeting.id}`)
  if (taken) return undefined
  const { number } = await tx.one<{
    number: number
  }>(sql`INSERT INTO meeting_moves (meeting_id, number, from_date, from_time, to_date, to_time, reason, moved_at, moved_by)
    SELECT ${meeting.id}::uuid, count(*) + 1, ${meeting.localDate}::date, ${meeting.localTime}::time, ${move.localDate}::date, ${move.localTime}::time, ${move.reason}, ${now}::timestamptz, app_user()
    FROM meeting_moves WHERE meeting_id = ${meeting.id} RETURNING number`)
  await tx.run(sql`UPDATE meetings SET local_date = ${move.localDate}::date, local_time = ${move.localTime}::time, version = version + 1, calendar_sequence = calendar_sequence + 1, calendar_changed_at = ${now},
    holiday = ${move.holiday}, holiday_answered_at = CASE WHEN ${move.holiday}::text IS NOT NULL THEN ${now}::timestamptz END,
    holiday_answered_by = CASE WHEN ${move.holiday}::text IS NOT NULL THEN app_user() END WHERE id = ${meeting.id}`)
  return number
}

/** Actors marked present that have neither reported nor had the floor; whoever hosts has had it all along. */
export const silent = (tx: Tx, id: string): Promise<{ code: string; name: string }[]> =>
  tx.many(sql`SELECT a.code, a.name FROM meeting_actors x JOIN actors a ON a.id = x.actor_id WHERE x.meeting_id = ${id} AND x.presence = 'present' AND x.spoke_at IS NULL AND x.function_code IS DISTINCT FROM ${dutyOfficer}
    AND NOT EXISTS (SELECT FROM meeting_reports r WHERE r.meeting_id = x.meeting_id AND r.actor_id = x.actor_id) ORDER BY a.name`)

/** Where the contact functions of those on the roll are reached; for whoever sees the region. */
export const contactsOf = (tx: Tx, id: string): Promise<{ actorId: string; email: string }[]> =>
  tx.many(sql`SELECT DISTINCT ON (c.address) x.actor_id AS "actorId", c.address AS email FROM meeting_actors x JOIN actor_contact_points p ON p.actor_id = x.actor_id AND p.archived_at IS NULL
      AND p.function_code = 'contact-function' JOIN actor_contact_channels c ON c.contact_point_id = p.id AND c.channel = 'email'
    WHERE x.meeting_id = ${id} ORDER BY c.address, x.actor_id`)

export const firstItem = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.maybe<{ id: string }>(sql`SELECT id FROM meeting_items WHERE meeting_id = ${id} ORDER BY seq LIMIT 1`))?.id ?? null
