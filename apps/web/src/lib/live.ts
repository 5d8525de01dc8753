import type { LiveEvent, Writing } from '@samverkan/domain'
import { serverNow } from './now.ts'

/**
 * Live updates, one stream per browser (architecture.md, "Live"). A browser opens six connections per host over
 * HTTP/1.1, so a seventh tab with a stream of its own would not load: the tab that holds the Web Lock listens to the
 * server and tells the others over a BroadcastChannel. When it closes, the next in line takes the lock and resumes
 * after the last id that any tab has seen. Nothing waits for ever: a tab that leads and has fallen silent – a dialog or a debugger
 * has stopped it – loses the lock to another, and whatever state the connection is in, it is tried anew when its time is up.
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
  /** `time` is the server's as it is said, where this tab has heard it: it reaches every tab, not only the one that listens. */
  | { kind: 'state'; state: LiveState; lastId: number | null; time: number | null }
  | { kind: 'message'; message: LiveEvent }
  | { kind: 'writing'; writing: Writing }
  | { kind: 'ended' }
  | { kind: 'hello' }

/** What the stream needs from the browser; tests hand in their own. */
export type LiveEnvironment = {
  /** Undefined where the browser has none, or refuses it: then each tab leads itself. */
  locks: Pick<LockManager, 'request'> | undefined
  channel: () => Pick<BroadcastChannel, 'postMessage' | 'close'> & { onmessage: ((event: MessageEvent) => void) | null }
  open: (url: string) => EventSource
  /** The present by the server's clock, for what is shown; what is waited for goes by timers. */
  now: () => number
  online: () => boolean
  hidden: () => boolean
}

export type LiveOptions = {
  url: string
  onMessage: (message: LiveEvent) => void
  onState: (state: LiveState) => void
  /** The session has ended on the server. */
  onEnded: () => void
  /** The server's clock, with every beat and in every tab: a deadline must not depend on a device's wrong one. */
  onServerTime: (at: string | number) => void
  /** Somebody writes in a draft now. */
  onWriting: (writing: Writing) => void
}

/** How long each state may last before it is given up, in milliseconds; none waits longer than 45 s. */
export const deadlines = {
  /** From the question to the first word of the stream: a proxy may take it and say nothing. */
  answer: 12_000,
  /** The server beats every 15 s; two missed beats and some slack mean that the line is dead even if it looks open. */
  silence: 40_000,
  /** The leading tab passes on every beat: one missed and some slack, and another tab leads. One that is looked at goes first. */
  leader: 22_000,
  hiddenLeader: 32_000,
} as const
const retries = [1_000, 2_000, 5_000, 10_000, 15_000] as const
const lockName = 'samverkan-live'

