import { heldActions, personActions, subscriptionTopics, textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { route } from './route.ts'
import { heldFunction } from './sessions.ts'
import { code, email, id, instant, page, paging, personName, phone } from './shapes.ts'

/** How a person stands, in one word: what the list shows and filters by. */
export const userStates = [
  'active',
  'begins-later',
  'without-function',
  'without-login',
  'invited',
  'invitation-expired',
  'invitation-withdrawn',
  'disabled',
] as const
export const userState = z.enum(userStates)
export const user = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  actor: z.strictObject({ id, code: z.string(), name: z.string() }).nullable(),
  status: z.enum(['invited', 'active', 'disabled']),
  state: userState,
  canLogIn: z.boolean(),
  functions: z.array(heldFunction),
  lastLoginAt: instant.nullable(),
})
export type User = z.infer<typeof user>
export type UserState = z.infer<typeof userState>

export const heldPeriod = heldFunction.extend({
  validFrom: instant,
  validTo: instant.nullable(),
  when: z.enum(['now', 'to-come', 'ended']),
  allowed: z.array(z.enum(heldActions)),
})
export type HeldPeriod = z.infer<typeof heldPeriod>

/** One person as an administrator sees them. */
export const person = user.extend({
  version: z.int(),
  periods: z.array(heldPeriod),
  /** The newest link; its letter's way stands in the outbox. */
  invitation: z
    .strictObject({
      purpose: z.enum(['invitation', 'reset']),
      sentAt: instant,
      expiresAt: instant,
      state: z.enum(['pending', 'used', 'expired', 'withdrawn']),
      messageState: z.string().nullable(),
    })
    .nullable(),
  openSessions: z.int(),
  isSelf: z.boolean(),
  /** True when only the system administrator may act on e-mail, password and log-in: something is held that this viewer could not give. */
  needsSystemAdmin: z.boolean(),
  allowed: z.array(z.enum(personActions)),
})
export type Person = z.infer<typeof person>

const day = z.iso.date()
const name = personName(textLimits.person).min(2)
const given = {
  functionCode: code,
  /** The code of the actor; null for a function held for the region. */
  actorCode: code.nullable(),
  isDeputy: z.boolean(),
  /** null: from now. */
  from: day.nullable(),
  /** The last day; null: until further notice. */
  until: day.nullable(),
}
export const givenFunction = z.strictObject(given)
export type GivenFunction = z.infer<typeof givenFunction>
const version = z.int().min(1)
const ofPerson = { params: z.strictObject({ id }), response: person, access: 'users.manage' } as const
const usual = ['not-found', 'stale-version'] as const

