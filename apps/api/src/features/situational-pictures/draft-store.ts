import type { DraftLine, DraftText } from '@samverkan/contract'
import type { Certainty, PictureField, PictureHeading } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'
import {
  actorJson,
  allowedJson,
  collectionJson,
  headingOrder,
  lineJson,
  reportJson,
  said,
  stands,
  statusOf,
  takenDownJson,
  withdrawnJson,
} from './fragments.ts'

/** What became of a reported line in the end, when its actor has corrected it since or taken it back: `step` 0 is the line itself. */
const became = (lineId: Fragment): Fragment => fragment`(WITH RECURSIVE chain AS (
    SELECT n.id, n.text, 0 AS step FROM situational_picture_report_lines n WHERE n.id = ${lineId}
    UNION ALL SELECT n.id, n.text, c.step + 1 FROM chain c JOIN situational_picture_report_lines n ON n.replaces_id = c.id)
  SELECT json_build_object('to', CASE WHEN step > 0 THEN text END, 'withdrawn', ${withdrawnJson(fragment`chain.id`)}) AS became FROM chain ORDER BY step DESC LIMIT 1)`

/** A line of the draft as JSON, for a query with `l` = situational_picture_lines and `b` = the same line in the latest version. */
const draftLineJson = fragment`(SELECT json_build_object('id', l.id, 'heading', l.heading, 'certainty', l.certainty, 'text', l.text, 'isRemoved', l.is_removed, 'version', l.version,
    'savedAt', l.saved_at, 'savedBy', u.name,
    'source', CASE WHEN o.id IS NOT NULL THEN json_build_object('lineId', o.id, 'actor', ${actorJson}, 'text', o.text, 'certainty', o.certainty, 'reportedAt', r.reported_at, 'reportedBy', w.name, 'takenDown', ${takenDownJson(fragment`r`)}) END,
    'sourceCorrectedTo', e.became ->> 'to', 'sourceWithdrawn', e.became -> 'withdrawn',
    'change', CASE WHEN l.is_removed THEN 'removed' WHEN b.line_id IS NULL THEN 'new' WHEN (b.text, b.heading, b.certainty) = (l.text, l.heading, l.certainty) THEN 'unchanged' ELSE 'changed' END,
    'publishedText', b.text)
  FROM users u LEFT JOIN situational_picture_report_lines o ON o.id = l.source_line_id LEFT JOIN situational_picture_reports r ON r.id = o.report_id
  LEFT JOIN users w ON w.id = r.reported_by LEFT JOIN actors k ON k.id = l.source_actor_id LEFT JOIN LATERAL ${became(fragment`o.id`)} e ON true WHERE u.id = l.saved_by)`
/** `l` against the latest published version of its chain. */
const published = fragment`LEFT JOIN situational_picture_version_lines b ON b.line_id = l.id
  AND b.version_id = (SELECT v.id FROM situational_picture_versions v WHERE v.picture_id = l.picture_id ORDER BY v.number DESC LIMIT 1)`

const publishedField = fragment`(SELECT CASE f.field WHEN 'summary' THEN v.summary WHEN 'most_likely' THEN v.most_likely WHEN 'worst_case' THEN v.worst_case ELSE v.read_aloud END
  FROM situational_picture_versions v WHERE v.picture_id = f.picture_id ORDER BY v.number DESC LIMIT 1)`
const textJson = fragment`json_build_object('field', f.field, 'text', coalesce(t.text, ''), 'version', coalesce(t.version, 0), 'savedAt', t.saved_at,
  'savedBy', (SELECT u.name FROM users u WHERE u.id = t.saved_by), 'publishedText', ${publishedField})`

/** The line of the draft that a reported one has become, for a query with `s` = one row of `said`. */
const liftedAs = fragment`(SELECT l.id FROM situational_picture_lines l WHERE l.source_line_id = s.id AND NOT l.is_removed)`