export function startLive({ url, onMessage, onState, onEnded, onServerTime, onWriting }: LiveOptions, env: LiveEnvironment): () => void {
  const channel = env.channel()
  let state: LiveState = { kind: 'connecting' }
  let lastId: number | null = null
  let source: EventSource | undefined
  let attempts = 0
  let heard = env.now()
  let leading = false
  let stopped = false
  let queued: AbortController | undefined
  let release: () => void = () => undefined
  const timers = new Map<'retry' | 'answer' | 'silence' | 'leader', ReturnType<typeof setTimeout>>()
  const cancel = (what: Parameters<typeof timers.get>[0]) => clearTimeout(timers.get(what))
  const within = (what: Parameters<typeof timers.get>[0], milliseconds: number, work: () => void): void => {
    cancel(what)
    timers.set(what, setTimeout(work, milliseconds))
  }

  const post = (packet: Packet) => channel.postMessage(packet)
  const tellState = () => post({ kind: 'state', state, lastId, time: state.kind === 'live' ? env.now() : null })
  function become(next: LiveState): void {
    if (state.kind === 'too-old') return
    // "Since" is the first moment of the break, not of each new attempt.
    const breaks = (s: LiveState) => s.kind === 'reconnecting' || s.kind === 'offline'
    state = breaks(state) && breaks(next) && 'since' in state ? ({ ...next, since: state.since } as LiveState) : next
    onState(state)
    if (leading) tellState()
  }
  function beat(event: MessageEvent<string>): void {
    const { at } = JSON.parse(event.data) as { at: string }
    onServerTime(at)
    alive()
  }
  function alive(): void {
    heard = env.now()
    attempts = 0
    cancel('answer')
    within('silence', deadlines.silence, fallenSilent)
    become({ kind: 'live', at: heard })
  }
  const broken = (): LiveState => (env.online() ? { kind: 'reconnecting', since: heard } : { kind: 'offline', since: heard })
  function fallenSilent(): void {
    become(broken())
    if (leading) connect()
  }

  function disconnect(): void {
    for (const what of ['retry', 'answer', 'silence'] as const) cancel(what)
    source?.close()
    source = undefined
  }
  function connect(): void {
    disconnect()
    if (state.kind === 'too-old') return
    const opened = env.open(lastId === null ? url : `${url}?after=${lastId}`)
    source = opened
    const listen = (name: string, heardThat: (event: MessageEvent<string>) => void) =>
      opened.addEventListener(name, (event) => source === opened && heardThat(event as MessageEvent<string>))
    // The browser would try again by itself, and for ever: this has one rule for a refusal, a break and an answer that never comes.
    const failed = () => {
      if (source !== opened) return
      disconnect()
      become(broken())
      again()
    }
    within('answer', deadlines.answer, failed)
    // Whoever waits for this tab hears that it tries: it is not the one that has stopped.
    tellState()
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
      onMessage(message)
      // Before the state, which tells the others how far they have heard.
      post({ kind: 'message', message })
      alive()
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
      disconnect()
      become({ kind: 'too-old', since: heard })
    })
    opened.addEventListener('error', failed)
  }
  function again(): void {
    const wait = retries[Math.min(attempts++, retries.length - 1)] ?? 15_000
    // Jitter: a thousand browsers must not come back in the same instant.
    within('retry', wait * (0.75 + Math.random() / 2), connect)
  }

  function lead(): void {
    leading = true
    cancel('leader')
    connect()
  }
  /** Waits for its turn, or takes it from a tab that has fallen silent. */
  function ask(how: 'in turn' | 'at once'): void {
    queued?.abort()
    queued = new AbortController()
    const { signal } = queued
    const granted = (): Promise<void> | undefined => {
      if (stopped || signal.aborted) return undefined
      lead()
      // The lock is held until this tab closes, stops or is taken to be gone.
      return new Promise<void>((done) => {
        release = done
      })
    }
    if (!env.locks) return lead()
    // A request that takes the lock cannot be called off, says the standard; it is granted at once.
    env.locks.request(lockName, how === 'at once' ? { steal: true } : { signal }, granted).catch((error: unknown) => {
      if (stopped || signal.aborted) return
      // Taken from this tab, which did not answer in time.
      if (leading) return lose()
      // A browser that refuses the lock altogether.
      if ((error as Error).name !== 'AbortError') lead()
    })
  }
  function lose(): void {
    leading = false
    disconnect()
    if (state.kind === 'too-old') return
    ask('in turn')
    expectLeader()
    post({ kind: 'hello' })
  }
  const takeOver = (): void => ask('at once')
  function expectLeader(): void {
    if (leading || stopped || state.kind === 'too-old') return cancel('leader')
    // Two tabs that look at once do not both take it.
    within('leader', (env.hidden() ? deadlines.hiddenLeader : deadlines.leader) + Math.random() * 2_000, takeOver)
  }

  channel.onmessage = ({ data }: MessageEvent<Packet>) => {
    if (data.kind === 'hello' && leading) tellState()
    if (leading || data.kind === 'hello') return
    if (data.kind === 'ended') onEnded()
    if (data.kind === 'writing') onWriting(data.writing)
    if (data.kind === 'message' && (lastId === null || data.message.id > lastId)) {
      lastId = data.message.id
      heard = env.now()
      onMessage(data.message)
    }
    if (data.kind === 'state' && state.kind !== 'too-old') {
      // What was too much for the others is not too much for a page that has just been loaded: it has missed nothing.
      if (data.state.kind === 'too-old' && state.kind === 'connecting') return takeOver()
      lastId = data.lastId ?? lastId
      if (data.time !== null) onServerTime(data.time)
      if (data.state.kind === 'live') heard = env.now()
      state = data.state
      onState(state)
    }
    expectLeader()
  }

  ask('in turn')
  expectLeader()
  post({ kind: 'hello' })

  const networkChanged = () => {
    if (!env.online()) become(broken())
    else if (state.kind === 'offline') {
      become(broken())
      if (leading) connect()
    }
  }
  addEventListener('online', networkChanged)
  addEventListener('offline', networkChanged)

  retryNow = () => {
    attempts = 0
    if (leading) connect()
    else takeOver()
  }
  return () => {
    stopped = true
    queued?.abort()
    release()
    disconnect()
    cancel('leader')
    removeEventListener('online', networkChanged)
    removeEventListener('offline', networkChanged)
    channel.close()
  }
}

let retryNow: () => void = () => undefined
/** "Försök igen" in the banner: this tab opens a stream at once, whichever has led until now. */
export const retryLive = (): void => retryNow()

/** The real browser. */
export const browserEnvironment = (): LiveEnvironment => ({
  locks: (navigator as { locks?: LockManager }).locks,
  channel: () => new BroadcastChannel(lockName),
  open: (url) => new EventSource(url),
  now: serverNow,
  online: () => navigator.onLine,
  hidden: () => document.hidden,
})
