import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { docsPage, docsStyle, type Document } from './docs-page.ts'

/** The published document as a page to browse, for those who are logged in (security.md F13). No script: our CSP holds here as everywhere. */
export const docs = plugin(async (app: FastifyInstance) => {
  const options = { config: { access: 'docs.read' as const }, schema: { hide: true } }
  app.get('/api/docs', options, async (_request, reply) => {
    return reply
      .type('text/html; charset=utf-8')
      .serializer(String)
      .send(docsPage(app.swagger() as unknown as Document))
  })
  app.get('/api/docs/style.css', options, async (_request, reply) => {
    return reply.type('text/css; charset=utf-8').serializer(String).send(docsStyle)
  })
})
