import type pg from 'pg'
import type { ReferenceFiles } from './files.ts'
import { stableId } from './ids.ts'
import { type Row, upsert } from './upsert.ts'

/** What agendas begin with, where nobody has changed it in the portal: from then on it belongs to those who did. */
export async function loadAgendaTemplates(client: pg.Client, { own }: ReferenceFiles): Promise<number> {
  const forums = Object.entries(own.agendaTemplates.forums).map(([code, items]) => ({ id: stableId('forums', code), items }))
  const templates = await upsert(client, {
    table: 'meeting_templates',
    key: ['forum_id'],
    rows: forums.map(({ id }) => ({ forum_id: id, is_proposal: true, version: 1 })),
    initial: ['is_proposal', 'version'],
  })
  const { rows } = await client.query<{ forum_id: string }>('SELECT forum_id FROM meeting_templates WHERE is_proposal')
  const proposals = new Set(rows.map((row) => row.forum_id))
  const items: Row[] = forums
    .filter(({ id }) => proposals.has(id))
    .flatMap(({ id, items: list }) => list.map((item, index) => ({ forum_id: id, seq: index + 1, ...item })))
  const { rowCount: removed } = await client.query(
    `DELETE FROM meeting_template_items i USING meeting_templates t WHERE t.forum_id = i.forum_id AND t.is_proposal
       AND NOT EXISTS (SELECT FROM jsonb_to_recordset($1) AS n(forum_id uuid, seq int) WHERE n.forum_id = i.forum_id AND n.seq = i.seq)`,
    [JSON.stringify(items)],
  )
  return templates + (removed ?? 0) + (await upsert(client, { table: 'meeting_template_items', key: ['forum_id', 'seq'], rows: items }))
}
