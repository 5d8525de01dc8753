import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../lib/problem.ts'

/** Serves the built web app, open to all; every path that is not a file and not the API's is answered by its one page. */
export const web = async (app: FastifyInstance, options: { dist: string | null }): Promise<void> => {
  if (!options.dist) return
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'public' }
  })
  await app.register(fastifyStatic, {
    root: options.dist,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (/^\/api(?:[/?]|$)/.test(request.url) || /\.\w{2,5}$/.test(request.url.split('?')[0] ?? '')) throw new Problem('not-found')
    return reply.sendFile('index.html')
  })
}
