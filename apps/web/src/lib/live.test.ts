import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deadlines, type LiveEnvironment, type LiveState, retryLive, startLive } from './live.ts'

/** One browser: a lock that one tab holds, a channel between tabs, and a server that counts its streams. */
function browser() {
  const queue: { grant: () => void; gone: boolean }[] = []
  let held = false
  let holder: ((error: Error) => void) | undefined
  const tabs = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>()
  const streams: FakeStream[] = []
  /** Tabs that stand still behind a dialog: they say nothing and hear nothing. */
  const stopped = new Set<unknown>()
  let online = true

  class FakeStream extends EventTarget {
    readyState = 1
    readonly url: string
    constructor(url: string) {
      super()
      this.url = url
      streams.push(this)
    }
    close() {
      this.readyState = 2
    }
    say(name: string, data: unknown, lastEventId = '') {
      this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(data), lastEventId }))
    }
    fail(closed: boolean) {
      this.readyState = closed ? 2 : 0
      this.dispatchEvent(new Event('error'))
    }
  }
  const next = () => {
    const waiting = queue.shift()
    if (!waiting) return
    if (waiting.gone) next()
    else {
      held = true
      waiting.grant()
    }
  }
  const env = (): LiveEnvironment => ({
    locks: {
      request: ((_name: string, options: { signal?: AbortSignal; steal?: boolean }, hold: () => Promise<void> | undefined) =>
        new Promise<void>((done, refuse) => {
          if (options.steal) {
            const robbed = holder
            holder = refuse
            held = true
            robbed?.(new DOMException('stolen', 'AbortError'))
            void Promise.resolve(hold()).then(() => {
              if (holder !== refuse) return
              held = false
              done()
              next()
            })
            return
          }
          const waiting = {
            gone: false,
            grant: () => {
              holder = refuse
              void Promise.resolve(hold()).then(() => {
                if (holder !== refuse) return
                held = false
                done()
                next()
              })
            },
          }
          options.signal?.addEventListener('abort', () => {
            waiting.gone = true
            refuse(new Error('aborted'))
          })
          queue.push(waiting)
          if (!held) next()
        })) as LockManager['request'],
    },
    channel: () => {
      const tab = {
        onmessage: null as ((event: MessageEvent) => void) | null,
        postMessage: (data: unknown) => {
          if (stopped.has(tab)) return
          for (const other of tabs) if (other !== tab && !stopped.has(other)) other.onmessage?.({ data } as MessageEvent)
        },
        close: () => {
          tabs.delete(tab)
        },
      }
      tabs.add(tab)
      return tab
    },
    open: (url) => new FakeStream(url) as unknown as EventSource,
    now: Date.now,
    online: () => online,
    hidden: () => false,
  })
  const open = () => streams.filter((stream) => stream.readyState !== 2)
  return {
    env,
    streams,
    open,
    /** The tab that was opened as number `index` stands still from now on. */
    stop: (index: number) => void stopped.add([...tabs][index]),
    setOnline: (to: boolean) => {
      online = to
      dispatchEvent(new Event(to ? 'online' : 'offline'))
    },
  }
}

function tab(of: ReturnType<typeof browser>) {
  const seen: number[] = []
  const states: LiveState[] = []
  const writers: string[] = []
  const times: (string | number)[] = []
  let ended = 0
  const stop = startLive(
    {
      url: '/stream',
      onMessage: (message) => seen.push(message.id),
      onState: (state) => states.push(state),
      onEnded: () => {
        ended += 1
      },
      onServerTime: (at) => times.push(at),
      onWriting: ({ name }) => writers.push(name),
    },
    of.env(),
  )
  return { seen, writers, times, stop, state: () => states.at(-1), ended: () => ended }
}
const at = { at: '2026-11-24T05:52:00Z' }
const change = (id: number) => ({ id, type: 'call-outs.answered', subject: `call-out:${id}`, version: null, incidentId: null })

let stops: (() => void)[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const stop of stops) stop()
  stops = []
  vi.useRealTimers()
})
const eight = (of: ReturnType<typeof browser>) => {
  const tabs = Array.from({ length: 8 }, () => tab(of))
  stops.push(...tabs.map((one) => one.stop))
  return tabs
}

