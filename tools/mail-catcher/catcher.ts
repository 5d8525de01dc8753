import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { listPage, mailPage, missingPage, STYLE } from './page.ts'
import { MailStore } from './store.ts'

const HOST = '127.0.0.1'
const SIZE_LIMIT = 25 * 1024 * 1024
const PAGE_SIZE = 50

export type Catcher = { smtpUrl: string; pageUrl: string; store: MailStore; stop(): Promise<void> }

/** Receives every mail that the portal sends, keeps it in a folder and shows it on a page: loopback only, both ways. */
export async function startCatcher(options: { folder: string; smtpPort: number; pagePort: number }): Promise<Catcher> {
  const store = await MailStore.open(options.folder)
  const smtp = smtpServer(store)
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject)
    smtp.listen(options.smtpPort, HOST, () => resolve())
  })
  smtp.on('error', () => {}) // a client that breaks off is its own affair
  const page = createServer((request, response) => void answer(store, request, response))
  await new Promise<void>((resolve, reject) => {
    page.once('error', reject)
    page.listen(options.pagePort, HOST, resolve)
  })
  return {
    smtpUrl: `smtp://${HOST}:${portOf(smtp.server)}`,
    pageUrl: `http://${HOST}:${portOf(page)}`,
    store,
    stop: async () => {
      page.closeAllConnections()
      await Promise.all([new Promise((resolve) => page.close(resolve)), new Promise<void>((resolve) => smtp.close(() => resolve()))])
    },
  }
}

const portOf = (server: { address(): ReturnType<Server['address']> }) => {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    banner: 'Samverkansportalens e-postfangare',
    onData(stream, session, callback) {
      const { mailFrom, rcptTo } = session.envelope
      buffer(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw Object.assign(new Error('Message too large'), { responseCode: 552 })
          return store.keep(raw, { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) }, new Date())
        })
        .then(({ id }) => callback(null, `Kept as ${id}`))
        .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error))))
    },
  })
}

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, type: string, body: string | Buffer) => {
    response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': type }).end(request.method === 'HEAD' ? undefined : body)
  }
  const html = (status: number, body: string) => send(status, 'text/html; charset=utf-8', body)
  const json = (status: number, body: unknown) => send(status, 'application/json; charset=utf-8', JSON.stringify(body))
  try {
    // A page elsewhere can point its own host name at 127.0.0.1; its visitors must not read the answer links here.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return send(421, 'text/plain', 'Misdirected request')
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'Method not allowed')
    const url = new URL(request.url ?? '/', 'http://localhost')
    const search = url.searchParams.get('search') ?? url.searchParams.get('to') ?? ''
    const cursor = url.searchParams.get('cursor') || undefined
    if (url.pathname === '/') return html(200, listPage(store.list({ search, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) }), search))
    if (url.pathname === '/style.css') return send(200, 'text/css; charset=utf-8', STYLE)
    if (url.pathname === '/messages.json') {
      const limit = Math.min(500, Math.max(1, Number(url.searchParams.get('limit')) || PAGE_SIZE))
      const { items, nextCursor, total } = store.list({ search, limit, ...(cursor ? { cursor } : {}) })
      return json(200, { items: await Promise.all(items.map(({ id }) => store.open(id))), nextCursor, total })
    }
    const [, id, extension] = /^\/messages\/([0-9A-Za-z-]+)(\.eml|\.json)?$/.exec(url.pathname) ?? []
    if (!id || !store.has(id)) return html(404, missingPage())
    if (extension === '.eml') return send(200, 'message/rfc822', await store.raw(id))
    if (extension === '.json') return json(200, await store.open(id))
    return html(200, mailPage(await store.open(id)))
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`)
    if (!response.headersSent) send(500, 'text/plain; charset=utf-8', 'Sidan gick inte att visa. Försök igen.')
  }
}
