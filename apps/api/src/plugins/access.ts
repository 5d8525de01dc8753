import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import plugin from 'fastify-plugin'
import { admit } from '../lib/mount.ts'
import { Problem } from '../lib/problem.ts'

/**
 * All tabs of a browser share one cookie. A page says which function it acts as: what it still sends after somebody else has logged in beside
 * it, or its own person has changed hats there, is refused, and never done in the other's name. Who sends no such word is not a page of ours.
 */
const sameSession = ({ headers, actingAs }: FastifyRequest): void => {
  const said = headers['x-acting-as']
  if (said !== undefined && said !== actingAs) throw new Problem('other-session')
}

export type ListedRoute = { method: string; url: string; access: string | undefined }

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, with who may. */
    listRoutes: () => ListedRoute[]
  }
}

/**
 * Deny by default, in one place for every route however it was made: without a policy the portal does not start, and each request is
 * admitted before its body is read. Register after the session and before every route.
 */
export const access = plugin(async (app: FastifyInstance) => {
  const listed: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    listed.push(route)
  })
  const listRoutes = (): ListedRoute[] =>
    listed.flatMap((route) => [route.method].flat().map((method) => ({ method, url: route.url, access: route.config?.access })))
  app.decorate('listRoutes', listRoutes)
  app.addHook('onReady', async () => {
    const open = listRoutes().filter((route) => route.access === undefined)
    if (open.length > 0)
      throw new Error(`routes without an access policy: ${open.map((route) => `${route.method} ${route.url}`).join(', ')}`)
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    const policy = request.routeOptions.config.access
    if (policy === undefined) throw new Problem('forbidden')
    request.admitted = admit(policy, request.viewer, request.refusal)
    if (policy !== 'public' && request.method !== 'GET' && request.method !== 'HEAD') sameSession(request)
  })
})
