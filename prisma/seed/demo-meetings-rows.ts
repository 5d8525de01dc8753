import { holidayOn, instantOf, occurrences, plusDays, weeklyConference } from '@samverkan/domain'
import type pg from 'pg'
import { insertMeetingMeasures, insertMeetingQuestions } from './demo-meetings-outcome-rows.ts'
import { demoLifted, demoNext, type DemoWeek, demoWeeks } from './demo-meetings.ts'
import { contactLogin, type DemoActor } from './demo-people.ts'
import { insertWeeklyPicture } from './demo-weekly-picture-rows.ts'
import { stableId } from './ids.ts'
import { insertMissing, type Row } from './upsert.ts'

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)
const minutes = (at: Date, n: number): Date => new Date(at.getTime() + n * 60_000)
const group = 'regional-samordningsgrupp'

type Planned = { id: string; code: string; date: string; startsAt: Date; isoYear: number; isoWeek: number }
type Item = { id: string; title: string }

/** A conference is told whole, down to who acknowledged its lägesbild; one that began less than this ago is still to come in the demo. */
const toldWithin = 120

/**
 * Six conferences that have been, the last one with its lägesbild, a meeting of the coordination group, and the next conference half
 * prepared. What has been only where nothing has been; what is to come only while nobody has reported. Nothing is added to the journal:
 * it would have happened before it.
 */
export async function loadMeetings(client: pg.Client, actors: DemoActor[], now: Date): Promise<boolean> {
  const { rows: past } = await client.query('SELECT FROM meetings WHERE starts_at < $1 LIMIT 1', [now])
  const next = occurrences(minutes(now, -toldWithin), 1)[0]!
  let loaded = false
  if (past.length === 0) {
    for (const [index, week] of demoWeeks.entries()) {
      const meeting = await plan(client, plusDays(next.date, -7 * (index + 1)), now)
      if (index === 0)
        await insertWeeklyPicture(
          client,
          { ...meeting, present: actors.map(({ code }) => code).filter((code) => !week.absent.includes(code)) },
          actors,
        )
      await hold(client, meeting, week, actors, now)
    }
    await planGroup(client, plusDays(next.date, 6), now, plusDays(next.date, -7))
    loaded = true
  }
  const coming = await plan(client, next.date, now)
  const { rows: reported } = await client.query('SELECT FROM meeting_reports WHERE meeting_id = $1 LIMIT 1', [coming.id])
  if (reported.length > 0) return loaded
  await prepare(client, coming, plusDays(next.date, -7), now)
  return true
}

const addressOf = (forum: string, date: string): string => `${forum}-${date}`

/** The meeting of a Thursday: made here, unless the series has made it already. */
async function plan(client: pg.Client, date: string, now: Date): Promise<Planned> {
  const { forumCode, time, minutes: length } = weeklyConference
  const code = addressOf(forumCode, date)
  const startsAt = instantOf(date, time)
  const plannedAt = new Date(Math.min(now.getTime(), startsAt.getTime() - 180 * 24 * 60 * 60_000))
  await insertMeeting(client, {
    id: stableId('demo/meetings', code),
    code,
    forum_id: stableId('forums', forumCode),
    series_date: date,
    local_date: date,
    local_time: time,
    minutes: length,
    channel: 'video',
    asks_reports: true,
    all_members: true,
    holiday: holidayOn(date),
    planned_at: plannedAt,
    calendar_changed_at: plannedAt,
  })
  const { rows } = await client.query<Planned>(
    `SELECT id, code, local_date::text AS date, starts_at AS "startsAt", extract(isoyear FROM local_date)::int AS "isoYear", extract(week FROM local_date)::int AS "isoWeek"
     FROM meetings WHERE code = $1`,
    [code],
  )
  return rows[0]!
}

/** `starts_at` follows from date and time, so the columns are named. */
async function insertMeeting(client: pg.Client, row: Row): Promise<void> {
  const columns = Object.keys(row)
  const { rowCount } = await client.query(
    `INSERT INTO meetings (${columns.join(', ')}, state, tz) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')}, 'planned', 'Europe/Stockholm') ON CONFLICT DO NOTHING`,
    Object.values(row),
  )
  if (rowCount === 1) await client.query('SELECT meeting_fill_roll($1), meeting_fill_agenda($1)', [row['id']])
}

