import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { afterAll, describe, expect, test } from 'vitest'
import { makeBackup } from '../backup/backup.ts'
import { toolsOf } from '../backup/dump.ts'
import { restoreBackup } from '../backup/restore.ts'
import type { RestoreOptions } from '../backup/restore-work.ts'
import { change, changesIn, contentOf, fill, KEYS, lettersIn } from '../backup/restored.ts'
import { chosenFolder } from '../postgres/data-folder.ts'
import { type RunningPostgres, startPostgres } from '../postgres/server.ts'
import { currentOf } from '../start/secrets.ts'
import { systemPostgres } from './system-postgres.ts'

const run = promisify(execFile)

test('there is a Postgres of the system, with its own tools, to put a backup back with', () => expect(systemPostgres).not.toEqual([]))

test('Postgres’ programs are those of the database’s own version, or it is said what is missing', async () => {
  const [{ version, binaries }] = systemPostgres as [(typeof systemPostgres)[0]]
  const folder = join(binaries.postgres, '..')
  expect(await toolsOf(Number(version), ['/nowhere', folder])).toEqual({
    pg_dump: join(folder, 'pg_dump'),
    pg_restore: join(folder, 'pg_restore'),
  })
  await expect(toolsOf(99, ['/nowhere', folder])).rejects.toThrow(
    `pg_dump och pg_restore av version 99 saknas, samma version som databasen. ${join(folder, 'pg_dump')} är version ${version}. På Debian: apt-get install postgresql-client-99.`,
  )
})

/** As docs/operations.md has it, on a server that has never seen the portal. */
describe.each(systemPostgres)('a backup of the system’s Postgres $version, put back on another server', ({ binaries, version }) => {
  const folder = mkdtempSync(join(tmpdir(), 'restored-postgres-'))
  chmodSync(folder, 0o755)
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
      await client.query(`CREATE ROLE portal LOGIN CREATEROLE PASSWORD 'p@rtal/1'`)
      await client.query('CREATE DATABASE portal OWNER portal TEMPLATE template0')
    })
    return Object.assign(new URL(server.adminUrl), { username: 'portal', password: encodeURIComponent('p@rtal/1'), pathname: '/portal' })
      .href
  }
  const anew = () =>
    asOwner(servers[1]!.adminUrl, async (client) => {
      await client.query('DROP DATABASE portal')
      await client.query('CREATE DATABASE portal OWNER portal TEMPLATE template0')
    })
  const opened = (url: string) =>
    migrate(url).then(
      (applied) => applied,
      (error: Error) => error.message,
    )
  const said: string[] = []
  const shared = { clone: 'restore', say: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) }
  const data = (name: string) => {
    mkdirSync(join(folder, 'data', name), { recursive: true })
    return chosenFolder(join(folder, 'data', name))
  }

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()))
    rmSync(folder, { recursive: true, force: true })
  })

  test('by hand without the roles it is refused; by the commands it is the same database, walls and all', async () => {
    const from = await owned('first')
    await fill(from)
    // Somebody else of the same server, who has been let in to read: named by a right, and so part of what is put back.
    await asOwner(servers[0]!.adminUrl, (client) => client.query('CREATE ROLE "somebody else" NOLOGIN'))
    await asOwner(from, (client) => client.query('GRANT SELECT ON actors TO "somebody else"'))
    const content = await contentOf(from)
    const to = await owned('second')

    await run(tool('pg_dump'), ['--format=custom', '--dbname', from, '--file', join(folder, 'portal.dump')])
    await expect(run(tool('pg_restore'), ['--no-owner', '--dbname', to, join(folder, 'portal.dump')])).rejects.toThrow('samverkan_app')
    expect(await opened(to)).toMatch(/^Databasen saknar \d\d+ av \d+ regler för vem som ser vilken rad, \d+ av \d+ rättigheter\./u)

    await asOwner(from, (client) => change(client, 1))
    const made = await makeBackup({ ...shared, folder: data('first'), to: join(folder, 'backups'), databaseUrl: from, secretKeys: KEYS })
    expect(readdirSync(join(made.folder, 'database')).sort()).toEqual(['database.dump', 'roles.sql'])
    expect(readFileSync(join(made.folder, 'database', 'roles.sql'), 'utf8')).not.toMatch(/PASSWORD|portal_app_login/u)
    expect(made.manifest).toMatchObject({
      kind: 'dump',
      postgresMajor: Number(version),
      roles: ['samverkan_app', 'samverkan_worker', 'somebody else'],
    })

    const target = data('second')
    const back = (more: Partial<RestoreOptions> = {}) =>
      restoreBackup({
        ...shared,
        folder: target,
        from: made.folder,
        replaces: false,
        withoutKeys: false,
        databaseUrl: to,
        secretKeys: KEYS,
        ...more,
      })
    await expect(back(), 'what is left of the one by hand').rejects.toThrow(
      /Databasen portal är inte tom.*ALTER DATABASE "portal" RENAME TO "portal_innan"/u,
    )
    await anew()
    expect(await back()).toEqual({ letters: 3, faults: 0 })
    expect(existsSync(join(target.path, 'secret-keys')), 'keys that the operator keeps are not written down').toBe(false)
    expect(await opened(to)).toEqual([])
    expect(await contentOf(to)).toEqual(content)
    expect(await changesIn(to)).toEqual({ last: 1, gaps: 0 })
    expect((await lettersIn(to)).filter(({ due }) => due)).toEqual([])
    // The log-ins are made anew from the keys, as at every start.
    await ensureRoles({ ownerUrl: to, secret: currentOf(KEYS) })
    expect(said.at(-1)).toBe('Starta portalen med samma DATABASE_URL, med samma SECRET_KEYS.')
  }, 180_000)
})
