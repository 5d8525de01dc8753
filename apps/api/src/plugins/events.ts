import { setTimeout as pause } from 'node:timers/promises'
import { can, isOfDrafts, type JournalType, type LiveEvent, type Viewer, type Writing } from '@samverkan/domain'
import type { FastifyInstance } from 'fastify'
import plugin from 'fastify-plugin'
import type { ServerResponse } from 'node:http'
import type { Config } from '../config.ts'
import { systemViewer } from '../lib/db.ts'
import type { EventSource } from '../lib/listen.ts'
import { sql } from '../lib/sql.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** To the open streams of those who may read the drafts, and nobody else's; whoever is not there now never hears of it. */
    tellWriting: (writing: Writing) => void
  }
}

/** `narrow`: about one actor's weakness, so not even for those who see the region. */
type Row = LiveEvent & { audience: string[] | null; narrow: boolean; userId: string | null }
/** `held` keeps what happens while the replay is read: written after it, so that a client never has a later id with an earlier one missing. */
type Client = { viewer: Viewer; sessionId: string; out: ServerResponse; held: Row[] | null; sentTo: number }

const replayLimit = 500
/** A browser holds one stream for all its tabs; somebody who opens more than this loses the oldest of their own, and nobody else's. */
const perPerson = 40
/** Whoever lost one to another of the same person does not come back for it at once: else each would throw the other out all the time. */
const displacedMs = 30_000
const restMs = 8
const heartbeatMs = 15_000
const recheckMs = 3_000
const retryMs = 500
/** A client that reads nothing is let go before its backlog eats the memory; it resumes by its last id. */
const backlogLimit = 1_048_576

const mayKnow = (viewer: Viewer, row: Row): boolean => {
  if (isOfDrafts(row.type) && !can(viewer, 'situational-pictures.follow')) return false
  if (row.audience === null || (viewer.actorId !== null && row.audience.includes(viewer.actorId))) return true
  return viewer.scope === 'region' && (!row.narrow || can(viewer, 'assessments.manage'))
}

/** Log-ins are for the audit, not for everybody's screen. */
const isLive = (row: Row): boolean => !row.type.startsWith('sessions.')

const frame = (row: Row): string => {
  const event: LiveEvent = {
    id: row.id,
    type: row.type as JournalType,
    subject: row.subject,
    version: row.version,
    incidentId: row.incidentId,
  }
  return `id: ${row.id}\nevent: change\ndata: ${JSON.stringify(event)}\n\n`
}

/**
 * The live hub: reads each journal row once, filters by audience in memory, writes ids only (architecture.md, The journal).
 * Streams are cut within seconds of a session's end (security.md B5).
 */
