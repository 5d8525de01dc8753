import { z } from 'zod'
import { route } from './route.ts'
import { code, id, instant, page, paging } from './shapes.ts'

export const actorKinds = [
  'municipality',
  'county_administrative_board',
  'region',
  'government_agency',
  'armed_forces',
  'rescue_service',
  'municipal_company',
  'state_company',
] as const
export const actorKind = z.enum(actorKinds)

export const actorListItem = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: actorKind,
  aliases: z.array(z.string()),
  contactPoints: z.int(),
  /** The oldest confirmation among the contact points; null when one was never confirmed. */
  confirmedAt: instant.nullable(),
  /** Contact points that a call-out cannot reach, because they have no e-mail; null to a viewer who may not see this actor's channels. */
  unreachable: z.int().nullable(),
})
export const channel = z.strictObject({ channel: z.enum(['email', 'phone', 'rakel']), address: z.string() })
export const contactPoint = z.strictObject({
  id,
  functionCode: z.string(),
  functionSv: z.string(),
  functionEn: z.string(),
  label: z.string(),
  isDeputy: z.boolean(),
  confirmedAt: instant.nullable(),
  /** null: this viewer may not see them (another actor's); empty: there are none. */
  channels: z.array(channel).nullable(),
})
export const actor = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: actorKind,
  scbCode: z.string().nullable(),
  specialRole: z.string().nullable(),
  aliases: z.array(z.strictObject({ alias: z.string(), origin: z.enum(['source', 'general']) })),
  memberships: z.array(
    z.strictObject({
      type: z.enum(['ordinary', 'associated']),
      joinedYear: z.int().nullable(),
      certainty: z.enum(['stated', 'derived', 'unknown']),
      basis: z.string(),
      note: z.string().nullable(),
      leftOn: z.string().nullable(),
    }),
  ),
  designations: z.array(z.strictObject({ kind: z.enum(['staff_designated', 'command_centre']), basis: z.string(), validFrom: z.string() })),
  functions: z.array(
    z.strictObject({ functionCode: z.string(), nameSv: z.string(), nameEn: z.string(), isDeputy: z.boolean(), person: z.string() }),
  ),
  contactPoints: z.array(contactPoint),
  sourceRef: z.string(),
})
export type Actor = z.infer<typeof actor>
export type ActorListItem = z.infer<typeof actorListItem>

/** The pattern of every list: search, filter, paging; Swedish order. */
export const listActors = route({
  method: 'GET',
  path: '/api/actors',
  access: 'actors.read',
  summary: 'The actors, by name; search finds aliases too',
  query: z.strictObject({ ...paging, kind: actorKind.optional() }),
  response: page(actorListItem),
})
export const readActor = route({
  method: 'GET',
  path: '/api/actors/:code',
  access: 'actors.read',
  summary: 'One actor with aliases, functions and contact points',
  params: z.strictObject({ code }),
  response: actor,
  problems: ['not-found'],
})
export const actorRoutes = [listActors, readActor]