export const listUsers = route({
  method: 'GET',
  path: '/api/users',
  access: 'users.read',
  summary: 'Users of the own actor, or of all for the office and the system administrator',
  query: z.strictObject({ ...paging, canLogIn: z.stringbool().optional(), state: userState.optional(), actorCode: code.optional() }),
  response: page(user),
})
export const readUser = route({
  method: 'GET',
  path: '/api/users/:id',
  access: 'users.read',
  summary: 'One user: functions held, to come and ended, invitation, and what may be done',
  params: z.strictObject({ id }),
  response: person,
  problems: ['not-found'],
})
export const userHistory = route({
  method: 'GET',
  path: '/api/users/:id/history',
  access: 'users.read',
  summary: 'What has happened to this user, newest first',
  params: z.strictObject({ id }),
  query: z.strictObject({ cursor: paging.cursor, limit: paging.limit }),
  response: page(
    z.strictObject({
      id: z.int(),
      at: instant,
      type: z.string(),
      /** null: nobody was logged in, as when a password is chosen anew. */
      by: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
      functionSv: z.string().nullable(),
      functionEn: z.string().nullable(),
      actorName: z.string().nullable(),
    }),
  ),
  problems: ['not-found'],
})
export const giveableFunctions = route({
  method: 'GET',
  path: '/api/users/functions',
  access: 'users.manage',
  summary: 'The functions that I may hand out, and at which actors',
  response: z.strictObject({
    functions: z.array(
      z.strictObject({
        code: z.string(),
        nameSv: z.string(),
        nameEn: z.string(),
        scope: z.enum(['regional', 'actor']),
        isOwn: z.boolean(),
        /** The only actor it is held at; null: any. */
        onlyAt: z.string().nullable(),
      }),
    ),
    actors: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  }),
})
export const inviteUser = route({
  method: 'POST',
  path: '/api/users',
  access: 'users.manage',
  canWait: true,
  summary: 'Invite a person by e-mail, with the functions they are to hold',
  idempotent: true,
  body: z.strictObject({
    name,
    email,
    phone: phone.nullable(),
    /** Where the person is employed; null only for the portal's own people. */
    actorCode: code.nullable(),
    functions: z.array(givenFunction).min(1).max(10),
  }),
  ok: 201,
  response: z.strictObject({ id }),
  problems: ['not-found', 'email-taken', 'already-held', 'key-reused'],
})
export const changeUser = route({
  ...ofPerson,
  method: 'PUT',
  path: '/api/users/:id',
  summary: 'Correct name, e-mail and telephone',
  body: z.strictObject({ name, email, phone: phone.nullable(), version }),
  problems: [...usual, 'email-taken'],
})
export const giveFunction = route({
  ...ofPerson,
  method: 'POST',
  path: '/api/users/:id/functions',
  summary: 'Give a function, from a day and until a day',
  body: givenFunction.extend({ version }),
  problems: [...usual, 'wrong-state', 'already-held'],
})
const ofHeld = { ...ofPerson, params: z.strictObject({ id, heldId: id }) }
export const changeFunction = route({
  ...ofHeld,
  method: 'PUT',
  path: '/api/users/:id/functions/:heldId',
  summary: 'Change the last day of a function, or whether it is held as deputy',
  body: z.strictObject({ isDeputy: z.boolean(), until: day.nullable(), version }),
  problems: [...usual, 'wrong-state', 'already-held', 'last-admin'],
})
export const endFunction = route({
  ...ofHeld,
  method: 'POST',
  path: '/api/users/:id/functions/:heldId/end',
  summary: 'End a function now; one’s own only when that is confirmed',
  body: z.strictObject({ version, confirmed: z.boolean() }),
  problems: [...usual, 'wrong-state', 'last-admin', 'own-function'],
})
export const restoreFunction = route({
  ...ofHeld,
  method: 'POST',
  path: '/api/users/:id/functions/:heldId/restore',
  summary: 'Take back that a function was ended, within a quarter of an hour',
  body: z.strictObject({ version, until: day.nullable() }),
  problems: [...usual, 'wrong-state', 'already-held'],
})
export const sendInvitation = route({
  ...ofPerson,
  method: 'POST',
  path: '/api/users/:id/invitation',
  summary: 'Send the invitation, or send it again: earlier links stop working',
  body: z.strictObject({ version }),
  problems: [...usual, 'wrong-state', 'sent-recently'],
})
export const withdrawInvitation = route({
  ...ofPerson,
  method: 'POST',
  path: '/api/users/:id/invitation/withdrawal',
  summary: 'Withdraw the invitation: its link stops working',
  body: z.strictObject({ version }),
  problems: [...usual, 'wrong-state'],
})
export const sendReset = route({
  ...ofPerson,
  method: 'POST',
  path: '/api/users/:id/reset',
  summary: 'Send a link to choose a new password; nobody but its receiver chooses or sees one',
  body: z.strictObject({ version }),
  problems: [...usual, 'wrong-state', 'sent-recently'],
})
export const setUserStatus = route({
  ...ofPerson,
  method: 'PUT',
  path: '/api/users/:id/status',
  summary: 'Disable a person, who is logged out at once everywhere, or enable them again',
  body: z.strictObject({ isDisabled: z.boolean(), version }),
  problems: [...usual, 'wrong-state', 'last-admin'],
})
export const endUserSessions = route({
  ...ofPerson,
  method: 'DELETE',
  path: '/api/users/:id/sessions',
  summary: 'End every session of a person',
  problems: ['not-found', 'wrong-state'],
})

const subscription = z.strictObject({ topic: z.enum(subscriptionTopics), isOn: z.boolean() })
export const mySubscriptions = route({
  method: 'GET',
  path: '/api/users/subscriptions',
  access: 'users.subscribe',
  summary: 'What I have asked to be told of by e-mail, and how many have asked for it',
  /** `people`: how many are told of it by e-mail now, one letter each, for whoever is about to send. */
  response: z.strictObject({ items: z.array(subscription.extend({ people: z.int() })) }),
})
export const chooseSubscription = route({
  method: 'PUT',
  path: '/api/users/subscriptions/:topic',
  access: 'users.subscribe',
  summary: 'Ask to be told by e-mail, or not any more',
  params: z.strictObject({ topic: z.enum(subscriptionTopics) }),
  body: z.strictObject({ isOn: z.boolean() }),
  response: subscription,
})
export const userRoutes = [
  listUsers,
  inviteUser,
  mySubscriptions,
  chooseSubscription,
  giveableFunctions,
  readUser,
  changeUser,
  userHistory,
  giveFunction,
  changeFunction,
  endFunction,
  restoreFunction,
  sendInvitation,
  withdrawInvitation,
  sendReset,
  setUserStatus,
  endUserSessions,
]
