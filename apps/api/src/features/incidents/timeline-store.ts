import { can, draftTypes } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { listed } from '../../lib/listed.ts'
import { readCursor } from '../../lib/paging.ts'
import { patterns } from '../../lib/search.ts'
import { type Fragment, fragment, nothing, sql } from '../../lib/sql.ts'

export type TimelineQuery = { search?: string | undefined; cursor?: string | undefined; limit: number; matters?: boolean | undefined }

/** The text that a row of the journal points at, for a query with `j` = journal. */
const told = fragment`CASE j.type
  WHEN 'activations.closed' THEN (SELECT v.closing_note FROM activations v WHERE v.id = j.subject_id)
  WHEN 'activations.activated' THEN (SELECT c.subject FROM call_outs c WHERE c.id = (j.data ->> 'callOutId')::uuid)
  WHEN 'call-outs.called-again' THEN (SELECT c.subject FROM call_outs c WHERE c.id = (j.data ->> 'callOutId')::uuid)
  WHEN 'call-outs.answered' THEN (SELECT nullif(w.comment, '') FROM activation_answers w WHERE w.id = (j.data -> 'answerIds' ->> 0)::uuid)
  WHEN 'outbox.attempted' THEN (SELECT m.destination FROM outbox_messages m WHERE m.id = j.subject_id)
  WHEN 'measures.created' THEN (SELECT m.title FROM measures m WHERE m.id = j.subject_id)
  WHEN 'measures.edited' THEN (SELECT m.title FROM measures m WHERE m.id = j.subject_id)
  WHEN 'measures.moved' THEN (SELECT m.title FROM measures m WHERE m.id = j.subject_id)
  WHEN 'measures.noted' THEN (SELECT m.title FROM measures m WHERE m.id = j.subject_id)
  WHEN 'meetings.item-raised' THEN (SELECT i.title FROM meeting_items i WHERE i.id = (j.data ->> 'itemId')::uuid)
  WHEN 'activations.request-merged' THEN (SELECT q.reason FROM activation_requests q WHERE q.id = j.subject_id) END`

/** What `told` reads, as the id of what has the text: a row of the journal is looked for by it, and its text need not be folded for every row. */
const toldBy = fragment`CASE
  WHEN j.type IN ('activations.closed', 'outbox.attempted', 'measures.created', 'measures.edited', 'measures.moved', 'measures.noted', 'activations.request-merged') THEN j.subject_id
  WHEN j.type IN ('activations.activated', 'call-outs.called-again') THEN (j.data ->> 'callOutId')::uuid
  WHEN j.type = 'call-outs.answered' THEN (j.data -> 'answerIds' ->> 0)::uuid
  WHEN j.type = 'meetings.item-raised' THEN (j.data ->> 'itemId')::uuid END`

type Word = { persons: string[]; functions: string[]; actors: string[]; texts: string[] }
/**
 * A WHERE for rows whose names and text have every word that was typed. An incident that went on for weeks has fifty thousand rows and a few
 * hundred texts: these are looked through first, word by word, and the rows by their ids. No row has a word that is nowhere: null.
 */
const having = async (tx: Tx, incidentId: string, typed: string): Promise<Fragment | null> => {
  const words = await tx.many<Word>(sql`
    SELECT ARRAY(SELECT u.id FROM users u WHERE u.found_by LIKE word) AS persons,
      ARRAY(SELECT n.code FROM functions n WHERE n.found_by LIKE word) AS functions,
      ARRAY(SELECT a.id FROM actors a WHERE a.found_by LIKE word) AS actors,
      ARRAY(SELECT v.id FROM activations v WHERE v.incident_id = ${incidentId} AND search_fold(v.closing_note) LIKE word
        UNION ALL SELECT c.id FROM call_outs c WHERE c.incident_id = ${incidentId} AND search_fold(c.subject) LIKE word
        UNION ALL SELECT w.id FROM activations v JOIN activation_answers w ON w.activation_id = v.id WHERE v.incident_id = ${incidentId} AND w.comment <> '' AND search_fold(w.comment) LIKE word
        UNION ALL SELECT m.id FROM outbox_messages m WHERE m.incident_id = ${incidentId} AND m.found_by LIKE word AND search_fold(m.destination) LIKE word
        UNION ALL SELECT m.id FROM measures m WHERE m.incident_id = ${incidentId} AND m.found_by LIKE word AND search_fold(m.title) LIKE word
        UNION ALL SELECT i.id FROM meeting_items i WHERE i.found_by LIKE word
        UNION ALL SELECT q.id FROM activation_requests q WHERE q.incident_id = ${incidentId} AND search_fold(q.reason) LIKE word) AS texts
    FROM unnest(${patterns(typed)}) AS word`)
  if (words.some((word) => Object.values(word).every((ids) => ids.length === 0))) return null
  return words.reduce(
    (all, { persons, functions, actors, texts }) =>
      fragment`${all} AND (j.user_id = ANY(${persons}::uuid[]) OR j.function_code = ANY(${functions}::text[]) OR j.actor_id = ANY(${actors}::uuid[]) OR ${toldBy} = ANY(${texts}::uuid[]))`,
    nothing,
  )
}

/** Rows of the journal with the names and texts they point at, read now: a corrected text shows corrected. */
export const readTimeline = async (tx: Tx, code: string, query: TimelineQuery): Promise<string | undefined> => {
  const after = readCursor(query.cursor, 'whole')
  const incident = await tx.maybe<{ id: string }>(sql`SELECT id FROM incidents WHERE code = ${code}`)
  if (!incident) return undefined
  const found = query.search ? await having(tx, incident.id, query.search) : nothing
  const hidden = [
    ...(query.matters ? ['outbox.attempted'] : []),
    ...(query.matters || !can(tx.viewer, 'situational-pictures.follow') ? draftTypes : []),
  ]
  const { page } = await tx.one<{ page: string }>(
    sql`${listed({
      from: fragment`journal j`,
      row: fragment`journal j LEFT JOIN users u ON u.id = j.user_id LEFT JOIN functions n ON n.code = j.function_code LEFT JOIN actors a ON a.id = j.actor_id`,
      id: fragment`j.id`,
      keys: [fragment`j.id`],
      direction: 'down',
      where: fragment`j.incident_id = ${incident.id} AND NOT (j.type = ANY(${hidden}::text[])) ${found ?? fragment`AND false`}`,
      after: after && [fragment`${after[0]}::bigint`],
      limit: query.limit,
      item: fragment`json_build_object('id', j.id, 'at', j.at, 'type', j.type, 'subjectId', j.subject_id, 'person', u.name, 'functionSv', coalesce(n.short_sv, n.name_sv), 'functionEn', n.name_en,
        'actor', CASE WHEN a.id IS NULL THEN NULL ELSE json_build_object('code', a.code, 'name', a.name) END, 'data', j.data, 'text', ${told})`,
    })}`,
  )
  return page
}
