import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KeptPorts } from '../postgres/ports.ts'
import { identityOf, type ProcessIdentity, signal, waitUntilEnded } from '../processes/identity.ts'
import { listProcesses } from '../processes/list.ts'
import { passingFolder } from '../test-database/passing.ts'

const CLONE = join(import.meta.dirname, '..', '..')
const MAIN = join(CLONE, 'tools', 'start', 'main.ts')
const READY_MS = 120_000

export type PortalOptions = {
  /** Kept by the caller between starts; a new one that `stop` removes unless told. */
  dataFolder?: string
  port?: number
  /** Hears all that has been said so far, each time something is said. */
  heard?: (output: string) => void
  args?: string[]
  env?: NodeJS.ProcessEnv
  /** How long it may take until it answers; two minutes unless told. */
  readyMs?: number
}

export type Portal = {
  url: string
  port: number
  dataFolder: string
  /** Page of the mail catcher, where there is one; `/messages.json?to=…` answers tests. */
  mailPageUrl: string | undefined
  pid: number
  output(): string
  /** As Ctrl-C does; answers the exit code. */
  stop(): Promise<number | null>
  /** kill -9 of everything that belongs to it. */
  kill(): Promise<void>
}

/** The whole portal as `npm start` runs it, in a data folder of its own: for browser tests, fault tests and measurements. */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const dataFolder = options.dataFolder ?? newDataFolder()
  const port = options.port ?? (await new KeptPorts(join(dataFolder, 'web-port.json')).get('web'))
  const { child, output, ended } = launch({ ...options, dataFolder, port })
  const stop = async () => {
    child.kill('SIGINT')
    const code = await ended
    if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true })
    return code
  }
  const deadline = performance.now() + (options.readyMs ?? READY_MS)
  while (!output().includes('Avsluta med Ctrl-C.\n')) {
    const isOver = child.exitCode !== null || child.signalCode !== null
    if (isOver || performance.now() > deadline) {
      child.kill('SIGTERM')
      await ended
      throw new Error(`The portal did not start:\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url: /är igång:\s+(\S+)/.exec(output())![1]!,
    port,
    dataFolder,
    mailPageUrl: /Breven som den skickar:\s+(\S+)/.exec(output())?.[1],
    pid: child.pid!,
    output,
    stop,
    kill: async () => {
      const all = [identityOf(child.pid!), ...childrenOf(child.pid!)].filter((identity) => identity !== undefined)
      for (const one of all) signal(one, 'SIGKILL')
      await waitUntilEnded(all, 5_000)
      await ended
    },
  }
}

/** A start that is expected to refuse: its exit code and what it said. */
export async function startRefused(options: PortalOptions & { dataFolder: string }): Promise<{ code: number | null; output: string }> {
  const { output, ended } = launch({ port: 0, ...options })
  return { code: await ended, output: output() }
}

export function newDataFolder(): string {
  const folder = mkdtempSync(join(passingFolder(CLONE, tmpdir()), 'portal-'))
  chmodSync(folder, 0o711) // started as root the database runs as somebody else, who must pass
  return folder
}

function launch({ dataFolder, port, heard = () => {}, args = [], env = {} }: PortalOptions & { dataFolder: string }) {
  const { DATABASE_URL: _outside, PUBLIC_URL: _url, HOST: _host, SMTP_URL: _smtp, SECRET_KEYS: _keys, ...shell } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...shell, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataFolder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => heard((text += chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, ended, output: () => text }
}

/** Children and their children, asked of the system: a process that the supervisor forgot would be found here. */
export function childrenOf(pid: number): ProcessIdentity[] {
  const all = listProcesses()
  const found: number[] = []
  const visit = (parent: number) => {
    for (const one of all) {
      if (one.parent !== parent || found.includes(one.pid)) continue
      found.push(one.pid)
      visit(one.pid)
    }
  }
  visit(pid)
  return found.map(identityOf).filter((identity) => identity !== undefined)
}
