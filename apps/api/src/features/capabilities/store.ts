import { localDateOf } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

/** The framework in force, as JSON text. Texts are the official ones, letter by letter; only `displayName` is our reading of a name. */
export const readFramework = async (tx: Tx, now: Date): Promise<string | undefined> =>
  (
    await tx.maybe<{ framework: string }>(sql`
      SELECT json_build_object('code', w.code, 'name', w.name_sv, 'introduction', w.introduction_sv, 'sourceRef', w.source_ref,
        'basics', (SELECT json_agg(json_build_object('code', b.code, 'number', b.number, 'name', b.name_sv, 'displayName', b.display_sv,
            'nameVariants', (SELECT coalesce(json_agg(v ->> 'text'), '[]') FROM jsonb_array_elements(b.name_variants) v),
            'subs', (SELECT coalesce(json_agg(json_build_object('code', s.code, 'printedNumber', s.printed_number, 'text', s.text_sv, 'comment', s.comment_sv, 'provisional', s.is_provisional,
                'indicators', (SELECT coalesce(json_agg(json_build_object('code', i.code, 'leadIn', i.lead_in_sv, 'text', i.text_sv, 'audience', i.audience) ORDER BY i.seq), '[]')
                  FROM capability_indicators i WHERE i.sub_capability_id = s.id)) ORDER BY s.sort_order), '[]')
              FROM capability_sub_capabilities s WHERE s.capability_id = b.id)) ORDER BY b.number)
          FROM capabilities b WHERE b.framework_id = w.id))::text AS framework
      FROM capability_frameworks w WHERE w.valid_from <= ${localDateOf(now)}::date AND (w.valid_to IS NULL OR w.valid_to >= ${localDateOf(now)}::date) ORDER BY w.valid_from DESC LIMIT 1`)
  )?.framework
