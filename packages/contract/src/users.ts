import { subscriptionTopics } from '@samverkan/domain'
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

const subscription = z.strictObject({ topic: z.enum(subscriptionTopics), isOn: z.boolean() })
export const mySubscriptions = route({
  method: 'GET',
  path: '/api/users/subscriptions',
  access: 'users.subscribe',
  summary: 'What I have asked to be told of by e-mail',
  response: z.strictObject({ items: z.array(subscription) }),
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
export const userRoutes = [listUsers, mySubscriptions, chooseSubscription, readUser]
