import cookie from '@fastify/cookie'
import { scopeOf, type Viewer } from '@samverkan/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import type { Config } from '../config.ts'
import { sha256 } from '../lib/ids.ts'
import { sql } from '../lib/sql.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null
    sessionId: string | null
    /** The viewer that the route's access has let through. */
    admitted: Viewer
  }
  interface FastifyReply {
    giveSession: (token: string, expiresAt: Date) => void
    dropSession: () => void
  }
}

const secureName = '__Host-sid'
const plainName = 'sid'

/** Safari refuses Secure cookies on plain-http localhost; only there the cookie goes without (security.md B10). */
export const cookieFor = (
  config: Pick<Config, 'publicUrl' | 'isDemo'>,
  userAgent: string | undefined,
): { name: string; secure: boolean } => {
  const plainHttp = config.isDemo && config.publicUrl.startsWith('http://')
  const isSafari = !!userAgent && /Safari\//.test(userAgent) && !/Chrom(e|ium)\/|Edg\/|Firefox\//.test(userAgent)
  return plainHttp && isSafari ? { name: plainName, secure: false } : { name: secureName, secure: true }
}

type Row = { id: string; user_id: string; function_code: string; actor_id: string | null; seen_ago: number }

/** Valid now: not ended, within both limits, the person active, the function still held. Asked at every request (B5). */
export const session = plugin(async (app: FastifyInstance, options: { config: Config }) => {
  const { config } = options
  await app.register(cookie)
  app.decorateRequest('viewer', null)
  app.decorateRequest('sessionId', null)
  app.decorateRequest('admitted', null as unknown as Viewer)

  const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[cookieFor(config, request.headers['user-agent']).name]

  app.decorateReply('giveSession', function (this: FastifyReply, token: string, expiresAt: Date) {
    const { name, secure } = cookieFor(config, this.request.headers['user-agent'])
    this.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, expires: expiresAt })
  })
  app.decorateReply('dropSession', function (this: FastifyReply) {
    const { name, secure } = cookieFor(config, this.request.headers['user-agent'])
    this.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure })
    this.header('clear-site-data', '"cache", "storage"')
  })

  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) return
    const token = tokenOf(request)
    if (!token) return
    const now = app.clock.now()
    const row = await app.db.lookUp<Row>(sql`
      SELECT s.id, s.user_id, f.function_code, f.actor_id, extract(epoch FROM ${now}::timestamptz - s.last_seen_at)::int AS seen_ago
      FROM user_sessions s JOIN users u ON u.id = s.user_id JOIN user_functions f ON f.id = s.user_function_id
      WHERE s.token_hash = ${sha256(token)} AND s.ended_at IS NULL AND s.expires_at > ${now}
        AND s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${config.sessionIdleMinutes})
        AND u.status = 'active' AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})`)
    if (!row) return
    request.sessionId = row.id
    request.viewer = { userId: row.user_id, actorId: row.actor_id, functionCode: row.function_code, scope: scopeOf(row.function_code) }
    if (row.seen_ago >= 60) await app.db.lookUp(sql`UPDATE user_sessions SET last_seen_at = ${now} WHERE id = ${row.id}`)
  })
})
