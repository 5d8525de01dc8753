import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type pg from 'pg'
import { asOwner } from '@samverkan/prisma/owner'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canRead, serverAccount } from '../postgres/account.ts'
import { isFree, KeptPorts } from '../postgres/ports.ts'
import { startPostgres } from '../postgres/server.ts'
import { childrenOf, newDataFolder, type Portal, startPortal, startRefused } from '../portal/portal.ts'
import { identityOf, isRunning, type ProcessIdentity, signal, waitUntilEnded } from '../processes/identity.ts'
import { listProcesses } from '../processes/list.ts'

let dataFolder: string
let portal: Portal | undefined
const start = async (options: Parameters<typeof startPortal>[0] = {}) => (portal = await startPortal({ dataFolder, ...options }))

beforeEach(() => {
  dataFolder = newDataFolder()
})
afterEach(async () => {
  await portal?.stop()
  portal = undefined
  rmSync(dataFolder, { recursive: true, force: true })
})

const isReady = async ({ port }: Portal) => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come about within 90 s')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Superuser of the embedded server, as only this machine's account can be. */
const adminUrl = (database = 'samverkan') => {
  const read = (name: string) => readFileSync(join(dataFolder, 'postgres', name), 'utf8')
  const { postgres } = JSON.parse(read('port.json')) as { postgres: number }
  return `postgres://postgres:${read('superuser-password').trim()}@127.0.0.1:${postgres}/${database}`
}
const note = (value: string) =>
  asOwner(adminUrl(), (client) =>
    client.query(`INSERT INTO settings (key, value, note) VALUES ('mark', to_jsonb($1::text), 'a test')`, [value]),
  )
const mark = () =>
  asOwner(
    adminUrl(),
    async (client) => (await client.query<{ value: string }>(`SELECT value FROM settings WHERE key = 'mark'`)).rows[0]?.value,
  )

const childNamed = ({ pid }: Portal, part: string): ProcessIdentity => {
  const children = childrenOf(pid)
  const found = listProcesses().find(({ pid: one, command }) => command.includes(part) && children.some((child) => child.pid === one))
  if (!found) throw new Error(`no child runs ${part}`)
  return identityOf(found.pid)!
}

/** Whose rights the API and the worker have. */
const accountsOf = (running: Portal) =>
  ['apps/api/src/server.ts', 'apps/api/src/worker.ts'].map((part) =>
    Number(execFileSync('ps', ['-o', 'uid=', '-p', String(childNamed(running, part).pid)], { encoding: 'utf8' }).trim()),
  )
/** Whoever starts it as root has a program that is not; everybody else has their own. */
const withoutRights = () => serverAccount()?.uid ?? process.getuid?.()
/** A clone where nobody may read: the only case in which a start by root keeps root's rights, and says so. */
const saysRoot = (running: Portal) => running.output().includes('Portalen körs som root')

