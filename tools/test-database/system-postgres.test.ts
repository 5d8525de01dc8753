import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, readMigrations } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningPostgres, startPostgres } from '../postgres/server.ts'
import { DEBIAN, installed, systemPostgres as found } from './system-postgres.ts'

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