describe('eight tabs of one browser', () => {
  test('hold one stream between them, and all hear everything once', () => {
    const one = browser()
    const tabs = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.say('change', change(41))
    one.streams[0]?.say('change', change(41))
    one.streams[0]?.say('change', change(42))
    one.streams[0]?.say('writing', { pictureId: 'a', userId: '1', name: 'Anders Ek' })
    expect(one.streams).toHaveLength(1)
    for (const each of tabs) {
      expect(each.seen).toEqual([41, 42])
      expect(each.writers).toEqual(['Anders Ek'])
      expect(each.state()?.kind).toBe('live')
    }
  })

  test('the next in line resumes after the last id when the leading tab closes', async () => {
    const one = browser()
    const tabs = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.say('change', change(41))
    tabs[0]?.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(one.open()).toHaveLength(1)
    expect(one.open()[0]?.url).toBe('/stream?after=41')
  })

  test('a tab that opens later learns the state at once', () => {
    const one = browser()
    eight(one)
    one.streams[0]?.say('ready', at, '40')
    const late = tab(one)
    stops.push(late.stop)
    expect(late.state()?.kind).toBe('live')
  })

  test('all are told when the session has ended', () => {
    const one = browser()
    const tabs = eight(one)
    one.streams[0]?.say('ended', {})
    expect(tabs.map((each) => each.ended())).toEqual(Array(8).fill(1))
  })
})

describe('a broken line', () => {
  test('is dated from the last sign of life, however often the attempts fail', async () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    const since = Date.now()
    await vi.advanceTimersByTimeAsync(7_000)
    one.streams[0]?.fail(true)
    expect(first?.state()).toEqual({ kind: 'reconnecting', since })
    await vi.advanceTimersByTimeAsync(2_000)
    one.open()[0]?.fail(true)
    expect(first?.state()).toEqual({ kind: 'reconnecting', since })
  })

  test('is tried again by itself, after the last id', async () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.fail(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(one.streams.at(-1)?.url).toBe('/stream?after=40')
    one.streams.at(-1)?.say('ready', at, '44')
    expect(first?.state()?.kind).toBe('live')
  })

  test('that only looks open is found out by its silence', async () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    await vi.advanceTimersByTimeAsync(50_000)
    expect(first?.state()?.kind).toBe('reconnecting')
    expect(one.streams.length).toBeGreaterThan(1)
  })

  test('without a network is called offline, and mended when the network is back', () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.setOnline(false)
    expect(first?.state()?.kind).toBe('offline')
    one.setOnline(true)
    expect(first?.state()?.kind).toBe('reconnecting')
    one.streams.at(-1)?.say('ready', at, '40')
    expect(first?.state()?.kind).toBe('live')
  })

  test('with too much behind it asks for a reload and stays there', async () => {
    const one = browser()
    const [first, second] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.say('reload', {})
    await vi.advanceTimersByTimeAsync(60_000)
    expect(first?.state()?.kind).toBe('too-old')
    expect(second?.state()?.kind).toBe('too-old')
  })
})

describe('CT1 · the server’s clock', () => {
  test('reaches every tab with every beat, and one that opens later at once', () => {
    const one = browser()
    const tabs = eight(one)
    vi.setSystemTime('2026-11-24T05:52:00Z')
    one.streams[0]?.say('ready', at, '40')
    expect(tabs[0]?.times).toEqual([at.at])
    for (const follower of tabs.slice(1)) expect(follower.times).toEqual([Date.parse(at.at)])
    const late = tab(one)
    stops.push(late.stop)
    expect(late.times).toEqual([Date.parse(at.at)])
  })

  test('is not told by a tab that has not heard it', () => {
    const one = browser()
    const tabs = eight(one)
    one.streams[0]?.fail(true)
    for (const each of tabs) expect(each.times).toEqual([])
  })
})

