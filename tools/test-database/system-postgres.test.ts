import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate, readMigrations } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { wallsOf } from '@samverkan/prisma/walls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Binaries } from '../postgres/binaries.ts'
import { type RunningPostgres, startPostgres } from '../postgres/server.ts'

const DEBIAN = '/usr/lib/postgresql'
const run = promisify(execFile)

/** Versions that the portal supports among those the system has installed. */
function installed(folder: string): { version: string; binaries: Binaries }[] {
  const versions = existsSync(folder) ? readdirSync(folder) : []
  return versions
    .filter((version) => Number(version) >= 15)
    .map((version) => ({
      version,
      binaries: { initdb: join(folder, version, 'bin', 'initdb'), postgres: join(folder, version, 'bin', 'postgres') },
    }))
    .filter(({ binaries }) => existsSync(binaries.initdb) && existsSync(binaries.postgres))
}

const found = installed(DEBIAN)

describe.each(found)('the system’s Postgres $version', ({ binaries, version }) => {
  let folder: string
  let server: RunningPostgres
  let ownerUrl: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'system-postgres-'))
    chmodSync(folder, 0o755)
    const settings = { fsync: 'off' }
    server = await startPostgres({ dataDir: join(folder, 'data'), clusterName: `system ${version}`, settings, binaries })
    // As an operator would set it up: an owner who is no superuser, and a database in the operator's own sort order.
    await asOwner(server.adminUrl, async (client) => {
      await client.query(`CREATE ROLE portal LOGIN CREATEROLE PASSWORD 'portal'`)
      await client.query(`CREATE DATABASE portal OWNER portal TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`)
    })
    ownerUrl = Object.assign(new URL(server.adminUrl), { username: 'portal', password: 'portal', pathname: '/portal' }).href
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('takes every migration, the log-in roles and the reference data, and a second start changes nothing', async () => {
    expect(await migrate(ownerUrl)).toEqual(readMigrations().map(({ name }) => name))
    await loadReference(ownerUrl)
    expect(await migrate(ownerUrl)).toEqual([])
    await loadReference(ownerUrl)
    const { appUrl } = await ensureRoles({ ownerUrl, secret: Buffer.from('a secret of this test') })
    const counts = await asOwner(appUrl, (client) =>
      client.query(
        'SELECT (SELECT count(*)::int FROM actors) AS actors, (SELECT count(*)::int FROM forums) AS forums, current_user AS login, ' +
          "has_database_privilege(current_database(), 'TEMPORARY') AS temporary",
      ),
    )
    expect(counts.rows).toEqual([{ actors: 37, forums: 32, login: 'portal_app_login', temporary: false }])
  })

  test('sorts actors as Swedish does, whatever the database was created with', async () => {
    const { rows } = await asOwner(ownerUrl, (client) =>
      client.query<{ name: string }>(`SELECT name FROM actors WHERE kind = 'municipality' ORDER BY name`),
    )
    const names = rows.map(({ name }) => name)
    expect(names).toEqual(names.toSorted(new Intl.Collator('sv').compare))
  })
})

/** As docs/operations.md has it, with the system's own pg_dump and pg_restore, on a server that has never seen the portal. */
describe.each(found)('a backup of the system’s Postgres $version, put back on another server', ({ binaries, version }) => {
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

if (found.length === 0) {
  test('no Postgres of the system in /usr/lib/postgresql: only the embedded one is tried', () => {
    expect(installed(DEBIAN)).toEqual([])
  })
}

test('a Postgres of the system that is too old or half removed is not tried', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-postgres-'))
  try {
    expect(installed(folder)).toEqual([])
    expect(installed(join(folder, 'nothing here'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