export const events = plugin(async (app: FastifyInstance, options: { source: EventSource; config: Config }) => {
  const db = app.db.within('live')
  const clients = new Set<Client>()
  let last = 0
  let reading = false
  let again = false

  const rowsAfter = (id: number, limit: number): Promise<Row[]> =>
    db.inViewer(systemViewer, (tx) =>
      tx.last(() =>
        tx.many<Row>(sql`SELECT id, type, subject_type || ':' || subject_id AS subject, subject_version AS version, incident_id AS "incidentId", audience, journal_is_narrow(type, data) AS narrow, user_id AS "userId"
        FROM journal WHERE id > ${id} ORDER BY id LIMIT ${limit}`),
      ),
    )

  const newestId = async (): Promise<number> =>
    (await db.inViewer(systemViewer, (tx) => tx.one<{ id: number }>(sql`SELECT coalesce(max(id), 0)::bigint AS id FROM journal`))).id

  const write = (client: Client, text: string): void => {
    if (client.out.writableLength > backlogLimit) client.out.destroy()
    else client.out.write(text)
  }
  const broadcast = (row: Row): void => {
    if (!isLive(row)) return
    const text = frame(row)
    for (const client of clients) {
      if (!mayKnow(client.viewer, row) || row.id <= client.sentTo) continue
      if (client.held) client.held.push(row)
      else write(client, text)
    }
  }
  app.decorate('tellWriting', (writing: Writing) => {
    const text = `event: writing\ndata: ${JSON.stringify(writing)}\n\n`
    for (const client of clients) if (!client.held && can(client.viewer, 'situational-pictures.follow')) write(client, text)
  })
  let retry: NodeJS.Timeout | undefined
  const readOn = async (): Promise<void> => {
    if (reading) {
      again = true
      return
    }
    reading = true
    try {
      do {
        again = false
        const rows = await rowsAfter(last, replayLimit)
        for (const row of rows) {
          last = row.id
          broadcast(row)
        }
        if (rows.length === replayLimit) again = true
        // The first notice is read at once; those that follow on its heels are read together.
        else await pause(restMs)
      } while (again)
    } catch (error) {
      app.log.error({ err: error }, 'live: the journal could not be read')
      retry = setTimeout(() => void readOn(), retryMs)
    } finally {
      reading = false
    }
  }

  const recheck = async (): Promise<void> => {
    if (clients.size === 0) return
    const now = app.clock.now()
    // Those who join while the database answers were not asked about: nothing is known against them.
    const asked = [...clients]
    const ids = [...new Set(asked.map((c) => c.sessionId))]
    const row = await db.lookUp<{
      ids: string[] | null
    }>(sql`SELECT array_agg(s.id) AS ids FROM user_sessions s JOIN users u ON u.id = s.user_id JOIN user_functions f ON f.id = s.user_function_id
      WHERE s.id = ANY(${ids}::uuid[]) AND s.ended_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${options.config.sessionIdleMinutes}) AND u.status = 'active' AND f.valid_from <= ${now} AND (f.valid_to IS NULL OR f.valid_to > ${now})`)
    const valid = new Set(row?.ids ?? [])
    for (const client of asked) {
      if (valid.has(client.sessionId)) continue
      clients.delete(client)
      client.out.end('event: ended\ndata: {}\n\n')
    }
  }

  const beat = setInterval(() => {
    for (const client of clients) write(client, `event: beat\ndata: {"at":"${app.clock.now().toISOString()}"}\n\n`)
  }, heartbeatMs)
  const check = setInterval(
    () => void recheck().catch((error: Error) => app.log.error({ err: error }, 'live: sessions could not be checked')),
    recheckMs,
  )

  app.get('/api/journal/stream', { config: { access: 'journal.read' }, schema: { hide: true } }, async (request, reply) => {
    const viewer = request.admitted
    const header = request.headers['last-event-id']
    const asked = Number(typeof header === 'string' ? header : ((request.query as { after?: string }).after ?? ''))
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    const client: Client = { viewer, sessionId: request.sessionId ?? '', out, held: [], sentTo: 0 }
    out.on('close', () => clients.delete(client))
    out.on('error', () => clients.delete(client))
    // Joined before the replay is read: nothing falls between.
    clients.add(client)
    const own = [...clients].filter((one) => one.viewer.userId === viewer.userId)
    for (const oldest of own.slice(0, Math.max(0, own.length - perPerson))) {
      clients.delete(oldest)
      oldest.out.end(`retry: ${displacedMs}\n\n`)
    }
    const resumeFrom = Number.isSafeInteger(asked) && asked > 0 ? asked : null
    try {
      if (resumeFrom !== null) {
        const rows = await rowsAfter(resumeFrom, replayLimit + 1)
        const newest = rows.at(-1)?.id ?? Math.min(resumeFrom, await newestId())
        if (rows.length > replayLimit || newest < resumeFrom) {
          // Too much to replay, or an id that this journal has not reached: only a fresh page is right, and it will hold what there is now.
          out.write('event: reload\ndata: {}\n\n')
          client.sentTo = await newestId()
        } else {
          for (const row of rows) if (isLive(row) && mayKnow(viewer, row)) write(client, frame(row))
          client.sentTo = Math.max(newest, resumeFrom)
        }
      }
    } catch (error) {
      app.log.error({ err: error }, 'live: the replay could not be read')
      out.destroy()
      return
    }
    for (const row of client.held ?? []) if (row.id > client.sentTo) write(client, frame(row))
    client.held = null
    out.write(`retry: 1000\nid: ${Math.max(last, client.sentTo)}\nevent: ready\ndata: {"at":"${app.clock.now().toISOString()}"}\n\n`)
  })

  app.addHook('onReady', async () => {
    last = await newestId()
    await options.source.start(() => void readOn())
  })
  app.addHook('preClose', async () => {
    clearInterval(beat)
    clearInterval(check)
    clearTimeout(retry)
    for (const client of clients) client.out.end()
    await options.source.stop()
  })
})
