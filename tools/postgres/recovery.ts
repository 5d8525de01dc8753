import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import { identityOf, type ProcessIdentity, signal, waitUntilEnded } from '../processes/identity.ts'
import { listProcesses, type ProcessInfo } from '../processes/list.ts'

export type Cluster = { folder: string; name: string; uid: number }

/**
 * The server processes of exactly this cluster. Every Postgres process stands in its data folder and carries the name of the
 * cluster in its title; both are looked at because /proc hides the folder from other accounts and macOS has no /proc.
 */
export function processesOf(cluster: Cluster, all: ProcessInfo[] = listProcesses()): ProcessIdentity[] {
  return all
    .filter(({ uid }) => uid === cluster.uid)
    .filter(({ command, cwd }) => isPostgres(command) && (cwd === cluster.folder || isTitleOf(cluster, command)))
    .map(({ pid }) => identityOf(pid))
    .filter((identity) => identity !== undefined)
}

const isPostgres = (command: string) => command.startsWith('postgres: ') || /^\S.*\/postgres( |$)/.test(command)

const isTitleOf = (cluster: Cluster, command: string) =>
  command.startsWith(`postgres: ${cluster.name}: `) || command.includes(`/postgres -D ${cluster.folder} `)

/**
 * Makes way for a new server after a crash. The caller holds the lock of the folder, so whatever still runs there has lost its
 * supervisor: a whole server is asked to stop, backends without a server (which would block the start) are ended, and a pid
 * file that points at somebody else's process is removed.
 */
export async function clearTheWay(cluster: Cluster): Promise<void> {
  const left = processesOf(cluster)
  if (left.length > 0) await endAll(cluster, left)
  const named = postmasterPid(cluster.folder)
  // Nothing of ours runs any more. A number that is free is left to Postgres, which also asks the shared memory before it goes on;
  // one in use (by a stranger, or by the zombie of our own server where nobody collects those) would make it refuse to start.
  if (named !== undefined && isInUse(named)) rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
}

async function endAll(cluster: Cluster, left: ProcessIdentity[]): Promise<void> {
  const postmaster = left.find(({ pid }) => pid === postmasterPid(cluster.folder))
  if (postmaster) {
    signal(postmaster, 'SIGINT') // fast shutdown: rolls back, writes a checkpoint
    if (await waitUntilEnded(left, 10_000)) return
    signal(postmaster, 'SIGQUIT') // immediate shutdown: the next start recovers from the log
    if (await waitUntilEnded(left, 3_000)) return
  }
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    const rest = processesOf(cluster)
    for (const one of rest) signal(one, name)
    if (await waitUntilEnded(rest, name === 'SIGTERM' ? 1_000 : 5_000)) return
  }
  throw new SetupProblem(`Processer från en tidigare start av databasen i ${cluster.folder} gick inte att avsluta.`)
}

function isInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function postmasterPid(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}
