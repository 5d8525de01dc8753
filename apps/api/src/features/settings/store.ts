import type { Setting } from '@samverkan/contract'
import { settingKeys } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { fragment, sql } from '../../lib/sql.ts'

/** A forum whose limit the model states has none of ours. */
const all = fragment`SELECT s.id, s.key, NULL::json AS forum, s.value, s.version, CASE WHEN s.version > 1 THEN s.updated_at END AS changed_at, 0 AS place
    FROM settings s WHERE s.key = ANY(${settingKeys}::text[])
  UNION ALL SELECT f.id, 'late_after_minutes', json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en), to_jsonb(f.late_after_minutes), f.late_after_version,
      CASE WHEN f.late_after_version > 1 THEN f.updated_at END, f.sort_order
    FROM forums f WHERE f.late_after_minutes IS NOT NULL AND coalesce(f.response_minutes, 0) = 0`
const columns = fragment`id, key, forum, value, version, to_json(changed_at) AS "changedAt"`

export const listSettings = (tx: Tx): Promise<Setting[]> =>
  tx.many(sql`SELECT ${columns} FROM (${all}) one ORDER BY array_position(${settingKeys}::text[], key), place`)

export const readSetting = (tx: Tx, id: string): Promise<Setting | undefined> =>
  tx.maybe(sql`SELECT ${columns} FROM (${all}) one WHERE id = ${id}`)

/** False when it has another version by now. */
export const saveSetting = async (tx: Tx, { id, forum }: Setting, value: number | string, version: number, now: Date): Promise<boolean> => {
  const saved = forum
    ? sql`SELECT forum_late_after_save(${id}, ${version}, ${value}::int, ${now}) AS saved`
    : sql`SELECT setting_save(${id}, ${version}, ${JSON.stringify(value)}::jsonb, ${now}) AS saved`
  return (await tx.one<{ saved: boolean }>(saved)).saved
}
