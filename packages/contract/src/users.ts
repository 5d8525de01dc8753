import { z } from 'zod'
import { route } from './route.ts'
import { heldFunction } from './sessions.ts'
import { id, instant, page, paging } from './shapes.ts'

export const user = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  actor: z.strictObject({ id, code: z.string(), name: z.string() }).nullable(),
  status: z.enum(['invited', 'active', 'disabled']),
  canLogIn: z.boolean(),
  functions: z.array(heldFunction),
  lastLoginAt: instant.nullable(),
})
export type User = z.infer<typeof user>

export const listUsers = route({
  method: 'GET',
  path: '/api/users',
  access: 'users.read',
  summary: 'Users of the own actor, or of all for the office and the system administrator',
  query: z.strictObject({ ...paging, canLogIn: z.stringbool().optional() }),
  response: page(user),
})
export const readUser = route({
  method: 'GET',
  path: '/api/users/:id',
  access: 'users.read',
  summary: 'One user',
  params: z.strictObject({ id }),
  response: user,
  problems: ['not-found'],
})
export const userRoutes = [listUsers, readUser]
