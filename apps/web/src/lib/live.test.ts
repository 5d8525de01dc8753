import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LiveEnvironment, type LiveState, startLive } from './live.ts'

/** One browser: a lock that one tab holds, a channel between tabs, and a server that counts its streams. */
function browser() {
  const queue: { grant: () => void; gone: boolean }[] = []
  let held = false
  const tabs = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>()
  const streams: FakeStream[] = []
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
      request: ((_name: string, options: { signal: AbortSignal }, hold: () => Promise<void>) =>
        new Promise<void>((done, refuse) => {
          const waiting = {
            gone: false,
            grant: () =>
              void hold().then(() => {
                held = false
                done()
                next()
              }),
          }
          options.signal.addEventListener('abort', () => {
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
          for (const other of tabs) if (other !== tab) other.onmessage?.({ data } as MessageEvent)
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
  })
  const open = () => streams.filter((stream) => stream.readyState !== 2)
  return {
    env,
    streams,
    open,
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
  let ended = 0
  const stop = startLive(
    {
      url: '/stream',
      onMessage: (message) => seen.push(message.id),
      onState: (state) => states.push(state),
      onEnded: () => {
        ended += 1
      },
      onServerTime: () => undefined,
      onWriting: ({ name }) => writers.push(name),
    },
    of.env(),
  )
  return { seen, writers, stop, state: () => states.at(-1), ended: () => ended }
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