describe('npm start', () => {
  test('answers on its address, refuses a second start and leaves nothing behind when stopped', async () => {
    const running = await start()
    expect(await isReady(running)).toBe(true)
    expect(running.output()).not.toMatch(/^! /m)
    const second = await startRefused({ dataFolder, port: running.port })
    expect(second.code).toBe(1)
    expect(second.output).toContain(`Portalen körs redan från den här mappen: ${running.url}`)
    expect(await isReady(running)).toBe(true)
    const children = childrenOf(running.pid)
    expect(children.length).toBeGreaterThan(4)
    expect(saysRoot(running)).toBe(serverAccount() !== undefined && !canRead(serverAccount(), import.meta.filename))
    expect(accountsOf(running)).toEqual(saysRoot(running) ? [process.getuid?.(), process.getuid?.()] : [withoutRights(), withoutRights()])
    expect(await running.stop()).toBe(0)
    expect(children.filter(isRunning)).toEqual([])
    expect(await isFree(running.port)).toBe(true)
  })

  test('starts the API, the worker, the mail catcher and the database again when they are killed', async () => {
    const running = await start()
    for (const part of ['apps/api/src/server.ts', 'apps/api/src/worker.ts', 'mail-catcher/main.ts', 'bin/postgres -D']) {
      const victim = childNamed(running, part)
      signal(victim, 'SIGKILL')
      await waitUntilEnded([victim], 5_000)
      await until(async () => {
        try {
          return childNamed(running, part).pid !== victim.pid && (await isReady(running))
        } catch {
          return false
        }
      })
    }
    // Postgres answers a moment before whoever watches over it has heard so.
    await until(async () => running.output().includes('Databasen är igång igen.'))
    expect(await isReady(running)).toBe(true)
  })

  test('has the same data after kill -9 of everything', async () => {
    const first = await start()
    await note('kept')
    await first.kill()
    const second = await start({ port: first.port })
    expect(await mark()).toBe('kept')
    expect(await isReady(second)).toBe(true)
  })

  test('ends what a killed supervisor left behind, and takes over', async () => {
    const first = await start()
    await note('kept')
    const children = childrenOf(first.pid)
    signal(identityOf(first.pid)!, 'SIGKILL')
    const second = await start({ port: first.port })
    expect(children.filter(isRunning)).toEqual([])
    expect(await mark()).toBe('kept')
    expect(await isReady(second)).toBe(true)
  })

  test('--reset begins anew', async () => {
    const first = await start()
    await note('forgotten')
    await first.stop()
    await start({ args: ['--reset'] })
    expect(await mark()).toBeUndefined()
  })

  test('says which port is taken and which one is free', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const { code, output } = await startRefused({ dataFolder, port })
    expect(code).toBe(1)
    expect(output).toMatch(new RegExp(`Port ${port} används redan av ett annat program\\..*PORT=\\d+ npm start`))
    expect(output).not.toContain('Databasen')
    await new Promise((resolve) => other.close(resolve))
  })

  test('stops with the same sentence when another program takes the port while it starts, and does not go round in a loop', async () => {
    const other = createServer((asked) => asked.destroy())
    const port = await new KeptPorts(join(dataFolder, 'web-port.json')).get('web')
    const heard = (said: string) => {
      // Said after the port was found free, and long before the API listens.
      if (said.includes('Skapar databasen.') && !other.listening) other.listen(port, '127.0.0.1')
    }
    const { code, output } = await startRefused({ dataFolder, port, heard })
    expect(code).toBe(1)
    expect(output).toMatch(new RegExp(`! Port ${port} används redan av ett annat program\\..*PORT=\\d+ npm start\n$`))
    expect(output).not.toContain('startas om')
    await new Promise((resolve) => other.close(resolve))
  })
})

describe('npm start with a database of one’s own', () => {
  test('has no demo, offers the first administrator a way in and hides the owner from its children', async () => {
    const server = await startPostgres({ dataDir: join(dataFolder, 'outside'), clusterName: 'outside', settings: { fsync: 'off' } })
    try {
      await asOwner(server.adminUrl, async (client) => {
        await client.query(`CREATE ROLE portal LOGIN CREATEROLE PASSWORD 'top-secret-owner'`)
        await client.query('CREATE DATABASE portal OWNER portal')
      })
      const ownerUrl = `postgres://portal:top-secret-owner@127.0.0.1:${server.port}/portal`
      const running = await start({ env: { DATABASE_URL: ownerUrl } })
      expect(running.output()).toMatch(/\/bjud-in\/[\w-]{43}/)
      const users = await asOwner(ownerUrl, async (client: pg.Client) => (await client.query('SELECT FROM users')).rowCount)
      expect(users).toBe(0)
      expect((await fetch(`http://127.0.0.1:${running.port}/api/demo/identities`)).status).toBe(404)
      const environments =
        process.platform === 'linux' ? childrenOf(running.pid).map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'utf8')) : []
      expect(environments.filter((text) => text.includes('top-secret-owner'))).toEqual([])
      await running.stop()
      portal = undefined

      // The same database, into which somebody has put the demo, and a demo's person under another name.
      for (const whose of ['of the demo', 'with an address of the demo']) {
        await asOwner(ownerUrl, (client) =>
          client.query(
            whose === 'of the demo'
              ? "INSERT INTO users (id, name, is_demo) VALUES (gen_random_uuid(), 'Alva Påhitt', true)"
              : `WITH real AS (UPDATE users SET is_demo = false RETURNING id) INSERT INTO user_accounts (user_id, email) SELECT id, 'tib@demo.example' FROM real`,
          ),
        )
        const { code, output } = await startRefused({ dataFolder, port: running.port, env: { DATABASE_URL: ownerUrl } })
        expect(code, whose).toBe(1)
        expect(output, whose).toMatch(/innehåller demons påhittade personer.*Ange en tom databas i DATABASE_URL.*Ingenting har ändrats/)
      }
    } finally {
      await server.stop()
    }
  })
})
