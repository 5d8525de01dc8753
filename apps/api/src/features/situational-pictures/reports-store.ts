import type { PictureReport, Withdrawn } from '@samverkan/contract'
import { localDateOf, type Certainty, type PictureHeading, type PictureReportKind, type ReportMeans } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'
import { reportJson, said, stands, withdrawnJson } from './fragments.ts'

/** Lines of an actor that *oförändrat* would repeat: those of the latest collection before this one in which it said something. */
export const repeatable = (tx: Tx, pictureId: string, actorId: string, number: number): Promise<{ id: string; at: Date }[]> =>
  tx.many(sql`WITH said AS MATERIALIZED (SELECT s.* FROM (${said(pictureId)}) s WHERE s.actor_id = ${actorId} AND s.withdrawn IS NULL AND s.number < ${number}::int)
      SELECT DISTINCT s.id, s.reported_at AS at FROM said s WHERE s.number = (SELECT max(e.number) FROM said e)`)

/** Of these lines, those of the actor in this chain that a correction may still replace; and those corrected already, with what they say now. */
export const replaceable = (
  tx: Tx,
  pictureId: string,
  actorId: string,
  ids: readonly string[],
): Promise<{ id: string; replacedBy: string | null; text: string | null; isWithdrawn: boolean }[]> =>
  tx.many(sql`SELECT l.id, n.id AS "replacedBy", n.text, EXISTS (SELECT FROM situational_picture_report_withdrawals x WHERE x.line_id = l.id) AS "isWithdrawn"
    FROM situational_picture_report_lines l LEFT JOIN situational_picture_report_lines n ON n.replaces_id = l.id
    WHERE l.picture_id = ${pictureId} AND l.actor_id = ${actorId} AND l.id = ANY (${ids}::uuid[])`)

/** Said by phone or Rakel: by which means and by whom. */
export type TakenDown = { means: ReportMeans; givenBy: string }
export type NewReport = {
  id: string
  actorId: string
  takenDown: TakenDown | null
  pictureId: string
  collectionId: string
  kind: PictureReportKind
  writtenFor: number
  isLate: boolean
  lines: { id: string; heading: PictureHeading; certainty: Certainty; text: string; replaces: string | null }[]
  repeats: string[]
}
/** The report with its lines. False: somebody at the same actor corrected one of the lines at the same moment. */
export const insertReport = async (tx: Tx, r: NewReport, now: Date): Promise<boolean> => {
  await tx.run(sql`INSERT INTO situational_picture_reports (id, picture_id, collection_id, actor_id, kind, written_for, is_late, reported_at, reported_by, function_code, means, given_by)
    VALUES (${r.id}, ${r.pictureId}, ${r.collectionId}, ${r.actorId}, ${r.kind}, ${r.writtenFor}, ${r.isLate}, ${now}, app_user(), ${tx.viewer.functionCode}, ${r.takenDown?.means ?? null}, ${r.takenDown?.givenBy ?? null})`)
  if (r.repeats.length > 0)
    await tx.run(sql`INSERT INTO situational_picture_report_repeats (report_id, line_id, actor_id, picture_id)
      SELECT ${r.id}::uuid, n.id, ${r.actorId}::uuid, ${r.pictureId}::uuid FROM unnest(${r.repeats}::uuid[]) AS n (id)`)
  if (r.lines.length === 0) return true
  const made =
    await tx.run(sql`INSERT INTO situational_picture_report_lines (id, report_id, picture_id, actor_id, seq, heading, certainty, text, replaces_id)
    SELECT n.id, ${r.id}::uuid, ${r.pictureId}::uuid, ${r.actorId}::uuid, n.seq, n.heading, n.certainty, n.text, n.replaces
    FROM jsonb_to_recordset(${JSON.stringify(r.lines.map((line, index) => ({ ...line, seq: index + 1 })))}::jsonb) AS n(id uuid, seq int, heading text, certainty text, text text, replaces uuid)
    ON CONFLICT (replaces_id) DO NOTHING`)
  return made === r.lines.length
}

