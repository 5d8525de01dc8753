import type pg from 'pg'
import { SetupProblem } from '../owner.ts'
import type { ReferenceFiles } from './files.ts'
import { stableId } from './ids.ts'
import { sourceRef } from './source-ref.ts'
import { removeOthers, type Row, upsert } from './upsert.ts'

/** Actors with their aliases and memberships. Answers how many rows were new or changed. */
export async function loadActors(client: pg.Client, { actors: { actors }, own }: ReferenceFiles): Promise<number> {
  const rows = actors.map((actor) => ({
    id: stableId('actors', actor.code),
    code: actor.code,
    name: actor.name,
    short_name: actor.shortName ?? null,
    kind: actor.kind,
    scb_code: actor.scbCode,
    special_role: actor.specialRole ?? null,
    facts: actor,
    source_ref: sourceRef(actor.source),
    sort_order: actor.sortOrder,
  }))
  const aliases = actors.flatMap((actor) =>
    actor.aliases.map((alias): Row => {
      const period = own.aliases.periods.find((known) => known.actor === actor.code && known.alias === alias)
      return {
        actor_id: stableId('actors', actor.code),
        alias,
        origin: own.aliases.inSources[actor.code]?.includes(alias) ? 'source' : 'general',
        valid_from: period?.validFrom ?? null,
        valid_to: period?.validTo ?? null,
      }
    }),
  )
  // That an actor has left is the portal's knowledge: a membership that was ended stays ended.
  const memberships = actors.map(({ code, membership, joined }) => ({
    id: stableId('actor_memberships', code),
    actor_id: stableId('actors', code),
    type: membership,
    joined_year: joined.year,
    joined_on: joined.date,
    certainty: joined.certainty,
    basis: joined.basis,
    note: joined.note ?? null,
  }))
  return (
    (await upsert(client, { table: 'actors', key: ['id'], rows })) +
    (await upsert(client, { table: 'actor_aliases', key: ['actor_id', 'alias'], rows: aliases })) +
    (await removeOthers(client, 'actor_aliases', ['actor_id', 'alias'], aliases)) +
    (await upsert(client, { table: 'actor_memberships', key: ['id'], rows: memberships }))
  )
}

/** Organisations that work with the members without being one. */
export async function loadPartners(client: pg.Client, { actors: { notMembers } }: ReferenceFiles): Promise<number> {
  const rows = notMembers.map(({ code, name, relation, source }, index) => ({
    code,
    name,
    relation,
    source_ref: sourceRef(source),
    sort_order: index + 1,
  }))
  return upsert(client, { table: 'actor_partner_organisations', key: ['code'], rows })
}

/** The 25 official functions and the portal's own four. */
export async function loadFunctions(client: pg.Client, { roles: { roles }, own }: ReferenceFiles): Promise<number> {
  const official = roles.map((role) => ({
    code: role.code,
    name_sv: role.nameSv,
    short_sv: own.shortNames[role.code] ?? null,
    name_en: role.nameEn,
    kind: role.kind,
    scope: scopeOf(role.scope, role.code, own.functionScopes),
    is_own: false,
    facts: role as Row,
    source_ref: sourceRef(role.source) as string | null,
    sort_order: role.sortOrder,
  }))
  const ours = own.functions.map((ownFunction) => ({
    code: ownFunction.code,
    name_sv: ownFunction.nameSv,
    short_sv: ownFunction.shortSv,
    name_en: ownFunction.nameEn,
    kind: ownFunction.kind,
    scope: ownFunction.scope,
    is_own: true,
    facts: { note: ownFunction.note },
    source_ref: null,
    sort_order: ownFunction.sortOrder,
  }))
  return upsert(client, { table: 'functions', key: ['code'], rows: [...official, ...ours] })
}

function scopeOf(wording: string, code: string, scopes: ReferenceFiles['own']['functionScopes']): 'regional' | 'actor' {
  if (scopes.regional.includes(wording)) return 'regional'
  if (scopes.actor.includes(wording)) return 'actor'
  throw new SetupProblem(
    `Rollen ${code} i roles.json har räckvidden ”${wording}”, som inte står under functionScopes i own.json. Ingenting har ändrats i databasen.`,
  )
}

/** The 32 forums. Response times are as stated; when somebody is late is ours and may be changed in the portal. */
export async function loadForums(client: pg.Client, { forums: { forums }, own }: ReferenceFiles): Promise<number> {
  const late: Record<string, unknown> = own.lateAfterMinutes
  const rows = forums.map((forum) => ({
    id: stableId('forums', forum.code),
    code: forum.code,
    name_sv: forum.nameSv,
    name_en: forum.nameEn,
    kind: forum.kind,
    level: forum.level,
    mode: forum.mode,
    permanence: forum.permanence,
    response_minutes: forum.responseTime?.minutes ?? null,
    late_after_minutes: late[forum.code] ?? null,
    leaders: forum.leaders,
    facts: forum,
    source_ref: sourceRef(forum.source),
    sort_order: forum.sortOrder,
  }))
  return upsert(client, { table: 'forums', key: ['id'], rows, initial: ['late_after_minutes'] })
}

/** First values only: whoever administers the portal changes them there. */
export async function loadSettings(client: pg.Client, { own }: ReferenceFiles): Promise<number> {
  return upsert(client, { table: 'settings', key: ['key'], rows: own.settings, initial: ['value'] })
}
