import { can, type Viewer } from '@samverkan/domain'
import { type Fragment, fragment } from '../../lib/sql.ts'

/** For a query with `k` = actors. */
export const actorJson = fragment`json_build_object('id', k.id, 'code', k.code, 'name', k.name)`

/** For a query with `c` = situational_picture_collections. */
export const collectionJson = fragment`json_build_object('id', c.id, 'number', c.number, 'state', c.state, 'cutOffAt', c.cut_off_at, 'nextUpdateAt', c.next_update_at,
  'handling', c.handling, 'openedAt', c.opened_at, 'version', c.version)`

const functionSv = (code: Fragment): Fragment => fragment`(SELECT coalesce(n.short_sv, n.name_sv) FROM functions n WHERE n.code = ${code})`
/** How a report came that somebody else wrote down, or null; for a query with `row` = a report, or a row of `said`. */
export const takenDownJson = (row: Fragment): Fragment =>
  fragment`CASE WHEN ${row}.means IS NOT NULL THEN json_build_object('means', ${row}.means, 'givenBy', ${row}.given_by, 'functionSv', ${functionSv(fragment`${row}.function_code`)}) END`

/** A report as JSON, for a query with `r` = situational_picture_reports; `c` its collection, `u` its writer. */
export const reportJson = fragment`json_build_object('id', r.id, 'kind', r.kind, 'reportedAt', r.reported_at, 'reportedBy', u.name, 'takenDown', ${takenDownJson(fragment`r`)},
  'functionSv', ${functionSv(fragment`r.function_code`)}, 'number', c.number, 'writtenFor', r.written_for, 'isLate', r.is_late)`

/** That a reported line has been taken back, by whom and why; null while it stands. */
export const withdrawnJson = (lineId: Fragment): Fragment =>
  fragment`(SELECT json_build_object('at', x.withdrawn_at, 'by', y.name, 'reason', x.reason) FROM situational_picture_report_withdrawals x JOIN users y ON y.id = x.withdrawn_by WHERE x.line_id = ${lineId})`

/**
 * Does a report still say anything? One whose every line has been taken back, or corrected in a later report, does not: its actor is waited
 * for again. `row` is a report.
 */
export const stands = (row: Fragment): Fragment => fragment`(${row}.kind <> 'lines' OR EXISTS (
  SELECT FROM (SELECT z.id FROM situational_picture_report_lines z WHERE z.report_id = ${row}.id
      UNION ALL SELECT z.line_id FROM situational_picture_report_repeats z WHERE z.report_id = ${row}.id) z
    WHERE NOT EXISTS (SELECT FROM situational_picture_report_withdrawals x WHERE x.line_id = z.id)
      AND NOT EXISTS (SELECT FROM situational_picture_report_lines n WHERE n.replaces_id = z.id)))`

/** What a reported line says as JSON, for a query with `s` = one row of `said`. */
export const lineJson = fragment`json_build_object('id', s.id, 'heading', s.heading, 'certainty', s.certainty, 'text', s.text, 'reportedAt', s.reported_at, 'reportedBy', s.reported_by, 'takenDown', ${takenDownJson(fragment`s`)},
  'correctedFrom', s.corrected_from, 'replaces', s.replaces_id, 'isRepeated', s.is_repeated, 'withdrawn', s.withdrawn)`

/**
 * What each actor has said in each collection of a chain: lines nobody has corrected, those of the collection and those repeated into it;
 * one taken back is there too, with its `withdrawn`, and counts for nothing.
 * Row-level security leaves in the own actor's, or the region's.
 */
export const said = (pictureId: string): Fragment => fragment`
  SELECT l.id, l.actor_id, l.heading, l.certainty, l.text, l.seq, o.reported_at, u.name AS reported_by, o.means, o.given_by, o.function_code, w.text AS corrected_from, l.replaces_id, ${withdrawnJson(fragment`l.id`)}::jsonb AS withdrawn, h.collection_id, h.number, h.is_repeated, h.at
  FROM (SELECT l.id AS line_id, c.id AS collection_id, c.number, false AS is_repeated, r.reported_at AS at
        FROM situational_picture_report_lines l JOIN situational_picture_reports r ON r.id = l.report_id JOIN situational_picture_collections c ON c.id = r.collection_id
        WHERE l.picture_id = ${pictureId}
      UNION ALL SELECT DISTINCT ON (p.line_id, c.id) p.line_id, c.id, c.number, true, r.reported_at
        FROM situational_picture_report_repeats p JOIN situational_picture_reports r ON r.id = p.report_id JOIN situational_picture_collections c ON c.id = r.collection_id
        WHERE p.picture_id = ${pictureId}) h
  JOIN situational_picture_report_lines l ON l.id = h.line_id JOIN situational_picture_reports o ON o.id = l.report_id JOIN users u ON u.id = o.reported_by
  LEFT JOIN situational_picture_report_lines w ON w.id = l.replaces_id
  WHERE NOT EXISTS (SELECT FROM situational_picture_report_lines n WHERE n.replaces_id = l.id)`

/** Lines before a word that there is nothing; as `reportStatus` in the domain. For a list of kinds in the order of time. */
export const statusOf = (kinds: Fragment): Fragment =>
  fragment`CASE WHEN array_position(${kinds}, 'lines') IS NOT NULL THEN 'lines' ELSE coalesce((${kinds})[cardinality(${kinds})], 'waiting') END`

/** The order of headings on every page. */
export const headingOrder = (column: Fragment): Fragment =>
  fragment`array_position(ARRAY['situation', 'impact', 'measures', 'forecast', 'needs'], ${column})`

/** What this viewer may do with a chain that is open, and with one that is archived. */
export const allowedOn = (viewer: Viewer, isArchived: boolean): string[] =>
  [
    !isArchived && can(viewer, 'situational-pictures.report') && 'report',
    !isArchived && can(viewer, 'situational-pictures.report-for-others') && 'report-for-others',
    !isArchived && can(viewer, 'situational-pictures.write') && 'write',
    !isArchived && can(viewer, 'situational-pictures.publish') && 'publish',
    can(viewer, 'situational-pictures.acknowledge') && 'acknowledge',
    can(viewer, 'situational-pictures.follow') && 'follow',
  ].filter((word) => word !== false)

export const allowedJson = (viewer: Viewer): Fragment =>
  fragment`CASE WHEN p.archived_at IS NULL THEN ${JSON.stringify(allowedOn(viewer, false))}::json ELSE ${JSON.stringify(allowedOn(viewer, true))}::json END`