/** A member of the network today. */
export const isMember = async (tx: Tx, actorId: string, now: Date): Promise<boolean> =>
  (
    await tx.one<{ yes: boolean }>(
      sql`SELECT EXISTS (SELECT FROM actor_memberships m WHERE m.actor_id = ${actorId} AND (m.left_on IS NULL OR m.left_on > ${localDateOf(now)}::date)) AS yes`,
    )
  ).yes

export const readReport = async (tx: Tx, id: string): Promise<{ report: PictureReport; kinds: PictureReportKind[] }> =>
  tx.one(sql`SELECT ${reportJson} AS report,
      (SELECT coalesce(json_agg(o.kind ORDER BY o.reported_at, o.id), '[]') FROM situational_picture_reports o WHERE o.collection_id = r.collection_id AND o.actor_id = r.actor_id AND ${stands(fragment`o`)}) AS kinds
    FROM situational_picture_reports r JOIN situational_picture_collections c ON c.id = r.collection_id JOIN users u ON u.id = r.reported_by WHERE r.id = ${id}`)

export type ToRemind = { actorId: string; address: string | null; name: string; remindedAt: Date | null }
/** Asked and silent: every actor, when it was last reminded, and the e-mail of its contact function where there is one. */
export const silent = (tx: Tx, collectionId: string, only: readonly string[] | null): Promise<ToRemind[]> =>
  tx.many(sql`SELECT q.actor_id AS "actorId", k.name, q.reminded_at AS "remindedAt", (SELECT h.address FROM actor_contact_points t JOIN actor_contact_channels h ON h.contact_point_id = t.id AND h.channel = 'email'
      WHERE t.actor_id = q.actor_id AND t.archived_at IS NULL AND t.function_code = 'contact-function' ORDER BY t.is_deputy, t.priority, h.priority, t.id LIMIT 1) AS address
    FROM situational_picture_asked q JOIN actors k ON k.id = q.actor_id
    WHERE q.collection_id = ${collectionId} AND (${only}::uuid[] IS NULL OR q.actor_id = ANY (${only}::uuid[]))
      AND NOT EXISTS (SELECT FROM situational_picture_reports r WHERE r.collection_id = q.collection_id AND r.actor_id = q.actor_id AND ${stands(fragment`r`)}) ORDER BY k.name`)

export const markReminded = (tx: Tx, collectionId: string, actorIds: readonly string[], now: Date): Promise<number> =>
  tx.run(
    sql`UPDATE situational_picture_asked SET reminded_at = ${now} WHERE collection_id = ${collectionId} AND actor_id = ANY (${actorIds}::uuid[])`,
  )

export type ReportedLine = {
  id: string
  actorId: string
  /** Somebody wrote it down for the actor. */
  isTakenDown: boolean
  replacedBy: string | null
  text: string | null
  isWithdrawn: boolean
}
/** A reported line of this chain that this viewer may see, with the line that has taken its place. */
export const findReported = (tx: Tx, pictureId: string, id: string): Promise<ReportedLine | undefined> =>
  tx.maybe(sql`SELECT l.id, l.actor_id AS "actorId", r.means IS NOT NULL AS "isTakenDown", n.id AS "replacedBy", n.text,
      EXISTS (SELECT FROM situational_picture_report_withdrawals x WHERE x.line_id = l.id) AS "isWithdrawn"
    FROM situational_picture_report_lines l JOIN situational_picture_reports r ON r.id = l.report_id LEFT JOIN situational_picture_report_lines n ON n.replaces_id = l.id
    WHERE l.id = ${id} AND l.picture_id = ${pictureId}`)
export const withdraw = async (tx: Tx, pictureId: string, line: ReportedLine, reason: string, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO situational_picture_report_withdrawals (line_id, actor_id, picture_id, reason, withdrawn_at, withdrawn_by, function_code)
    VALUES (${line.id}, ${line.actorId}, ${pictureId}, ${reason}, ${now}, app_user(), ${tx.viewer.functionCode})`)
}
export const withdrawal = async (tx: Tx, lineId: string): Promise<Withdrawn> =>
  (await tx.one<{ withdrawn: Withdrawn }>(sql`SELECT ${withdrawnJson(fragment`${lineId}::uuid`)} AS withdrawn`)).withdrawn
