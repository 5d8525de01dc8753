import { statfsSync } from 'node:fs'
import { endLeftovers, type PostgresOptions, type RunningPostgres, startPostgres } from '../postgres/server.ts'
import { say, warn } from './say.ts'

const MEGA = 1024 ** 2
/** A segment of the server's log takes 16 MB; it needs two before it starts. */
const NEEDED = 32 * MEGA

function diskFull(folder: string): string | undefined {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= NEEDED) return undefined
  return `Disken med databasen är full. Frigör plats där ${folder} ligger, så startar databasen av sig själv.`
}

type OnStart = (server: RunningPostgres, before: RunningPostgres | undefined) => Promise<void>

/** Keeps the embedded server running. Connections are made anew by those who use it; only a new port has to be told. */
export class PostgresKeeper {
  readonly #options: PostgresOptions
  readonly #onStart: OnStart
  #server: RunningPostgres | undefined
  #starting: Promise<RunningPostgres> | undefined
  #isStopping = false

  constructor(options: PostgresOptions, onStart: OnStart) {
    this.#options = options
    this.#onStart = onStart
  }

  async start(): Promise<RunningPostgres> {
    const before = this.#server
    this.#starting = startPostgres(this.#options)
    const server = await this.#starting
    this.#server = server
    if (this.#isStopping) await server.stop()
    else void server.exited.then(() => this.#again())
    await this.#onStart(server, before)
    return server
  }

  /** Ends a server that an earlier, killed supervisor left in the folder. */
  clear(): Promise<void> {
    return endLeftovers(this.#options)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    // Halfway through a start there is nothing to stop yet: the start ends, then the server.
    await this.#starting?.catch(() => {})
    await this.#server?.stop()
  }

  /** For as long as it takes: a disk that is full is often emptied hours later, by somebody who does not know that anything waits for it. */
  async #again(): Promise<void> {
    let said = ''
    for (let delay = 200; !this.#isStopping; delay = Math.min(10_000, delay * 2)) {
      if (said === '') warn('Databasen stannade och startas om.')
      try {
        await this.start()
        say('Databasen är igång igen.')
        return
      } catch (error) {
        // Once, and again when it is something else: the terminal may be a file on the same disk.
        const why = diskFull(this.#options.dataDir) ?? (error as Error).message
        if (why !== said) warn(why)
        said = why
        await new Promise((resolve) => setTimeout(resolve, delay))
      }
    }
  }
}
