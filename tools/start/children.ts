import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account } from '../postgres/account.ts'
import { bestEffort } from '../processes/best-effort.ts'
import { identityOf, type ProcessIdentity, signal, waitUntilEnded } from '../processes/identity.ts'
import { say, warn } from './say.ts'

export type ChildPlan = {
  name: string
  /** What the person at the terminal calls it. */
  title: string
  command: string[]
  env: NodeJS.ProcessEnv
  cwd?: string
  /** Its lines go here; undefined shows them in the terminal. */
  logFolder?: string
  /** A program of ours, run by this Node and ending with the supervisor. */
  isOurs?: boolean
  /** It ended with this code because of something that another start would not change: it is not started again, and this is called. */
  endsFor?: { code: number; tell: () => void }
  /** Whose rights it has, when they are fewer than ours. */
  account?: Account | undefined
}

const LOG_LIMIT = 10 * 1024 * 1024
const STABLE_MS = 30_000

/**
 * Keeps child processes running and remembers who they are in a file, so that the next start finds and ends those that a killed
 * supervisor left behind – and only those.
 */
export class Children {
  readonly #running = new Map<
    string,
    { plan: ChildPlan; process: ChildProcess; failures: number; startedAt: number; restart?: NodeJS.Timeout }
  >()
  readonly #record: string
  #isStopping = false

  constructor(record: string) {
    this.#record = record
  }

  /** Ends what an earlier supervisor started and could not stop. */
  async endLeftovers(): Promise<void> {
    const left = readRecord(this.#record)
    for (const name of ['SIGTERM', 'SIGKILL'] as const) {
      for (const one of left) signal(one, name)
      if (await waitUntilEnded(left, 5_000)) return
    }
  }

  start(plan: ChildPlan, failures = 0): void {
    if (this.#isStopping) return
    const log = plan.logFolder ? openLog(plan.logFolder, plan.name) : undefined
    // Without a log rather than not at all.
    const lines = log ?? (plan.logFolder ? 'ignore' : 'inherit')
    const [program, ...args] = plan.command
    const child = spawn(program!, plan.isOurs ? ['--import', join(import.meta.dirname, 'end-with-supervisor.ts'), ...args] : args, {
      env: plan.env,
      cwd: plan.cwd,
      ...plan.account,
      // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops everybody in the right order.
      detached: true,
      stdio: ['ignore', lines, lines, plan.isOurs ? 'ipc' : 'ignore'],
    })
    if (log !== undefined) closeSync(log)
    this.#running.set(plan.name, { plan, process: child, failures, startedAt: performance.now() })
    child.once('error', (error) => warn(`${plan.title} går inte att starta: ${error.message}`))
    child.once('exit', (code, name) => this.#ended(plan, child, code, name))
    this.#write()
  }

  hasFailed(name: string): boolean {
    return (this.#running.get(name)?.failures ?? 0) >= 3
  }

  async stop(name: string, timeoutMs = 15_000): Promise<void> {
    const entry = this.#running.get(name)
    if (!entry) return
    clearTimeout(entry.restart)
    this.#running.delete(name)
    const identity = entry.process.pid === undefined ? undefined : identityOf(entry.process.pid)
    if (!identity || entry.process.exitCode !== null || entry.process.signalCode !== null) return
    signal(identity, 'SIGTERM')
    if (await waitUntilEnded([identity], timeoutMs)) return
    warn(`${entry.plan.title} avslutades inte i tid och stängs av.`)
    signal(identity, 'SIGKILL')
    await waitUntilEnded([identity], 5_000)
  }

  async stopAll(order: string[]): Promise<void> {
    this.#isStopping = true
    for (const name of order) await this.stop(name)
    this.#write()
  }

  killAll(): void {
    this.#isStopping = true
    for (const { process: child } of this.#running.values()) child.kill('SIGKILL')
  }

  #ended(plan: ChildPlan, child: ChildProcess, code: number | null, name: NodeJS.Signals | null): void {
    const entry = this.#running.get(plan.name)
    if (entry?.process !== child || this.#isStopping) return
    if (code !== null && code === plan.endsFor?.code) return plan.endsFor.tell()
    const failures = performance.now() - entry.startedAt > STABLE_MS ? 1 : entry.failures + 1
    entry.failures = failures
    const delay = Math.min(10_000, 200 * 2 ** (failures - 1))
    warn(
      `${plan.title} stannade (${name ?? `kod ${code}`}) och startas om.${plan.logFolder ? ` Logg: ${join(plan.logFolder, `${plan.name}.log`)}` : ''}`,
    )
    if (failures === 3 && plan.logFolder) warn(lastLines(join(plan.logFolder, `${plan.name}.log`)))
    entry.restart = setTimeout(() => {
      this.start(plan, failures)
      say(`${plan.title} är startad igen.`)
    }, delay)
  }

  #write(): void {
    const children = [...this.#running.values()].map(({ process: child }) => (child.pid === undefined ? undefined : identityOf(child.pid)))
    const all = children.filter((identity) => identity !== undefined)
    bestEffort(() => {
      mkdirSync(dirname(this.#record), { recursive: true })
      writeFileSync(`${this.#record}.next`, JSON.stringify(all))
      renameSync(`${this.#record}.next`, this.#record)
    })
  }
}

function readRecord(file: string): ProcessIdentity[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity[]
  } catch {
    return [] // first start, or cut short
  }
}

function openLog(folder: string, name: string): number | undefined {
  return bestEffort(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = join(folder, `${name}.log`)
    if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`)
    return openSync(file, 'a', 0o600)
  })
}

function lastLines(file: string): string {
  if (!existsSync(file)) return 'Loggen kunde inte skrivas.'
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n')
}
