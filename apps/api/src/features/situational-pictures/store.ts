import { localDateOf, type Handling, type PictureState } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { findIn } from '../../lib/search.ts'
import { fragment, nothing, sql } from '../../lib/sql.ts'
import { actorJson, allowedJson, collectionJson, lineJson, reportJson, said, stands, statusOf } from './fragments.ts'

const isRead = fragment`EXISTS (SELECT FROM situational_picture_reads x WHERE x.version_id = v.id AND x.user_id = app_user())`
const isAcknowledged = fragment`EXISTS (SELECT FROM situational_picture_acknowledgements x WHERE x.version_id = v.id AND x.actor_id = app_actor())`
const mark = fragment`'number', v.number, 'publishedAt', v.published_at, 'handling', v.handling, 'isRead', ${isRead}, 'isAcknowledged', ${isAcknowledged}`
const latestJson = fragment`(SELECT json_build_object(${mark}, 'summary', v.summary) FROM situational_picture_versions v WHERE v.picture_id = p.id ORDER BY v.number DESC LIMIT 1)`
const head = fragment`'id', p.id, 'kind', p.kind, 'title', p.title, 'incidentCode', (SELECT i.code FROM incidents i WHERE i.id = p.incident_id), 'meetingCode', (SELECT e.code FROM meetings e WHERE e.id = p.meeting_id), 'isoYear', p.iso_year, 'isoWeek', p.iso_week,
  'isExercise', p.is_exercise, 'openedAt', p.opened_at, 'archivedAt', p.archived_at, 'latest', ${latestJson}`

export type ListQuery = { search?: string | undefined; kind?: string | undefined; cursor?: string | undefined; limit: number }
/** A page of chains: the one where something was published last comes first. */
export const listPictures = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'instant', 'uuid')
  const found = query.search ? await findIn(tx, ['picture'], query.search) : null
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`situational_pictures p`,
      row: fragment`situational_pictures p`,
      id: fragment`p.id`,
      keys: [fragment`p.touched_at`, fragment`p.id`],
      direction: 'down',
      where: fragment`true
        ${query.kind ? fragment`AND p.kind = ${query.kind}` : nothing}
        ${found ? fragment`AND ${found.picture}` : nothing}`,
      after: after && [fragment`${after[0]}::timestamptz`, fragment`${after[1]}::uuid`],
      limit: query.limit,
      item: fragment`json_build_object(${head},
          'collection', (SELECT json_build_object('number', c.number, 'cutOffAt', c.cut_off_at, 'nextUpdateAt', c.next_update_at) FROM situational_picture_collections c WHERE c.picture_id = p.id AND c.closed_at IS NULL))`,
    })}`,
  )
  return page
}

/** One chain as every member sees it, with what its own actor has said; one statement. */
export const readPicture = async (tx: Tx, id: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ picture: string }>(sql`
    WITH said AS MATERIALIZED (SELECT s.* FROM (${said(id)}) s WHERE s.actor_id = app_actor()),
    now AS MATERIALIZED (SELECT c.* FROM situational_picture_collections c WHERE c.picture_id = ${id} AND c.closed_at IS NULL),
    reports AS MATERIALIZED (SELECT r.*, ${reportJson} AS report FROM now c JOIN situational_picture_reports r ON r.collection_id = c.id JOIN users u ON u.id = r.reported_by WHERE r.actor_id = app_actor())
    SELECT json_build_object(${head},
      'versions', coalesce((SELECT json_agg(json_build_object(${mark}, 'publishedBy', u.name, 'lines', (SELECT count(*) FROM situational_picture_version_lines l WHERE l.version_id = v.id)) ORDER BY v.number DESC)
        FROM situational_picture_versions v JOIN users u ON u.id = v.published_by WHERE v.picture_id = p.id), '[]'),
      'collection', (SELECT ${collectionJson} FROM now c),
      'own', (SELECT json_build_object('actor', ${actorJson}, 'askedAt', q.asked_at, 'remindedAt', q.reminded_at,
          'status', ${statusOf(fragment`(SELECT coalesce(array_agg(r.kind ORDER BY r.reported_at, r.id), '{}') FROM reports r WHERE ${stands(fragment`r`)})`)},
          'reports', coalesce((SELECT json_agg(r.report ORDER BY r.reported_at, r.id) FROM reports r), '[]'),
          'lines', coalesce((SELECT json_agg(${lineJson} ORDER BY s.at, s.seq) FROM said s JOIN now c ON c.id = s.collection_id), '[]'),
          'repeatable', coalesce((SELECT json_agg(${lineJson} ORDER BY s.at, s.seq) FROM said s WHERE s.withdrawn IS NULL AND s.number = (SELECT max(e.number) FROM said e, now c WHERE e.withdrawn IS NULL AND e.number < c.number)), '[]'))
        FROM actors k LEFT JOIN now c ON true LEFT JOIN situational_picture_asked q ON q.collection_id = c.id AND q.actor_id = k.id WHERE k.id = app_actor()),
      'allowed', ${allowedJson(tx.viewer)})::text AS picture
    FROM situational_pictures p WHERE p.id = ${id}`)
  )?.picture

export const idOfIncident = async (
  tx: Tx,
  code: string,
): Promise<{ incidentId: string; state: string; pictureId: string | null } | undefined> =>
  tx.maybe(
    sql`SELECT i.id AS "incidentId", i.state, p.id AS "pictureId" FROM incidents i LEFT JOIN situational_pictures p ON p.incident_id = i.id WHERE i.code = ${code}`,
  )

export type HeldIncident = { id: string; title: string; isExercise: boolean; state: string; pictureId: string | null }
/** The incident, locked: two who open its chain at once make one. */
export const holdIncident = async (tx: Tx, code: string): Promise<HeldIncident | undefined> => {
  const incident = await tx.maybe<Omit<HeldIncident, 'pictureId'>>(
    sql`SELECT id, title, is_exercise AS "isExercise", state FROM incidents WHERE code = ${code} FOR NO KEY UPDATE`,
  )
  if (!incident) return undefined
  const known = await tx.maybe<{ id: string }>(sql`SELECT id FROM situational_pictures WHERE incident_id = ${incident.id}`)
  return { ...incident, pictureId: known?.id ?? null }
}

export type NewPicture = {
  id: string
  incidentId: string | null
  isoYear: number | null
  isoWeek: number | null
  title: string
  isExercise: boolean
}
export const insertPicture = async (tx: Tx, p: NewPicture, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO situational_pictures (id, kind, incident_id, iso_year, iso_week, title, is_exercise, opened_at, opened_by)
    VALUES (${p.id}, ${p.incidentId ? 'joint_regional' : 'weekly'}, ${p.incidentId}, ${p.isoYear}, ${p.isoWeek}, ${p.title}, ${p.isExercise}, ${now}, app_user())`)
}

