import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import pg from 'pg'
import type { DataFolder } from '../postgres/data-folder.ts'
import { postmasterPid } from '../postgres/recovery.ts'
import { startPostgres } from '../postgres/server.ts'
import { takeLock } from '../processes/lock.ts'

export type Opened = { admin: pg.Client; portal: pg.Client; close: () => Promise<void> }
export type ServerOptions = {
  clone: string
  folder: DataFolder
  say: (text: string) => void
  /** Of a test: nothing of it needs to survive a power cut. */
  settings?: Record<string, string>
}

export const clusterIn = (folder: DataFolder): string => join(folder.path, 'postgres', 'cluster')
export const lockOf = (folder: DataFolder): string => join(folder.path, 'start.lock')

/** The embedded server as its superuser: the one that runs, or, where the portal is stopped, started for as long as this takes. */
export async function openEmbedded(options: ServerOptions): Promise<Opened> {
  const { folder, clone, say, settings } = options
  if (!existsSync(clusterIn(folder)))
    throw new SetupProblem(`Det finns ingen databas i ${folder.path}. Ange databasen i DATABASE_URL, eller datamappen i DATA_DIR.`)
  const lock = takeLock(lockOf(folder))
  if (!lock.held) return connected(runningUrl(folder), async () => {})
  try {
    say('Portalen är stoppad. Databasen startas medan kopian görs.')
    const server = await startPostgres({ dataDir: join(folder.path, 'postgres'), clusterName: clone, ...(settings ? { settings } : {}) })
    const stop = async () => {
      await server.stop()
      lock.release()
    }
    return await connected(server.adminUrl, stop)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function connected(adminUrl: string, after: () => Promise<void>): Promise<Opened> {
  const admin = clientOf(adminUrl)
  const portal = clientOf(Object.assign(new URL(adminUrl), { pathname: '/samverkan' }).href)
  const close = async () => {
    await Promise.all([admin.end().catch(() => {}), portal.end().catch(() => {})])
    await after()
  }
  try {
    await Promise.all([admin.connect(), portal.connect()])
  } catch (error) {
    await close()
    throw new SetupProblem(`Databasen svarar inte (${(error as Error).message}). Håller portalen på att starta? Försök igen om en stund.`)
  }
  return { admin, portal, close }
}

function clientOf(connectionString: string): pg.Client {
  const client = new pg.Client({ connectionString, application_name: 'samverkansportalen-backup' })
  client.on('error', () => {}) // a connection that is lost is told of by the query that needed it
  return client
}

function runningUrl(folder: DataFolder): string {
  const cluster = clusterIn(folder)
  const port = postmasterPid(cluster) && readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]?.trim()
  const password = join(folder.path, 'postgres', 'superuser-password')
  if (!port || !existsSync(password)) throw new SetupProblem('Portalen håller på att starta eller stanna. Försök igen om en stund.')
  return `postgres://postgres:${readFileSync(password, 'utf8').trim()}@127.0.0.1:${port}/postgres`
}
