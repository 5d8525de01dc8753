import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf, signal, waitUntilEnded } from '../processes/identity.ts'

/** Loaded into every child: should the bench be killed, its children end by themselves. */
const endWithUs = join(import.meta.dirname, '..', 'start', 'end-with-supervisor.ts')

/** The processes of one run; each is ended by its own id, and nothing else is. */
export class BenchChildren {
  readonly #running: { name: string; process: ChildProcess }[] = []
  readonly #folder: string

  constructor(logFolder: string) {
    this.#folder = logFolder
  }

  /** A program of ours, its output in a file as under `npm start`. */
  start(name: string, script: string, env: NodeJS.ProcessEnv, nodeOptions: string[] = []): ChildProcess {
    const log = openSync(this.logOf(name), 'a', 0o600)
    const child = spawn(process.execPath, [...nodeOptions, '--import', endWithUs, script], {
      env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    })
    closeSync(log)
    this.#running.push({ name, process: child })
    return child
  }

  /** A process that takes orders one at a time: it produces load, so that this one does not. */
  helper<Order extends object, Answer>(name: string, script: string): (order: Order) => Promise<Answer> {
    const child = fork(script, { execArgv: ['--import', endWithUs], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true })
    this.#running.push({ name, process: child })
    return async (order) => {
      const ended = new AbortController()
      const onExit = (code: number | null, killedBy: string | null): void => ended.abort(new Error(`${name} ended (${killedBy ?? code})`))
      child.once('exit', onExit)
      child.send(order)
      try {
        const [answer] = (await once(child, 'message', { signal: ended.signal })) as [{ failed?: string; done?: Answer }]
        if (answer.failed !== undefined) throw new Error(`${name}: ${answer.failed}`)
        return answer.done as Answer
      } finally {
        child.off('exit', onExit)
      }
    }
  }

  /** Waits until `isReady`, and says what the process wrote if it ends before that. */
  async untilReady(name: string, child: ChildProcess, isReady: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
    const deadline = performance.now() + timeoutMs
    while (!(await isReady().catch(() => false))) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
        throw new Error(`${name} did not become ready:\n${this.tail(name)}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  logOf(name: string): string {
    return join(this.#folder, `${name}.log`)
  }

  tail(name: string): string {
    return readFileSync(this.logOf(name), 'utf8').slice(-3_000)
  }

  async stop(child: ChildProcess): Promise<void> {
    const identity = child.pid === undefined ? undefined : identityOf(child.pid)
    if (!identity) return
    signal(identity, 'SIGTERM')
    // A supervisor stops what it started before it ends, its database last.
    if (await waitUntilEnded([identity], 60_000)) return
    signal(identity, 'SIGKILL')
    await waitUntilEnded([identity], 5_000)
  }

  async stopAll(): Promise<void> {
    for (const { process: child } of this.#running.reverse()) await this.stop(child)
  }
}
