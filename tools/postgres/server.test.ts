import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { identityOf, isRunning, signal, waitUntilEnded } from '../processes/identity.ts'
import { listFromProc, listFromPs, type ProcessInfo } from '../processes/list.ts'
import { serverAccount } from './account.ts'
import { type Cluster, processesOf } from './recovery.ts'
import { endLeftovers, type RunningPostgres, startPostgres } from './server.ts'

let folder: string
const started: RunningPostgres[] = []
const optionsIn = (name: string) => ({ dataDir: join(folder, name), clusterName: `a test ${name}`, settings: { fsync: 'off' } })
const hasPs = ['/bin/ps', '/usr/bin/ps'].some((path) => existsSync(path))
const uid = () => serverAccount()?.uid ?? process.getuid!()
const clusterIn = (name: string): Cluster => ({ folder: join(folder, name, 'cluster'), name: 'not looked for by title here', uid: uid() })

async function start(name = 'a'): Promise<RunningPostgres> {
  const server = await startPostgres(optionsIn(name))
  started.push(server)
  return server
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // these tests kill servers under their clients
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** A backend that computes never looks whether its postmaster still lives. */
async function keepBusy(url: string): Promise<{ pid: number }> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  client.query('DO $$ BEGIN LOOP END LOOP; END $$').catch(() => {})
  return rows[0]!
}

const killed = async (pids: number[]) => {
  const identities = pids.map(identityOf).filter((identity) => identity !== undefined)
  for (const identity of identities) signal(identity, 'SIGKILL')
  expect(await waitUntilEnded(identities, 5_000)).toBe(true)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postgres å '))
  chmodSync(folder, 0o755)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(started.splice(0).map((server) => server.stop()))
  for (const name of ['a', 'ab']) await endLeftovers(optionsIn(name))
  rmSync(folder, { recursive: true, force: true })
})

describe('the embedded Postgres', () => {
  test('listens on loopback alone, wants its password and sorts as Swedish does', async () => {
    const server = await start()
    const [settings] = await ask<{ listen: string; sockets: string }>(
      server.adminUrl,
      `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets`,
    )
    expect(settings).toEqual({ listen: '127.0.0.1', sockets: '' })
    const guess = Object.assign(new URL(server.adminUrl), { password: 'postgres' }).href
    await expect(ask(guess, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(folder, 'a', 'superuser-password')).mode & 0o777).toBe(0o600)
    const words = await ask<{ word: string }>(server.adminUrl, `SELECT word FROM unnest(ARRAY['Ö', 'Ä', 'Å', 'Z']) AS word ORDER BY word`)
    expect(words.map(({ word }) => word)).toEqual(['Z', 'Å', 'Ä', 'Ö'])
  })

  test('keeps data and port from one start to the next, and leaves no process behind', async () => {
    const first = await start()
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS one')
    await first.stop()
    expect(processesOf(clusterIn('a'))).toEqual([])
    const second = await start()
    expect(second.port).toBe(first.port)
    expect(await ask(second.adminUrl, 'SELECT one FROM kept')).toEqual([{ one: 1 }])
  })

  test('takes another port when somebody else has its own, and keeps that one', async () => {
    const first = await start()
    await first.stop()
    const other = createServer().listen(first.port, '127.0.0.1')
    const second = await start()
    expect(second.port).not.toBe(first.port)
    await second.stop()
    await new Promise((resolve) => other.close(resolve))
    expect((await start()).port).toBe(second.port)
  })

  test('says so when the data belongs to another version of Postgres', async () => {
    await (await start()).stop()
    const version = join(folder, 'a', 'cluster', 'PG_VERSION')
    const before = readFileSync(version, 'utf8')
    writeFileSync(version, '9\n')
    await expect(start()).rejects.toThrow('hör till Postgres 9')
    writeFileSync(version, before)
  })

  test('begins again after an interrupted creation', async () => {
    mkdirSync(join(folder, 'a', 'draft-0123456789ab', 'base'), { recursive: true })
    await start()
    expect(existsSync(join(folder, 'a', 'draft-0123456789ab'))).toBe(false)
  })
})