describe('CT4 · a tab that leads and stands still', () => {
  /** The first of two tabs leads and is stopped, as by an open alert(): its stream is open, and nothing comes of it. */
  const behindAnAlert = () => {
    const one = browser()
    const tabs = [tab(one), tab(one)] as const
    stops.push(...tabs.map(({ stop }) => stop))
    one.streams[0]?.say('ready', at, '40')
    one.stop(0)
    return { one, follower: tabs[1] }
  }

  test('loses the lead to another, which listens from the last id on', async () => {
    const { one, follower } = behindAnAlert()
    await vi.advanceTimersByTimeAsync(deadlines.leader + 2_000)
    expect(one.streams.at(-1)?.url).toBe('/stream?after=40')
    expect(one.streams).toHaveLength(2)
    one.streams[1]?.say('ready', at, '41')
    one.streams[1]?.say('change', change(42))
    expect(follower.seen).toEqual([42])
    expect(follower.state()?.kind).toBe('live')
  })

  test('gives way at once to a press on Försök igen in another', async () => {
    const { one, follower } = behindAnAlert()
    retryLive()
    await vi.advanceTimersByTimeAsync(0)
    expect(one.open()).toHaveLength(1)
    expect(one.open()[0]).toBe(one.streams[1])
    one.streams[1]?.say('ready', at, '41')
    expect(follower.state()?.kind).toBe('live')
  })

  test('a leader that beats is left in peace, and so is one that tries to reach the server', async () => {
    const one = browser()
    eight(one)
    one.streams[0]?.say('ready', at, '40')
    for (let beats = 0; beats < 8; beats++) {
      await vi.advanceTimersByTimeAsync(15_000)
      one.streams[0]?.say('beat', at)
    }
    expect(one.streams).toHaveLength(1)
    // For two minutes every attempt is swallowed: one tab tries, and eight do not.
    one.streams[0]?.fail(true)
    let most = 0
    for (let seconds = 0; seconds < 120; seconds++) {
      await vi.advanceTimersByTimeAsync(1_000)
      most = Math.max(most, one.open().length)
    }
    expect(most).toBe(1)
  })

  test('the tab that lost the lead gives up its stream, follows, and leads again when the other closes', async () => {
    const one = browser()
    const tabs = [tab(one), tab(one)] as const
    stops.push(...tabs.map(({ stop }) => stop))
    one.streams[0]?.say('ready', at, '40')
    retryLive()
    await vi.advanceTimersByTimeAsync(0)
    one.streams[1]?.say('ready', at, '41')
    one.streams[1]?.say('change', change(42))
    expect(tabs[0].seen).toEqual([42])
    tabs[1].stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(one.open().map(({ url }) => url)).toEqual(['/stream?after=42'])
  })

  test('without Web Locks each tab leads itself', () => {
    const one = browser()
    const env = { ...one.env(), locks: undefined }
    const nothing = () => undefined
    stops.push(
      startLive({ url: '/stream', onMessage: nothing, onState: nothing, onEnded: nothing, onServerTime: nothing, onWriting: nothing }, env),
    )
    expect(one.open()).toHaveLength(1)
  })
})

describe('CT5 · no state of the connection waits for ever', () => {
  const most = 45_000

  test('a first question that is never answered is asked again', async () => {
    const one = browser()
    const [first] = eight(one)
    await vi.advanceTimersByTimeAsync(most)
    expect(one.streams.length).toBeGreaterThan(1)
    expect(one.open().length).toBeLessThanOrEqual(1)
    expect(first?.state()?.kind).toBe('reconnecting')
  })

  test('a reconnect that a proxy swallows is given up and tried anew, again and again, each time within 45 s', async () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.fail(false)
    for (let round = 0; round < 10; round++) {
      const before = one.streams.length
      await vi.advanceTimersByTimeAsync(most)
      expect(one.streams.length).toBeGreaterThan(before)
    }
    while (one.open().length === 0) await vi.advanceTimersByTimeAsync(1_000)
    one.open()[0]?.say('ready', at, '40')
    expect(first?.state()?.kind).toBe('live')
  })

  test('a device that says it has no network is not believed for ever', async () => {
    const one = browser()
    const [first] = eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.setOnline(false)
    await vi.advanceTimersByTimeAsync(most)
    expect(one.streams.length).toBeGreaterThan(1)
    one.open()[0]?.say('ready', at, '40')
    expect(first?.state()?.kind).toBe('live')
  })

  test('a stream that has been ended is opened again, for a session that goes on', async () => {
    const one = browser()
    eight(one)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.say('ended', {})
    await vi.advanceTimersByTimeAsync(most)
    expect(one.streams.length).toBeGreaterThan(1)
  })

  test('a page that is loaded beside one that needs a reload has missed nothing: it listens, and the other goes on asking', async () => {
    const one = browser()
    const old = tab(one)
    stops.push(old.stop)
    one.streams[0]?.say('ready', at, '40')
    one.streams[0]?.say('reload', {})
    const fresh = tab(one)
    stops.push(fresh.stop)
    await vi.advanceTimersByTimeAsync(0)
    expect(one.open().map(({ url }) => url)).toEqual(['/stream'])
    one.open()[0]?.say('ready', at, '900')
    expect([old.state()?.kind, fresh.state()?.kind]).toEqual(['too-old', 'live'])
  })
})