const itemsOf = async (client: pg.Client, meetingId: string): Promise<Item[]> =>
  (await client.query<Item>('SELECT id, title FROM meeting_items WHERE meeting_id = $1 ORDER BY seq', [meetingId])).rows

type Said = {
  actor: string
  kind: 'something' | 'nothing' | 'unchanged'
  lines: unknown
  repeats: string | null
  at: Date
  /** What it had said before, if this is its second word. */
  before?: unknown
}
/** A corrected report is written first as it was and then as it became: the database keeps both. */
async function insertReports(client: pg.Client, meetingId: string, said: Said[]): Promise<void> {
  await insertMissing(
    client,
    'meeting_reports',
    said.map(({ actor, kind, lines, repeats, at, before }) => ({
      meeting_id: meetingId,
      actor_id: actorId(actor),
      kind,
      lines: before ?? lines,
      repeats_meeting_id: repeats,
      is_late: false,
      version: 1,
      saved_at: before ? minutes(at, -190) : at,
      saved_by: userId(`${contactLogin.contact}.${actor}`),
    })),
  )
  for (const { actor, lines, at, before } of said)
    if (before)
      await client.query('UPDATE meeting_reports SET lines = $3, version = 2, saved_at = $4 WHERE meeting_id = $1 AND actor_id = $2', [
        meetingId,
        actorId(actor),
        JSON.stringify(lines),
        at,
      ])
}

/** A conference from roll call to documentation. */
async function hold(client: pg.Client, meeting: Planned, week: DemoWeek, actors: DemoActor[], now: Date): Promise<void> {
  const { id, startsAt } = meeting
  const codes = actors.map(({ code }) => code)
  await insertReports(
    client,
    id,
    codes
      .filter((code) => !week.absent.includes(code) || week.reports[code])
      .map((code, index) => ({
        actor: code,
        kind: week.reports[code] ? 'something' : 'nothing',
        lines: week.reports[code] ?? [],
        repeats: null,
        at: minutes(startsAt, -30 - ((index * 37) % 1_500)),
        before: week.corrected?.[code],
      })),
  )
  await client.query(`UPDATE meeting_items SET is_proposal = false WHERE meeting_id = $1`, [id])
  await client.query(`UPDATE meetings SET state = 'open', opened_at = $2, version = 3 WHERE id = $1`, [id, startsAt])
  for (const [index, code] of codes.entries())
    await client.query(
      `UPDATE meeting_actors SET presence = $3, person = $4, function_code = $5, has_mandate = $6, marked_at = $7, marked_by = $8, spoke_at = $9 WHERE meeting_id = $1 AND actor_id = $2`,
      [
        id,
        actorId(code),
        ...(week.absent.includes(code)
          ? ['absent', '', null, null]
          : ['present', await nameOf(client, `${contactLogin.contact}.${code}`), 'contact-function', true]),
        minutes(startsAt, 1 + (index % 4)),
        userId('tib'),
        week.reports[code] && !week.absent.includes(code) ? minutes(startsAt, 5 + (index % 12)) : null,
      ],
    )
  const items = await itemsOf(client, id)
  for (const [index, item] of items.entries()) {
    const outcome = week.outcomes[item.title]
    const [beganAt, endedAt] = [minutes(startsAt, index * 5), minutes(startsAt, (index + 1) * 5)]
    await client.query('UPDATE meeting_items SET began_at = $2, ended_at = $3, outcome = $4, outcome_version = $5 WHERE id = $1', [
      item.id,
      beganAt,
      endedAt,
      outcome ?? '',
      outcome ? 1 : 0,
    ])
    if (outcome)
      await insertMissing(client, 'meeting_outcome_versions', [
        { item_id: item.id, version: 1, text: outcome, saved_at: endedAt, saved_by: userId('rsib') },
      ])
  }
  const itemId = (title: string): string => items.find((item) => item.title === title)!.id
  await insertMissing(
    client,
    'meeting_notes',
    week.notes.map(({ item, actor, text }, index) => ({
      id: stableId('demo/meeting_notes', `${meeting.code}/${index}`),
      meeting_id: id,
      item_id: itemId(item),
      actor_id: actor ? actorId(actor) : null,
      text,
      version: 1,
      noted_at: minutes(startsAt, 6 + index * 4),
      noted_by: userId(index % 2 ? 'rsib' : 'tib'),
    })),
  )
  await insertMeetingMeasures(client, meeting, week, itemId, now)
  await insertMeetingQuestions(client, meeting, week, itemId, now)
  await client.query(
    `UPDATE meetings SET state = 'distributed', closed_at = $2, documented_at = $3, distributed_at = $4, handling = 'internal', version = 6, turn_version = 12 WHERE id = $1`,
    [id, minutes(startsAt, 46), minutes(startsAt, 70), minutes(startsAt, 95)],
  )
}

