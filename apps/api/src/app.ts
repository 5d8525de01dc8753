import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Config } from './config.ts'
import { activations } from './features/activations/routes.ts'
import { actors } from './features/actors/routes.ts'
import { callOuts } from './features/call-outs/routes.ts'
import { assessments } from './features/assessments/routes.ts'
import { capabilities } from './features/capabilities/routes.ts'
import { forums } from './features/forums/routes.ts'
import { home } from './features/home/routes.ts'
import { incidents } from './features/incidents/routes.ts'
import { measures } from './features/measures/routes.ts'
import { meetings } from './features/meetings/routes.ts'
import { outbox } from './features/outbox/routes.ts'
import { rosters } from './features/rosters/routes.ts'
import { search } from './features/search/routes.ts'
import { sessions } from './features/sessions/routes.ts'
import { settings } from './features/settings/routes.ts'
import { situationalPictures } from './features/situational-pictures/routes.ts'
import { targetVisions } from './features/target-visions/routes.ts'
import { users } from './features/users/routes.ts'
import type { Clock } from './lib/clock.ts'
import type { Database } from './lib/db.ts'
import { newId } from './lib/ids.ts'
import { errorForLog, tellOfLost } from './lib/log.ts'
import { logWriter } from './lib/log-writer.ts'
import { JsonText } from './lib/mount.ts'
import { type Storage, unknownStorage } from './lib/storage.ts'
import { access } from './plugins/access.ts'
import { docs } from './plugins/docs.ts'
import type { EventSource } from './lib/listen.ts'
import { events } from './plugins/events.ts'
import { health } from './plugins/health.ts'
import { input } from './plugins/input.ts'
import { openapi } from './plugins/openapi.ts'
import { problems, refuseAddress } from './plugins/problems.ts'
import { security } from './plugins/security.ts'
import { session } from './plugins/session.ts'
import { web } from './plugins/web.ts'

declare module 'fastify' {
  interface FastifyInstance {
    db: Database
    clock: Clock
    portal: Config
    storage: Storage
  }
}

export type Dependencies = {
  config: Config
  db: Database
  clock: Clock
  events: EventSource
  /** In tests every answer is checked against its schema, and an undeclared status fails. */
  checkResponses?: boolean
  /** Refuses work with 503 while the event loop is seconds behind. Off in tests: a busy machine is not an overloaded portal. */
  shedsLoad?: boolean
  /** Where log lines go; standard output unless a test reads them. */
  logTo?: { write: (line: string) => void }
  /** How much room the database has; not known unless told. */
  storage?: Storage
}

export const version = '0.1.0'

/** The whole API: plugins first, then features. Nothing listens yet. */
export const buildApp = async ({
  config,
  db,
  clock,
  events: source,
  checkResponses = false,
  shedsLoad = true,
  logTo,
  storage = unknownStorage,
}: Dependencies): Promise<FastifyInstance> => {
  const app = Fastify({
    logger: {
      level: config.logLevel,
      stream: logTo ?? logWriter(1, { tell: tellOfLost(clock) }),
      // Paths carry answer tokens and searches; the log names the route instead (security.md F3).
      serializers: {
        err: errorForLog,
        req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
      },
    },
    // One line per request, when it has been answered.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: 1_048_576,
    // A request is here within these seconds or it is cut; a phone on a thin line sends some kilobytes in that time, a body that is fed by drops
    // only holds a place. Looked after each second: Node's own half minute would come on top.
    requestTimeout: 15_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    connectionTimeout: 60_000,
    // What a GET does, a HEAD would do for an answer that nobody reads: typeset a page, hold a stream, note a reader. Where one makes sense it says so.
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    frameworkErrors: refuseAddress,
    routerOptions: { maxParamLength: 200 },
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ req: request, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'answered')
  })
  app.decorate('db', db)
  app.decorate('clock', clock)
  app.decorate('portal', config)
  app.decorate('storage', storage)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler((route) => {
    const check = checkResponses ? serializerCompiler(route as Parameters<typeof serializerCompiler>[0]) : null
    return (payload) => {
      const raw = payload as unknown
      if (check) return check(raw instanceof JsonText ? JSON.parse(raw.text) : raw)
      return raw instanceof JsonText ? raw.text : JSON.stringify(raw)
    }
  })
  await app.register(problems)
  await app.register(security, { origins: config.origins, isHttps: config.publicUrl.startsWith('https:') })
  if (shedsLoad) await app.register(underPressure, { maxEventLoopDelay: 5_000, exposeStatusRoute: false })
  // The board of a large call-out is 43 kB of words that repeat: a tenth of that on the line. No answer carries a secret beside what was
  // asked for, so its length tells nobody anything (security.md, BREACH); the built pages are compressed already.
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: /^application\/(?:problem\+)?json/,
    threshold: 1_400,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(input)
  await app.register(session, { config })
  await app.register(access)
  await app.register(openapi, { version })
  await app.register(docs)
  await app.register(health)
  await app.register(events, { source, config })
  await app.register(sessions)
  for (const feature of [
    actors,
    users,
    forums,
    settings,
    incidents,
    activations,
    callOuts,
    outbox,
    home,
    rosters,
    search,
    capabilities,
    assessments,
    measures,
    situationalPictures,
    meetings,
    targetVisions,
  ])
    await app.register(feature)
  await app.register(web, { dist: config.webDist, config })
  return app
}
