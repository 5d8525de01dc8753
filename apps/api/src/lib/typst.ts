import { Worker } from 'node:worker_threads'
import type { PrintDone, PrintJob } from './typst-worker.ts'
import { sha256 } from './ids.ts'
import { gate } from './gate.ts'
import { Problem } from './problem.ts'

const patienceMs = 20_000
const kept = 24

type Waiting = { resolve: (pdf: Buffer) => void; reject: (error: unknown) => void; timer: NodeJS.Timeout }
export type Printer = {
  /** A tagged PDF of this data by this template, for `asker`. The same data again is answered from memory; whoever asks for many waits for their own. */
  print: (template: string, data: unknown, asker: string) => Promise<Buffer>
  close: () => Promise<unknown>
}

/**
 * Typesets beside the event loop: five hundred lines take a tenth of a second that no other request waits for. The thread begins with
 * the first page that is asked for, and one that has come to a standstill is ended and begun anew.
 */
export const openPrinter = (): Printer => {
  const memory = new Map<string, Buffer>()
  const waiting = new Map<number, Waiting>()
  // One page at a time is what the thread can do; its patience begins with the page, not with the queue.
  const turn = gate(1, { patience: 8 })
  let worker: Worker | null = null
  let last = 0

  const end = (reason: unknown): void => {
    const ending = worker
    worker = null
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(reason)
    }
    waiting.clear()
    void ending?.terminate()
  }
  const begin = (): Worker => {
    const fresh = new Worker(new URL('./typst-worker.ts', import.meta.url))
    fresh.unref()
    fresh.on('message', (done: PrintDone) => {
      const asked = waiting.get(done.id)
      if (!asked) return
      waiting.delete(done.id)
      clearTimeout(asked.timer)
      if ('pdf' in done) asked.resolve(Buffer.from(done.pdf))
      else asked.reject(new Error(`typst: ${done.error}`))
    })
    fresh.on('error', (error) => {
      if (worker === fresh) end(error)
    })
    return fresh
  }
  const ask = (template: string, data: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      worker ??= begin()
      last += 1
      const timer = setTimeout(() => end(new Problem('unavailable')), patienceMs)
      waiting.set(last, { resolve, reject, timer })
      worker.postMessage({ id: last, template, data } satisfies PrintJob)
    })

  return {
    print: async (template, given, asker) => {
      const data = JSON.stringify(given)
      const key = sha256(`${template}\n${data}`).toString('base64')
      const known = memory.get(key)
      if (known) return known
      const pdf = await turn(asker, async () => memory.get(key) ?? (await ask(template, data)))
      memory.set(key, pdf)
      const [oldest] = memory.keys()
      if (memory.size > kept && oldest !== undefined) memory.delete(oldest)
      return pdf
    },
    close: async () => {
      const ending = worker
      end(new Problem('unavailable'))
      await ending?.terminate()
    },
  }
}
