import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { SetupProblem } from '@samverkan/prisma/owner'

const run = promisify(execFile)
export const DUMP = 'database.dump'
export const ROLES = 'roles.sql'

export type Tools = { pg_dump: string; pg_restore: string }

/** Postgres' own programs of exactly this major version: from the folder where Debian keeps each version, else from PATH. */
export async function toolsOf(major: number, folders: readonly string[] = placesOf(major)): Promise<Tools> {
  const found: string[] = []
  for (const folder of folders) {
    const [dump, restore] = [join(folder, 'pg_dump'), join(folder, 'pg_restore')]
    if (!existsSync(dump) || !existsSync(restore)) continue
    const version = await majorSaidBy(dump)
    if (version === major) return { pg_dump: dump, pg_restore: restore }
    found.push(`${dump} är version ${version ?? '?'}`)
  }
  throw new SetupProblem(
    `pg_dump och pg_restore av version ${major} saknas, samma version som databasen. ${found.length > 0 ? `${found.join(', ')}. ` : ''}` +
      `På Debian: apt-get install postgresql-client-${major}. På andra system: lägg mappen med programmen i PATH. Ingenting har skrivits.`,
  )
}

const placesOf = (major: number): string[] => [
  `/usr/lib/postgresql/${major}/bin`,
  ...(process.env['PATH'] ?? '').split(':').filter(Boolean),
]

async function majorSaidBy(program: string): Promise<number | undefined> {
  try {
    const { stdout } = await run(program, ['--version'], { env: quiet() })
    return Number(/(\d+)/u.exec(stdout)?.[1])
  } catch {
    return undefined
  }
}

/** PGHOST or PGOPTIONS in somebody's shell would lead elsewhere; a password in an argument stands in every list of processes. */
const quiet = (password?: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  ...(process.env['PGSSLROOTCERT'] ? { PGSSLROOTCERT: process.env['PGSSLROOTCERT'] } : {}),
  ...(password === undefined ? {} : { PGPASSWORD: password }),
})

function apart(databaseUrl: string): { url: string; password: string | undefined } {
  const url = new URL(databaseUrl)
  const password = url.password ? decodeURIComponent(url.password) : undefined
  url.password = ''
  return { url: url.href, password }
}

export async function dump(program: string, databaseUrl: string, file: string): Promise<void> {
  await told(
    program,
    databaseUrl,
    (url) => ['--format=custom', '--no-password', '--dbname', url, '--file', file],
    'Databasen gick inte att kopiera.',
  )
}

export async function putBack(program: string, databaseUrl: string, file: string): Promise<void> {
  const args = (url: string) => ['--no-owner', '--exit-on-error', '--single-transaction', '--no-password', '--dbname', url, file]
  await told(program, databaseUrl, args, 'Databasen gick inte att återläsa, och är tom som förut.')
}

function told(program: string, databaseUrl: string, args: (url: string) => string[], failure: string): Promise<void> {
  const { url, password } = apart(databaseUrl)
  return new Promise((resolve, reject) => {
    const child = spawn(program, args(url), { env: quiet(password), stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-4_000)))
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new SetupProblem(`${failure} Så här svarade ${program}:\n${output.trim()}`)),
    )
  })
}
