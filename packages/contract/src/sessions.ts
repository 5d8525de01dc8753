import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { noContent, route } from './route.ts'
import { email, id, instant, personName, typedAddress } from './shapes.ts'

export const heldFunction = z.strictObject({
  id,
  functionCode: z.string(),
  nameSv: z.string(),
  nameEn: z.string(),
  shortSv: z.string().nullable(),
  actor: z.strictObject({ id, code: z.string(), name: z.string() }).nullable(),
  isDeputy: z.boolean(),
})
export const session = z.strictObject({
  id,
  user: z.strictObject({ id, name: z.string(), email: z.string(), locale: z.enum(['sv', 'en']), homeActor: z.string().nullable() }),
  actingAs: heldFunction,
  functions: z.array(heldFunction),
  scope: z.enum(['actor', 'region']),
  /** What the function may ever do; a row's own `allowed` gives the exact answer. */
  may: z.array(z.string()),
  isDemo: z.boolean(),
  expiresAt: instant,
  /**
   * What the browser seals this person's own unsent words with (ADR 0018), the newest last: 256 bits in base64url, the same in every session and
   * on every device of this person, whatever the password, and nobody else's.
   */
  deviceKeys: z.array(z.strictObject({ version: z.int().positive(), secret: z.string() })),
})
export type Session = z.infer<typeof session>
export type HeldFunction = z.infer<typeof heldFunction>

export const portal = route({
  method: 'GET',
  path: '/api/portal',
  access: 'public',
  summary: 'What may be known before log-in: is this the demo, whom to ring when nothing else works',
  response: z.strictObject({ isDemo: z.boolean(), dutyPhone: z.string(), mailPageUrl: z.string().nullable() }),
})
export const logIn = route({
  method: 'POST',
  path: '/api/sessions',
  access: 'public',
  summary: 'Log in with e-mail and password',
  body: z.strictObject({ email: typedAddress, password: z.string().min(1).max(1024) }),
  ok: 201,
  response: session,
  problems: ['wrong-credentials', 'too-many'],
})
export const currentSession = route({
  method: 'GET',
  path: '/api/sessions/current',
  access: 'session',
  summary: 'Who I am acting as',
  response: session,
})
export const logOut = route({
  method: 'DELETE',
  path: '/api/sessions/current',
  access: 'session',
  summary: 'Log out',
  ok: 204,
  response: noContent,
})
export const actAs = route({
  method: 'PUT',
  path: '/api/sessions/current/function',
  access: 'session',
  summary: 'Act as another function that I hold; the session gets a new token',
  body: z.strictObject({ userFunctionId: id }),
  response: session,
  problems: ['not-found'],
})
export const mySessions = route({
  method: 'GET',
  path: '/api/sessions',
  access: 'sessions.own',
  summary: 'My sessions, opaque ids only',
  response: z.strictObject({
    items: z.array(
      z.strictObject({ id, createdAt: instant, lastSeenAt: instant, userAgent: z.string().nullable(), isCurrent: z.boolean() }),
    ),
  }),
})
export const endSession = route({
  method: 'DELETE',
  path: '/api/sessions/:id',
  access: 'sessions.own',
  summary: 'End one of my sessions',
  params: z.strictObject({ id }),
  ok: 204,
  response: noContent,
  problems: ['not-found'],
})

/** Only registered in the demo (security.md B10). */
export const demoIdentities = route({
  method: 'GET',
  path: '/api/demo/identities',
  access: 'public',
  summary: 'One-tap identities of the demo',
  response: z.strictObject({
    items: z.array(
      z.strictObject({ email: z.string(), name: z.string(), functionSv: z.string(), functionEn: z.string(), actor: z.string() }),
    ),
  }),
})
export const demoLogIn = route({
  method: 'POST',
  path: '/api/demo/sessions',
  access: 'public',
  summary: 'Log in as one of the demo identities',
  body: z.strictObject({ email: typedAddress }),
  ok: 201,
  response: session,
  problems: ['wrong-credentials'],
})

/** Whatever stands there is looked up: a link that was cut off is not found, as one that nobody made. */
const token = z.strictObject({ token: z.string() })
export const readInvitation = route({
  method: 'GET',
  path: '/api/sessions/invitations/:token',
  access: 'public',
  summary: 'What an invitation opens',
  params: token,
  response: z.strictObject({
    purpose: z.enum(['first_admin', 'invitation', 'reset']),
    expiresAt: instant,
    /** Whose link it is; null for the first administrator, who says so themselves. */
    person: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
  }),
  problems: ['not-found', 'link-expired', 'link-withdrawn', 'already-used'],
})
export const acceptInvitation = route({
  method: 'POST',
  path: '/api/sessions/invitations/:token',
  access: 'public',
  summary: 'Use a one-time link: choose a password; the first administrator also says who they are',
  params: token,
  body: z.strictObject({
    name: personName(textLimits.person).min(1).optional(),
    email: email.optional(),
    password: z.string().min(15).max(128),
  }),
  ok: 201,
  /** No session when the first function begins later: then the password waits for that day. */
  response: z.strictObject({ session: session.nullable(), beginsAt: instant.nullable() }),
  problems: ['not-found', 'link-expired', 'link-withdrawn', 'already-used', 'wrong-state'],
})
/** The same answer for every address that a letter can go to, whether anybody has it or not (security.md A8). */
export const askForReset = route({
  method: 'POST',
  path: '/api/sessions/resets',
  access: 'public',
  summary: 'Ask for a link to choose a new password',
  body: z.strictObject({ email }),
  ok: 204,
  response: noContent,
})
/** After the function one acted as has ended: goes on as one that is still held, with a new token. */
export const goOn = route({
  method: 'POST',
  path: '/api/sessions/current/go-on',
  access: 'public',
  summary: 'Go on as another function when the one I acted as has ended',
  response: session,
  problems: ['not-signed-in', 'access-ended', 'wrong-state'],
})
export const sessionRoutes = [
  portal,
  logIn,
  currentSession,
  logOut,
  actAs,
  mySessions,
  endSession,
  readInvitation,
  acceptInvitation,
  askForReset,
  goOn,
]
export const demoRoutes = [demoIdentities, demoLogIn]