const nameOf = async (client: pg.Client, login: string): Promise<string> =>
  (await client.query<{ name: string }>('SELECT name FROM users WHERE id = $1', [userId(login)])).rows[0]?.name ?? ''

/** The group's next meeting, with what the last conference lifted to it. */
async function planGroup(client: pg.Client, date: string, now: Date, from: string): Promise<void> {
  const code = addressOf(group, date)
  const id = stableId('demo/meetings', code)
  await insertMeeting(client, {
    id,
    code,
    forum_id: stableId('forums', group),
    local_date: date,
    local_time: '09:00',
    minutes: 120,
    channel: 'physical',
    place: 'Länsstyrelsen, Regeringsgatan',
    asks_reports: false,
    all_members: true,
    planned_at: now,
    planned_by: userId('kansli'),
    calendar_changed_at: now,
  })
  const { rows } = await client.query<{ note: string; item: string }>(
    'SELECT n.id AS note, n.item_id AS item FROM meeting_notes n JOIN meetings m ON m.id = n.meeting_id WHERE m.code = $1 AND n.text = $2',
    [addressOf(weeklyConference.forumCode, from), demoLifted.quote],
  )
  const origin = rows[0]
  if (!origin) return
  await client.query(
    `INSERT INTO meeting_items (id, meeting_id, seq, title, kind, presenter_actor_id, is_proposal, lifted_from_item_id, lifted_from_note_id, quote, quoted_actor_id)
     SELECT $1, m.id, (SELECT count(*) + 1 FROM meeting_items i WHERE i.meeting_id = m.id), $2, 'information', $3, false, $4, $5, $6, $3 FROM meetings m WHERE m.code = $7 ON CONFLICT (id) DO NOTHING`,
    [stableId('demo/meeting_items', code), demoLifted.title, actorId(demoLifted.actor), origin.item, origin.note, demoLifted.quote, code],
  )
  await client.query('UPDATE meetings SET agenda_version = agenda_version + 1 WHERE code = $1', [code])
}

/** The next conference: an item of RSIB's own, and reports from fourteen actors. */
async function prepare(client: pg.Client, meeting: Planned, before: string, now: Date): Promise<void> {
  const { rows } = await client.query<{ id: string }>('SELECT id FROM meetings WHERE code = $1', [
    addressOf(weeklyConference.forumCode, before),
  ])
  const last = rows[0]?.id
  const lastLines = async (actor: string): Promise<unknown> =>
    (
      await client.query<{ lines: unknown }>('SELECT lines FROM meeting_reports WHERE meeting_id = $1 AND actor_id = $2', [
        last,
        actorId(actor),
      ])
    ).rows[0]?.lines
  const said: Said[] = []
  const at = (): Date => minutes(now, -15 - said.length * 41)
  for (const [actor, lines] of Object.entries(demoNext.reports))
    said.push({ actor, kind: 'something', lines, repeats: null, at: at(), before: demoNext.corrected?.[actor] })
  for (const actor of demoNext.nothing) said.push({ actor, kind: 'nothing', lines: [], repeats: null, at: at() })
  for (const actor of demoNext.unchanged) {
    const lines = await lastLines(actor)
    if (last && lines) said.push({ actor, kind: 'unchanged', lines, repeats: last, at: at() })
  }
  await insertReports(client, meeting.id, said)
  await client.query(
    `INSERT INTO meeting_items (id, meeting_id, seq, title, kind, presenter_actor_id, presenter, minutes, is_proposal)
     SELECT $1, $2, (SELECT count(*) + 1 FROM meeting_items WHERE meeting_id = $2), 'Julhandel och nyår: planerade händelser', 'information', $3, 'Vakthavande befäl', 10, false ON CONFLICT (id) DO NOTHING`,
    [stableId('demo/meeting_items', meeting.code), meeting.id, actorId('polisen-stockholm')],
  )
  await client.query('UPDATE meetings SET agenda_version = agenda_version + 1 WHERE id = $1 AND agenda_version = 1', [meeting.id])
}
