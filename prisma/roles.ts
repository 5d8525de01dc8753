import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'
import { asOwner, SetupProblem } from './owner.ts'

/** Grants and row-level policies name these; who may log in is decided per database. */
export const GROUP_ROLES = ['samverkan_app', 'samverkan_worker'] as const

export type RoleUrls = { appUrl: string; workerUrl: string }

export type RolesOptions = {
  ownerUrl: string
  /** Passwords of the log-in roles are derived from it: nothing to keep, nothing to type. */
  secret: Buffer
  /** Log-ins made by somebody else, for owners who may not create roles. */
  given?: { appUrl?: string; workerUrl?: string }
  /** Hears what only the database's own owner could take back, in words for the person at the terminal. */
  report?: (line: string) => void
}

/** Race-safe: several nodes or clones may start against the same server at once. */
export async function ensureRoles({ ownerUrl, secret, given, report = () => {} }: RolesOptions): Promise<RoleUrls> {
  return asOwner(ownerUrl, async (client) => {
    await ensureGroupRoles(client)
    await closeDatabase(client, report)
    const [app, worker] = GROUP_ROLES
    return {
      appUrl: given?.appUrl ?? (await ensureLogin(client, ownerUrl, app, secret)),
      workerUrl: given?.workerUrl ?? (await ensureLogin(client, ownerUrl, worker, secret)),
    }
  })
}

export async function ensureGroupRoles(client: pg.Client): Promise<void> {
  for (const role of GROUP_ROLES) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])
    if (rowCount === 0) await create(client, role, 'NOLOGIN')
  }
}

/**
 * What Postgres allows everybody by default: temporary tables, which are found before ours by whatever forgets to say otherwise, and in
 * older databases tables of one's own in `public`. Taken back at every start, because a copy of a database does not carry its rights.
 */
export async function closeDatabase(client: pg.Client, report: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ database: string; ownsDatabase: boolean; ownsSchema: boolean; temporary: boolean; makes: boolean }>(
    `SELECT d.datname AS database, pg_has_role(d.datdba, 'USAGE') AS "ownsDatabase", pg_has_role(n.nspowner, 'USAGE') AS "ownsSchema",
       EXISTS (SELECT FROM unnest($1::text[]) r WHERE has_database_privilege(r, d.oid, 'TEMPORARY')) AS temporary,
       EXISTS (SELECT FROM unnest($1::text[]) r WHERE has_schema_privilege(r, n.oid, 'CREATE')) AS makes
     FROM pg_database d, pg_namespace n WHERE d.datname = current_database() AND n.nspname = 'public'`,
    [GROUP_ROLES],
  )
  const found = rows[0]!
  const everybody = ['PUBLIC', ...GROUP_ROLES].join(', ')
  const database = pg.escapeIdentifier(found.database)
  for (const [isOpen, isOurs, statement] of [
    [found.temporary, found.ownsDatabase, `REVOKE TEMPORARY ON DATABASE ${database} FROM ${everybody}`],
    [found.makes, found.ownsSchema, `REVOKE CREATE ON SCHEMA public FROM ${everybody}`],
  ] as const) {
    if (!isOpen) continue
    if (isOurs) await alone(client, statement)
    else report(`Databasen låter alla som loggar in göra egna tabeller. Be databasens ägare köra: ${statement};`)
  }
}

async function ensureLogin(client: pg.Client, ownerUrl: string, group: string, secret: Buffer): Promise<string> {
  const { rows } = await client.query<{ database: string }>('SELECT current_database() AS database')
  const login = loginName(rows[0]!.database, group)
  const password = createHmac('sha256', secret).update(`database role ${login}`).digest('base64url')
  const url = new URL(ownerUrl)
  url.username = encodeURIComponent(login)
  url.password = encodeURIComponent(password)
  const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login])
  if (known.rowCount === 0) {
    await create(client, login, `LOGIN PASSWORD ${pg.escapeLiteral(password)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`)
  }
  const member = await client.query(`SELECT FROM pg_auth_members WHERE roleid = $1::regrole AND member = $2::regrole`, [
    group,
    pg.escapeIdentifier(login),
  ])
  if (member.rowCount === 0) await alone(client, `GRANT ${group} TO ${pg.escapeIdentifier(login)}`)
  // Only when it does not fit: every change of a role writes to a catalogue that the whole server shares.
  if (!(await logsIn(url.href))) await alone(client, `ALTER ROLE ${pg.escapeIdentifier(login)} PASSWORD ${pg.escapeLiteral(password)}`)
  return url.href
}

/**
 * Names end after 63 bytes; longer ones are shortened by a hash so that two databases never share a log-in. "login" keeps them
 * apart from the groups where the database is called samverkan.
 */
function loginName(database: string, group: string): string {
  const suffix = `${group.replace('samverkan', '')}_login`
  if (Buffer.byteLength(database) <= 45) return database + suffix
  return createHash('sha256').update(database).digest('hex').slice(0, 40) + suffix
}

async function create(client: pg.Client, role: string, attributes: string): Promise<void> {
  try {
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} ${attributes}`)
  } catch (error) {
    const { code } = error as pg.DatabaseError
    if (code === '42710' || code === '23505') return // somebody else was quicker
    if (code === '42501') throw mayNotCreate(client.user ?? '')
    throw error
  }
}

/** Two who change the same role at once: one of them is told "tuple concurrently updated" and simply tries again. */
async function alone(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement)
      return
    } catch (error) {
      const { code } = error as pg.DatabaseError
      if (code === '42501') throw mayNotCreate(client.user ?? '')
      if (code === '23505') return // the same grant, made by somebody else in the meantime
      if (code !== 'XX000' || attempt === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt))
    }
  }
}

async function logsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as pg.DatabaseError).code === '28P01') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

const mayNotCreate = (user: string) =>
  new SetupProblem(
    `Kontot ${user} i DATABASE_URL får inte skapa databasroller. Ge det CREATEROLE, eller låt databasens förvaltare skapa rollerna ` +
      `${GROUP_ROLES.join(' och ')} (NOLOGIN) samt en inloggning som är medlem i var och en, och ange dem i APP_DATABASE_URL och WORKER_DATABASE_URL.`,
  )
