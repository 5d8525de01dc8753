import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import pg from 'pg'
import { bestEffort } from '../processes/best-effort.ts'
import { identityOf, type ProcessIdentity, signal, waitUntilEnded } from '../processes/identity.ts'
import { type Account, serverAccount } from './account.ts'
import { type Binaries, serverFor } from './binaries.ts'
import { endWithUs } from './guard.ts'
import { KeptPorts } from './ports.ts'
import { type Cluster, clearTheWay, processesOf } from './recovery.ts'

export type PostgresOptions = {
  /** Folder of its own: the cluster, its password, its port and its log. The caller holds the lock of this folder. */
  dataDir: string
  /** Shown in process lists, normally the path of the clone. */
  clusterName: string
  /** Extra server settings, such as fsync=off for tests. */
  settings?: Record<string, string>
  /** Where a copy of the server goes when the account cannot read the installed one; `dataDir` unless told. */
  copyServerTo?: string
  /** Other programs than those npm delivered: tests try the portal on the server of the system. */
  binaries?: Binaries
}

export type RunningPostgres = {
  /** Superuser, database `postgres`. Never handed to the API or the worker. */
  adminUrl: string
  port: number
  pid: number
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  stop: () => Promise<void>
}

const SUPERUSER = 'postgres'
const START_TIMEOUT_MS = 120_000 // recovery after a crash under heavy writing takes its time

export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const account = serverAccount()
  mkdirSync(options.dataDir, { recursive: true })
  chmodSync(options.dataDir, account ? 0o711 : 0o700)
  const dataDir = realpathSync(options.dataDir)
  const binaries = options.binaries ?? serverFor(account, options.copyServerTo ?? join(dataDir, 'server'))
  const password = keptPassword(dataDir)
  const cluster = clusterOf(dataDir, options)
  await clearTheWay(cluster)
  if (!existsSync(join(cluster.folder, 'PG_VERSION'))) await createCluster(binaries, account, dataDir, cluster, password, options.settings)
  assertOwner(cluster)
  assertVersion(cluster, binaries)
  const ports = new KeptPorts(join(dataDir, 'port.json'))
  for (let attempt = 1; ; attempt++) {
    const port = await ports.get('postgres')
    const outcome = await launch({ binaries, account, cluster, dataDir, port, password, settings: options.settings ?? {} })
    if (!('failed' in outcome)) return outcome
    if (attempt === 5) throw new SetupProblem(`Postgres startar inte. Så här slutar loggen (${outcome.log}):\n${outcome.failed}`)
    // Another program may have taken the port since it was tried, or a process of ours may have been slow to end.
    if (/could not bind|Address already in use/i.test(outcome.failed)) await ports.replace('postgres')
    await clearTheWay(cluster)
  }
}

/** Ends a server that nobody watches over any more. The caller holds the lock of the folder. */
export async function endLeftovers(options: PostgresOptions): Promise<void> {
  if (existsSync(options.dataDir)) await clearTheWay(clusterOf(realpathSync(options.dataDir), options))
}

const clusterOf = (dataDir: string, { clusterName }: PostgresOptions): Cluster => ({
  folder: join(dataDir, 'cluster'),
  name: clusterTitle(dataDir, clusterName),
  uid: serverAccount()?.uid ?? process.getuid!(),
})

/** At most 63 bytes of ASCII, or Postgres cuts it: a hash first, so that it still tells clusters apart. */
function clusterTitle(dataDir: string, name: string): string {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 10)
  const readable = name.replace(/[^\x20-\x7e]/g, '?')
  return `${hash} ${readable.length > 50 ? `..${readable.slice(-48)}` : readable}`.trimEnd()
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'superuser-password')
  if (!existsSync(file)) {
    writeFileSync(`${file}.next`, randomBytes(32).toString('base64url'), { mode: 0o600 })
    renameSync(`${file}.next`, file)
  }
  return readFileSync(file, 'utf8').trim()
}

async function createCluster(
  binaries: Binaries,
  account: Account | undefined,
  dataDir: string,
  cluster: Cluster,
  password: string,
  settings: Record<string, string> | undefined,
): Promise<void> {
  // Made beside its place and moved there when complete: an interrupted start leaves nothing half made. What an earlier start
  // left is removed; should its initdb still run, it loses its folder and gives up.
  for (const name of readdirSync(dataDir))
    if (name.startsWith('draft-')) rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 20 })
  const draft = join(dataDir, `draft-${randomBytes(6).toString('hex')}`)
  const passwordFile = `${draft}-password`
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid)
  const args = ['-D', draft, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8']
  args.push('--locale-provider=icu', '--icu-locale=sv-SE', '--locale=C')
  if (settings?.['fsync'] === 'off') args.push('--no-sync')
  try {
    await run(binaries.initdb, args, account)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(draft, cluster.folder)
}

function run(program: string, args: string[], account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: serverEnvironment(),
      detached: true,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new SetupProblem(`Databasen gick inte att skapa:\n${output}`))))
  })
}

