import type { onDuty as onDutyShape } from '@samverkan/contract'
import type { z } from 'zod'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

/** The three duties of the region, in the order they are shown. */
const duties = ['lst-tib', 'rsib', 'rkk']

export const listShifts = async (tx: Tx, weeks: number, now: Date): Promise<string> => {
  const { page } = await tx.one<{ page: string }>(sql`
    SELECT json_build_object('items', coalesce(json_agg(json_build_object('id', s.id, 'functionCode', s.function_code, 'shortSv', c.short_sv, 'functionSv', c.name_sv, 'functionEn', c.name_en,
        'person', u.name, 'actor', coalesce(r.name, h.name), 'phone', s.phone, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
      ORDER BY s.starts_at, array_position(${duties}::text[], s.function_code), s.id), '[]'))::text AS page
    FROM roster_shifts s JOIN functions c ON c.code = s.function_code JOIN users u ON u.id = s.user_id LEFT JOIN actors r ON r.id = s.actor_id LEFT JOIN actors h ON h.id = u.actor_id
    WHERE s.function_code = ANY(${duties}) AND s.state NOT IN ('cancelled', 'handed_over') AND s.ends_at > ${now} AND s.starts_at < ${now}::timestamptz + make_interval(weeks => ${weeks})`)
  return page
}

export const onDuty = (tx: Tx, now: Date): Promise<z.infer<typeof onDutyShape>[]> =>
  tx.many(sql`SELECT c.code AS "functionCode", c.name_sv AS "functionSv", c.name_en AS "functionEn", c.short_sv AS "shortSv", u.name AS person, coalesce(r.name, h.name) AS actor,
      s.phone, to_json(s.ends_at) AS until, coalesce(s.user_id = app_user(), false) AS "isMe"
    FROM functions c
    LEFT JOIN (roster_shifts s JOIN users u ON u.id = s.user_id AND u.status <> 'disabled')
      ON s.function_code = c.code AND s.state NOT IN ('cancelled', 'handed_over') AND s.starts_at <= ${now} AND s.ends_at > ${now}
    LEFT JOIN actors r ON r.id = s.actor_id LEFT JOIN actors h ON h.id = u.actor_id
    WHERE c.code = ANY(${duties}) ORDER BY array_position(${duties}::text[], c.code), s.starts_at, s.id`)
