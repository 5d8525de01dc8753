import type { AgendaTemplate } from '@samverkan/contract'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type Template = Omit<AgendaTemplate, 'mayChange'>
/** A forum without a template has an empty one, in version 0. */
export const readTemplate = async (tx: Tx, forumCode: string): Promise<Template | undefined> =>
  (
    await tx.maybe<{
      template: Template
    }>(sql`SELECT json_build_object('forum', json_build_object('code', f.code, 'nameSv', f.name_sv, 'nameEn', f.name_en), 'isProposal', coalesce(t.is_proposal, false), 'version', coalesce(t.version, 0),
        'changedAt', t.changed_at, 'changedBy', u.name, 'items', coalesce((SELECT json_agg(json_build_object('title', i.title, 'kind', i.kind, 'minutes', i.minutes) ORDER BY i.seq) FROM meeting_template_items i
          WHERE i.forum_id = f.id), '[]')) AS template
      FROM forums f LEFT JOIN meeting_templates t ON t.forum_id = f.id LEFT JOIN users u ON u.id = t.changed_by WHERE f.code = ${forumCode}`)
  )?.template

/** Writes the next version; undefined when somebody has written it meanwhile. The forum's id otherwise. */
export const saveTemplate = async (
  tx: Tx,
  forumCode: string,
  items: Template['items'],
  basedOn: number,
  now: Date,
): Promise<string | undefined> => {
  const saved = await tx.maybe<{ id: string }>(
    basedOn === 0
      ? sql`INSERT INTO meeting_templates (forum_id, is_proposal, version, changed_at, changed_by) SELECT id, false, 1, ${now}, app_user() FROM forums WHERE code = ${forumCode}
          ON CONFLICT DO NOTHING RETURNING forum_id AS id`
      : sql`UPDATE meeting_templates SET is_proposal = false, version = version + 1, changed_at = ${now}, changed_by = app_user()
          WHERE forum_id = (SELECT id FROM forums WHERE code = ${forumCode}) AND version = ${basedOn} RETURNING forum_id AS id`,
  )
  if (!saved) return undefined
  await tx.run(sql`DELETE FROM meeting_template_items WHERE forum_id = ${saved.id}`)
  await tx.run(sql`INSERT INTO meeting_template_items (forum_id, seq, title, kind, minutes) SELECT ${saved.id}::uuid, n.place, n.item ->> 'title', n.item ->> 'kind', (n.item ->> 'minutes')::int
    FROM jsonb_array_elements(${JSON.stringify(items)}::jsonb) WITH ORDINALITY AS n (item, place)`)
  await tx.run(
    sql`SELECT meeting_fill_agenda(m.id) FROM meetings m WHERE m.forum_id = ${saved.id} AND m.state = 'planned' AND m.agenda_version = 1 AND m.starts_at > ${now}`,
  )
  return saved.id
}
