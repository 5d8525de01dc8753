import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { loadDemo } from '@samverkan/prisma/demo'
import { migrate } from '@samverkan/prisma/migrate'
import { asOwner, timeOf } from '@samverkan/prisma/owner'
import { ensureRoles } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import type pg from 'pg'
import { dataFolderOf } from '../postgres/data-folder.ts'
import { KeptPorts } from '../postgres/ports.ts'
import { endLeftovers, startPostgres } from '../postgres/server.ts'
import { takeLock } from '../processes/lock.ts'
import { ensureDatabase } from '../start/embedded-database.ts'
import { buildWeb, WEB_DIST } from '../start/web-build.ts'
import { benchTables } from './bare/statements.ts'
import { BenchChildren } from './children.ts'
import type { HttpLoad, HttpOrder } from './load/http.ts'

export const CLONE = join(import.meta.dirname, '..', '..')

export type Server = { url: string }
export type Portal = Server & { origin: string }
export type Mail = { smtpUrl: string; pageUrl: string }

/** What the measurements share: one database with production settings, and programs that start when first asked for. */
export type Environment = {
  readonly machine: string
  readonly folder: string
  readonly children: BenchChildren
  readonly ownerUrl: string
  /** Of the same database; only for what fills it in bulk. */
  readonly superuserUrl: string
  say: (text: string) => void
  owner: <T extends object = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<T[]>
  /** The API as `npm start` runs it. */
  portal: () => Promise<Portal>
  /** Bare Fastify: what the portal is compared with. */
  bare: () => Promise<Server>
  mail: () => Promise<Mail>
  worker: () => Promise<void>
  /** Runs load from a process of its own. */
  load: (order: HttpOrder) => Promise<HttpLoad>
  close: () => Promise<void>
}

export async function openEnvironment({ profile }: { profile: boolean }): Promise<Environment> {
  const home = dataFolderOf(CLONE).path
  const lock = takeLock(join(home, 'bench.lock'))
  if (!lock.held) throw new Error(`A bench runs already in this clone (process ${lock.by.pid}).`)
  // On the disk where the portal keeps its data: flushing must cost what it costs there.
  const folder = join(home, 'bench')
  const postgresOptions = {
    dataDir: join(folder, 'postgres'),
    clusterName: `bench ${CLONE}`,
    copyServerTo: join(home, 'postgres', 'server'),
  }
  await endLeftovers(postgresOptions)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)

  const say = (text: string): void => void process.stdout.write(`· ${text}\n`)
  const children = new BenchChildren(folder)
  const secret = randomBytes(32)
  const server = await startPostgres(postgresOptions)
  const close = async (): Promise<void> => {
    await children.stopAll()
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    lock.release()
  }
  try {
    const ownerUrl = await ensureDatabase(server.adminUrl, secret)
    const roles = await ensureRoles({ ownerUrl, secret })
    await migrate(ownerUrl)
    await loadReference(ownerUrl)
    await loadDemo(ownerUrl, { now: await timeOf(ownerUrl) })
    await asOwner(ownerUrl, (client) => client.query(benchTables))
    // The bench presses with the same title again and again, and nobody is there to answer whether it is the same event.
    await asOwner(ownerUrl, (client) => client.query("UPDATE settings SET value = '0' WHERE key = 'similar_call_out_minutes'"))
    await asOwner(ownerUrl, (client) => client.query('ANALYZE'))

    const ports = new KeptPorts(join(folder, 'ports.json'))
    const port = await ports.get('portal')
    const origin = `http://localhost:${port}`
    const mail = once(async (): Promise<Mail> => {
      const smtp = await ports.get('smtp')
      const page = await ports.get('mailPage')
      const child = children.start(
        'mail',
        join(CLONE, 'tools/mail-catcher/main.ts'),
        environmentOf({ MAIL_DIR: join(folder, 'mail'), SMTP_PORT: String(smtp), MAIL_PAGE_PORT: String(page) }),
      )
      const pageUrl = `http://127.0.0.1:${page}`
      await children.untilReady('mail', child, async () => (await fetch(pageUrl)).ok)
      return { smtpUrl: `smtp://127.0.0.1:${smtp}`, pageUrl }
    })
    const shared = async (): Promise<NodeJS.ProcessEnv> => ({
      PUBLIC_URL: origin,
      SMTP_URL: (await mail()).smtpUrl,
      SECRET_KEYS: `1:${secret.toString('base64')}`,
      DEMO: '1',
      // Load that says who sent it is believed, as a reverse proxy's word is; without the header everybody is this machine.
      TRUSTED_PROXY: '127.0.0.1',
    })
    const portal = once(async (): Promise<Portal> => {
      await buildWeb()
      const url = `http://127.0.0.1:${port}`
      const env = environmentOf({ ...(await shared()), PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: roles.appUrl, WEB_DIST })
      const child = children.start(
        'api',
        join(CLONE, 'apps/api/src/server.ts'),
        env,
        profile ? ['--cpu-prof', `--cpu-prof-dir=${join(home, 'bench-profiles')}`] : [],
      )
      if (profile) say(`The profile of the API (process ${child.pid}) goes to ${join(home, 'bench-profiles')}`)
      await children.untilReady('api', child, async () => (await fetch(`${url}/healthz`)).ok)
      return { url, origin }
    })
    const bare = once(async (): Promise<Server> => {
      const barePort = await ports.get('bare')
      const url = `http://127.0.0.1:${barePort}`
      const child = children.start(
        'bare',
        join(import.meta.dirname, 'bare', 'main.ts'),
        environmentOf({ PORT: String(barePort), DATABASE_URL: ownerUrl }),
      )
      await children.untilReady('bare', child, async () => (await fetch(`${url}/healthz`)).ok)
      return { url }
    })
    const worker = once(async (): Promise<void> => {
      const { url } = await portal()
      const child = children.start(
        'worker',
        join(CLONE, 'apps/api/src/worker.ts'),
        environmentOf({ ...(await shared()), DATABASE_URL: roles.workerUrl }),
      )
      await children.untilReady('worker', child, async () => (await fetch(`${url}/readyz`)).ok)
    })
    const http = once(async () => children.helper<HttpOrder, HttpLoad>('load', join(import.meta.dirname, 'load', 'http.ts')))
    return {
      machine: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, embedded Postgres with fsync on`,
      folder,
      children,
      ownerUrl,
      superuserUrl: Object.assign(new URL(server.adminUrl), { pathname: new URL(ownerUrl).pathname }).href,
      say,
      owner: <T extends object>(text: string, values: unknown[] = []) =>
        asOwner(ownerUrl, async (client: pg.Client) => (await client.query(text, values)).rows as T[]),
      portal,
      bare,
      mail,
      worker,
      load: async (order) => (await http())(order),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Both sides run in production mode, with nothing of the caller's own settings. */
const environmentOf = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  TZ: 'UTC',
  NODE_ENV: 'production',
  ...env,
})

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined
  return () => (result ??= work())
}
