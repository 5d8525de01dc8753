import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import autocannon from 'autocannon'
import { percentile } from '../outcome.ts'

export type HttpRequest = { method: 'GET' | 'POST' | 'PUT'; path: string; headers?: Record<string, string>; body?: string }
export type HttpOrder = {
  url: string
  /** Taken at random, so that many connections do not all begin with the same one. */
  requests: HttpRequest[]
  /** One after the other instead, going on where the last stretch ended: each comes as often as any other. */
  inOrder?: boolean
  /** A fresh Idempotency-Key on each request. */
  withKey?: boolean
  /** One request after the other, timed to the microsecond; an edit is based on the version that the answer before it gave. */
  inTurn?: boolean
  connections: number
  seconds: number
}
export type HttpLoad = { perSecond: number; medianMs: number; p99Ms: number; answers: number }

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
/** What each address holds by now; an edit of something else would be refused. */
const versions = new Map<string, number>()
/** How many have been sent in order. */
let sent = 0

const send = (url: string, { method, path, headers, body }: HttpRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    const based = body?.replace('"@version"', String(versions.get(path) ?? 0))
    const outgoing = request(
      url + path,
      { agent, method, headers: { ...headers, ...(based === undefined ? {} : { 'content-length': Buffer.byteLength(based) }) } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if ((response.statusCode ?? 500) < 300) resolve(text)
          else reject(new Error(`${method} ${path} answered ${response.statusCode} ${text}`))
        })
        response.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(based)
  })

const runInTurn = async ({ url, requests, seconds }: HttpOrder): Promise<HttpLoad> => {
  const times: number[] = []
  const started = performance.now()
  while (performance.now() - started < seconds * 1_000) {
    const chosen = requests[times.length % requests.length]!
    const before = performance.now()
    const text = await send(url, chosen)
    times.push(performance.now() - before)
    if (chosen.body?.includes('"@version"')) versions.set(chosen.path, (JSON.parse(text) as { answer: { version: number } }).answer.version)
  }
  const took = (performance.now() - started) / 1_000
  return { perSecond: times.length / took, medianMs: percentile(times, 0.5), p99Ms: percentile(times, 0.99), answers: times.length }
}

/** One stretch of load. Anything but a 2xx is a fault of the measurement and ends it. */
const run = async (order: HttpOrder): Promise<HttpLoad> => {
  if (order.inTurn) return runInTurn(order)
  const { url, requests, inOrder = false, withKey = false, connections, seconds } = order
  const started = performance.now()
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          const chosen = requests[inOrder ? sent++ % requests.length : Math.floor(Math.random() * requests.length)]!
          return {
            ...request,
            ...chosen,
            headers: { ...request.headers, ...chosen.headers, ...(withKey ? { 'idempotency-key': randomUUID() } : {}) },
          }
        },
      },
    ],
  })
  const took = (performance.now() - started) / 1_000
  if (result.non2xx > 0 || result.errors > 0 || result.timeouts > 0) {
    const statuses = JSON.stringify(result.statusCodeStats ?? {})
    throw new Error(
      `${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} timed out at ${url}${requests[0]?.path ?? ''} ${statuses}`,
    )
  }
  return { perSecond: result['2xx'] / took, medianMs: result.latency.p50, p99Ms: result.latency.p99, answers: result['2xx'] }
}

process.on('message', (order: HttpOrder) => {
  run(order).then(
    (done) => process.send?.({ done }),
    (error: Error) => process.send?.({ failed: error.message }),
  )
})
