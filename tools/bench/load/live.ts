import { connect, type Socket } from 'node:net'
import pg from 'pg'

export type LiveOrder =
  | { open: { url: string; path: string; cookies: string[]; name: string } }
  | { commit: { ownerUrl: string; name: string; statements: { text: string; values: unknown[] }[] } }
export type LiveAnswer = { open?: number; lastMs?: number }

/**
 * A thousand browsers in one process, which also commits: one clock for both ends. Plain sockets, because parsing HTTP a thousand
 * times over would be most of what is measured.
 */
const groups = new Map<string, { sockets: Socket[]; onChange: () => void }>()
let database: pg.Client | undefined
const change = Buffer.from('event: change')
const ready = Buffer.from('event: ready')

async function open({ url, path, cookies, name }: Extract<LiveOrder, { open: object }>['open']): Promise<LiveAnswer> {
  const { hostname, port } = new URL(url)
  const group: { sockets: Socket[]; onChange: () => void } = { sockets: [], onChange: () => {} }
  groups.set(name, group)
  const join = (cookie: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      group.sockets.push(socket)
      socket.once('error', reject)
      socket.on('close', () => reject(new Error('a stream was closed')))
      socket.on('data', (chunk) => {
        if (chunk.includes(change)) group.onChange()
        else if (chunk.includes(ready)) resolve()
        else if (chunk.includes('HTTP/1.1 4') || chunk.includes('HTTP/1.1 5')) reject(new Error(chunk.toString()))
      })
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\nCookie: ${cookie}\r\n\r\n`)
    })
  for (let at = 0; at < cookies.length; at += 50) await Promise.all(cookies.slice(at, at + 50).map(join))
  return { open: group.sockets.length }
}

/** From COMMIT leaving here until the last stream of the group has the change. */
async function commit({ ownerUrl, name, statements }: Extract<LiveOrder, { commit: object }>['commit']): Promise<LiveAnswer> {
  if (!database) {
    database = new pg.Client({ connectionString: ownerUrl })
    await database.connect()
  }
  const group = groups.get(name)
  if (!group) throw new Error(`no streams called ${name}`)
  await database.query('BEGIN')
  for (const { text, values } of statements) await database.query(text, values)
  let started = 0
  const last = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new Error(
            `${missing} of ${group.sockets.length} ${name} streams did not hear of it, ${group.sockets.filter((socket) => socket.destroyed).length} are closed`,
          ),
        ),
      10_000,
    )
    let missing = group.sockets.length
    group.onChange = () => {
      if (--missing > 0) return
      clearTimeout(timer)
      resolve(performance.now() - started)
    }
  })
  started = performance.now()
  await database.query('COMMIT')
  return { lastMs: await last }
}

process.on('message', (order: LiveOrder) => {
  const work = 'open' in order ? open(order.open) : commit(order.commit)
  work.then(
    (done) => process.send?.({ done }),
    (error: Error) => process.send?.({ failed: error.message }),
  )
})
