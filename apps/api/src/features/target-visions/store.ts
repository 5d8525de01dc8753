import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

/** Every target vision as JSON text, newest first, in official wording. */
export const listTargetVisions = async (tx: Tx): Promise<string> => {
  const { page } = await tx.one<{ page: string }>(sql`
    SELECT json_build_object('items', coalesce(json_agg(json_build_object('code', v.code, 'title', v.title_sv,
        'fromYear', extract(year FROM v.starts_on)::int, 'toYear', extract(year FROM v.ends_on)::int, 'overallGoal', v.overall_goal_sv, 'complete', v.is_complete,
        'goalAreas', (SELECT coalesce(json_agg(json_build_object('code', g.code, 'name', g.name_sv, 'statement', g.statement_sv, 'clarifications', g.clarifications_sv) ORDER BY g.sort_order), '[]')
          FROM target_vision_goal_areas g WHERE g.target_vision_id = v.id),
        'foundationAreas', (SELECT coalesce(json_agg(json_build_object('code', f.code, 'text', f.text_sv) ORDER BY f.sort_order), '[]')
          FROM target_vision_foundation_areas f WHERE f.target_vision_id = v.id),
        'sourceRef', v.source_ref) ORDER BY v.starts_on DESC, v.code), '[]'))::text AS page
    FROM target_visions v`)
  return page
}
