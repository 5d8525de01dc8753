import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { isForApi, opensPage, withoutSigns } from '../lib/addresses.ts'
import { Problem } from '../lib/problem.ts'
import { cookieFor } from './session.ts'

/** What one address needs, as apps/web/ahead.ts writes it beside the built pages. */
type Ahead = { path: string; scripts: string[]; styles: string[]; data: string[]; isOpen: boolean }

/**
 * The `Link` header of a page: its files and its first answers, asked for while the page itself is still on its way. The answers of
 * a page behind the log-in only for somebody who brings a session; whether it holds is for the API to say, as always.
 */
const aheadOf = (dist: string, config: Config) => {
  const list = join(dist, 'ahead.json')
  const pages = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Ahead[]) : []
  const known = pages.map(({ path, scripts, styles, data, isOpen }) => ({
    address: new RegExp(`^${path.replace(/:\w+/, '([\\w.%~-]+)')}/?$`),
    files: [
      ...scripts.map((file) => `</${file}>; rel=modulepreload; crossorigin`),
      ...styles.map((file) => `</${file}>; rel=preload; as=style; crossorigin`),
    ],
    data,
    isOpen,
  }))
  return (request: FastifyRequest): string | null => {
    const path = request.url.split('?')[0] ?? ''
    for (const { address, files, data, isOpen } of known) {
      const found = address.exec(path)
      if (!found) continue
      const isAsked = isOpen || cookieFor(config, request.headers['user-agent']).name in request.cookies
      const answers = isAsked ? data.map((url) => `<${url.replace(/:\w+/, found[1] ?? '')}>; rel=preload; as=fetch; crossorigin`) : []
      return [...answers, ...files].join(', ')
    }
    return null
  }
}

/** Serves the built web app, open to all; every path that is not a file and not the API's is answered by its one page. */
export const web = async (app: FastifyInstance, options: { dist: string | null; config: Config }): Promise<void> => {
  const { dist, config } = options
  if (!dist) return
  const ahead = aheadOf(dist, config)
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'public' }
  })
  await app.register(fastifyStatic, {
    root: dist,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    schema: { hide: true },
    handler: (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      if (isForApi(request)) throw new Problem('not-found')
      if (opensPage(request.headers.accept)) {
        const meant = withoutSigns(path)
        if (meant) return reply.redirect(meant + request.url.slice(path.length), 302)
        // A person gets a page, which says that there is nothing here; whoever asks for a file gets the plain refusal.
        if (isFile(path)) return reply.code(404).sendFile('index.html')
      } else if (isFile(path)) throw new Problem('not-found')
      const link = ahead(request)
      if (link) reply.header('link', link)
      return reply.sendFile('index.html')
    },
  })
}

/** Asks for a file that is not there, not for a page: no page has a dot in its last word, or begins one with it. */
const isFile = (path: string): boolean => {
  let plain = path
  try {
    plain = decodeURIComponent(path)
  } catch {
    // Not a character at all: judged as it was sent.
  }
  // Words, not a pattern that looks for its end from every dot: an address of nothing but dots would hold everybody up.
  return plain.split(/[/\\]/).some((word) => word.startsWith('.')) || plain.slice(plain.lastIndexOf('/') + 1).includes('.')
}
