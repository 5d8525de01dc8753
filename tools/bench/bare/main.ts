import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { verify } from '@node-rs/argon2'
import Fastify from 'fastify'
import pg from 'pg'
import { actorList, board, insertAnswer } from './statements.ts'

/**
 * The barest programs that do what the portal does: no session, no viewer's transaction, no row-level security, no journal, no
 * validation, no log. Connects as the owner, with as many connections as the portal.
 */
const url = process.env['DATABASE_URL'] ?? ''
// Who is looking is said once, when a connection begins: the office, as whom the heat map and the lägesbild are read.
const pool = new pg.Pool({ connectionString: url, max: 12, options: '-c app.scope=region -c app.function=koordinator' })
const app = Fastify({ logger: false })
const json = 'application/json; charset=utf-8'

app.get('/healthz', async () => ({ ok: true }))

// (a) The same bytes from memory.
const kept = new Map<string, string>()
app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body))
app.put<{ Params: { name: string }; Body: string }>('/bytes/:name', async (request) => {
  kept.set(request.params.name, request.body)
  return { ok: true }
})
app.get<{ Params: { name: string } }>('/bytes/:name', async (request, reply) => reply.type(json).send(kept.get(request.params.name)))

/** What the portal works out from who is looking is given here: allowed on an activation, allowed on the board, own actor. */
const viewerOf = (json = '[]'): unknown[] => JSON.parse(json) as unknown[]

// (b) One prepared statement in which Postgres writes the same JSON; sent as it is.
app.get('/actors', async (_request, reply) => {
  const { rows } = await pool.query<{ page: string }>({ name: 'actors', text: actorList })
  return reply.type(json).send(rows[0]?.page)
})
app.get<{ Params: { code: string } }>('/boards/:code', async (request, reply) => {
  const { rows } = await pool.query<{ page: string }>({
    name: 'board',
    text: board,
    values: [request.params.code, ...viewerOf(kept.get('viewer'))],
  })
  return reply.type(json).send(rows[0]?.page)
})
app.post<{ Body: { answer: string; person: string } }>('/answers', async (request) => {
  const id = randomUUID()
  await pool.query({ name: 'insert', text: insertAnswer, values: [id, request.body.answer, request.body.person, new Date()] })
  return { id }
})

// (c) A statement of the portal's own, prepared: what is measured is then the portal around it.
const statements = new Map<string, { text: string; values: unknown[] }>()
app.put<{ Params: { name: string }; Body: { text: string; values: unknown[] } }>('/statements/:name', async (request) => {
  statements.set(request.params.name, request.body)
  return { ok: true }
})
app.get<{ Params: { name: string } }>('/statements/:name', async (request, reply) => {
  const { name } = request.params
  const { rows } = await pool.query<string[]>({ name, rowMode: 'array', ...(statements.get(name) ?? { text: 'SELECT NULL' }) })
  return reply.type(json).send(rows[0]?.[0])
})

// The hash that nobody can do without; the password's own parameters are in it.
app.post<{ Body: { password: string } }>('/verify', async (request, reply) =>
  reply.code(201).send({ ok: await verify(kept.get('hash') ?? '', request.body.password) }),
)

// Live: what Postgres notifies is written to everybody, as it came.
const streams = new Set<ServerResponse>()
app.get('/stream', (_request, reply) => {
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  reply.raw.write('event: ready\ndata: {}\n\n')
  streams.add(reply.raw)
  reply.raw.on('close', () => streams.delete(reply.raw))
})
const listener = new pg.Client({ connectionString: url })
listener.on('notification', ({ payload }) => {
  const text = `event: change\ndata: ${payload}\n\n`
  for (const stream of streams) stream.write(text)
})
await listener.connect()
await listener.query('LISTEN bench')
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) })

process.once('SIGTERM', () => process.exit(0))
