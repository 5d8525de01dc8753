import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { Problem } from '../lib/problem.ts'

/** Serves the built web app; every path that is not a file and not the API's is answered by its one page. */
export const web = plugin(async (app: FastifyInstance, options: { dist: string | null }) => {
  if (!options.dist) return
  await app.register(fastifyStatic, {
    root: options.dist,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { config: { access: 'public' }, schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/') || /\.\w{2,5}$/.test(request.url.split('?')[0] ?? '')) throw new Problem('not-found')
    return reply.sendFile('index.html')
  })
})
