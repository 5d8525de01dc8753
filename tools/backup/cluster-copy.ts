import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import type pg from 'pg'
import { type Count, copyFile, copyTree, type Tree, writeWhole } from './copying.ts'

/** Made anew by every server, or of no use to another: the folders are kept, empty. */
const EMPTIED = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']
const LEFT_OUT = [
  'postmaster.pid',
  'postmaster.opts',
  'current_logfiles',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
]
/** Copied last, by itself: it says from where the server reads on. */
const CONTROL = 'global/pg_control'

/**
 * A whole copy of a server that goes on working, by Postgres' own low-level way (pg_backup_start, pg_backup_stop): its files as they
 * happen to be, and the log of everything that was written meanwhile, from which another server makes them fit. The slot keeps that log from being
 * thrown away until it is copied; it and the backup end with the connection, also when we are killed.
 */
export async function copyCluster(admin: pg.Client, cluster: string, to: string, root: string, count: Count): Promise<Tree> {
  await refuseTablespaces(admin)
  const mark = `backup_${randomBytes(6).toString('hex')}`
  await admin.query('SELECT pg_create_physical_replication_slot($1, true, true)', [mark])
  await admin.query('SELECT pg_backup_start($1, true)', [mark])
  const copied = await copyTree(cluster, to, { root, takes, count })
  await copyControl(cluster, to, root, copied)
  const { rows } = await admin.query<{ label: string; last: string }>(
    'SELECT labelfile AS label, pg_walfile_name(lsn - 1) AS last FROM pg_backup_stop(false)',
  )
  const { label, last } = rows[0]!
  copied.files.push({ ...(await writeWhole(join(to, 'backup_label'), label)), path: join(root, 'backup_label') })
  await copyLog(admin, { cluster, to, root, copied, first: /\(file ([0-9A-F]{24})\)/u.exec(label)![1]!, last })
  return copied
}

function takes(path: string, isFolder: boolean): boolean {
  if (LEFT_OUT.includes(path) || path === CONTROL) return false
  const name = path.split('/').at(-1)!
  // Of a connection that runs: sorted rows, and a shorter way to the catalogue.
  if (name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init')) return false
  return (
    !EMPTIED.some((folder) => path.startsWith(`${folder}/`)) || (isFolder && path.split('/').length === 2 && path.startsWith('pg_wal/'))
  )
}

async function refuseTablespaces(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ spcname: string }>(
    "SELECT spcname FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')",
  )
  if (rows.length > 0)
    throw new SetupProblem(`Databasen har filer utanför sin mapp (${rows.map((row) => row.spcname).join(', ')}), som inte kan kopieras så.`)
}

/** The one file that is written over in its place: read until two readings say the same. */
async function copyControl(cluster: string, to: string, root: string, copied: Tree): Promise<void> {
  const file = join(cluster, CONTROL)
  for (let before = await readFile(file); ; ) {
    const again = await readFile(file)
    if (before.equals(again)) break
    before = again
  }
  const control = await copyFile(file, join(to, CONTROL), join(root, CONTROL))
  copied.files.push(control!)
}

type Log = { cluster: string; to: string; root: string; copied: Tree; first: string; last: string }

async function copyLog(admin: pg.Client, { cluster, to, root, copied, first, last }: Log): Promise<void> {
  await mkdir(join(to, 'pg_wal'), { recursive: true, mode: 0o700 })
  const names = (await readdir(join(cluster, 'pg_wal'))).sort()
  const segments = names.filter((name) => /^[0-9A-F]{24}$/u.test(name) && name >= first && name <= last)
  for (const name of [...names.filter((one) => one.endsWith('.history')), ...segments]) {
    const file = await copyFile(join(cluster, 'pg_wal', name), join(to, 'pg_wal', name), join(root, 'pg_wal', name))
    if (file) copied.files.push(file)
  }
  const { rows } = await admin.query<{ size: string }>("SELECT setting AS size FROM pg_settings WHERE name = 'wal_segment_size'")
  const expected = numberOf(last, Number(rows[0]!.size)) - numberOf(first, Number(rows[0]!.size)) + 1
  if (segments.length !== expected)
    throw new SetupProblem(
      `Databasens logg räckte inte från kopians början till dess slut (${segments.length} av ${expected} delar). Kopian är inte hel och har tagits bort. Försök igen.`,
    )
}

/** A segment's place in its time line: the last sixteen digits count in logs of four gigabytes. */
function numberOf(segment: string, size: number): number {
  return Number.parseInt(segment.slice(8, 16), 16) * (2 ** 32 / size) + Number.parseInt(segment.slice(16), 16)
}
