import type pg from 'pg'
import type { ReferenceFiles } from './files.ts'
import { stableId } from './ids.ts'
import { sourceRef } from './source-ref.ts'
import { removeOthers, upsert } from './upsert.ts'

/** The framework with its capabilities, sub-capabilities and indicators. Answers how many rows were new or changed. */
export async function loadCapabilities(
  client: pg.Client,
  { capabilities: { meta, totals, basicCapabilities }, own }: ReferenceFiles,
): Promise<number> {
  const framework = meta.frameworkCode
  const frameworkId = stableId('capability_frameworks', framework)
  const idOf = (table: string, code: string) => stableId(table, `${framework}/${code}`)
  const subs = basicCapabilities.flatMap((basic) => basic.subCapabilities.map((sub) => ({ ...sub, basic: basic.code })))

  const frameworks = [
    {
      id: frameworkId,
      code: framework,
      version: own.framework.version,
      mode: own.framework.mode,
      name_sv: meta.framework,
      introduction_sv: meta.introduction,
      scope_sv: meta.scope,
      purpose_sv: meta.purpose,
      valid_from: meta.validFrom,
      facts: { meta, totals, own: own.framework },
      source_ref: sourceRef(meta.source),
    },
  ]
  const basics = basicCapabilities.map((basic) => ({
    id: idOf('capabilities', basic.code),
    framework_id: frameworkId,
    code: basic.code,
    number: basic.number,
    name_sv: basic.name,
    display_sv: basic.recommendedDisplayName,
    name_variants: basic.nameVariants,
    source_ref: `${meta.source.doc}:${/\d+-\d+/.exec(basic.nameSource)![0]}`,
  }))
  const subRows = subs.map((sub) => ({
    id: idOf('capability_sub_capabilities', sub.code),
    capability_id: idOf('capabilities', sub.basic),
    framework_id: frameworkId,
    code: sub.code,
    printed_number: sub.printedNumber,
    text_sv: sub.text,
    display_sv: sub.displayText ?? null,
    comment_sv: sub.comment ?? null,
    mode: sub.mode ?? null,
    is_provisional: sub.indicatorsProvisional ?? false,
    thresholds: sub.thresholds ?? [],
    quirk: sub.quirk ?? null,
    source_ref: sourceRef(sub.source),
    sort_order: sub.sortOrder,
  }))
  const indicators = subs.flatMap((sub) =>
    sub.indicators.map((indicator, index) => ({
      id: idOf('capability_indicators', indicator.code),
      sub_capability_id: idOf('capability_sub_capabilities', sub.code),
      framework_id: frameworkId,
      code: indicator.code,
      seq: index + 1,
      lead_in_sv: indicator.leadIn,
      text_sv: indicator.text,
      display_sv: indicator.displayText ?? null,
      audience: indicator.audience,
      audience_is_stated: indicator.audienceExplicitInSource,
      subject: indicator.subject,
      common_function_code: indicator.commonFunction?.toLowerCase() ?? null,
      is_bulleted: indicator.bulletedInSource,
      is_parenthesised: indicator.parenthesised ?? false,
      assessed_by_actor: indicator.assessedByActor,
      quirk: indicator.quirk ?? null,
      external_note: indicator.externalNote ?? null,
    })),
  )
  const references = subs.flatMap((sub) =>
    (sub.crossReferences ?? []).map((to) => ({
      from_id: idOf('capability_sub_capabilities', sub.code),
      to_id: idOf('capability_sub_capabilities', to),
    })),
  )
  return (
    (await upsert(client, { table: 'capability_frameworks', key: ['id'], rows: frameworks })) +
    (await upsert(client, { table: 'capabilities', key: ['id'], rows: basics })) +
    (await upsert(client, { table: 'capability_sub_capabilities', key: ['id'], rows: subRows })) +
    (await upsert(client, { table: 'capability_indicators', key: ['id'], rows: indicators })) +
    (await upsert(client, { table: 'capability_references', key: ['from_id', 'to_id'], rows: references })) +
    (await removeOthers(client, 'capability_references', ['from_id', 'to_id'], references))
  )
}
