import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { migrateQueue } from './queue.ts'
import { asOwner, SetupProblem } from './owner.ts'
import { ensureGroupRoles } from './roles.ts'
import { refuseMissingWalls } from './walls.ts'

/** The advisory lock that Prisma's own engine takes, so that the two never apply migrations at the same time. */
const LOCK = 72707369
const OLDEST_SERVER = 15

export const MIGRATIONS = join(import.meta.dirname, 'migrations')

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

/**
 * Brings the database to the version of this code and answers what was applied. Every migration is one transaction; starts of
 * several nodes at once take turns. A database without the policies and rights that they made is refused. What a migration could not mend by itself it warns of, and `tell` hears it. The table `_prisma_migrations` is kept as `prisma migrate status` expects it.
 */
export async function migrate(
  ownerUrl: string,
  folder: string = MIGRATIONS,
  tell: (words: string) => void = (words) => void process.stderr.write(`${words}\n`),
  // The migrations of another folder are a test's: what they open or close is known to nobody here.
  isHeldToWalls = folder === MIGRATIONS,
): Promise<string[]> {
  return asOwner(ownerUrl, async (client) => {
    client.on('notice', ({ severity, message }) => {
      if (severity === 'WARNING' && message) tell(message)
    })
    await refuseOldServer(client)
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
      logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`)
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name',
    )
    const pending = pendingOf(readMigrations(folder), rows)
    await ensureGroupRoles(client)
    await migrateQueue(client, ownerUrl)
    for (const migration of pending) await apply(client, migration)
    if (isHeldToWalls) await refuseMissingWalls(client)
    return pending.map(({ name }) => name)
  })
}

export function readMigrations(folder: string = MIGRATIONS): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    `SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version`,
  )
  const [server] = rows
  if (Math.floor(Number(server!.server_version_num) / 10_000) >= OLDEST_SERVER) return
  throw new SetupProblem(
    `Databasen är Postgres ${server!.server_version}. Samverkansportalen behöver version ${OLDEST_SERVER} eller nyare.`,
  )
}

function pendingOf(known: Migration[], applied: Applied[]): Migration[] {
  const names = new Set(known.map(({ name }) => name))
  const foreign = applied.filter(({ migration_name }) => !names.has(migration_name))
  if (foreign.length > 0) {
    throw new SetupProblem(
      `Databasen är nyare än det här programmet: den har migreringen ${foreign.at(-1)!.migration_name}, som programmet inte känner till. ` +
        'Starta en version som är minst lika ny som den som senast användes, eller återställ en säkerhetskopia. Ingenting har ändrats.',
    )
  }
  const done = new Map(applied.map((row) => [row.migration_name, row]))
  return known.filter(({ name, checksum }) => {
    const before = done.get(name)
    if (!before) return true
    if (!before.finished_at)
      throw new SetupProblem(`Migreringen ${name} avbröts en gång med ett annat verktyg och måste redas ut för hand först.`)
    if (before.checksum !== checksum) {
      throw new SetupProblem(
        `Migreringen ${name} har ändrats efter att den kördes i databasen. Återställ filen och lägg ändringen i en ny migrering.`,
      )
    }
    return false
  })
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw new Error(`Migreringen ${name} gick inte att köra och har rullats tillbaka: ${(error as Error).message}`, { cause: error })
  }
}
