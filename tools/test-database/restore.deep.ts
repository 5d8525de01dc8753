import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { wallsOf } from '@samverkan/prisma/walls'
import { afterAll, describe, expect, test } from 'vitest'
import { type RunningPostgres, startPostgres } from '../postgres/server.ts'
import { systemPostgres } from './system-postgres.ts'

const run = promisify(execFile)

test('there is a Postgres of the system, with its own tools, to put a backup back with', () => expect(systemPostgres).not.toEqual([]))

/** As docs/operations.md has it, with the system's own pg_dump and pg_restore, on a server that has never seen the portal. */
describe.each(systemPostgres)('a backup of the system’s Postgres $version, put back on another server', ({ binaries, version }) => {
  const folder = mkdtempSync(join(tmpdir(), 'restored-postgres-'))
  chmodSync(folder, 0o755)
  const file = join(folder, 'portal.dump')
  const tool = (name: string) => join(binaries.postgres, '..', name)
  const servers: RunningPostgres[] = []
  const owned = async (name: string): Promise<string> => {
    const server = await startPostgres({
      dataDir: join(folder, name),
      clusterName: `${name} ${version}`,
      settings: { fsync: 'off' },
      binaries,
    })
    servers.push(server)
    await asOwner(server.adminUrl, async (client) => {
      await client.query(`CREATE ROLE portal LOGIN CREATEROLE PASSWORD 'portal'`)
      await client.query('CREATE DATABASE portal OWNER portal TEMPLATE template0')
    })
    return Object.assign(new URL(server.adminUrl), { username: 'portal', password: 'portal', pathname: '/portal' }).href
  }
  const anew = () =>
    asOwner(servers[1]!.adminUrl, async (client) => {
      await client.query('DROP DATABASE portal')
      await client.query('CREATE DATABASE portal OWNER portal TEMPLATE template0')
    })
  const restore = (url: string) =>
    run(tool('pg_restore'), ['--no-owner', '--dbname', url, file]).then(
      () => 'whole',
      () => 'with errors',
    )
  const opened = (url: string) =>
    migrate(url).then(
      (applied) => applied,
      (error: Error) => error.message,
    )

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  test('is refused without the roles, and with them is the same database, walls and all', async () => {
    const from = await owned('first')
    await migrate(from)
    await loadReference(from)
    await ensureRoles({ ownerUrl: from, secret: Buffer.from('a secret of this test') })
    await run(tool('pg_dump'), ['--format=custom', '--dbname', from, '--file', file])
    const to = await owned('second')

    expect(await restore(to)).toBe('with errors')
    expect(await opened(to)).toMatch(/^Databasen saknar \d\d+ av \d+ regler för vem som ser vilken rad, \d+ av \d+ rättigheter\./u)

    await anew()
    await asOwner(servers[1]!.adminUrl, async (client) => {
      for (const role of ['samverkan_app', 'samverkan_worker'])
        await client.query(
          `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$`,
        )
    })
    expect(await restore(to)).toBe('whole')
    expect(await opened(to)).toEqual([])
    expect(await asOwner(to, wallsOf)).toEqual(await asOwner(from, wallsOf))
    const actors = (url: string) => asOwner(url, async (client) => (await client.query('SELECT * FROM actors ORDER BY code')).rows)
    expect(await actors(to)).toEqual(await actors(from))
  }, 120_000)
})
