import { addMinutes } from '@samverkan/domain'
import type pg from 'pg'
import { exercise, exerciseId } from './demo-exercise.ts'
import type { Entry } from './demo-exercise-rows.ts'
import { contactLogin, type DemoActor } from './demo-people.ts'
import { type DemoReport, demoReports } from './demo-picture-reports.ts'
import { demoAcknowledged, demoLines, demoNotes, demoOnlyRead, demoTexts, pictureTimes } from './demo-pictures.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)
const contactOf = (actor: string): string => `${contactLogin.contact}.${actor}`
const picture = exerciseId('picture')
const collectionId = (number: number): string => exerciseId('picture-collection', String(number))
const versionId = (number: number): string => exerciseId('picture-version', String(number))
const lineId = (key: string): string => exerciseId('picture-line', key)
const reportId = (report: DemoReport): string => exerciseId('picture-report', `${report.number}/${report.actor}`)
const reportLineId = (key: string): string => exerciseId('picture-report-line', key)
const numbers = [1, 2, 3] as const

/** Where a reported line came from, by its key. */
const reportOf = new Map(demoReports.flatMap((report) => (report.lines ?? []).map((line) => [line.key, { report, line }] as const)))
/** What *oförändrat* repeats: the actor's lines of the number before, as they stood corrected. */
const repeatedBy = (report: DemoReport): string[] => {
  const earlier = demoReports.filter((one) => one.actor === report.actor && one.number < report.number)
  const lines = earlier.flatMap((one) => one.lines ?? [])
  const replaced = new Set(lines.map((line) => line.replaces))
  return lines.filter((line) => !replaced.has(line.key)).map((line) => line.key)
}

/** The chain of the finished exercise, with its reports, three versions and who has acknowledged them; and what the journal says of it. */
export async function insertPictures(
  client: pg.Client,
  incidentId: string,
  actors: DemoActor[],
  calledAt: Date,
  closedAt: Date,
): Promise<Entry[]> {
  const at = (minutes: number): Date => addMinutes(calledAt, minutes)
  await insertMissing(client, 'situational_pictures', [
    {
      id: picture,
      kind: 'joint_regional',
      incident_id: incidentId,
      title: exercise.title,
      is_exercise: true,
      opened_at: at(pictureTimes.opened),
      opened_by: userId('tib'),
    },
  ])
  await insertCollections(client, actors, at, closedAt)
  await insertReports(client, at)
  for (const number of numbers) await publish(client, number, actors.length, at)
  await insertReaders(client, at)
  await client.query('UPDATE situational_pictures SET archived_at = $2 WHERE id = $1', [picture, closedAt])
  return entriesOf(actors.length, at)
}

async function insertCollections(client: pg.Client, actors: DemoActor[], at: (minutes: number) => Date, closedAt: Date): Promise<void> {
  const openedAt = (number: number): Date => at(number === 1 ? pictureTimes.opened : (pictureTimes.published[number - 2] ?? 0))
  await insertMissing(
    client,
    'situational_picture_collections',
    pictureTimes.cutOff.map((cutOff, index) => ({
      id: collectionId(index + 1),
      picture_id: picture,
      number: index + 1,
      state: index < 3 ? 'published' : 'archived',
      handling: 'internal',
      cut_off_at: at(cutOff),
      next_update_at: index < 3 ? at(pictureTimes.cutOff[index + 1] ?? 0) : null,
      opened_at: openedAt(index + 1),
      closed_at: index < 3 ? at(pictureTimes.published[index] ?? 0) : closedAt,
      version: 1,
    })),
  )
  await insertMissing(
    client,
    'situational_picture_asked',
    pictureTimes.cutOff.flatMap((_, index) =>
      actors.map(({ code }) => ({ collection_id: collectionId(index + 1), actor_id: actorId(code), asked_at: openedAt(index + 1) })),
    ),
  )
}

