import cookie from '@fastify/cookie'
import { type ProblemCode, scopeOf, type Viewer } from '@samverkan/domain'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import plugin from 'fastify-plugin'
import type { Config } from '../config.ts'
import { isForApi } from '../lib/addresses.ts'
import { ofSession, systemViewer } from '../lib/db.ts'
import { sha256 } from '../lib/ids.ts'
import { sql } from '../lib/sql.ts'

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer | null
    sessionId: string | null
    /** The held function that the session acts as (`user_functions.id`). */
    actingAs: string | null
    /** Of the token that the browser holds, whatever it still opens. */
    tokenHash: Buffer | null
    /** Why there is no viewer, said to whoever holds the token of a session that was cut short. */
    refusal: ProblemCode
    /** A session whose function has ended while its person still holds another: it may go on as that one and do nothing else. */
    lapsed: { sessionId: string; userId: string; viewer: Viewer } | null
    /** The viewer that the route's access has let through. */
    admitted: Viewer
  }
  interface FastifyReply {
    giveSession: (token: string, expiresAt: Date) => void
    dropSession: () => void
  }
}

const tokenShape = /^[\w-]{43}$/
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

type Row = {
  id: string
  user_id: string
  user_function_id: string
  function_code: string
  actor_id: string | null
  seen_ago: number
  /** The session that ends now, as this one is used for the first time. */
  takes_over: string | null
  /** 'open': valid now; 'lapsed': the function has ended, another is held; 'ended': nothing is held, or disabled; 'gone': cut short long ago. */
  standing: 'open' | 'lapsed' | 'ended' | 'gone'
}

/**
 * Valid now: not ended, within both limits, the person active, the function still held. Asked at every request (B5). A session acts as one
 * function and never becomes another by itself: who loses that function is told so and chooses to go on as what they still hold.
 */
export const session = plugin(async (app: FastifyInstance, options: { config: Config }) => {
  const { config } = options
  await app.register(cookie)
  app.decorateRequest('viewer', null)
  app.decorateRequest('sessionId', null)
  app.decorateRequest('actingAs', null)
  app.decorateRequest('tokenHash', null)
  app.decorateRequest('refusal', 'not-signed-in')
  app.decorateRequest('lapsed', null)
  app.decorateRequest('admitted', null as unknown as Viewer)

  const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[cookieFor(config, request.headers['user-agent']).name]

  app.decorateReply('giveSession', function (this: FastifyReply, token: string, expiresAt: Date) {
    const { name, secure } = cookieFor(config, this.request.headers['user-agent'])
    // So long, not until: a device whose clock is a week ahead would forget the session at once.
    const maxAge = Math.floor((expiresAt.getTime() - app.clock.now().getTime()) / 1000)
    this.setCookie(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge })
  })
  app.decorateReply('dropSession', function (this: FastifyReply) {
    const { name, secure } = cookieFor(config, this.request.headers['user-agent'])
    this.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'lax', secure })
    // Not "storage": that would take what somebody else has written on this device and not sent yet. The page removes what was this person's (ADR 0018).
    this.header('clear-site-data', '"cache"')
  })

  app.addHook('onRequest', async (request) => {
    if (!isForApi(request)) return
    const token = tokenOf(request)
    // What is none of ours is not asked about.
    if (!token || !tokenShape.test(token)) return
    const now = app.clock.now()
    const tokenHash = sha256(token)
    const row = await app.db.lookUp<Row>(
      sql`SELECT * FROM session_look_up(${tokenHash}, ${now}, ${config.sessionIdleMinutes}) WHERE id IS NOT NULL`,
    )
    if (!row) return
    request.tokenHash = tokenHash
    if (row.standing === 'gone') return
    if (row.standing !== 'open') {
      request.refusal = row.standing === 'lapsed' ? 'function-ended' : 'access-ended'
      if (row.standing === 'lapsed') {
        const viewer = ofSession({ ...systemViewer, userId: row.user_id }, tokenHash)
        request.lapsed = { sessionId: row.id, userId: row.user_id, viewer }
      }
      return
    }
    request.sessionId = row.id
    request.actingAs = row.user_function_id
    request.viewer = ofSession(
      { userId: row.user_id, actorId: row.actor_id, functionCode: row.function_code, scope: scopeOf(row.function_code) },
      tokenHash,
    )
    if (row.takes_over || row.seen_ago >= 60) await app.db.lookUp(sql`SELECT session_used(${tokenHash}, ${now})`)
  })
})
