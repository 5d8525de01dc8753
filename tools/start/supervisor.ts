import { chownSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadDemo } from '@samverkan/prisma/demo'
import { firstAdminLink } from '@samverkan/prisma/first-admin'
import { migrate } from '@samverkan/prisma/migrate'
import { SetupProblem, timeOf } from '@samverkan/prisma/owner'
import { refuseDemoPeople } from '@samverkan/prisma/refuse-demo'
import { refuseUnknownKeys } from '@samverkan/prisma/refuse-unknown-keys'
import { ensureRoles, type RoleUrls } from '@samverkan/prisma/roles'
import { loadReference } from '@samverkan/prisma/seed'
import { type Account, canRead, canRun, serverAccount } from '../postgres/account.ts'
import { chosenFolder, type DataFolder, dataFolderOf } from '../postgres/data-folder.ts'
import { isFree, KeptPorts } from '../postgres/ports.ts'
import { type HeldLock, takeLock } from '../processes/lock.ts'
import { parseSecretKeys } from '../../apps/api/src/config.ts'
import { PORT_TAKEN } from '../../apps/api/src/exit-codes.ts'
import { keyIdOf } from '../../apps/api/src/lib/journal-signature.ts'
import { type ChildPlan, Children } from './children.ts'
import { ensureDatabase } from './embedded-database.ts'
import { PostgresKeeper } from './postgres-keeper.ts'
import { patiently, say, show } from './say.ts'
import { keptSecrets, type Secrets } from './secrets.ts'
import type { Settings } from './settings.ts'
import { buildWeb, WEB_DIST } from './web-build.ts'

const DEV_PORT = 5173
const READY_TIMEOUT_MS = 90_000

/** Everything that `npm start` keeps running, in the order in which one thing needs another. */
export class Supervisor {
  readonly #clone: string
  readonly #settings: Settings
  readonly #folder: DataFolder
  readonly #children: Children
  #lock: HeldLock | undefined
  #postgres: PostgresKeeper | undefined
  #secrets!: Secrets
  #roles!: RoleUrls
  #smtpUrl!: string
  #mailPageUrl: string | undefined
  #isStopping = false
  #hasToldOfRoot = false
  readonly #building = new AbortController()
  readonly #giveUp: (problem: SetupProblem) => void

  /** `giveUp` hears of what nobody but a person can mend, whenever it comes. */
  constructor(clone: string, settings: Settings, giveUp: (problem: SetupProblem) => void) {
    this.#giveUp = giveUp
    this.#clone = clone
    this.#settings = settings
    this.#folder = settings.dataDir ? chosenFolder(settings.dataDir) : dataFolderOf(clone)
    this.#children = new Children(join(this.#folder.path, 'processes.json'))
  }

