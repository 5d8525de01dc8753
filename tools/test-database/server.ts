import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { dataFolderOf } from '../postgres/data-folder.ts'
import { startPostgres } from '../postgres/server.ts'
import { type HeldLock, takeLock } from '../processes/lock.ts'
import { passingFolder } from './passing.ts'

const CLONE = join(import.meta.dirname, '..', '..')
const SECRET = Buffer.from('the test server is reachable from this machine alone')

/** What a test needs to make a database of its own; plain data, so that it can be handed to test processes. */
export type TestServer = { adminUrl: string; appUrl: string; workerUrl: string; ownerUrl: string; template: string }

/**
 * A Postgres for tests with a template that has every migration and the reference data. The template is built once per version
 * of `prisma/` and kept, so that the next run starts at once. Runs beside each other take a server each.
 */
export async function startTestServer(): Promise<TestServer & { stop: () => Promise<void> }> {
  const { folder, lock } = takeFolder()
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    clusterName: `test ${CLONE}`,
    copyServerTo: join(dataFolderOf(CLONE).path, 'postgres', 'server'),
    // Nothing here needs to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', file_copy_method: 'clone' },
  })
  const stop = async () => {
    await server.stop()
    lock.release()
  }
  try {
    return { ...(await prepareTemplate(server.adminUrl)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function takeFolder(): { folder: string; lock: HeldLock } {
  const { path } = dataFolderOf(CLONE)
  for (let slot = 0; slot < 20; slot++) {
    const folder = join(passingFolder(CLONE, path), 'test', String(slot))
    const lock = takeLock(join(path, 'test', `${slot}.lock`))
    if (lock.held) return { folder, lock }
  }
  throw new Error('Tjugo testkörningar pågår redan i den här klonen.')
}

async function prepareTemplate(adminUrl: string): Promise<TestServer> {
  const template = `template_${hashOf(join(CLONE, 'prisma'))}`
  const at = (user: string) => {
    const url = new URL(adminUrl)
    url.username = user
    url.password = 'owner'
    url.pathname = `/${template}`
    return url.href
  }
  const ownerUrl = at('test_owner')
  const isBuilt = await asOwner(adminUrl, async (client) => {
    await removeOld(client, template)
    // The owner is no superuser, exactly as where the portal runs for real: what it may not do must show in a test.
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'test_owner') THEN CREATE ROLE test_owner LOGIN CREATEROLE CREATEDB PASSWORD 'owner'; END IF;
    END $$`)
    const { rows } = await client.query<{ ready: boolean }>('SELECT datistemplate AS ready FROM pg_database WHERE datname = $1', [template])
    if (rows[0]?.ready) return true
    await client.query(`DROP DATABASE IF EXISTS ${template}`)
    await client.query(`CREATE DATABASE ${template} OWNER test_owner`)
    return false
  })
  if (isBuilt) await asOwner(adminUrl, (client) => client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS true`))
  else {
    // What they made is compared by a test of its own, and by `db:diff` when it is about to be written down.
    await migrate(ownerUrl, undefined, undefined, false)
    await loadReference(ownerUrl)
  }
  const { appUrl, workerUrl } = await ensureRoles({ ownerUrl, secret: SECRET })
  // Closed to connections: one open connection would stop everybody else from cloning it.
  await asOwner(adminUrl, (client) => client.query(`ALTER DATABASE ${template} IS_TEMPLATE true ALLOW_CONNECTIONS false`))
  return { adminUrl, appUrl, workerUrl, ownerUrl, template }
}

/** Templates of earlier versions and databases that a killed run left behind. */
async function removeOld(client: pg.Client, keep: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%' OR (datname LIKE 'template\\_%' AND datname <> $1)`,
    [keep],
  )
  for (const { name } of rows) {
    const database = pg.escapeIdentifier(name)
    await client.query(`ALTER DATABASE ${database} IS_TEMPLATE false`)
    await client.query(`DROP DATABASE ${database} WITH (FORCE)`)
  }
}

/** Everything under prisma/ that decides what a fresh database holds: migrations, reference data and the code that applies them. */
function hashOf(folder: string): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === 'node_modules' || entry.name.endsWith('.test.ts') || entry.name.startsWith('demo')) continue
      const full = join(path, entry.name)
      if (entry.isDirectory()) visit(full)
      else hash.update(full.slice(folder.length)).update('\0').update(readFileSync(full)).update('\0')
    }
  }
  visit(folder)
  return hash.digest('hex').slice(0, 16)
}

export type TestDatabase = { appUrl: string; workerUrl: string; ownerUrl: string; drop: () => Promise<void> }

/** A database of one's own with all migrations and reference data; costs a copy of files, not a migration. */
export async function cloneDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await asOwner(server.adminUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template} OWNER test_owner STRATEGY FILE_COPY`)
    // As at each start (prisma/roles.ts): a copy does not carry what its template's database allows.
    await client.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`)
  })
  const at = (login: string) => {
    const url = new URL(login)
    url.pathname = `/${name}`
    return url.href
  }
  return {
    appUrl: at(server.appUrl),
    workerUrl: at(server.workerUrl),
    ownerUrl: at(server.ownerUrl),
    drop: async () => {
      await asOwner(server.adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}