export type NewCollection = {
  id: string
  pictureId: string
  number: number
  state: 'collecting' | 'drafted'
  handling: Handling
  cutOffAt: Date
  nextUpdateAt: Date | null
}
export const insertCollection = async (tx: Tx, c: NewCollection, now: Date): Promise<void> => {
  await tx.run(sql`INSERT INTO situational_picture_collections (id, picture_id, number, state, handling, cut_off_at, next_update_at, opened_at)
    VALUES (${c.id}, ${c.pictureId}, ${c.number}, ${c.state}, ${c.handling}, ${c.cutOffAt}, ${c.nextUpdateAt}, ${now})`)
}

/** Who is asked to report: the actors called into the incident's open activations; of a weekly picture every member. */
export const askActors = (tx: Tx, pictureId: string, collectionId: string, now: Date): Promise<number> =>
  tx.run(sql`INSERT INTO situational_picture_asked (collection_id, actor_id, asked_at)
    SELECT DISTINCT ${collectionId}::uuid, a.actor_id, ${now}::timestamptz FROM situational_pictures p CROSS JOIN LATERAL (
      SELECT x.actor_id FROM activation_actors x JOIN activations v ON v.id = x.activation_id WHERE v.incident_id = p.incident_id AND v.state <> 'closed'
      UNION ALL SELECT m.actor_id FROM actor_memberships m WHERE p.kind = 'weekly' AND (m.left_on IS NULL OR m.left_on > ${localDateOf(now)}::date)) a
    WHERE p.id = ${pictureId} ON CONFLICT DO NOTHING`)

export type Held = {
  id: string
  incidentId: string | null
  incidentCode: string | null
  meetingCode: string | null
  title: string
  isExercise: boolean
  archivedAt: Date | null
  collection: {
    id: string
    number: number
    state: PictureState
    handling: Handling
    cutOffAt: Date
    nextUpdateAt: Date | null
    version: number
  } | null
}
const held = fragment`SELECT p.id, p.incident_id AS "incidentId", (SELECT i.code FROM incidents i WHERE i.id = p.incident_id) AS "incidentCode", (SELECT e.code FROM meetings e WHERE e.id = p.meeting_id) AS "meetingCode", p.title, p.is_exercise AS "isExercise", p.archived_at AS "archivedAt"
  FROM situational_pictures p`
const collectionOf = (tx: Tx, id: string): Promise<NonNullable<Held['collection']> | undefined> =>
  tx.maybe(sql`SELECT c.id, c.number, c.state, c.handling, c.cut_off_at AS "cutOffAt", c.next_update_at AS "nextUpdateAt", c.version
    FROM situational_picture_collections c WHERE c.picture_id = ${id} AND c.closed_at IS NULL`)
