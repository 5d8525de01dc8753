import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { bestEffort } from '../processes/best-effort.ts'

/**
 * Ports that a clone chose once and keeps, so that addresses stay the same from one start to the next while several clones
 * run side by side. A kept port that somebody else holds by now is replaced.
 */
export class KeptPorts {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  async get(name: string, busy: (port: number) => boolean = () => false): Promise<number> {
    const kept = this.#read()[name]
    if (kept !== undefined && !busy(kept) && (await isFree(kept))) return kept
    return this.replace(name, busy)
  }

  /** Chooses anew, for a caller who found out that the kept one cannot be used after all. */
  async replace(name: string, busy: (port: number) => boolean = () => false): Promise<number> {
    const taken = new Set(Object.values(this.#read()))
    for (;;) {
      // Below 32768, where systems begin to hand out ports for outgoing connections.
      const port = randomInt(20_000, 32_000)
      if (taken.has(port) || busy(port) || !(await isFree(port))) continue
      this.#write({ ...this.#read(), [name]: port })
      return port
    }
  }

  #read(): Record<string, number> {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, number>
    } catch {
      return {} // first start, or a file cut short: new ports are chosen
    }
  }

  #write(ports: Record<string, number>): void {
    bestEffort(() => {
      mkdirSync(dirname(this.#file), { recursive: true })
      writeFileSync(`${this.#file}.next`, JSON.stringify(ports, null, 2))
      renameSync(`${this.#file}.next`, this.#file)
    })
  }
}

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
