import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { asOwner, SetupProblem, timeOf } from '@samverkan/prisma/owner'
import type pg from 'pg'
import { assertRoom, roomOn } from './copying.ts'
import { DUMP, putBack, toolsOf } from './dump.ts'
import { majorOf } from './facts.ts'
import { whenMade } from './manifest.ts'
import { bringBack, DRAFT, filesIn, moveAside, removeDrafts, refuseOccupied, stampOf, writeKeys } from './restore-files.ts'
import { refuseOtherMajor, type Restored, type Work } from './restore-work.ts'
import { ensureRolesNamed } from './roles.ts'

/** What of the data folder goes with a database that lies elsewhere. */
const BELONGS = ['secret-keys', 'mail', 'logs']

/** Into an empty database of the same major version, roles first. A database that holds something is left to whoever owns it. */
export async function restoreDump(work: Work, databaseUrl: string): Promise<Restored> {
  const { options, manifest, from, keys, finish } = work
  const { folder, say } = options
  const major = await asOwner(databaseUrl, async (client) => {
    await refuseFull(client)
    return majorOf(client)
  }).catch((error: Error) => {
    throw error instanceof SetupProblem ? error : new SetupProblem(`Databasen i DATABASE_URL svarar inte: ${error.message}`)
  })
  refuseOtherMajor(manifest, major, 'databasen i DATABASE_URL')
  const { pg_restore } = await toolsOf(major)
  refuseOccupied(folder.path, options.replaces, BELONGS)
  await assertRoom(folder.path, manifest.bytes * 1.1, options.room ?? roomOn)
  await removeDrafts(options)
  const draft = await mkdtemp(join(folder.path, DRAFT))
  await mkdir(join(draft, 'data'))
  try {
    say(`Prövar varje fil i säkerhetskopian från ${whenMade(manifest)}.`)
    await bringBack(manifest, from, 'database', join(draft, 'database'))
    for (const part of filesIn(manifest)) await bringBack(manifest, from, part, join(draft, part))
    say('Läser in databasen, rollerna först.')
    await asOwner(databaseUrl, (client) => ensureRolesNamed(client, manifest.roles))
    await putBack(pg_restore, databaseUrl, join(draft, 'database', DUMP))
    const restored = await finish(databaseUrl).catch((error: Error) => {
      throw new SetupProblem(`${error.message} Databasen är inläst men inte genomgången. Töm den och återläs igen innan portalen startas.`)
    })
    const aside = await moveAside(folder.path, stampOf(await timeOf(databaseUrl)), BELONGS)
    if (aside) say(`Det som fanns i datamappen ligger i ${aside}.`)
    for (const part of filesIn(manifest)) await rename(join(draft, part), join(folder.path, part.slice('data/'.length)))
    if (keys && !keys.isGiven) await writeKeys(folder.path, keys.keys)
    say('Databasen är återläst.')
    return restored
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function refuseFull(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ database: string; tables: number }>(
    `SELECT current_database() AS database, count(*)::int AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
  )
  const { database, tables } = rows[0]!
  if (tables === 0) return
  throw new SetupProblem(
    `Databasen ${database} är inte tom. Byt namn på den och gör en ny, som dess ägare, medan portalen är stoppad: ` +
      `ALTER DATABASE "${database}" RENAME TO "${database}_innan"; CREATE DATABASE "${database}"; Ingenting har ändrats.`,
  )
}
