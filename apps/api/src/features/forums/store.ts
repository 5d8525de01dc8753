import type { Forum } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { readCursor } from '../../lib/paging.ts'
import { keeps } from '../../lib/search.ts'
import { fragment, nothing, sql } from '../../lib/sql.ts'

export type ListQuery = {
  search?: string | undefined
  level?: string | undefined
  mode?: string | undefined
  cursor?: string | undefined
  limit: number
}

const activeIn = fragment`coalesce((SELECT json_agg(json_build_object('incidentCode', i.code, 'title', i.title, 'isExercise', i.is_exercise) ORDER BY i.is_exercise, i.opened_at DESC, i.id)
  FROM activations v JOIN incidents i ON i.id = v.incident_id WHERE v.forum_id = f.id AND v.state <> 'closed'), '[]')`
const summary = fragment`'id', f.id, 'code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en, 'kind', f.kind, 'level', f.level, 'mode', f.mode,
  'permanence', f.permanence, 'responseMinutes', f.response_minutes, 'lateAfterMinutes', f.late_after_minutes, 'activeIn', ${activeIn}`

/** Who leads it, in the words of the record. */
const leaders = fragment`coalesce((SELECT json_agg(json_build_object('part', e.one ->> 'part', 'function', json_build_object('code', n.code, 'nameSv', n.name_sv, 'shortSv', n.short_sv, 'nameEn', n.name_en),
    'quote', e.one #>> '{source,quote}', 'section', e.one #>> '{source,section}') ORDER BY e.nth)
  FROM jsonb_array_elements(f.leaders) WITH ORDINALITY AS e (one, nth) JOIN functions n ON n.code = e.one ->> 'function'), '[]')`

/** A page of forums as JSON text, in the order of the sources. A forum of both modes answers for either. */
export const listForums = async (tx: Tx, query: ListQuery): Promise<string> => {
  const after = readCursor(query.cursor, 'whole', 'uuid')
  const search = query.search || null
  const { page } = await tx.one<{ page: string }>(sql`
    WITH hits AS MATERIALIZED (SELECT * FROM forums f
      WHERE (${query.level ?? null}::text IS NULL OR coalesce(f.level, 'none') = ${query.level ?? null})
        AND (${query.mode ?? null}::text IS NULL OR f.mode = ${query.mode ?? null} OR (f.mode = 'both' AND ${query.mode ?? null} <> 'both'))
        ${search ? fragment`AND ${keeps(fragment`f.found_by`, search)}` : nothing}),
    shown AS (SELECT * FROM hits f WHERE ${after === null} OR (f.sort_order, f.id) > (${after?.[0] ?? '0'}::int, ${after?.[1] ?? null}::uuid) ORDER BY sort_order, id LIMIT ${query.limit + 1}),
    rows AS (SELECT * FROM shown ORDER BY sort_order, id LIMIT ${query.limit})
    SELECT json_build_object('items', coalesce((SELECT json_agg(json_build_object(${summary}) ORDER BY f.sort_order, f.id) FROM rows f), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM shown) > ${query.limit}
        THEN (SELECT translate(encode(convert_to(json_build_array(sort_order, id)::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM rows ORDER BY sort_order DESC, id DESC LIMIT 1) END,
      'total', (SELECT count(*) FROM hits))::text AS page`)
  return page
}

export const readForum = async (tx: Tx, code: string): Promise<Forum | undefined> =>
  (
    await tx.maybe<{ forum: Forum }>(
      sql`SELECT json_build_object(${summary}, 'leaders', ${leaders}, 'facts', f.facts, 'sourceRef', f.source_ref) AS forum FROM forums f WHERE f.code = ${code}`,
    )
  )?.forum
