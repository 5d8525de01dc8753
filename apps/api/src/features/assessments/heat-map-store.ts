import type { HeatMap } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { type Fragment, fragment, sql } from '../../lib/sql.ts'

/** Published figures of one round as cells in the order of the columns; `also`: of the actors that stand in both rounds. */
const published = (
  round: Fragment,
  also: Fragment,
): Fragment => fragment`(SELECT max(g.actors) AS actors, max(g.published_at) AS published_at,
    json_agg(json_build_array(coalesce(g.fulfilled, 0), coalesce(g.partly, 0), coalesce(g.not_fulfilled, 0), coalesce(g.not_applicable, 0)) ORDER BY c.place) AS list
  FROM columns c LEFT JOIN (SELECT x.* FROM round r, assessment_region(${round}, ${also}) x) g ON g.sub_capability_id = c.id)`

/**
 * Actors × sub-capabilities as JSON text, in one statement. Which actors stand in it, row-level security decides; the region comes
 * from a function that adds up and names nobody, as it was published when the round closed. Cells are arrays in the order of the columns,
 * so that 37 × 28 stay small.
 */
export const readHeatMap = async (tx: Tx, year: number): Promise<string | undefined> =>
  (
    await tx.maybe<{ map: string }>(sql`
      WITH round AS MATERIALIZED (SELECT r.*, p.id AS previous_id, p.year AS previous_year, (SELECT max(l.value) FROM assessment_scale_levels l WHERE l.scale_code = r.scale_code) AS top
        FROM assessment_rounds r
        LEFT JOIN LATERAL (SELECT b.id, b.year FROM assessment_rounds b WHERE b.framework_id = r.framework_id AND b.year < r.year ORDER BY b.year DESC LIMIT 1) p ON true
        WHERE r.year = ${year} AND r.state <> 'prepared'),
      columns AS MATERIALIZED (SELECT s.id, s.code, s.printed_number, s.text_sv, s.is_provisional, b.code AS capability, row_number() OVER (ORDER BY b.number, s.sort_order) AS place,
          (SELECT count(*) FROM capability_indicators i WHERE i.sub_capability_id = s.id AND i.assessed_by_actor AND i.audience <> 'designated_actors') AS asked,
          (SELECT count(*) FROM capability_indicators i WHERE i.sub_capability_id = s.id AND i.assessed_by_actor) AS asked_designated
        FROM capability_sub_capabilities s JOIN capabilities b ON b.id = s.capability_id JOIN round r ON r.framework_id = s.framework_id),
      seen AS MATERIALIZED (SELECT a.id, a.round_id, a.actor_id, a.state, a.is_designated FROM round r JOIN assessments a ON a.round_id = r.id OR (a.round_id = r.previous_id AND a.state = 'submitted')),
      counted AS (SELECT w.assessment_id, i.sub_capability_id, count(*) FILTER (WHERE w.value = r.top) AS fulfilled, count(*) FILTER (WHERE w.value > 0 AND w.value < r.top) AS partly,
          count(*) FILTER (WHERE w.value = 0) AS not_fulfilled, count(*) FILTER (WHERE w.not_applicable) AS not_applicable
        FROM round r CROSS JOIN seen a JOIN assessment_answers w ON w.assessment_id = a.id JOIN capability_indicators i ON i.id = w.indicator_id GROUP BY w.assessment_id, i.sub_capability_id),
      cells AS MATERIALIZED (SELECT a.id, json_agg(json_build_array(coalesce(n.fulfilled, 0), coalesce(n.partly, 0), coalesce(n.not_fulfilled, 0), coalesce(n.not_applicable, 0)) ORDER BY c.place) AS list,
          json_agg(CASE WHEN a.is_designated THEN c.asked_designated ELSE c.asked END ORDER BY c.place) AS asked
        FROM seen a CROSS JOIN columns c LEFT JOIN counted n ON n.assessment_id = a.id AND n.sub_capability_id = c.id GROUP BY a.id),
      region AS MATERIALIZED ${published(fragment`r.id`, fragment`NULL`)},
      region_before AS MATERIALIZED ${published(fragment`r.previous_id`, fragment`NULL`)},
      now_same AS MATERIALIZED ${published(fragment`r.id`, fragment`r.previous_id`)},
      before_same AS MATERIALIZED ${published(fragment`r.previous_id`, fragment`r.id`)}
      SELECT json_build_object('year', r.year, 'state', r.state, 'previousYear', r.previous_year,
        'years', (SELECT json_agg(y.year ORDER BY y.year DESC) FROM assessment_rounds y WHERE y.state <> 'prepared'),
        'total', p.total, 'submitted', p.submitted,
        'columns', (SELECT json_agg(json_build_object('code', c.code, 'printedNumber', c.printed_number, 'text', c.text_sv, 'capability', c.capability, 'provisional', c.is_provisional) ORDER BY c.place) FROM columns c),
        'capabilities', (SELECT json_agg(json_build_object('code', b.code, 'number', b.number, 'name', b.display_sv) ORDER BY b.number) FROM capabilities b WHERE b.framework_id = r.framework_id),
        'rows', coalesce((SELECT json_agg(json_build_object('id', a.id, 'code', k.code, 'name', k.name, 'kind', k.kind, 'state', a.state, 'asked', c.asked, 'cells', c.list,
            'previous', (SELECT d.list FROM seen b JOIN cells d ON d.id = b.id WHERE b.round_id = r.previous_id AND b.actor_id = a.actor_id)) ORDER BY k.name)
          FROM seen a JOIN cells c ON c.id = a.id JOIN actors k ON k.id = a.actor_id WHERE a.round_id = r.id), '[]'),
        'region', (SELECT CASE WHEN g.actors IS NOT NULL THEN json_build_object('actors', g.actors, 'publishedAt', g.published_at, 'cells', g.list) END FROM region g),
        'trend', (SELECT CASE
            WHEN r.previous_id IS NULL THEN NULL
            WHEN n.actors IS NOT NULL AND o.actors IS NOT NULL THEN json_build_object('actors', n.actors, 'actorsBefore', o.actors, 'sameActors', true, 'now', n.list, 'before', o.list)
            WHEN g.actors IS NOT NULL AND h.actors IS NOT NULL THEN json_build_object('actors', g.actors, 'actorsBefore', h.actors, 'sameActors', false, 'now', g.list, 'before', h.list)
          END FROM now_same n, before_same o, region g, region_before h))::text AS map
      FROM round r CROSS JOIN LATERAL assessment_progress(r.id) p`)
  )?.map

export const readHeatMapParsed = async (tx: Tx, year: number): Promise<HeatMap | undefined> => {
  const text = await readHeatMap(tx, year)
  return text === undefined ? undefined : (JSON.parse(text) as HeatMap)
}
