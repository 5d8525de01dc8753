import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LiveEvent } from '@samverkan/domain'
import type { Person, TestApp } from './app.ts'

export type Heard = { event: string; id: number | null; data: Partial<LiveEvent>; at: number }
export type Stream = {
  heard: Heard[]
  changes: () => number[]
  /** Resolves when something heard, or to be heard, fits; rejects when it takes longer than this. */
  until: (fits: (one: Heard) => boolean, withinMs?: number) => Promise<Heard>
  closed: Promise<number>
  close: () => void
}

export const listen = async (t: TestApp): Promise<void> => {
  if (!t.app.server.listening) await t.app.listen({ host: '127.0.0.1', port: 0 })
}

/** The live stream as a browser reads it, over a real connection. Call `listen` first. */
export const openStream = (t: TestApp, who: Person, lastEventId?: number): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const { port } = t.app.server.address() as AddressInfo
    const headers = { cookie: `__Host-sid=${who.token}`, ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }) }
    const request = get({ host: '127.0.0.1', port, path: '/api/journal/stream', headers, agent: false }, (response: IncomingMessage) => {
      if (response.statusCode !== 200) return reject(new Error(`the stream answered ${response.statusCode}`))
      const heard: Heard[] = []
      const waiting = new Set<(one: Heard) => void>()
      const closed = new Promise<number>((done) => response.on('close', () => done(performance.now())))
      let rest = ''
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (chunk: string) => {
        const frames = (rest + chunk).split('\n\n')
        rest = frames.pop() ?? ''
        for (const frame of frames) {
          const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1]
          const one: Heard = {
            event: field('event') ?? '',
            id: field('id') ? Number(field('id')) : null,
            data: JSON.parse(field('data') ?? '{}') as Partial<LiveEvent>,
            at: performance.now(),
          }
          heard.push(one)
          for (const tell of waiting) tell(one)
        }
      })
      resolve({
        heard,
        changes: () => heard.filter((one) => one.event === 'change').map((one) => one.id ?? 0),
        closed,
        close: () => request.destroy(),
        until: (fits, withinMs = 5_000) =>
          new Promise((found, late) => {
            const known = heard.find(fits)
            if (known) return found(known)
            const timer = setTimeout(
              () => late(new Error(`not heard within ${withinMs} ms; heard ${JSON.stringify(heard.slice(-5))}`)),
              withinMs,
            )
            const tell = (one: Heard): void => {
              if (!fits(one)) return
              clearTimeout(timer)
              waiting.delete(tell)
              found(one)
            }
            waiting.add(tell)
          }),
      })
    })
    request.on('error', reject)
  })
