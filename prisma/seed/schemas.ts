import { z } from 'zod'

/** Rows keep everything the file says (loose): the whole official record follows along as `facts`. */
export const text = z.string().min(1)
export const code = z.string().regex(/^[a-z0-9-]{2,60}$/, 'en kod har små bokstäver, siffror och bindestreck')
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const source = z.object({ doc: z.string().regex(/^\d{3}$/), lines: z.array(z.int().positive()).min(1).max(2) }).loose()

const unique =
  <T>(what: (row: T) => string) =>
  (rows: T[]) =>
    new Set(rows.map(what)).size === rows.length

const actor = z.looseObject({
  code,
  name: text,
  shortName: text.optional(),
  kind: z.enum([
    'municipality',
    'county_administrative_board',
    'region',
    'government_agency',
    'armed_forces',
    'rescue_service',
    'municipal_company',
    'state_company',
  ]),
  scbCode: z
    .string()
    .regex(/^01\d\d$/)
    .nullable(),
  membership: z.enum(['ordinary', 'associated']),
  joined: z.looseObject({
    year: z.int().nullable(),
    date: day.nullable(),
    basis: text,
    certainty: z.enum(['stated', 'derived', 'unknown']),
    note: text.optional(),
  }),
  aliases: z.array(text),
  specialRole: text.optional(),
  source,
  sortOrder: z.int().positive(),
})

const partner = z.looseObject({ code, name: text, relation: text, source })

export const actorsFile = z
  .looseObject({ meta: z.looseObject({ count: z.int() }), actors: z.array(actor), notMembers: z.array(partner) })
  .refine(({ actors, meta }) => actors.length === meta.count, {
    path: ['actors'],
    message: 'antalet aktörer är inte det som meta.count anger',
  })
  .refine(({ actors }) => unique<(typeof actors)[number]>((row) => row.code)(actors), {
    path: ['actors'],
    message: 'en kod står två gånger',
  })

const forum = z.looseObject({
  code,
  nameSv: text,
  nameEn: text,
  kind: z.enum(['forum', 'forum_type', 'theme_area', 'network', 'working_group', 'co_location', 'support_office', 'event_type']),
  level: z.enum(['owner', 'directing', 'coordinating', 'executing']).nullable(),
  mode: z.enum(['ordinary', 'activated', 'both']),
  permanence: z.enum(['permanent', 'ad_hoc', 'per_activation', 'continuous', 'permanent_and_activatable']),
  leaders: z.array(
    z.strictObject({
      part: z.enum(['chair', 'host', 'leader', 'director', 'presenter']),
      function: code,
      /** Held by the roster at any hour, unlike a post. */
      onDuty: z.boolean(),
      source,
    }),
  ),
  responseTime: z.looseObject({ minutes: z.int().min(0).nullable() }).nullable(),
  source: z.array(source).min(1),
  sortOrder: z.int().positive(),
})

export const forumsFile = z
  .looseObject({ meta: z.looseObject({ count: z.int() }), forums: z.array(forum) })
  .refine(({ forums, meta }) => forums.length === meta.count, {
    path: ['forums'],
    message: 'antalet forum är inte det som meta.count anger',
  })
  .refine(({ forums }) => unique<(typeof forums)[number]>((row) => row.code)(forums), {
    path: ['forums'],
    message: 'en kod står två gånger',
  })

const role = z.looseObject({
  code,
  nameSv: text,
  nameEn: text,
  kind: text,
  scope: text,
  source: z.array(source).min(1),
  sortOrder: z.int().positive(),
})

export const rolesFile = z
  .looseObject({ meta: z.looseObject({ count: z.int() }), roles: z.array(role) })
  .refine(({ roles, meta }) => roles.length === meta.count, { path: ['roles'], message: 'antalet roller är inte det som meta.count anger' })
  .refine(({ roles }) => unique<(typeof roles)[number]>((row) => row.code)(roles), { path: ['roles'], message: 'en kod står två gånger' })

const ownFunction = z.strictObject({
  code,
  nameSv: text,
  shortSv: text,
  nameEn: text,
  kind: text,
  scope: z.enum(['regional', 'actor']),
  sortOrder: z.int(),
  note: text,
})

const ownStep = z.strictObject({
  step: z.int().positive(),
  kind: z.enum(['workshop', 'consultation', 'presented', 'approved', 'established', 'dispatched', 'adoption_requested', 'proposed']),
  forum: code.nullable(),
  actor: code.optional(),
  certainty: z.enum(['stated', 'derived', 'unknown']),
})

const ownAgendaItem = z.strictObject({
  title: text,
  kind: z.enum([
    'roll_call',
    'reports',
    'information',
    'analysis',
    'situational_picture',
    'communication',
    'measures',
    'next_meeting',
    'other',
  ]),
  minutes: z.int().positive().nullable(),
})

export const ownFile = z.strictObject({
  meta: z.strictObject({ note: text }),
  functions: z.array(ownFunction),
  shortNames: z.record(code, text),
  functionScopes: z.strictObject({ note: text, regional: z.array(text), actor: z.array(text) }),
  lateAfterMinutes: z.object({ note: text }).catchall(z.int().positive()),
  agendaTemplates: z.strictObject({ note: text, forums: z.record(code, z.array(ownAgendaItem).min(1)) }),
  aliases: z.strictObject({
    note: text,
    inSources: z.record(code, z.array(text)),
    periods: z.array(z.strictObject({ actor: code, alias: text, validFrom: day.optional(), validTo: day.optional(), basis: text })),
  }),
  framework: z.strictObject({ version: text, mode: z.enum(['ordinary', 'activated']), note: text }),
  targetVisions: z.strictObject({
    note: text,
    states: z.record(
      code,
      z.enum(['drafting', 'consultation', 'main_content_presented', 'approved_for_adoption', 'dispatched', 'in_force', 'replaced']),
    ),
    steps: z.record(code, z.array(ownStep)),
  }),
  governingDocuments: z.strictObject({
    note: text,
    frameworks: z.record(z.string(), z.string()),
    targetVisions: z.record(z.string(), code),
  }),
  settings: z.array(z.strictObject({ key: z.string().regex(/^[a-z_]+$/), value: z.json(), note: text })),
})
