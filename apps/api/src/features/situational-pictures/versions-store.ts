import type { Acknowledgement } from '@samverkan/contract'
import type { DraftTextNow } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'
import { actorJson, allowedJson, headingOrder, stands, takenDownJson } from './fragments.ts'

const textOf = (table: 'v' | 'm') => {
  const row = table === 'v' ? fragment`v` : fragment`m`
  return fragment`CASE f.field WHEN 'summary' THEN ${row}.summary WHEN 'most_likely' THEN ${row}.most_likely WHEN 'worst_case' THEN ${row}.worst_case ELSE ${row}.read_aloud END`
}

/** The latest word of how an actor spread a version, for a query with `a` = acknowledgements. */
const latestNote = fragment`(SELECT o.note, o.version, w.name AS noted_by FROM situational_picture_acknowledgement_notes o JOIN users w ON w.id = o.noted_by WHERE o.version_id = a.version_id AND o.actor_id = a.actor_id ORDER BY o.version DESC LIMIT 1)`
/** An acknowledgement as JSON, with the latest word of how the version was spread; for a query with `a` = acknowledgements, `v` = its version. */
const acknowledgementJson = fragment`(SELECT json_build_object('at', a.acknowledged_at, 'by', u.name, 'note', coalesce(n.note, a.note), 'notedBy', coalesce(n.noted_by, u.name), 'version', coalesce(n.version, 1),
    'mayChange', NOT EXISTS (SELECT FROM situational_picture_versions l WHERE l.picture_id = v.picture_id AND l.number > v.number))
  FROM users u LEFT JOIN LATERAL ${latestNote} n ON true WHERE u.id = a.user_id)`

/**
 * One published version whole, in one statement: its lines with sources, compared with the version this person last read before it
 * (or `since`; 0 compares with nothing).
 */