/**
 * The chain, held so that it is not published or archived meanwhile. Many may hold it shared at once (reports, lines, texts); alone is for
 * what changes the chain itself. The collection is read after the lock: it may have been another one before.
 */
export const hold = async (tx: Tx, id: string, how: 'shared' | 'alone'): Promise<Held | undefined> => {
  const row = await tx.maybe<Omit<Held, 'collection'>>(
    sql`${held} WHERE p.id = ${id} ${how === 'shared' ? fragment`FOR SHARE` : fragment`FOR NO KEY UPDATE`}`,
  )
  return row && { ...row, collection: (await collectionOf(tx, id)) ?? null }
}

export const readCollection = (tx: Tx, id: string): Promise<{ collection: unknown }> =>
  tx.one(sql`SELECT ${collectionJson} AS collection FROM situational_picture_collections c WHERE c.id = ${id}`)

export const saveCollection = (tx: Tx, id: string, c: { cutOffAt: Date; nextUpdateAt: Date | null; handling: Handling }): Promise<number> =>
  tx.run(
    sql`UPDATE situational_picture_collections SET cut_off_at = ${c.cutOffAt}, next_update_at = ${c.nextUpdateAt}, handling = ${c.handling}, version = version + 1 WHERE id = ${id}`,
  )

/** Somebody has begun to compile. Said once; the version of the collection is about what it asks for, and stays. */
export const markDrafted = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`UPDATE situational_picture_collections SET state = 'drafted' WHERE id = ${id} AND state = 'collecting'`)

export const endCollection = (tx: Tx, id: string, state: 'published' | 'archived', now: Date): Promise<number> =>
  tx.run(sql`UPDATE situational_picture_collections SET state = ${state}, closed_at = ${now} WHERE id = ${id}`)

export const archive = (tx: Tx, id: string, now: Date): Promise<number> =>
  tx.run(sql`UPDATE situational_pictures SET archived_at = ${now} WHERE id = ${id} AND archived_at IS NULL`)

export const pictureOfIncident = async (tx: Tx, incidentId: string): Promise<string | undefined> =>
  (await tx.maybe<{ id: string }>(sql`SELECT id FROM situational_pictures WHERE incident_id = ${incidentId}`))?.id

type ToReport = { incidentCode: string | null; meetingCode: string | null; title: string; cutOffAt: string; isExercise: boolean }
type ToAcknowledge = {
  incidentCode: string | null
  meetingCode: string | null
  title: string
  number: number
  publishedAt: string
  isExercise: boolean
}
/** Of open chains: where the own actor is asked and silent, and whose latest version it was asked about and has not acknowledged. */
export const waiting = (tx: Tx): Promise<{ toReport: ToReport[]; toAcknowledge: ToAcknowledge[] }> =>
  tx.one(sql`WITH p AS MATERIALIZED (SELECT p.id, p.title, p.is_exercise, p.opened_at, i.code, e.code AS meeting FROM situational_pictures p LEFT JOIN incidents i ON i.id = p.incident_id LEFT JOIN meetings e ON e.id = p.meeting_id WHERE p.archived_at IS NULL)
    SELECT coalesce((SELECT json_agg(json_build_object('incidentCode', p.code, 'meetingCode', p.meeting, 'title', p.title, 'cutOffAt', c.cut_off_at, 'isExercise', p.is_exercise) ORDER BY p.is_exercise, c.cut_off_at, p.id)
        FROM p JOIN situational_picture_collections c ON c.picture_id = p.id AND c.closed_at IS NULL JOIN situational_picture_asked q ON q.collection_id = c.id AND q.actor_id = app_actor()
        WHERE NOT EXISTS (SELECT FROM situational_picture_reports r WHERE r.collection_id = c.id AND r.actor_id = app_actor() AND ${stands(fragment`r`)})), '[]') AS "toReport",
      coalesce((SELECT json_agg(json_build_object('incidentCode', p.code, 'meetingCode', p.meeting, 'title', p.title, 'number', v.number, 'publishedAt', v.published_at, 'isExercise', p.is_exercise) ORDER BY p.is_exercise, v.published_at DESC, p.id)
        FROM p CROSS JOIN LATERAL (SELECT v.* FROM situational_picture_versions v WHERE v.picture_id = p.id ORDER BY v.number DESC LIMIT 1) v
        WHERE EXISTS (SELECT FROM situational_picture_asked q WHERE q.collection_id = v.collection_id AND q.actor_id = app_actor())
          AND NOT EXISTS (SELECT FROM situational_picture_acknowledgements a WHERE a.version_id = v.id AND a.actor_id = app_actor())), '[]') AS "toAcknowledge"`)
