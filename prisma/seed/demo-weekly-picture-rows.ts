import { addMinutes } from '@samverkan/domain'
import type pg from 'pg'
import { contactLogin, type DemoActor } from './demo-people.ts'
import {
  weeklyAcknowledged,
  weeklyLines,
  weeklyNotes,
  weeklyOnlyRead,
  weeklyReports,
  weeklyTexts,
  weeklyTimes,
} from './demo-weekly-picture.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)
const contactOf = (actor: string): string => userId(`${contactLogin.contact}.${actor}`)

/** The picture of one conference that has been, asked of all and published once; nothing of it is left to report or to acknowledge. */
export async function insertWeeklyPicture(
  client: pg.Client,
  meeting: { id: string; code: string; startsAt: Date; isoYear: number; isoWeek: number; present: string[] },
  actors: DemoActor[],
): Promise<void> {
  const at = (minutes: number): Date => addMinutes(meeting.startsAt, minutes)
  const idOf = (what: string, of = ''): string => stableId(`demo/weekly-picture/${what}`, `${meeting.code}/${of}`)
  const [picture, collection, version] = [idOf('picture'), idOf('collection'), idOf('version')]
  const [openedAt, cutOff, publishedAt, archivedAt] = [
    at(weeklyTimes.opened),
    at(weeklyTimes.cutOff),
    at(weeklyTimes.published),
    at(weeklyTimes.archived),
  ]
  const savedAt = addMinutes(publishedAt, -5)
  const weekLater = addMinutes(cutOff, 7 * 24 * 60)
  const reporters = [...Object.keys(weeklyReports), ...meeting.present.filter((code) => !weeklyReports[code])]
  const reportId = (actor: string): string => idOf('report', actor)
  const reportedLine = (actor: string, index: number): string => idOf('report-line', `${actor}/${index}`)
  const lineId = (index: number): string => idOf('line', String(index))

  await insertMissing(client, 'situational_pictures', [
    {
      id: picture,
      kind: 'weekly',
      meeting_id: meeting.id,
      iso_year: meeting.isoYear,
      iso_week: meeting.isoWeek,
      title: `Veckans lägesbild, vecka ${meeting.isoWeek} ${meeting.isoYear}`,
      is_exercise: false,
      opened_at: openedAt,
      opened_by: userId('tib'),
    },
  ])
  // Publishing opened a second number, which ended with the documentation of the conference.
  const collected = { picture_id: picture, handling: 'internal', next_update_at: weekLater, version: 1 }
  await insertMissing(client, 'situational_picture_collections', [
    { ...collected, id: collection, number: 1, state: 'published', cut_off_at: cutOff, opened_at: openedAt, closed_at: publishedAt },
    { ...collected, id: idOf('next'), number: 2, state: 'archived', cut_off_at: weekLater, opened_at: publishedAt, closed_at: archivedAt },
  ])
  await insertMissing(
    client,
    'situational_picture_asked',
    actors.flatMap(({ code }) => [
      { collection_id: collection, actor_id: actorId(code), asked_at: openedAt },
      { collection_id: idOf('next'), actor_id: actorId(code), asked_at: publishedAt },
    ]),
  )
  await insertMissing(
    client,
    'situational_picture_reports',
    reporters.map((actor, index) => ({
      id: reportId(actor),
      picture_id: picture,
      collection_id: collection,
      actor_id: actorId(actor),
      kind: weeklyReports[actor] ? 'lines' : 'nothing',
      written_for: 1,
      is_late: false,
      reported_at: at(-29 * 60 + ((index * 131) % (28 * 60))),
      reported_by: contactOf(actor),
      function_code: 'contact-function',
    })),
  )
  await insertMissing(
    client,
    'situational_picture_report_lines',
    Object.entries(weeklyReports).flatMap(([actor, lines]) =>
      lines.map((line, index) => ({
        id: reportedLine(actor, index),
        report_id: reportId(actor),
        picture_id: picture,
        actor_id: actorId(actor),
        seq: index + 1,
        ...line,
      })),
    ),
  )
  await insertMissing(
    client,
    'situational_picture_lines',
    weeklyLines.map(({ from, ...line }, index) => ({
      id: lineId(index),
      picture_id: picture,
      position: index + 1,
      ...line,
      source_line_id: from && reportedLine(...from),
      source_actor_id: from && actorId(from[0]),
      is_removed: false,
      version: 1,
      saved_at: savedAt,
      saved_by: userId(index % 3 === 1 ? 'rsib' : 'tib'),
    })),
  )
  await insertMissing(
    client,
    'situational_picture_texts',
    Object.entries(weeklyTexts).map(([field, text]) => ({
      picture_id: picture,
      field,
      text,
      version: 1,
      saved_at: savedAt,
      saved_by: userId('tib'),
    })),
  )
  await insertMissing(client, 'situational_picture_versions', [
    {
      id: version,
      picture_id: picture,
      collection_id: collection,
      number: 1,
      handling: 'internal',
      cut_off_at: cutOff,
      next_update_at: weekLater,
      ...weeklyTexts,
      asked: actors.length,
      reported: reporters.length,
      published_at: publishedAt,
      published_by: userId('tib'),
      function_code: 'lst-tib',
      publisher_actor_id: actorId('lst-stockholm'),
    },
  ])
  await client.query(
    `INSERT INTO situational_picture_version_lines (version_id, line_id, seq, heading, certainty, text, written_by, source_line_id, source_actor_id, source_text, source_certainty, source_at, source_by)
     SELECT $1, l.id, row_number() OVER (ORDER BY l.position), l.heading, l.certainty, l.text, l.saved_by, s.id, s.actor_id, s.text, s.certainty, r.reported_at, r.reported_by
     FROM situational_picture_lines l LEFT JOIN situational_picture_report_lines s ON s.id = l.source_line_id LEFT JOIN situational_picture_reports r ON r.id = s.report_id
     WHERE l.picture_id = $2 ON CONFLICT DO NOTHING`,
    [version, picture],
  )
  const readAt = (index: number): Date => new Date(publishedAt.getTime() + (75 + index * 55) * 1_000)
  await insertMissing(
    client,
    'situational_picture_reads',
    [...weeklyAcknowledged, ...weeklyOnlyRead].map((actor, index) => ({
      version_id: version,
      user_id: contactOf(actor),
      actor_id: actorId(actor),
      read_at: readAt(index),
    })),
  )
  await insertMissing(
    client,
    'situational_picture_acknowledgements',
    weeklyAcknowledged.map((actor, index) => ({
      version_id: version,
      actor_id: actorId(actor),
      user_id: contactOf(actor),
      function_code: 'contact-function',
      acknowledged_at: readAt(index),
      note: weeklyNotes[actor] ?? '',
    })),
  )
  await client.query('UPDATE situational_pictures SET archived_at = $2 WHERE id = $1', [picture, archivedAt])
}