export const readVersion = async (tx: Tx, pictureId: string, number: number, since: number | null): Promise<string | undefined> =>
  (
    await tx.maybe<{ version: string }>(sql`
    WITH v AS MATERIALIZED (SELECT x.*, p.kind, p.title, p.incident_id, p.iso_year, p.iso_week, p.is_exercise, p.archived_at, p.meeting_id FROM situational_picture_versions x JOIN situational_pictures p ON p.id = x.picture_id
      WHERE x.picture_id = ${pictureId} AND x.number = ${number}),
    m AS MATERIALIZED (SELECT x.*, d.read_at FROM v JOIN situational_picture_versions x ON x.picture_id = v.picture_id AND x.number < v.number
      LEFT JOIN situational_picture_reads d ON d.version_id = x.id AND d.user_id = app_user()
      WHERE CASE WHEN ${since}::int IS NULL THEN d.read_at IS NOT NULL ELSE x.number = ${since}::int END ORDER BY x.number DESC LIMIT 1),
    lines AS MATERIALIZED (SELECT l.seq, CASE WHEN NOT EXISTS (SELECT FROM m) OR (b.text, b.heading, b.certainty) = (l.text, l.heading, l.certainty) THEN 'unchanged' WHEN b.line_id IS NULL THEN 'new' ELSE 'changed' END AS change,
        b.text AS before, l.line_id, l.heading, l.certainty, l.text, l.source_line_id, l.source_text, l.source_certainty, l.source_at, l.source_means AS means, l.source_given_by AS given_by, l.source_function_code AS function_code, k.id AS actor_id, k.code, k.name, s.name AS source_by, u.name AS written_by
      FROM v JOIN situational_picture_version_lines l ON l.version_id = v.id JOIN users u ON u.id = l.written_by LEFT JOIN users s ON s.id = l.source_by LEFT JOIN actors k ON k.id = l.source_actor_id
      LEFT JOIN situational_picture_version_lines b ON b.version_id = (SELECT m.id FROM m) AND b.line_id = l.line_id),
    removed AS MATERIALIZED (SELECT b.* FROM m JOIN situational_picture_version_lines b ON b.version_id = m.id WHERE NOT EXISTS (SELECT FROM lines l WHERE l.line_id = b.line_id)),
    texts AS MATERIALIZED (SELECT f.seq, f.field, ${textOf('v')} AS text, ${textOf('m')} AS before FROM v LEFT JOIN m ON true
      CROSS JOIN unnest(ARRAY['summary', 'most_likely', 'worst_case', 'read_aloud']) WITH ORDINALITY AS f (field, seq))
    SELECT json_build_object('pictureId', v.picture_id, 'number', v.number,
      'state', CASE WHEN v.archived_at IS NOT NULL THEN 'archived' WHEN EXISTS (SELECT FROM situational_picture_versions n WHERE n.picture_id = v.picture_id AND n.number > v.number) THEN 'superseded' ELSE 'published' END,
      'kind', v.kind, 'title', v.title, 'incidentCode', (SELECT i.code FROM incidents i WHERE i.id = v.incident_id), 'meetingCode', (SELECT e.code FROM meetings e WHERE e.id = v.meeting_id), 'isoYear', v.iso_year, 'isoWeek', v.iso_week, 'isExercise', v.is_exercise,
      'handling', v.handling, 'publishedAt', v.published_at,
      'publishedBy', json_build_object('person', (SELECT u.name FROM users u WHERE u.id = v.published_by), 'functionSv', (SELECT coalesce(n.short_sv, n.name_sv) FROM functions n WHERE n.code = v.function_code),
        'actor', (SELECT k.name FROM actors k WHERE k.id = v.publisher_actor_id)),
      'cutOffAt', v.cut_off_at, 'nextUpdateAt', v.next_update_at, 'reported', v.reported, 'asked', v.asked,
      'texts', (SELECT json_agg(json_build_object('field', t.field, 'text', t.text, 'isChanged', t.before IS NOT NULL AND t.before <> t.text, 'previousText', CASE WHEN t.before <> t.text THEN t.before END) ORDER BY t.seq) FROM texts t),
      'lines', coalesce((SELECT json_agg(json_build_object('id', l.line_id, 'heading', l.heading, 'certainty', l.certainty, 'text', l.text,
          'source', CASE WHEN l.source_line_id IS NOT NULL THEN json_build_object('lineId', l.source_line_id, 'actor', json_build_object('id', l.actor_id, 'code', l.code, 'name', l.name), 'text', l.source_text,
            'certainty', l.source_certainty, 'reportedAt', l.source_at, 'reportedBy', l.source_by, 'takenDown', ${takenDownJson(fragment`l`)}) END,
          'writtenBy', CASE WHEN l.source_line_id IS NULL THEN l.written_by END, 'change', l.change, 'previousText', CASE WHEN l.change = 'changed' THEN l.before END) ORDER BY l.seq) FROM lines l), '[]'),
      'removed', coalesce((SELECT json_agg(json_build_object('id', r.line_id, 'heading', r.heading, 'certainty', r.certainty, 'text', r.text, 'actorName', k.name) ORDER BY r.seq)
        FROM removed r LEFT JOIN actors k ON k.id = r.source_actor_id), '[]'),
      'comparedWith', (SELECT m.number FROM m), 'comparedReadAt', (SELECT m.read_at FROM m),
      'changes', (SELECT count(*) FROM lines l WHERE l.change <> 'unchanged') + (SELECT count(*) FROM removed) + (SELECT count(*) FROM texts t WHERE t.field <> 'read_aloud' AND t.before <> t.text),
      'versions', (SELECT json_agg(json_build_object('number', n.number, 'publishedAt', n.published_at) ORDER BY n.number DESC) FROM situational_picture_versions n WHERE n.picture_id = v.picture_id),
      'readAt', (SELECT d.read_at FROM situational_picture_reads d WHERE d.version_id = v.id AND d.user_id = app_user()),
      'acknowledgement', (SELECT ${acknowledgementJson} FROM situational_picture_acknowledgements a WHERE a.version_id = v.id AND a.actor_id = app_actor()),
      'allowed', (SELECT ${allowedJson(tx.viewer)} FROM (SELECT v.archived_at) p))::text AS version
    FROM v`)
  )?.version

