import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import { sql } from '../lib/sql.ts'

const workerSilentAfterSeconds = 30
/** Two processes do not read the clock in the same moment. A beat further ahead was made before the clock was put back, and nobody has beaten since. */
const aheadSeconds = 10

/**
 * /healthz: the process lives. /readyz: database, migrations and the worker's heartbeat, each named with its state. A disk that fills up is named
 * too, but takes nobody out of service: call-outs and their answers go on.
 */
export const health = plugin(async (app: FastifyInstance) => {
  const plain = { config: { access: 'public' as const }, schema: { hide: true }, exposeHeadRoute: true }
  app.get('/healthz', plain, async () => ({ ok: true }))
  app.get('/readyz', plain, async (_request, reply) => {
    const now = app.clock.now()
    const row = await app.db
      .within('vital')
      .lookUp<{ migrated: boolean; worker: boolean }>(
        sql`SELECT to_regclass('public.journal') IS NOT NULL AS migrated,
          EXISTS (SELECT FROM worker_heartbeats WHERE at > ${now}::timestamptz - make_interval(secs => ${workerSilentAfterSeconds})
            AND at <= ${now}::timestamptz + make_interval(secs => ${aheadSeconds})) AS worker`,
      )
      .catch(() => undefined)
    const checks = { database: row !== undefined, migrations: row?.migrated ?? false, worker: row?.worker ?? false }
    const ready = Object.values(checks).every(Boolean)
    return reply.code(ready ? 200 : 503).send({ ok: ready, ...checks, storage: app.storage.room() })
  })
})