describe('after a crash', () => {
  test('kill -9 of all its processes loses nothing that was acknowledged', async () => {
    const first = await start()
    await ask(first.adminUrl, 'CREATE TABLE kept (n int)')
    for (let n = 0; n < 50; n++) await ask(first.adminUrl, `INSERT INTO kept VALUES (${n})`)
    await killed(processesOf(clusterIn('a')).map(({ pid }) => pid))
    const second = await start()
    expect(await ask(second.adminUrl, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 50 }])
  })

  test('a busy backend whose server is gone is ended', async () => {
    const first = await start()
    const orphan = identityOf((await keepBusy(first.adminUrl)).pid)!
    await killed([first.pid])
    expect(isRunning(orphan)).toBe(true)
    const second = await start()
    expect(isRunning(orphan)).toBe(false)
    expect(await ask(second.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a whole server that lost its supervisor is stopped and started again', async () => {
    const first = await startPostgres(optionsIn('a'))
    const second = await start()
    expect(second.pid).not.toBe(first.pid)
    await first.exited
    expect(await ask(second.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('a server ends by itself when the process that started it is killed', async () => {
    const script = `
      import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))}
      const { pid } = await startPostgres(${JSON.stringify(optionsIn('a'))})
      process.stdout.write(String(pid))
    `
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = await new Promise<number>((resolve) => child.stdout.setEncoding('utf8').once('data', (text) => resolve(Number(text))))
    const server = identityOf(pid)!
    child.kill('SIGKILL')
    expect(await waitUntilEnded([server], 10_000)).toBe(true)
    expect(existsSync(join(folder, 'a', 'cluster', 'postmaster.pid'))).toBe(false)
  })

  test('a pid file that names somebody else’s process is removed, and that process is left alone', async () => {
    const first = await start()
    const pidFile = join(folder, 'a', 'cluster', 'postmaster.pid')
    const content = readFileSync(pidFile, 'utf8')
    await first.stop()
    const stranger = spawn('sleep', ['600'], { stdio: 'ignore' })
    try {
      writeFileSync(pidFile, content.replace(/^\d+/, String(stranger.pid)))
      await start()
      expect(isRunning(identityOf(stranger.pid!)!)).toBe(true)
    } finally {
      stranger.kill('SIGKILL')
    }
  })

  test('a pid file that names a process that ended is no hindrance', async () => {
    const first = await start()
    const pidFile = join(folder, 'a', 'cluster', 'postmaster.pid')
    const content = readFileSync(pidFile, 'utf8')
    await first.stop()
    writeFileSync(pidFile, content)
    expect((await start()).pid).not.toBe(first.pid)
  })

  test('a neighbour whose folder begins with the same letters keeps running', async () => {
    const neighbour = await start('ab')
    const orphaned = await startPostgres(optionsIn('a'))
    await endLeftovers(optionsIn('a'))
    await orphaned.exited
    expect(await ask(neighbour.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  test('its processes are found by title alone too, as on macOS, whatever language it was started in', async () => {
    vi.stubEnv('LANG', '')
    vi.stubEnv('LC_ALL', 'C')
    const server = await start()
    const [{ title }] = (await ask<{ title: string }>(server.adminUrl, `SELECT current_setting('cluster_name') AS title`)) as [
      { title: string },
    ]
    const cluster = { ...clusterIn('a'), name: title }
    const pids = (of: Cluster, all: ProcessInfo[]) => processesOf(of, all).map(({ pid }) => pid)
    const byFolder = () => pids(clusterIn('a'), listFromProc())
    const byTitle = () => pids(cluster, hasPs ? listFromPs() : listFromProc().map(({ cwd: _cwd, ...rest }) => rest))
    expect(byFolder().length).toBeGreaterThan(4)
    // Read one after the other: the connection that asked for the title ends when it will.
    await expect
      .poll(() => ({ byTitle: byTitle().toSorted(), byFolder: byFolder().toSorted() }))
      .toSatisfy((found: { byTitle: number[]; byFolder: number[] }) => found.byTitle.join() === found.byFolder.join())
  })
})