async function insertReports(client: pg.Client, at: (minutes: number) => Date): Promise<void> {
  await insertMissing(
    client,
    'situational_picture_reports',
    demoReports.map((report) => ({
      id: reportId(report),
      picture_id: picture,
      collection_id: collectionId(report.number),
      actor_id: actorId(report.actor),
      kind: report.kind,
      written_for: report.writtenFor ?? report.number,
      is_late: report.at > (pictureTimes.cutOff[report.number - 1] ?? 0),
      reported_at: at(report.at),
      reported_by: userId(report.takenDown ? 'tib' : contactOf(report.actor)),
      function_code: report.takenDown ? 'lst-tib' : 'contact-function',
      means: report.takenDown?.means ?? null,
      given_by: report.takenDown?.givenBy ?? null,
    })),
  )
  await insertMissing(
    client,
    'situational_picture_report_lines',
    demoReports.flatMap((report) =>
      (report.lines ?? []).map((line, index) => ({
        id: reportLineId(line.key),
        report_id: reportId(report),
        picture_id: picture,
        actor_id: actorId(report.actor),
        seq: index + 1,
        heading: line.heading,
        certainty: line.certainty,
        text: line.text,
        replaces_id: line.replaces ? reportLineId(line.replaces) : null,
      })),
    ),
  )
  await insertMissing(
    client,
    'situational_picture_report_repeats',
    demoReports
      .filter((report) => report.kind === 'unchanged')
      .flatMap((report) =>
        repeatedBy(report).map((key) => ({
          report_id: reportId(report),
          line_id: reportLineId(key),
          actor_id: actorId(report.actor),
          picture_id: picture,
        })),
      ),
  )
}

/** Writes the draft as it stood before this number was published, and freezes it. */
async function publish(client: pg.Client, number: 1 | 2 | 3, asked: number, at: (minutes: number) => Date): Promise<void> {
  const index = number - 1
  const publishedAt = at(pictureTimes.published[index] ?? 0)
  const savedAt = addMinutes(publishedAt, -3)
  for (const [place, line] of demoLines.entries()) {
    const [text, before] = [line.texts[index], index === 0 ? null : line.texts[index - 1]]
    const source = line.sources[index] ? reportOf.get(line.sources[index]) : undefined
    const isNew = !line.texts.slice(0, index).some((one) => one !== null)
    if (text && isNew)
      await insertMissing(client, 'situational_picture_lines', [
        {
          id: lineId(line.key),
          picture_id: picture,
          heading: line.heading,
          position: place + 1,
          certainty: line.certainty,
          text,
          source_line_id: source ? reportLineId(source.line.key) : null,
          source_actor_id: source ? actorId(source.report.actor) : null,
          is_removed: false,
          version: 1,
          saved_at: savedAt,
          saved_by: userId('tib'),
        },
      ])
    else if (!isNew && text !== before)
      await client.query(
        `UPDATE situational_picture_lines SET text = coalesce($2, text), is_removed = $2 IS NULL, version = version + 1, source_line_id = coalesce($3, source_line_id),
         saved_at = $4, saved_by = $5 WHERE id = $1`,
        [lineId(line.key), text ?? null, source ? reportLineId(source.line.key) : null, savedAt, userId(place % 3 === 1 ? 'rsib' : 'tib')],
      )
  }
  for (const [field, texts] of Object.entries(demoTexts))
    await client.query(
      `INSERT INTO situational_picture_texts AS t (picture_id, field, text, version, saved_at, saved_by) SELECT $1, $2, $3, 1, $4, $5 WHERE $6
       ON CONFLICT DO NOTHING`,
      [picture, field, texts[index], savedAt, userId('tib'), number === 1],
    )
  if (number > 1)
    for (const [field, texts] of Object.entries(demoTexts))
      await client.query(
        'UPDATE situational_picture_texts SET text = $3, version = version + 1, saved_at = $4, saved_by = $5 WHERE picture_id = $1 AND field = $2 AND text <> $3',
        [picture, field, texts[index], savedAt, userId(field === 'summary' ? 'rsib' : 'tib')],
      )
  const reported = new Set(demoReports.filter((report) => report.number === number).map((report) => report.actor)).size
  const texts = (field: keyof typeof demoTexts): string => demoTexts[field][index] ?? ''
  await insertMissing(client, 'situational_picture_versions', [
    {
      id: versionId(number),
      picture_id: picture,
      collection_id: collectionId(number),
      number,
      handling: 'internal',
      cut_off_at: at(pictureTimes.cutOff[index] ?? 0),
      next_update_at: at(pictureTimes.cutOff[number] ?? 0),
      summary: texts('summary'),
      most_likely: texts('most_likely'),
      worst_case: texts('worst_case'),
      read_aloud: texts('read_aloud'),
      asked,
      reported,
      published_at: publishedAt,
      published_by: userId('tib'),
      function_code: 'lst-tib',
      publisher_actor_id: actorId('lst-stockholm'),
    },
  ])
  await client.query(
    `INSERT INTO situational_picture_version_lines (version_id, line_id, seq, heading, certainty, text, written_by, source_line_id, source_actor_id, source_text, source_certainty, source_at, source_by,
       source_means, source_given_by, source_function_code)
     SELECT $1, l.id, row_number() OVER (ORDER BY l.position), l.heading, l.certainty, l.text, l.saved_by, s.id, s.actor_id, s.text, s.certainty, r.reported_at, r.reported_by,
       r.means, r.given_by, CASE WHEN r.means IS NOT NULL THEN r.function_code END
     FROM situational_picture_lines l LEFT JOIN situational_picture_report_lines s ON s.id = l.source_line_id LEFT JOIN situational_picture_reports r ON r.id = s.report_id
     WHERE l.picture_id = $2 AND NOT l.is_removed ON CONFLICT DO NOTHING`,
    [versionId(number), picture],
  )
}