/** The open draft whole, in one statement: who has reported what, and the joint text. */
export const readDraft = async (tx: Tx, id: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ draft: string }>(sql`
    WITH now AS MATERIALIZED (SELECT c.* FROM situational_picture_collections c WHERE c.picture_id = ${id} AND c.closed_at IS NULL),
    heard AS MATERIALIZED (SELECT s.*, ${liftedAs} AS lifted_as FROM (${said(id)}) s JOIN now c ON s.number <= c.number),
    since AS (SELECT DISTINCT ON (s.actor_id) s.actor_id, max(s.reported_at) AS at FROM heard s JOIN now c ON s.number < c.number WHERE s.withdrawn IS NULL GROUP BY s.actor_id, s.number ORDER BY s.actor_id, s.number DESC),
    said AS (SELECT s.* FROM heard s JOIN now c ON c.id = s.collection_id),
    earlier AS (SELECT DISTINCT ON (s.id) s.* FROM heard s JOIN now c ON s.number < c.number WHERE s.withdrawn IS NULL AND NOT EXISTS (SELECT FROM said n WHERE n.id = s.id)
      AND NOT EXISTS (SELECT FROM situational_picture_version_lines b WHERE b.source_line_id = s.id) ORDER BY s.id, s.number DESC),
    lines AS MATERIALIZED (SELECT s.actor_id, json_agg((${lineJson}::jsonb || jsonb_build_object('liftedAs', s.lifted_as)) ORDER BY s.at, s.seq) AS list FROM said s GROUP BY s.actor_id),
    reports AS MATERIALIZED (SELECT r.actor_id, json_agg(${reportJson} ORDER BY r.reported_at, r.id) AS list, array_agg(r.kind ORDER BY r.reported_at, r.id) FILTER (WHERE ${stands(fragment`r`)}) AS kinds
      FROM now c JOIN situational_picture_reports r ON r.collection_id = c.id JOIN users u ON u.id = r.reported_by GROUP BY r.actor_id),
    asked AS MATERIALIZED (SELECT q.* FROM now c JOIN situational_picture_asked q ON q.collection_id = c.id)
    SELECT json_build_object('id', p.id, 'title', p.title, 'incidentCode', (SELECT i.code FROM incidents i WHERE i.id = p.incident_id), 'isExercise', p.is_exercise, 'collection', ${collectionJson},
      'latestNumber', (SELECT max(v.number) FROM situational_picture_versions v WHERE v.picture_id = p.id),
      'actors', coalesce((SELECT json_agg(json_build_object('actor', ${actorJson}, 'askedAt', q.asked_at, 'remindedAt', q.reminded_at,
          'status', ${statusOf(fragment`coalesce(e.kinds, '{}')`)}, 'repeatableSince', (SELECT e.at FROM since e WHERE e.actor_id = k.id), 'reports', coalesce(e.list, '[]'), 'lines', coalesce(n.list, '[]')) ORDER BY k.name)
        FROM actors k LEFT JOIN asked q ON q.actor_id = k.id LEFT JOIN reports e ON e.actor_id = k.id LEFT JOIN lines n ON n.actor_id = k.id WHERE q.actor_id IS NOT NULL OR e.actor_id IS NOT NULL), '[]'),
      'leftOver', coalesce((SELECT json_agg((${lineJson}::jsonb || jsonb_build_object('actor', ${actorJson}, 'liftedAs', s.lifted_as, 'number', s.number)) ORDER BY k.name, s.at, s.seq)
        FROM earlier s JOIN actors k ON k.id = s.actor_id), '[]'),
      'lines', coalesce((SELECT json_agg(${draftLineJson} ORDER BY l.is_removed, ${headingOrder(fragment`l.heading`)}, l.position, l.id) FROM situational_picture_lines l ${published} WHERE l.picture_id = p.id), '[]'),
      'texts', (SELECT json_agg(${textJson} ORDER BY f.seq) FROM (SELECT p.id AS picture_id, e.field, e.seq FROM unnest(ARRAY['summary', 'most_likely', 'worst_case', 'read_aloud']) WITH ORDINALITY AS e (field, seq)) f
        LEFT JOIN situational_picture_texts t ON t.picture_id = f.picture_id AND t.field = f.field),
      'allowed', ${allowedJson(tx.viewer)})::text AS draft
    FROM situational_pictures p JOIN now c ON c.picture_id = p.id WHERE p.id = ${id}`)
  )?.draft

