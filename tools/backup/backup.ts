import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import pg from 'pg'
import type { DataFolder } from '../postgres/data-folder.ts'
import { copyCluster } from './cluster-copy.ts'
import {
  assertRoom,
  copyFile,
  copyTree,
  counted,
  inWords,
  makeClosedFolder,
  moveWhole,
  type Room,
  roomOn,
  sizeOf,
  type Tree,
  writeWhole,
} from './copying.ts'
import { DUMP, dump, ROLES, toolsOf } from './dump.ts'
import { clusterIn, openEmbedded } from './embedded.ts'
import { factsOf } from './facts.ts'
import { keepKeys, keysBeside } from './keys.ts'
import { HALF, MANIFEST, type Manifest, written } from './manifest.ts'
import { rolesNamed, rolesSql } from './roles.ts'

/** Beside the database: what was caught of letters, and the log, where signed heads of the journal stand. */
export const FILES = ['mail', 'logs']
const DATA = 'data'
const DATABASE = 'database'
/** The log of what is written while it is copied, and the rest that nobody can know beforehand. */
const SLACK = 200_000_000

export type BackupOptions = {
  clone: string
  folder: DataFolder
  /** Where copies are kept; each becomes a folder of its own there. */
  to: string
  /** Where the keys are written instead of beside the copy. */
  keysTo?: string
  databaseUrl?: string
  /** The operator keeps them somewhere already. */
  secretKeys?: string
  say: (text: string) => void
  room?: Room
  settings?: Record<string, string>
}
export type Backup = { folder: string; manifest: Manifest; keys: string | undefined }

/** A whole copy of the portal while it goes on working. It gets its name when it is whole; one that was interrupted is never taken for another. */
export async function makeBackup(options: BackupOptions): Promise<Backup> {
  const to = resolve(options.to)
  const inside = relative(join(options.folder.path, 'postgres'), to)
  if (!inside.startsWith('..')) throw new SetupProblem(`${to} ligger i databasens egen mapp. Välj en annan med --to.`)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  return options.databaseUrl ? ofOutside(options, to, options.databaseUrl) : ofEmbedded(options, to)
}

async function ofEmbedded(options: BackupOptions, to: string): Promise<Backup> {
  const { admin, portal, close } = await openEmbedded(options)
  try {
    const facts = await factsOf(portal, 'cluster')
    const cluster = clusterIn(options.folder)
    const needed = (await sizeOf(cluster)) + SLACK
    return await whole(options, to, { ...facts, roles: [] }, needed, (draft) => {
      options.say('Kopierar databasens filer. Portalen går som vanligt under tiden.')
      return copyCluster(admin, cluster, join(draft, DATABASE), DATABASE, counted(needed - SLACK, options.say))
    })
  } finally {
    await close()
  }
}

async function ofOutside(options: BackupOptions, to: string, url: string): Promise<Backup> {
  const portal = new pg.Client({ connectionString: url, application_name: 'samverkansportalen-backup' })
  portal.on('error', () => {})
  await portal.connect().catch((error: Error) => {
    throw new SetupProblem(`Databasen i DATABASE_URL svarar inte: ${error.message}`)
  })
  try {
    const facts = await factsOf(portal, 'dump')
    const { pg_dump } = await toolsOf(facts.postgresMajor)
    const { rows } = await portal.query<{ size: string }>('SELECT pg_database_size(current_database()) AS size')
    const roles = await rolesNamed(portal)
    return await whole(options, to, { ...facts, roles }, Number(rows[0]!.size) + SLACK, async (draft) => {
      const at = (name: string) => join(draft, DATABASE, name)
      await makeClosedFolder(join(draft, DATABASE))
      options.say(`Kopierar databasen med ${pg_dump}. Portalen går som vanligt under tiden.`)
      await dump(pg_dump, url, at(DUMP))
      // Once through our own copying: it is on the disk then, and its sum is known.
      const copied = await copyFile(at(DUMP), at(`${DUMP}.next`), join(DATABASE, DUMP))
      await rm(at(DUMP))
      await moveWhole(at(`${DUMP}.next`), at(DUMP))
      const listed = { ...(await writeWhole(at(ROLES), rolesSql(roles))), path: join(DATABASE, ROLES) }
      return { folders: [DATABASE], files: [listed, copied!] }
    })
  } finally {
    await portal.end().catch(() => {})
  }
}

type Begun = Omit<Manifest, 'folders' | 'files' | 'bytes'>

async function whole(
  options: BackupOptions,
  to: string,
  begun: Begun,
  needed: number,
  database: (draft: string) => Promise<Tree>,
): Promise<Backup> {
  const { folder, say } = options
  const final = join(to, `portal-${begun.madeAt.slice(0, 19).replaceAll(':', '.')}Z`)
  const draft = `${final}${HALF}`
  const kept = join(folder.path, 'secret-keys')
  const keys = !options.secretKeys && existsSync(kept) ? resolve(options.keysTo ?? keysBeside(final)) : undefined
  for (const path of [final, draft, ...(keys ? [keys] : [])])
    if (existsSync(path))
      throw new SetupProblem(`${path} finns redan och skrivs inte över. Försök igen om en sekund, eller välj en annan plats.`)
  if (keys && !relative(final, keys).startsWith('..'))
    throw new SetupProblem(
      'Nycklarna läggs inte i säkerhetskopian: den som har båda kan skriva under som portalen. Välj en annan plats med --keys.',
    )
  const files = await Promise.all(FILES.map((name) => sizeOf(join(folder.path, name))))
  await assertRoom(to, needed + files.reduce((sum, size) => sum + size, 0), options.room ?? roomOn)
  for (const name of readdirSync(to).filter((one) => one.startsWith('portal-') && one.endsWith(HALF)))
    say(`${join(to, name)} är en kopia som avbröts. Den går att ta bort, om ingen annan säkerhetskopiering pågår.`)
  try {
    await makeClosedFolder(draft)
    const trees = [await database(draft)]
    await makeClosedFolder(join(draft, DATA))
    for (const name of FILES.filter((one) => existsSync(join(folder.path, one))))
      trees.push(await copyTree(join(folder.path, name), join(draft, DATA, name), { root: join(DATA, name) }))
    const manifest = complete(begun, trees)
    if (keys) await keepKeys(kept, keys)
    await writeWhole(join(draft, MANIFEST), written(manifest))
    await moveWhole(draft, final)
    say(`Säkerhetskopian är hel: ${final} (${manifest.files.length} filer, ${inWords(manifest.bytes)}).`)
    return { folder: final, manifest, keys }
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {})
    throw full(error, to)
  }
}

function complete(begun: Begun, trees: Tree[]): Manifest {
  const files = trees.flatMap((tree) => tree.files)
  return {
    ...begun,
    folders: [...new Set([DATABASE, DATA, ...trees.flatMap((tree) => tree.folders)])].map((path) => path.replace(/\/$/u, '')),
    files,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  }
}

/** The disk may fill up although there was room when it began. */
function full(error: unknown, to: string): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') return error
  return new SetupProblem(`Disken blev full medan kopian skrevs i ${to}. Den halva kopian har tagits bort; portalen är som förut.`)
}