const acknowledgedAt = (number: number, index: number, at: (minutes: number) => Date): Date =>
  new Date(at(pictureTimes.published[number - 1] ?? 0).getTime() + (60 + index * 50) * 1_000)

async function insertReaders(client: pg.Client, at: (minutes: number) => Date): Promise<void> {
  const read = (number: number, actor: string, readAt: Date) => ({
    version_id: versionId(number),
    user_id: userId(contactOf(actor)),
    actor_id: actorId(actor),
    read_at: readAt,
  })
  await insertMissing(client, 'situational_picture_reads', [
    ...numbers.flatMap(
      (number) => demoAcknowledged[number - 1]?.map((actor, index) => read(number, actor, acknowledgedAt(number, index, at))) ?? [],
    ),
    ...demoOnlyRead.map((actor, index) => read(3, actor, acknowledgedAt(3, index, at))),
  ])
  await insertMissing(
    client,
    'situational_picture_acknowledgements',
    numbers.flatMap(
      (number) =>
        demoAcknowledged[number - 1]?.map((actor, index) => ({
          version_id: versionId(number),
          actor_id: actorId(actor),
          user_id: userId(contactOf(actor)),
          function_code: 'contact-function',
          acknowledged_at: acknowledgedAt(number, index, at),
          note: number === 3 ? (demoNotes[actor] ?? '') : '',
        })) ?? [],
    ),
  )
}

function entriesOf(asked: number, at: (minutes: number) => Date): Entry[] {
  const tib = { login: 'tib', actor: 'lst-stockholm', functionCode: 'lst-tib' }
  const by = (actor: string) => ({ login: contactOf(actor), actor, functionCode: 'contact-function' })
  const subject: Entry['subject'] = ['situational-picture', picture]
  return [
    { at: at(pictureTimes.opened), type: 'situational-pictures.opened', subject, who: tib, data: { number: 1, asked } },
    ...demoReports.map(
      (report): Entry => ({
        at: at(report.at),
        type: 'situational-pictures.reported',
        subject,
        who: report.takenDown ? tib : by(report.actor),
        audience: [actorId(report.actor)],
        data: {
          actorId: actorId(report.actor),
          reportId: reportId(report),
          kind: report.kind,
          lines: report.kind === 'unchanged' ? repeatedBy(report).length : (report.lines?.length ?? 0),
          number: report.number,
          late: report.at > (pictureTimes.cutOff[report.number - 1] ?? 0),
          afterPublishing: (report.writtenFor ?? report.number) < report.number,
          ...(report.takenDown ? { means: report.takenDown.means } : {}),
        },
        payload: JSON.stringify(report.lines ?? []),
      }),
    ),
    ...numbers.map(
      (number): Entry => ({
        at: at(pictureTimes.published[number - 1] ?? 0),
        type: 'situational-pictures.published',
        subject,
        who: tib,
        data: {
          number,
          versionId: versionId(number),
          lines: demoLines.filter((line) => line.texts[number - 1] !== null).length,
          reported: new Set(demoReports.filter((report) => report.number === number).map((report) => report.actor)).size,
          asked,
          subscribers: 0,
        },
        payload: demoTexts.summary[number - 1] ?? '',
      }),
    ),
    ...numbers.flatMap(
      (number) =>
        demoAcknowledged[number - 1]?.map(
          (actor, index): Entry => ({
            at: acknowledgedAt(number, index, at),
            type: 'situational-pictures.acknowledged',
            subject,
            who: by(actor),
            audience: [actorId(actor)],
            data: { actorId: actorId(actor), number },
            payload: number === 3 ? (demoNotes[actor] ?? '') : '',
          }),
        ) ?? [],
    ),
  ]
}