/** The texts of the draft beside what the latest version says, and whether anything else has become another since it. */
export const draftTexts = (tx: Tx, pictureId: string): Promise<{ texts: DraftTextNow[]; hasNews: boolean }> =>
  tx.one(sql`
    WITH v AS MATERIALIZED (SELECT * FROM situational_picture_versions WHERE picture_id = ${pictureId} ORDER BY number DESC LIMIT 1),
    said AS MATERIALIZED (SELECT f.seq, f.field, coalesce(t.text, '') AS text, ${textOf('v')} AS before FROM unnest(ARRAY['summary', 'most_likely', 'worst_case', 'read_aloud']) WITH ORDINALITY AS f (field, seq)
      LEFT JOIN situational_picture_texts t ON t.picture_id = ${pictureId} AND t.field = f.field LEFT JOIN v ON true)
    SELECT (SELECT json_agg(json_build_object('field', s.field, 'text', s.text, 'publishedText', s.before) ORDER BY s.seq) FROM said s) AS texts,
      EXISTS (SELECT FROM v) AND (EXISTS (SELECT FROM said s WHERE s.field <> 'read_aloud' AND s.text <> s.before)
        OR EXISTS (SELECT FROM (SELECT l.id, l.heading, l.certainty, l.text FROM situational_picture_lines l WHERE l.picture_id = ${pictureId} AND NOT l.is_removed) l
          FULL JOIN (SELECT b.line_id, b.heading, b.certainty, b.text FROM situational_picture_version_lines b JOIN v ON v.id = b.version_id) b ON b.line_id = l.id
          WHERE (l.heading, l.certainty, l.text) IS DISTINCT FROM (b.heading, b.certainty, b.text))) AS "hasNews"`)