/** Nothing of ours: PGDATA, PGPORT, PGOPTIONS or a foreign locale in somebody's shell would change what the server does. */
const serverEnvironment = () => ({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' })

function assertOwner(cluster: Cluster): void {
  const { uid } = statSync(cluster.folder)
  if (uid === cluster.uid) return
  throw new SetupProblem(
    `Databasen i ${cluster.folder} skapades av ett annat konto (uid ${uid}). Starta som samma konto som förra gången – root och vanliga konton kan inte turas om.`,
  )
}

function assertVersion(cluster: Cluster, { postgres }: Binaries): void {
  const data = readFileSync(join(cluster.folder, 'PG_VERSION'), 'utf8').trim()
  const program = /(\d+)/.exec(execFileSync(postgres, ['--version'], { encoding: 'utf8' }))?.[1]
  if (data === program) return
  throw new SetupProblem(
    `Databasen i ${cluster.folder} hör till Postgres ${data}, men programmet är Postgres ${program}. ` +
      'Flytta över innehållet med pg_dump från den gamla versionen, eller börja om med: npm start -- --reset',
  )
}

type Launch = {
  binaries: Binaries
  account: Account | undefined
  cluster: Cluster
  dataDir: string
  port: number
  password: string
  settings: Record<string, string>
}

async function launch(to: Launch): Promise<RunningPostgres | { failed: string; log: string }> {
  const settings: Record<string, string> = {
    cluster_name: to.cluster.name,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    log_timezone: 'UTC',
    timezone: 'UTC',
    max_connections: '100',
    ...to.settings,
  }
  const log = join(to.dataDir, 'server.log')
  const logFile = openLog(log)
  const from = logFile === undefined ? 0 : fstatSync(logFile).size
  const args = ['-D', to.cluster.folder, '-p', String(to.port)]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  // A group of its own: Ctrl-C in the terminal reaches the supervisor alone, which then stops everything in order.
  const child = spawn(to.binaries.postgres, args, {
    ...to.account,
    cwd: '/',
    stdio: ['ignore', logFile ?? 'ignore', logFile ?? 'ignore'],
    env: serverEnvironment(),
    detached: true,
  })
  if (logFile !== undefined) closeSync(logFile)
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('exit', (code, name) => resolve({ code, signal: name }))
  })
  let ended = false
  void exited.then(() => (ended = true))
  const adminUrl = `postgres://${SUPERUSER}:${to.password}@127.0.0.1:${to.port}/postgres`
  const deadline = performance.now() + START_TIMEOUT_MS
  while (!(await answers(adminUrl))) {
    if (ended) return { failed: logSince(log, from), log }
    if (performance.now() > deadline) {
      await stop(child, to.cluster)
      return { failed: logSince(log, from), log }
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 15))])
  }
  const dismissGuard = endWithUs(child.pid!, to.cluster.folder, to.account)
  void exited.then(dismissGuard)
  const stopBoth = async () => {
    await stop(child, to.cluster)
    await dismissGuard()
  }
  return { adminUrl, port: to.port, pid: child.pid!, exited, stop: stopBoth }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {}) // the server may end while we ask; the caller sees that by itself
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function stop(child: ChildProcess, cluster: Cluster): Promise<void> {
  const postmaster = child.exitCode === null && child.signalCode === null ? identityOf(child.pid!) : undefined
  const all: ProcessIdentity[] = processesOf(cluster)
  if (postmaster) {
    for (const [name, wait] of [
      ['SIGINT', 15_000],
      ['SIGQUIT', 3_000],
      ['SIGKILL', 3_000],
    ] as const) {
      signal(postmaster, name)
      if (await waitUntilEnded([postmaster], wait)) break
    }
  }
  if (await waitUntilEnded(all, 1_000)) return
  for (const one of all) signal(one, 'SIGKILL')
  await waitUntilEnded(all, 3_000)
}

const LOG_LIMIT = 10 * 1024 * 1024

/** undefined: the disk has no room for another file. A server without a log is better than none. */
function openLog(path: string): number | undefined {
  return bestEffort(() => {
    if (existsSync(path) && statSync(path).size > LOG_LIMIT) renameSync(path, `${path}.1`)
    return openSync(path, 'a', 0o600)
  })
}

function logSince(path: string, from: number): string {
  if (!existsSync(path)) return 'Loggen kunde inte skrivas.'
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const start = Math.max(from, size - 4_000)
    const buffer = Buffer.alloc(Math.max(0, size - start))
    readSync(file, buffer, 0, buffer.length, start)
    return buffer.toString('utf8')
  } finally {
    closeSync(file)
  }
}
