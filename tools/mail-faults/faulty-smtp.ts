import { createServer } from 'node:http'
import { json as readJson, text as readText } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * What the mail server does to one address:
 * - `reject-451`, `reject-550`: says no at RCPT, for now or for good
 * - `reject-data-451`, `reject-data-550`: takes the address, says no to the message
 * - `hang-in-data`: has the whole message and never answers
 * - `drop-after-data`: has the whole message and cuts the connection
 */
export const FAULTS = ['reject-451', 'reject-550', 'reject-data-451', 'reject-data-550', 'hang-in-data', 'drop-after-data'] as const
export type Fault = (typeof FAULTS)[number]

/** A message that arrived whole, whether or not the sender was told so. */
export type Received = { from: string; to: string[]; raw: string; accepted: boolean }

export type FaultySmtp = {
  url: string
  port: number
  /** Every message that arrived whole, in order. */
  received: Received[]
  /** How often each address was named in RCPT, refused ones included. */
  attemptsOn(address: string): number
  /** From now on; `times` lets the fault pass after so many. */
  fail(address: string, fault: Fault, times?: number): void
  heal(address?: string): void
  /** Nobody listens any more: connections are refused. */
  down(): Promise<void>
  up(): Promise<void>
  stop(): Promise<void>
}

type Rule = { fault: Fault; left: number }

/** A mail server that fails on purpose, for tests. `*` stands for every address. */
export async function startFaultySmtp(options: { port?: number } = {}): Promise<FaultySmtp> {
  const rules = new Map<string, Rule>()
  const attempts = new Map<string, number>()
  const received: Received[] = []
  let port = options.port ?? 0

  const take = (address: string, kinds: readonly Fault[]): Fault | undefined => {
    const rule = rules.get(address) ?? rules.get('*')
    if (!rule || rule.left === 0 || !kinds.includes(rule.fault)) return undefined
    rule.left--
    return rule.fault
  }
  const refusal = (fault: Fault) => {
    const code = fault.endsWith('451') ? 451 : 550
    return Object.assign(new Error(code === 451 ? 'Greylisted, try again later' : 'No such mailbox'), { responseCode: code })
  }

  const build = () =>
    new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo({ address }, _session, callback) {
        const key = address.toLowerCase()
        attempts.set(key, (attempts.get(key) ?? 0) + 1)
        const fault = take(key, ['reject-451', 'reject-550'])
        callback(fault ? refusal(fault) : null)
      },
      onData(stream, session, callback) {
        void readText(stream).then((raw) => {
          const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase())
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
          const fault = to.map((address) => take(address, FAULTS.slice(2))).find((found) => found !== undefined)
          received.push({ from, to, raw, accepted: fault === undefined })
          if (fault === 'hang-in-data') return
          if (fault === 'drop-after-data') return destroyConnection(server, session.id)
          callback(fault ? refusal(fault) : null)
        }, callback) // a sender that dies in the middle of its letter has handed nothing over
      },
    })

  let server = build()
  const up = async () => {
    server = build()
    server.on('error', () => {}) // a connection that breaks is what these tests are about
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve())
    })
    port = (server.server.address() as AddressInfo).port
  }
  const down = () =>
    new Promise<void>((resolve) => {
      for (const connection of connectionsOf(server)) connection._socket.destroy()
      server.close(() => resolve())
    })
  await up()
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    attemptsOn: (address) => attempts.get(address.toLowerCase()) ?? 0,
    fail: (address, fault, times = Number.POSITIVE_INFINITY) => void rules.set(address.toLowerCase(), { fault, left: times }),
    heal: (address) => {
      if (address === undefined) rules.clear()
      else rules.delete(address.toLowerCase())
    },
    down,
    up,
    stop: down,
  }
}

// smtp-server keeps its connections to itself; cutting one without a reply is what a crashed mail server looks like.
type Connection = { id: string; _socket: { destroy(): void } }
const connectionsOf = (server: SMTPServer) => [...(server as unknown as { connections: Set<Connection> }).connections]

function destroyConnection(server: SMTPServer, id: string): void {
  for (const connection of connectionsOf(server)) if (connection.id === id) connection._socket.destroy()
}

/** The same server steered over HTTP on loopback, for tests whose browser and portal are other processes. */
export async function startFaultControl(smtp: FaultySmtp, port = 0): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method === 'GET') return { received: smtp.received }
      const order = (await readJson(request)) as { address?: string; fault?: Fault | 'down' | 'up' | 'none'; times?: number }
      if (order.fault === 'down') await smtp.down()
      else if (order.fault === 'up') await smtp.up()
      else if (order.fault === undefined || order.fault === 'none') smtp.heal(order.address)
      else smtp.fail(order.address ?? '*', order.fault, order.times)
      return { ok: true }
    }
    answer().then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
