import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { dataFolderOf } from '../../../../tools/postgres/data-folder.ts'
import { passingFolder } from '../../../../tools/test-database/passing.ts'
import { databaseAt } from '../../../../tools/portal/database-at.ts'
import { Mailbox } from './mailbox.ts'
import { distance, moment } from './time.ts'

const CLONE = join(import.meta.dirname, '..', '..', '..', '..')
/** In memory or inside the clone's data, where the account of the database may enter wherever the clone lies. */
export const allFolders = join(passingFolder(CLONE, dataFolderOf(CLONE).path), 'e2e')
const START_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 30_000

const scripts = { api: 'apps/api/src/server.ts', worker: 'apps/api/src/worker.ts', mail: 'tools/mail-catcher/main.ts' } as const
export type Program = keyof typeof scripts

/** The portal as `npm start` starts it – supervisor, Postgres, mail catcher, worker, API, built web – on a data folder of its own. */
export class Portal {
  readonly url: string
  readonly mailbox: Mailbox
  readonly #folder: string
  readonly #supervisor: ChildProcess
  readonly #output: () => string

  private constructor(url: string, folder: string, supervisor: ChildProcess, output: () => string) {
    this.url = url
    this.#folder = folder
    this.#supervisor = supervisor
    this.#output = output
    const { mailPage } = JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8')) as { mailPage: number }
    this.mailbox = new Mailbox(`http://127.0.0.1:${mailPage}`)
  }

  static async start(): Promise<Portal> {
    const folder = emptyFolder()
    if (moment) await databaseAt(folder, distance)
    const port = await freePort()
    // What the shell says about a database or an address of the developer's own is not for this portal.
    const {
      DATABASE_URL: _database,
      PUBLIC_URL: _url,
      HOST: _host,
      SMTP_URL: _smtp,
      SECRET_KEYS: _keys,
      NODE_OPTIONS: _options,
      ...env
    } = process.env
    const supervisor = spawn(process.execPath, [join(CLONE, 'tools/start/main.ts')], {
      cwd: CLONE,
      env: { ...env, PORT: String(port), DATA_DIR: folder, NODE_ENV: 'production', ...(moment ? { TZ: moment.machine } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`Portalen startade inte (${why}):\n${output}`))
      const timer = setTimeout(() => fail(`efter ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS)
      const ready = () => {
        clearTimeout(timer)
        resolve()
      }
      for (const stream of [supervisor.stdout, supervisor.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text
          if (output.includes('Samverkansportalen är igång')) ready()
        })
      }
      supervisor.once('exit', (code) => {
        clearTimeout(timer)
        fail(`kod ${code}`)
      })
    })
    return new Portal(`http://localhost:${port}`, folder, supervisor, () => output)
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#supervisor.once('exit', resolve))
    const timer = setTimeout(() => this.#supervisor.kill('SIGKILL'), STOP_TIMEOUT_MS)
    if (this.#supervisor.exitCode === null && this.#supervisor.kill('SIGTERM')) await ended
    clearTimeout(timer)
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 10 })
  }

  /** Ends one program as a power cut would; the supervisor starts it again. */
  kill(program: Program): void {
    process.kill(this.pidOf(program), 'SIGKILL')
  }

  pidOf(program: Program): number {
    const record = JSON.parse(readFileSync(join(this.#folder, 'processes.json'), 'utf8')) as { pid: number }[]
    const found = record.find(({ pid }) => commandOf(pid).includes(scripts[program]))
    if (!found) throw new Error(`${program} körs inte`)
    return found.pid
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok
    } catch {
      return false
    }
  }

  /** Straight into the database, past every rule: to count what is there, and to let time pass. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const password = readFileSync(join(this.#folder, 'postgres', 'superuser-password'), 'utf8').trim()
    const { postgres } = JSON.parse(readFileSync(join(this.#folder, 'postgres', 'port.json'), 'utf8')) as { postgres: number }
    const client = new pg.Client({ host: '127.0.0.1', port: postgres, user: 'postgres', password, database: 'samverkan' })
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  /** The address of the demo's finished exercise: its number has the year in which it was held. */
  async exercisePath(): Promise<string> {
    const [first] = await this.sql<{ code: string }>('SELECT code FROM incidents WHERE is_exercise ORDER BY opened_at LIMIT 1')
    return `/handelser/${first!.code}`
  }

  /** What the programs said, for whoever reads a failed test. */
  log(): string {
    const ends = (['api', 'worker'] as const).map((name) => {
      const file = join(this.#folder, 'logs', `${name}.log`)
      return existsSync(file) ? `── ${name}\n${readFileSync(file, 'utf8').slice(-20_000)}` : `── ${name}: ingen logg`
    })
    return [`── start\n${this.#output()}`, ...ends].join('\n')
  }
}

function emptyFolder(): string {
  mkdirSync(allFolders, { recursive: true })
  chmodSync(allFolders, 0o711)
  return join(allFolders, randomBytes(6).toString('hex'))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // ended in the meantime
  }
}
