import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import type pg from 'pg'
import type { Kind, Manifest } from './manifest.ts'

const CLONE = join(import.meta.dirname, '..', '..')

export const portalVersion = (): string => (JSON.parse(readFileSync(join(CLONE, 'package.json'), 'utf8')) as { version: string }).version

export const platform = `${process.platform}-${process.arch}`

export const majorOf = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ number: string }>("SELECT current_setting('server_version_num') AS number")
  return Math.floor(Number(rows[0]!.number) / 10_000)
}

/** What is said of a copy, asked of its database when the copy begins: the journal's newest row has to be in it. */
export async function factsOf(portal: pg.Client, kind: Kind): Promise<Omit<Manifest, 'roles' | 'folders' | 'files' | 'bytes'>> {
  const { rows: tables } = await portal.query<{ made: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AND to_regclass('public.journal_heads') IS NOT NULL AS made",
  )
  if (!tables[0]?.made) throw new SetupProblem('Databasen är inte portalens: den har inga av portalens tabeller. Ingenting har kopierats.')
  const { rows } = await portal.query<{ at: Date; migration: string; key: string | null; id: number | null; hash: string | null }>(
    `SELECT public.app_now() AS at, (SELECT max(migration_name) FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migration,
       (SELECT key_id FROM public.journal_heads ORDER BY journal_id DESC LIMIT 1) AS key, j.id::float8 AS id, encode(j.hash, 'hex') AS hash
     FROM (SELECT) AS one LEFT JOIN LATERAL (SELECT id, hash FROM public.journal ORDER BY id DESC LIMIT 1) j ON true`,
  )
  const { at, migration, key, id, hash } = rows[0]!
  return {
    format: 1,
    kind,
    madeAt: at.toISOString(),
    portalVersion: portalVersion(),
    postgresMajor: await majorOf(portal),
    platform,
    lastMigration: migration,
    journal: id === null || hash === null ? null : { id, hash },
    keyId: key,
  }
}
