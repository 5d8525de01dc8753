import type { LiveEvent, Writing } from '@samverkan/domain'

/**
 * Live updates, one stream per browser (architecture.md, "Live"). A browser opens six connections per host over
 * HTTP/1.1, so a seventh tab with a stream of its own would not load: the tab that holds the Web Lock listens to the
 * server and tells the others over a BroadcastChannel. When it closes, the next in line takes the lock and resumes
 * after the last id that any tab has seen.
 */

export type LiveState =
  | { kind: 'connecting' }
  | { kind: 'live'; at: number }
  /** The stream is broken; what is shown was true at `since`. */
  | { kind: 'reconnecting'; since: number }
  /** The device itself has no network. */
  | { kind: 'offline'; since: number }
  /** Too much has happened for the server to replay: only a reload tells the truth. */
  | { kind: 'too-old'; since: number }

type Packet =
  | { kind: 'state'; state: LiveState; lastId: number | null }
  | { kind: 'message'; message: LiveEvent }
  | { kind: 'writing'; writing: Writing }
  | { kind: 'ended' }
  | { kind: 'hello' }
  | { kind: 'retry' }

/** What the stream needs from the browser; tests hand in their own. */
export type LiveEnvironment = {
  locks: Pick<LockManager, 'request'>
  channel: () => Pick<BroadcastChannel, 'postMessage' | 'close'> & { onmessage: ((event: MessageEvent) => void) | null }
  open: (url: string) => EventSource
  now: () => number
  online: () => boolean
}

export type LiveOptions = {
  url: string
  onMessage: (message: LiveEvent) => void
  onState: (state: LiveState) => void
  /** The session has ended on the server. */
  onEnded: () => void
  /** The server's clock, with every beat: a deadline must not depend on a device's wrong one. */
  onServerTime: (at: string) => void
  /** Somebody writes in a draft now. */
  onWriting: (writing: Writing) => void
}

/** The server beats every 15 s; two missed beats and some slack mean that the line is dead even if it looks open. */
const silence = 40_000
const retries = [1_000, 2_000, 5_000, 10_000, 15_000] as const

export function startLive({ url, onMessage, onState, onEnded, onServerTime, onWriting }: LiveOptions, env: LiveEnvironment): () => void {
  const channel = env.channel()
  const stop = new AbortController()
  let state: LiveState = { kind: 'connecting' }
  let lastId: number | null = null
  let source: EventSource | undefined
  let attempts = 0
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let heard = env.now()
  let leading = false

  const post = (packet: Packet) => channel.postMessage(packet)
  function become(next: LiveState): void {
    // "Since" is the first moment of the break, not of each new attempt.
    const breaks = (s: LiveState) => s.kind === 'reconnecting' || s.kind === 'offline'
    state = breaks(state) && breaks(next) && 'since' in state ? ({ ...next, since: state.since } as LiveState) : next
    onState(state)
    if (leading) post({ kind: 'state', state, lastId })
  }
  function beat(event: MessageEvent<string>): void {
    const { at } = JSON.parse(event.data) as { at: string }
    onServerTime(at)
    alive()
  }
  function alive(): void {
    heard = env.now()
    attempts = 0
    become({ kind: 'live', at: heard })
  }
  const broken = (): LiveState => (env.online() ? { kind: 'reconnecting', since: heard } : { kind: 'offline', since: heard })

  function connect(): void {
    clearTimeout(retryTimer)
    source?.close()
    const opened = env.open(lastId === null ? url : `${url}?after=${lastId}`)
    source = opened
    const listen = (name: string, heardThat: (event: MessageEvent<string>) => void) =>
      opened.addEventListener(name, (event) => source === opened && heardThat(event as MessageEvent<string>))
    listen('ready', (event) => {
      lastId = Math.max(lastId ?? 0, Number(event.lastEventId) || 0)
      beat(event)
    })
    listen('beat', beat)
    listen('change', (event) => {
      const message = JSON.parse(event.data) as LiveEvent
      // A replay may repeat what has already been told.
      if (lastId !== null && message.id <= lastId) return
      lastId = message.id
      alive()
      onMessage(message)
      post({ kind: 'message', message })
    })
    listen('writing', (event) => {
      const writing = JSON.parse(event.data) as Writing
      onWriting(writing)
      post({ kind: 'writing', writing })
    })
    listen('ended', () => {
      opened.close()
      onEnded()
      post({ kind: 'ended' })
    })
    listen('reload', () => {
      opened.close()
      become({ kind: 'too-old', since: heard })
    })
    opened.addEventListener('error', () => {
      if (source !== opened) return
      become(broken())
      // The browser only retries by itself while the state is CONNECTING; an answer such as 401 or 503 ends it.
      if (opened.readyState === 2) again()
    })
  }
  function again(): void {
    clearTimeout(retryTimer)
    const wait = retries[Math.min(attempts++, retries.length - 1)] ?? 15_000
    // Jitter: a thousand browsers must not come back in the same instant.
    retryTimer = setTimeout(connect, wait * (0.75 + Math.random() / 2))
  }

  channel.onmessage = ({ data }: MessageEvent<Packet>) => {
    if (data.kind === 'hello' && leading) post({ kind: 'state', state, lastId })
    if (data.kind === 'retry' && leading) connect()
    if (leading) return
    if (data.kind === 'ended') onEnded()
    if (data.kind === 'writing') onWriting(data.writing)
    if (data.kind === 'message') {
      lastId = data.message.id
      heard = env.now()
      onMessage(data.message)
    }
    if (data.kind === 'state') {
      lastId = data.lastId ?? lastId
      if (data.state.kind === 'live') heard = env.now()
      state = data.state
      onState(state)
    }
  }

  env.locks
    .request('samverkan-live', { signal: stop.signal }, () => {
      leading = true
      connect()
      // The lock is held until this tab closes or stops.
      return new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()))
    })
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
  post({ kind: 'hello' })

  const watch = setInterval(() => {
    if (state.kind === 'too-old') return
    const silent = env.now() - heard > silence
    if (!env.online() || silent) become(broken())
    if (leading && silent && env.online() && source?.readyState === 1) connect()
  }, 5_000)
  const networkChanged = () => {
    if (!env.online()) become(broken())
    else if (state.kind === 'offline') {
      become(broken())
      if (leading) connect()
    }
  }
  addEventListener('online', networkChanged)
  addEventListener('offline', networkChanged)

  retryNow = () => (leading ? connect() : post({ kind: 'retry' }))
  return () => {
    stop.abort()
    clearInterval(watch)
    clearTimeout(retryTimer)
    removeEventListener('online', networkChanged)
    removeEventListener('offline', networkChanged)
    source?.close()
    channel.close()
  }
}

let retryNow: () => void = () => undefined
/** "Försök igen" in the banner: whichever tab leads tries at once. */
export const retryLive = (): void => retryNow()

/** The real browser. Without Web Locks (very old) each tab leads itself. */
export const browserEnvironment = (): LiveEnvironment => ({
  locks: navigator.locks,
  channel: () => new BroadcastChannel('samverkan-live'),
  open: (url) => new EventSource(url),
  now: Date.now,
  online: () => navigator.onLine,
})