  async start(): Promise<void> {
    this.#takeFolder()
    await this.#children.endLeftovers()
    await this.#assertPortIsFree()
    if (this.#folder.unusual)
      say(`Data ligger i ${this.#folder.path}${process.env['DATA_DIR'] ? '' : ', eftersom databasens konto inte når in i klonens mapp'}.`)
    if (this.#settings.reset) await this.#startAnew()
    this.#secrets = keptSecrets(this.#folder.path, this.#settings.secretKeys)
    const isLive = this.#settings.isDev
    const [ownerUrl] = await Promise.all([
      this.#prepareDatabase(),
      isLive ? undefined : buildWeb({ signal: this.#building.signal }),
      this.#prepareMail(),
    ])
    if (this.#isStopping) return
    this.#startPrograms()
    await patiently(this.#untilReady(), 'Väntar på att portalen ska bli klar.')
    if (this.#isStopping) return
    const { publicUrl } = this.#settings
    this.#lock!.tell({ address: this.#address })
    await this.#sayWhere(await (this.#settings.external ? firstAdminLink(ownerUrl, publicUrl, await timeOf(ownerUrl)) : undefined))
  }

  /** API first, so that nobody is answered by half a portal; the database last. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#building.abort()
    if (!this.#lock) return // another start holds the folder: nothing here is ours
    await this.#children.stopAll(['web', 'api', 'worker', 'mail'])
    await this.#postgres?.stop()
    this.#lock.release()
  }

  kill(): void {
    this.#children.killAll()
  }

  /** Where the portal runs for real its log belongs to the service manager; on a desk it would drown the address. */
  get #isQuiet(): boolean {
    return !this.#settings.external && !this.#settings.isDev
  }

  get #address(): string {
    return this.#settings.isDev ? `http://localhost:${DEV_PORT}` : this.#settings.publicUrl
  }

  #takeFolder(): void {
    const lock = takeLock(join(this.#folder.path, 'start.lock'))
    if (lock.held) {
      this.#lock = lock
      return
    }
    const address = lock.by.note['address']
    throw new SetupProblem(
      address
        ? `Portalen körs redan från den här mappen: ${address} (process ${lock.by.pid}).`
        : `Portalen håller redan på att starta från den här mappen (process ${lock.by.pid}).`,
    )
  }

  async #assertPortIsFree(): Promise<void> {
    if (await this.#isTaken(this.#settings.port)) throw await this.#portIsTaken()
  }

  async #isTaken(port: number): Promise<boolean> {
    return !(await isFree(port, this.#settings.host)) || !(await isFree(port, '127.0.0.1'))
  }

  async #portIsTaken(): Promise<SetupProblem> {
    const { port } = this.#settings
    let other = port + 1
    while (other < 65_535 && (await this.#isTaken(other))) other++
    return new SetupProblem(
      `Port ${port} används redan av ett annat program. Avsluta det, eller välj en annan port: PORT=${other} npm start`,
    )
  }

  async #startAnew(): Promise<void> {
    say('Börjar om: den inbyggda databasen och alla fångade brev tas bort.')
    // The keeper's start clears what may still run in the folder; here only files go, and the ports stay as they were.
    await new PostgresKeeper(this.#postgresOptions(), async () => {}).clear()
    for (const name of ['postgres/cluster', 'postgres/superuser-password', 'mail', 'logs', 'secret-keys']) {
      rmSync(join(this.#folder.path, name), { recursive: true, force: true })
    }
  }

  #postgresOptions() {
    return { dataDir: join(this.#folder.path, 'postgres'), clusterName: this.#clone }
  }

  /** Answers the owner's URL, which stays in this process. */
  async #prepareDatabase(): Promise<string> {
    const { external } = this.#settings
    const ownerUrl = external ? external.ownerUrl : await this.#startEmbedded()
    if (external) await refuseDemoPeople(ownerUrl)
    await refuseUnknownKeys(ownerUrl, parseSecretKeys(this.#secrets.keys).map(keyIdOf), this.#settings.acceptsNewKeys)
    const secret = this.#secrets.current
    this.#roles = await ensureRoles({ ownerUrl, secret, report: say, ...(external ? { given: external } : {}) })
    const applied = await migrate(ownerUrl)
    if (applied.length > 0) say(`Databasen är uppdaterad (${applied.length === 1 ? 'en ändring' : `${applied.length} ändringar`}).`)
    await loadReference(ownerUrl, say)
    if (!external) await loadDemo(ownerUrl, { now: await timeOf(ownerUrl), report: say })
    return ownerUrl
  }

  async #startEmbedded(): Promise<string> {
    const isFirst = !this.#hasCluster()
    if (isFirst) say('Skapar databasen.')
    this.#postgres = new PostgresKeeper(this.#postgresOptions(), async (server, before) => {
      if (before && before.port !== server.port) await this.#moveTo(server.adminUrl)
    })
    const server = await patiently(
      this.#postgres.start(),
      'Databasen startar. Efter ett avbrott läser den först in det som inte hann skrivas klart.',
    )
    say('Databasen är igång.')
    return ensureDatabase(server.adminUrl, this.#secrets.current)
  }

  #hasCluster(): boolean {
    try {
      return readdirSync(join(this.#folder.path, 'postgres')).includes('cluster')
    } catch {
      return false
    }
  }

  /** The port was taken while the server was down: everybody who knows the old address starts again with the new one. */
  async #moveTo(adminUrl: string): Promise<void> {
    const { port } = new URL(adminUrl)
    const at = (url: string) => Object.assign(new URL(url), { port }).href
    this.#roles = { appUrl: at(this.#roles.appUrl), workerUrl: at(this.#roles.workerUrl) }
    for (const name of ['api', 'worker']) await this.#children.stop(name)
    this.#startPrograms()
  }

  async #prepareMail(): Promise<void> {
    if (this.#settings.smtpUrl) {
      this.#smtpUrl = this.#settings.smtpUrl
      return
    }
    const ports = new KeptPorts(join(this.#folder.path, 'ports.json'))
    const smtp = await ports.get('smtp')
    const page = await ports.get('mailPage', (port) => port === smtp)
    this.#smtpUrl = `smtp://127.0.0.1:${smtp}`
    this.#mailPageUrl = `http://127.0.0.1:${page}`
    this.#children.start(
      this.#plan('mail', 'E-postfångaren', 'tools/mail-catcher/main.ts', {
        MAIL_DIR: join(this.#folder.path, 'mail'),
        SMTP_PORT: String(smtp),
        MAIL_PAGE_PORT: String(page),
      }),
    )
  }

  #startPrograms(): void {
    const account = this.#programAccount()
    const { port, host, mailFrom, external, isDev, publicUrl } = this.#settings
    const shared = {
      PUBLIC_URL: isDev ? this.#address : publicUrl,
      SMTP_URL: this.#smtpUrl,
      MAIL_FROM: mailFrom,
      SECRET_KEYS: this.#secrets.keys,
      // Where our own database lies; of somebody else's only they know.
      ...(external ? {} : { DEMO: '1', STORAGE_FOLDER: this.#folder.path }),
    }
    const api = { ...shared, PORT: String(port), HOST: host, DATABASE_URL: this.#roles.appUrl, ...(isDev ? {} : { WEB_DIST }) }
    this.#children.start(
      this.#plan('worker', 'Utskicken', 'apps/api/src/worker.ts', { ...shared, DATABASE_URL: this.#roles.workerUrl }, account),
    )
    const more = this.#mailPageUrl ? { MAIL_PAGE_URL: this.#mailPageUrl } : {}
    this.#children.start({
      ...this.#plan('api', 'Portalen', 'apps/api/src/server.ts', { ...api, ...more }, account),
      // Somebody else took the port after it was tried: started again and again it would only fail again.
      endsFor: { code: PORT_TAKEN, tell: () => void this.#portIsTaken().then(this.#giveUp) },
    })
    if (isDev) {
      this.#children.start({
        name: 'web',
        title: 'Webbsidorna',
        command: [
          process.execPath,
          join(this.#clone, 'apps/web/node_modules/vite/bin/vite.js'),
          '--port',
          String(DEV_PORT),
          '--strictPort',
        ],
        cwd: join(this.#clone, 'apps/web'),
        env: { ...this.#childEnvironment(), API_URL: `http://127.0.0.1:${port}` },
      })
    }
  }

  /**
   * What answers strangers needs no more than to read its own program: started by root it runs as Postgres does, as `nobody`. Where `nobody`
   * may not read the clone, or a port below 1024 is asked for, it cannot, and the start says so.
   */
  #programAccount(): Account | undefined {
    const account = serverAccount()
    if (!account || this.#settings.isDev) return undefined
    const needs = ['apps/api/src/server.ts', 'apps/api/package.json', 'node_modules/.samverkan-installed']
    const mayRead = needs.every((file) => canRead(account, join(this.#clone, file))) && canRun(account, process.execPath)
    if (mayRead && this.#settings.port >= 1_024) return account
    if (!this.#hasToldOfRoot)
      say(
        mayRead
          ? `Portalen körs som root, eftersom port ${this.#settings.port} kräver det. Låt hellre en proxy hålla den porten.`
          : `Portalen körs som root, eftersom kontot nobody inte får läsa ${this.#clone}. Lägg hellre klonen där det får läsa, eller starta som ett vanligt konto.`,
      )
    this.#hasToldOfRoot = true
    return undefined
  }

  #plan(name: string, title: string, script: string, env: NodeJS.ProcessEnv, account?: Account): ChildPlan {
    const watch = this.#settings.isDev && name !== 'mail' ? ['--watch'] : []
    return {
      name,
      title,
      command: [process.execPath, ...watch, join(this.#clone, script)],
      env: { ...this.#childEnvironment(account), ...env },
      account,
      isOurs: true,
      ...(this.#isQuiet ? { logFolder: join(this.#folder.path, 'logs') } : {}),
    }
  }

  async #untilReady(): Promise<void> {
    const { port, host } = this.#settings
    const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}:${port}/readyz`
    const deadline = performance.now() + READY_TIMEOUT_MS
    let last = 'inget svar'
    while (!this.#isStopping) {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
        if (response.ok) return
        last = `${response.status} ${await response.text()}`
      } catch (error) {
        last = (error as Error).message
      }
      const failed = ['api', 'worker', 'mail'].find((name) => this.#children.hasFailed(name))
      if (failed || performance.now() > deadline) {
        throw new SetupProblem(`Portalen blev inte klar (${last}).${this.#isQuiet ? ` Loggar: ${join(this.#folder.path, 'logs')}` : ''}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async #sayWhere(adminLink: string | undefined): Promise<void> {
    const lines = ['', `  Samverkansportalen är igång:  ${this.#address}`]
    if (this.#mailPageUrl) lines.push(`  Breven som den skickar:       ${this.#mailPageUrl}`)
    if (adminLink)
      lines.push('', '  Portalen har inga användare än. Den första administratören börjar här (en gång, inom ett dygn):', `  ${adminLink}`)
    if (this.#settings.external && this.#secrets.isNew) {
      lines.push('', `  Nya hemliga nycklar ligger i ${join(this.#folder.path, 'secret-keys')}. Spara en kopia på ett säkert ställe.`)
    }
    lines.push('', '  Avsluta med Ctrl-C.', '')
    show(lines)
  }

  /** Children get what a program needs from the shell, and never the owner's way into the database. */
  #childEnvironment(account?: Account): NodeJS.ProcessEnv {
    const { DATABASE_URL: _owner, APP_DATABASE_URL: _app, WORKER_DATABASE_URL: _worker, ...shell } = process.env
    return {
      ...shell,
      NODE_ENV: this.#settings.isDev ? 'development' : 'production',
      // Node keeps there what it made of the sources: the API and the worker start in half the time the next time.
      NODE_COMPILE_CACHE: this.#compileCache(account),
    }
  }

  /** A folder of each account's own: what one has written the other would have to trust as program. */
  #compileCache(account: Account | undefined): string {
    const folder = join(this.#folder.path, account ? `compile-cache-${account.uid}` : 'compile-cache')
    if (account) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      chownSync(folder, account.uid, account.gid)
    }
    return folder
  }
}