/** What was written to be read aloud belongs to the number it was published with; who wrote it and what it said stays in its history. */
export const clearReadAloud = (tx: Tx, pictureId: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE situational_picture_texts SET text = '', version = version + 1, saved_at = ${now}, saved_by = app_user()
    WHERE picture_id = ${pictureId} AND field = 'read_aloud' AND text <> ''`)

export type NewVersion = { id: string; pictureId: string; collectionId: string; readAloud: string }
/**
 * Exactly what the draft holds at this moment, copied by Postgres itself. It builds on everybody who has reported to this number and
 * everybody whose line stands in it, whatever number that line was reported to.
 */
export const insertVersion = async (tx: Tx, v: NewVersion, now: Date): Promise<{ lines: number; reported: number; asked: number }> => {
  const text = (field: string) =>
    fragment`coalesce((SELECT t.text FROM situational_picture_texts t WHERE t.picture_id = c.picture_id AND t.field = ${field}), '')`
  const builtOn = fragment`SELECT r.actor_id FROM situational_picture_reports r WHERE r.collection_id = c.id AND ${stands(fragment`r`)}
    UNION SELECT l.source_actor_id FROM situational_picture_lines l WHERE l.picture_id = c.picture_id AND NOT l.is_removed AND l.source_actor_id IS NOT NULL`
  const counts = await tx.one<{
    reported: number
    asked: number
  }>(sql`INSERT INTO situational_picture_versions (id, picture_id, collection_id, number, handling, cut_off_at, next_update_at, summary, most_likely, worst_case, read_aloud, asked, reported,
      published_at, published_by, function_code, publisher_actor_id)
    SELECT ${v.id}, c.picture_id, c.id, c.number, c.handling, c.cut_off_at, c.next_update_at, ${text('summary')}, ${text('most_likely')}, ${text('worst_case')}, ${v.readAloud},
      (SELECT count(*) FROM (SELECT q.actor_id FROM situational_picture_asked q WHERE q.collection_id = c.id UNION ${builtOn}) a), (SELECT count(*) FROM (${builtOn}) a),
      ${now}, app_user(), ${tx.viewer.functionCode}, app_actor()
    FROM situational_picture_collections c WHERE c.id = ${v.collectionId} RETURNING reported, asked`)
  const lines =
    await tx.run(sql`INSERT INTO situational_picture_version_lines (version_id, line_id, seq, heading, certainty, text, written_by, source_line_id, source_actor_id, source_text, source_certainty, source_at, source_by,
      source_means, source_given_by, source_function_code)
    SELECT ${v.id}::uuid, l.id, row_number() OVER (ORDER BY ${headingOrder(fragment`l.heading`)}, l.position, l.id), l.heading, l.certainty, l.text, l.saved_by, s.id, s.actor_id, s.text, s.certainty, r.reported_at, r.reported_by,
      r.means, r.given_by, CASE WHEN r.means IS NOT NULL THEN r.function_code END
    FROM situational_picture_lines l LEFT JOIN situational_picture_report_lines s ON s.id = l.source_line_id LEFT JOIN situational_picture_reports r ON r.id = s.report_id
    WHERE l.picture_id = ${v.pictureId} AND NOT l.is_removed`)
  return { lines, ...counts }
}

/** Is there anything to publish? */
export const hasContent = async (tx: Tx, pictureId: string): Promise<boolean> =>
  (
    await tx.one<{
      yes: boolean
    }>(sql`SELECT EXISTS (SELECT FROM situational_picture_lines WHERE picture_id = ${pictureId} AND NOT is_removed)
      OR EXISTS (SELECT FROM situational_picture_texts WHERE picture_id = ${pictureId} AND field = 'summary' AND text <> '') AS yes`)
  ).yes

export type Found = { id: string; incidentId: string | null }
export const findVersion = (tx: Tx, pictureId: string, number: number): Promise<Found | undefined> =>
  tx.maybe(sql`SELECT v.id, p.incident_id AS "incidentId" FROM situational_picture_versions v JOIN situational_pictures p ON p.id = v.picture_id
    WHERE v.picture_id = ${pictureId} AND v.number = ${number}`)

/** The first time counts. True: this was it. */
export const markRead = async (tx: Tx, versionId: string, now: Date): Promise<boolean> =>
  (await tx.run(
    sql`INSERT INTO situational_picture_reads (version_id, user_id, actor_id, read_at) VALUES (${versionId}, app_user(), app_actor(), ${now}) ON CONFLICT DO NOTHING`,
  )) === 1
export const readAt = (tx: Tx, versionId: string): Promise<{ readAt: string }> =>
  tx.one(sql`SELECT to_json(read_at) AS "readAt" FROM situational_picture_reads WHERE version_id = ${versionId} AND user_id = app_user()`)

export const acknowledge = async (tx: Tx, versionId: string, note: string, now: Date): Promise<boolean> =>
  (await tx.run(sql`INSERT INTO situational_picture_acknowledgements (version_id, actor_id, user_id, function_code, acknowledged_at, note)
    VALUES (${versionId}, app_actor(), app_user(), ${tx.viewer.functionCode}, ${now}, ${note}) ON CONFLICT DO NOTHING`)) === 1
export const acknowledgement = async (tx: Tx, versionId: string): Promise<Acknowledgement | undefined> =>
  (
    await tx.maybe<{ given: Acknowledgement }>(sql`SELECT ${acknowledgementJson} AS given
      FROM situational_picture_acknowledgements a JOIN situational_picture_versions v ON v.id = a.version_id WHERE a.version_id = ${versionId} AND a.actor_id = app_actor()`)
  )?.given
/** False when a colleague has written the same version of the note meanwhile. */
export const saveNote = async (tx: Tx, versionId: string, version: number, note: string, now: Date): Promise<boolean> =>
  (await tx.run(sql`INSERT INTO situational_picture_acknowledgement_notes (version_id, actor_id, version, note, noted_at, noted_by)
    VALUES (${versionId}, app_actor(), ${version}, ${note}, ${now}, app_user()) ON CONFLICT DO NOTHING`)) === 1

/** The asked actors and those who acknowledged without being asked: the missing first, then those who have only read. */
export const acknowledgements = async (tx: Tx, versionId: string): Promise<string> =>
  (
    await tx.one<{
      items: string
    }>(sql`SELECT json_build_object('items', coalesce(json_agg(json_build_object('actor', ${actorJson}, 'state', x.state, 'at', coalesce(x.acknowledged_at, x.read_at), 'by', x.by, 'note', x.note)
        ORDER BY array_position(ARRAY['missing', 'read', 'acknowledged'], x.state), k.name), '[]'))::text AS items
      FROM actors k CROSS JOIN LATERAL (SELECT CASE WHEN a.actor_id IS NOT NULL THEN 'acknowledged' WHEN d.read_at IS NOT NULL THEN 'read' ELSE 'missing' END AS state, a.acknowledged_at, d.read_at,
          coalesce(u.name, d.name) AS by, coalesce(o.note, a.note, '') AS note, q.actor_id IS NOT NULL OR a.actor_id IS NOT NULL AS is_shown
        FROM (SELECT) one LEFT JOIN situational_picture_asked q ON q.collection_id = (SELECT v.collection_id FROM situational_picture_versions v WHERE v.id = ${versionId}) AND q.actor_id = k.id
        LEFT JOIN situational_picture_acknowledgements a ON a.version_id = ${versionId} AND a.actor_id = k.id LEFT JOIN users u ON u.id = a.user_id
        LEFT JOIN LATERAL ${latestNote} o ON true
        LEFT JOIN LATERAL (SELECT r.read_at, w.name FROM situational_picture_reads r JOIN users w ON w.id = r.user_id WHERE r.version_id = ${versionId} AND r.actor_id = k.id ORDER BY r.read_at LIMIT 1) d ON true) x
      WHERE x.is_shown`)
  ).items