export const readLine = async (tx: Tx, id: string): Promise<DraftLine> =>
  (await tx.one<{ line: DraftLine }>(sql`SELECT ${draftLineJson} AS line FROM situational_picture_lines l ${published} WHERE l.id = ${id}`))
    .line

export const readText = async (tx: Tx, pictureId: string, field: PictureField): Promise<DraftText> =>
  (
    await tx.one<{
      text: DraftText
    }>(sql`SELECT ${textJson} AS text FROM (SELECT ${pictureId}::uuid AS picture_id, ${field}::text AS field) f
      LEFT JOIN situational_picture_texts t ON t.picture_id = f.picture_id AND t.field = f.field`)
  ).text

/** Whose name the others see, while the chain takes more. */
export const writer = (tx: Tx, pictureId: string): Promise<{ name: string; isOpen: boolean } | undefined> =>
  tx.maybe(
    sql`SELECT u.name, p.archived_at IS NULL AS "isOpen" FROM situational_pictures p JOIN users u ON u.id = app_user() WHERE p.id = ${pictureId}`,
  )

export type LineRow = { id: string; heading: PictureHeading; certainty: Certainty; text: string; isRemoved: boolean; version: number }
export const lockLine = (tx: Tx, pictureId: string, id: string): Promise<LineRow | undefined> =>
  tx.maybe(sql`SELECT l.id, l.heading, l.certainty, l.text, l.is_removed AS "isRemoved", l.version FROM situational_picture_lines l
    WHERE l.id = ${id} AND l.picture_id = ${pictureId} FOR NO KEY UPDATE`)

export type Source = { id: string; actorId: string; certainty: Certainty; text: string; liftedAs: string | null; isWithdrawn: boolean }
/** A reported line of this chain, and the line of the draft that it, or one it corrects, has become. */
export const source = (tx: Tx, pictureId: string, lineId: string): Promise<Source | undefined> =>
  tx.maybe(sql`WITH RECURSIVE chain AS (SELECT s.id, s.replaces_id FROM situational_picture_report_lines s WHERE s.id = ${lineId} AND s.picture_id = ${pictureId}
      UNION ALL SELECT s.id, s.replaces_id FROM chain c JOIN situational_picture_report_lines s ON s.id = c.replaces_id)
    SELECT s.id, s.actor_id AS "actorId", s.certainty, s.text, (SELECT l.id FROM situational_picture_lines l JOIN chain c ON c.id = l.source_line_id LIMIT 1) AS "liftedAs",
      EXISTS (SELECT FROM situational_picture_report_withdrawals x WHERE x.line_id = s.id) AS "isWithdrawn"
    FROM situational_picture_report_lines s WHERE s.id = ${lineId} AND s.picture_id = ${pictureId}`)

