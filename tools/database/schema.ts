import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { splitSchema } from './split-schema.ts'

const PRISMA = join(import.meta.dirname, '..', '..', 'prisma')
const SCHEMA = join(PRISMA, 'schema')
const HEAD = 'database.prisma'

/** Runs Prisma's command line against a database, with the stand-in for its schema engine. */
function prisma(args: string[], databaseUrl: string): { status: number | null; output: string } {
  const result = spawnSync(process.execPath, [join(PRISMA, 'node_modules', 'prisma', 'build', 'index.js'), ...args], {
    cwd: PRISMA,
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PRISMA_SCHEMA_ENGINE_BINARY: join(PRISMA, 'engine', 'schema-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
    },
  })
  return { status: result.status, output: `${result.stdout}${result.stderr}` }
}

const NOWHERE = 'postgres://nobody@127.0.0.1:1/none'

/** The fault that Prisma finds in the schema, else undefined. */
export function validateSchema(): string | undefined {
  const { status, output } = prisma(['validate'], NOWHERE)
  return status === 0 ? undefined : output
}

/** The SQL that would bring a database with all migrations to what the schema says; undefined when they agree. */
export function differenceFromSchema(databaseUrl: string): string | undefined {
  const { status, output } = prisma(
    ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'schema', '--script', '--exit-code'],
    databaseUrl,
  )
  return status === 0 ? undefined : output
}

/** Makes the schema again from a database with all migrations. */
export function writeSchema(databaseUrl: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'))
  try {
    const file = join(folder, HEAD)
    writeFileSync(file, readFileSync(join(SCHEMA, HEAD)))
    const { status, output } = prisma(['db', 'pull', '--schema', file], databaseUrl)
    if (status !== 0) throw new Error(output)
    const parts = splitSchema(readFileSync(file, 'utf8'))
    for (const name of readdirSync(SCHEMA)) if (name !== HEAD) rmSync(join(SCHEMA, name))
    for (const [feature, text] of parts) writeFileSync(join(SCHEMA, `${feature}.prisma`), text)
    prisma(['format'], NOWHERE)
    return [...parts.keys()]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
