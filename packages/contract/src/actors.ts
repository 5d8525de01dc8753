import { contactFunctions, mailboxOf, textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { route } from './route.ts'
import { code, email, id, instant, line, page, paging, phone } from './shapes.ts'

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
  version: z.int(),
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
  /** Of the designation for the staff, through everything it has been; 0 when there has never been one. A change names the one it is based on. */
  staffDesignationVersion: z.int(),
  functions: z.array(
    z.strictObject({ functionCode: z.string(), nameSv: z.string(), nameEn: z.string(), isDeputy: z.boolean(), person: z.string() }),
  ),
  contactPoints: z.array(contactPoint),
  /** The office keeps who is designated for the staff. */
  mayDesignate: z.boolean(),
  /** Only the actor's own people keep its call list. */
  mayKeepContacts: z.boolean(),
  /** The functions a contact point can answer for; empty to those who may not keep the list. */
  contactFunctions: z.array(z.strictObject({ code: z.string(), nameSv: z.string(), nameEn: z.string() })),
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

const givenChannel = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('email'), address: email }),
  z.strictObject({ channel: z.literal('phone'), address: phone }),
  z.strictObject({ channel: z.literal('rakel'), address: line(textLimits.rakel).min(1) }),
])
const givenPoint = {
  label: line(textLimits.label).min(1),
  functionCode: z.enum(contactFunctions),
  isDeputy: z.boolean(),
  /** In the order in which they are used; none at all is a gap that shows. */
  channels: z
    .array(givenChannel)
    .max(8)
    .refine(
      (list) =>
        new Set(list.map((one) => `${one.channel} ${one.channel === 'email' ? mailboxOf(one.address) : one.address}`)).size === list.length,
      'twice',
    ),
}
const version = z.int().min(1)
const ofPoint = { access: 'actors.keep-contacts', params: z.strictObject({ code, id }), response: actor } as const
export const addContactPoint = route({
  method: 'POST',
  path: '/api/actors/:code/contact-points',
  access: 'actors.keep-contacts',
  summary: 'Add a contact point to the call list of the own actor',
  idempotent: true,
  params: z.strictObject({ code }),
  body: z.strictObject(givenPoint),
  response: actor,
  problems: ['not-found', 'key-reused'],
})
export const confirmContactPoints = route({
  method: 'POST',
  path: '/api/actors/:code/contact-points/confirmation',
  access: 'actors.keep-contacts',
  summary: 'Confirm contact points as they stand',
  params: z.strictObject({ code }),
  body: z.strictObject({ points: z.array(z.strictObject({ id, version })).min(1).max(100) }),
  response: actor,
  problems: ['not-found', 'stale-version', 'wrong-state'],
})
export const changeContactPoint = route({
  ...ofPoint,
  method: 'PUT',
  path: '/api/actors/:code/contact-points/:id',
  summary: 'Correct a contact point and its channels',
  body: z.strictObject({ ...givenPoint, version }),
  problems: ['not-found', 'stale-version', 'wrong-state'],
})
export const archiveContactPoint = route({
  ...ofPoint,
  method: 'PUT',
  path: '/api/actors/:code/contact-points/:id/archived',
  summary: 'Take a contact point off the call list, or put it back',
  body: z.strictObject({ isArchived: z.boolean(), version }),
  problems: ['not-found', 'stale-version', 'wrong-state'],
})
const ofStaff = { path: '/api/actors/:code/staff-designation', access: 'actors.designate-staff', params: z.strictObject({ code }) } as const
export const designateForStaff = route({
  ...ofStaff,
  method: 'PUT',
  summary:
    'Designate the actor for the staff since a day and on a basis, or correct these two; a stale version answers 409 with the actor as it stands',
  body: z.strictObject({ basis: line(textLimits.basis).min(1), validFrom: z.iso.date(), version: z.int().min(0) }),
  response: actor,
  problems: ['not-found', 'stale-version'],
})
export const endStaffDesignation = route({
  ...ofStaff,
  method: 'DELETE',
  summary: 'End the designation for the staff today; what it led to stays. A stale version answers 409 with the actor as it stands',
  query: z.strictObject({ version: z.coerce.number().int().min(0) }),
  response: actor,
  problems: ['not-found', 'stale-version', 'wrong-state'],
})
export const actorRoutes = [
  listActors,
  readActor,
  addContactPoint,
  confirmContactPoints,
  changeContactPoint,
  archiveContactPoint,
  designateForStaff,
  endStaffDesignation,
]