export type NewLine = { id: string; pictureId: string; heading: PictureHeading; certainty: Certainty; text: string; source: Source | null }
export const insertLine = async (tx: Tx, line: NewLine, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO situational_picture_lines (id, picture_id, heading, position, certainty, text, source_line_id, source_actor_id, saved_at, saved_by)
    VALUES (${line.id}, ${line.pictureId}, ${line.heading}, (SELECT coalesce(max(l.position), 0) + 1 FROM situational_picture_lines l WHERE l.picture_id = ${line.pictureId} AND l.heading = ${line.heading}),
      ${line.certainty}, ${line.text}, ${line.source?.id ?? null}, ${line.source?.actorId ?? null}, ${now}, app_user())`)
}

export const saveLine = (tx: Tx, line: LineRow, sourceLineId: string | null, now: Date): Promise<number> =>
  tx.run(sql`UPDATE situational_picture_lines SET heading = ${line.heading}, certainty = ${line.certainty}, text = ${line.text}, is_removed = ${line.isRemoved},
    version = ${line.version}, source_line_id = coalesce(${sourceLineId}::uuid, source_line_id), saved_at = ${now}, saved_by = app_user() WHERE id = ${line.id}`)

/** Puts the line after another of its heading, or first, and numbers the heading anew. */
export const placeLine = (tx: Tx, pictureId: string, line: { id: string; heading: string }, after: string | null): Promise<number> =>
  tx.run(sql`WITH placed AS (SELECT l.id, row_number() OVER (ORDER BY CASE WHEN l.id = ${line.id} THEN coalesce((SELECT a.position FROM situational_picture_lines a WHERE a.id = ${after}::uuid AND a.heading = l.heading AND a.picture_id = l.picture_id), -1) ELSE l.position END,
      l.id = ${line.id}, l.id) AS place FROM situational_picture_lines l WHERE l.picture_id = ${pictureId} AND l.heading = ${line.heading})
    UPDATE situational_picture_lines l SET position = p.place FROM placed p WHERE p.id = l.id AND l.position <> p.place`)

/** The version of one text, its row locked; 0 while nothing has been written. Two who write the first word meet at the primary key. */
export const lockText = (tx: Tx, pictureId: string, field: PictureField): Promise<{ text: string; version: number } | undefined> =>
  tx.maybe(sql`SELECT text, version FROM situational_picture_texts WHERE picture_id = ${pictureId} AND field = ${field} FOR NO KEY UPDATE`)
/** False when somebody else has written the first word meanwhile. */
export const saveText = async (
  tx: Tx,
  pictureId: string,
  field: PictureField,
  text: string,
  version: number,
  now: Date,
): Promise<boolean> =>
  version === 1
    ? (await tx.run(sql`INSERT INTO situational_picture_texts (picture_id, field, text, version, saved_at, saved_by)
        VALUES (${pictureId}, ${field}, ${text}, 1, ${now}, app_user()) ON CONFLICT DO NOTHING`)) === 1
    : (await tx.run(sql`UPDATE situational_picture_texts SET text = ${text}, version = ${version}, saved_at = ${now}, saved_by = app_user()
        WHERE picture_id = ${pictureId} AND field = ${field}`)) === 1

export const lineHistory = async (tx: Tx, pictureId: string, id: string): Promise<string | undefined> =>
  (
    await tx.maybe<{
      items: string
    }>(sql`SELECT json_build_object('items', (SELECT json_agg(json_build_object('version', v.version, 'text', v.text, 'savedAt', v.saved_at, 'savedBy', u.name,
        'heading', v.heading, 'certainty', v.certainty, 'isRemoved', v.is_removed) ORDER BY v.version DESC) FROM situational_picture_line_versions v JOIN users u ON u.id = v.saved_by WHERE v.line_id = l.id))::text AS items
      FROM situational_picture_lines l WHERE l.id = ${id} AND l.picture_id = ${pictureId}`)
  )?.items
export const textHistory = async (tx: Tx, pictureId: string, field: PictureField): Promise<string | undefined> =>
  (
    await tx.maybe<{
      items: string
    }>(sql`SELECT json_build_object('items', coalesce((SELECT json_agg(json_build_object('version', v.version, 'text', v.text, 'savedAt', v.saved_at, 'savedBy', u.name) ORDER BY v.version DESC)
        FROM situational_picture_text_versions v JOIN users u ON u.id = v.saved_by WHERE v.picture_id = p.id AND v.field = ${field}), '[]'))::text AS items
      FROM situational_pictures p WHERE p.id = ${pictureId}`)
  )?.items
