import { type Action, can, type ProblemCode, type Viewer } from '@samverkan/domain'
import type { Access, BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '@samverkan/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Idempotency } from './idempotency.ts'
import { Problem } from './problem.ts'
import { askAbout, isAskedAbout } from './secrecy.ts'
import { refuseWhenScarce } from './storage.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may: set on every route, checked by a test and before every handler. */
    access?: Access
  }
}

/** A response that Postgres has already written as JSON: sent as it is. In tests it is parsed and checked like any other. */
export class JsonText {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Given<T> = {
  viewer: Viewer
  params: ParamsOf<T>
  query: QueryOf<T>
  body: BodyOf<T>
  now: Date
  /** Present on routes that demand an Idempotency-Key. */
  idempotency: Idempotency
  request: FastifyRequest
  reply: FastifyReply
}

const anonymous: Viewer = { userId: null, actorId: null, functionCode: null, scope: 'actor' }

const keyOf = (request: FastifyRequest): string => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new Problem('invalid', { errors: [{ pointer: '/headers/idempotency-key', code: 'required' }] })
  }
  return key
}

/** Lets the request pass only when the route's access allows this viewer: 401 without a session, 403 without the right. */
export const admit = (access: Access, viewer: Viewer | null, refusal: ProblemCode = 'not-signed-in'): Viewer => {
  if (access === 'public') return viewer ?? anonymous
  if (!viewer) throw new Problem(refusal)
  if (access !== 'session' && !can(viewer, access satisfies Action)) throw new Problem('forbidden')
  return viewer
}

const problemSchema = z
  .object({
    type: z.string(),
    status: z.int(),
    code: z.string(),
    title: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string() })).optional(),
    current: z.unknown().optional(),
    retryAfterSeconds: z.int().optional(),
  })
  .meta({ id: 'Problem' })

/** Only shown in the published document; `keyOf` is what demands the header. */
const idempotencyHeader = { 'idempotency-key': z.string().optional() }
const notSecretHeader = {
  'not-secret': z
    .literal('1')
    .optional()
    .describe('The texts that `looks-secret` named in `current.asked` are not classified; it is journalled.'),
}

const takes = (shape: z.ZodType): boolean => shape instanceof z.ZodObject && Object.keys(shape.shape).length > 0
const hasBody = (route: Route): boolean => !(route.body instanceof z.ZodUndefined)

/**
 * Everything that a route may answer: its own problems, what comes before the handler, and faults of ours. The published list; a test sends
 * anything to every route and takes no other answer.
 */
export const problemsOf = (route: Route): ProblemCode[] =>
  (
    [
      // Also a route that takes nothing: what it does not know is refused, wherever it stands.
      'invalid',
      // An address that is longer than any of ours, or broken, never reaches the handler.
      ...((takes(route.params) ? ['not-found'] : []) satisfies ProblemCode[]),
      ...((hasBody(route) ? ['too-large', 'wrong-type'] : []) satisfies ProblemCode[]),
      ...((route.idempotent ? ['key-reused'] : []) satisfies ProblemCode[]),
      ...((route.access === 'public' ? [] : ['not-signed-in', 'access-ended', 'function-ended']) satisfies ProblemCode[]),
      ...((route.access === 'public' || route.access === 'session' ? [] : ['forbidden']) satisfies ProblemCode[]),
      ...((route.method === 'GET' ? [] : ['wrong-origin']) satisfies ProblemCode[]),
      ...((route.method === 'GET' || route.access === 'public' ? [] : ['other-session']) satisfies ProblemCode[]),
      ...route.problems,
      ...((isAskedAbout(route) ? ['looks-secret'] : []) satisfies ProblemCode[]),
      ...((route.canWait ? ['storage-low'] : []) satisfies ProblemCode[]),
      ...(['too-many', 'unexpected', 'unavailable', 'took-too-long', 'storage-full'] satisfies ProblemCode[]),
    ] satisfies ProblemCode[]
  ).filter((code, i, all) => all.indexOf(code) === i)

/** Turns a route object into a Fastify route: validates, hands over, answers with the declared status. */
export const mount = <T extends Route>(
  app: FastifyInstance,
  route: T,
  handle: (given: Given<T>) => Promise<ResponseOf<T> | JsonText>,
): void => {
  const asks = isAskedAbout(route)
  app.route({
    method: route.method,
    url: route.path,
    config: { access: route.access },
    schema: {
      summary: route.summary,
      tags: [route.path.split('/')[2] ?? 'portal'],
      ...{ 'x-access': route.access, 'x-problems': problemsOf(route) },
      ...(route.access === 'public' ? {} : { security: [{ session: [] }] }),
      ...(route.idempotent || asks
        ? { headers: z.looseObject({ ...(route.idempotent ? idempotencyHeader : {}), ...(asks ? notSecretHeader : {}) }) }
        : {}),
      params: route.params,
      querystring: route.query,
      ...(hasBody(route) ? { body: route.body } : {}),
      response: {
        [route.ok]: route.ok === 204 ? z.null().describe('Done') : route.response,
        '4xx': problemSchema,
        '5xx': problemSchema,
      },
    },
    handler: async (request, reply) => {
      if (route.canWait) refuseWhenScarce(app.storage)
      const idempotency = route.idempotent
        ? { key: keyOf(request), body: { params: request.params, body: request.body }, route: route.path }
        : { key: '', body: null, route: route.path }
      const given: Given<T> = {
        viewer: request.admitted,
        params: request.params as ParamsOf<T>,
        query: request.query as QueryOf<T>,
        body: request.body as BodyOf<T>,
        now: app.clock.now(),
        idempotency,
        request,
        reply,
      }
      const answer = asks
        ? await askAbout(route.body, request.body, request.headers['not-secret'] === '1', () => handle(given))
        : await handle(given)
      reply.code(route.ok)
      if (route.ok === 204) return reply.send()
      return reply.type('application/json; charset=utf-8').send(answer instanceof JsonText ? answer : (answer as object))
    },
  })
}
