import { serverTimeHeader } from '@samverkan/contract'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { isForApi } from '../lib/addresses.ts'
import { Problem } from '../lib/problem.ts'

/** Headers of security.md E6 and E7, and the origin rule of B9: only our own pages may change anything. */
export const security = plugin(async (app: FastifyInstance, options: { origins: readonly string[]; isHttps: boolean }) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    hsts: options.isHttps ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
  // The page goes by the server's clock from its first answer on.
  app.addHook('onSend', async (request, reply) => {
    if (isForApi(request)) reply.header(serverTimeHeader, app.clock.now().toISOString())
  })
  app.addHook('onRequest', async (request, reply) => {
    // Personal answers must not be kept by anything on the way (security.md D8).
    if (isForApi(request)) reply.header('cache-control', 'no-store')
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    if (!origin || !options.origins.includes(origin)) throw new Problem('wrong-origin')
    if (site !== undefined && site !== 'same-origin') throw new Problem('wrong-origin')
  })
})
