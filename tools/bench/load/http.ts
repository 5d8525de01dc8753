import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

export type HttpRequest = { method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
export type HttpOrder = {
  url: string
  /** Taken at random, so that many connections do not all begin with the same one. */
  requests: HttpRequest[]
  /** A fresh Idempotency-Key on each request. */
  withKey?: boolean
  connections: number
  seconds: number
}
export type HttpLoad = { perSecond: number; medianMs: number; p99Ms: number; answers: number }

/** One stretch of load. Anything but a 2xx is a fault of the measurement and ends it. */
const run = async ({ url, requests, withKey = false, connections, seconds }: HttpOrder): Promise<HttpLoad> => {
  const started = performance.now()
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        setupRequest: (request) => {
          const chosen = requests[Math.floor(Math.random() * requests.length)]!
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
