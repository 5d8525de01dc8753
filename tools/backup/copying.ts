import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, type FileHandle, lstat, mkdir, open, readdir, rename, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import type { CopiedFile } from './manifest.ts'

const CHUNK = 1024 * 1024

/** Copies one file to the disk and says what came over; undefined where it has been removed meanwhile, as a running server does. */
export async function copyFile(from: string, to: string, path: string): Promise<CopiedFile | undefined> {
  const source = await openIfThere(from)
  if (!source) return undefined
  try {
    const target = await open(to, 'wx', 0o600)
    try {
      const hash = createHash('sha256')
      const buffer = Buffer.allocUnsafe(CHUNK)
      let size = 0
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, CHUNK)
        if (bytesRead === 0) break
        const part = buffer.subarray(0, bytesRead)
        hash.update(part)
        await writeAll(target, part)
        size += bytesRead
      }
      await target.sync()
      return { path, size, sha256: hash.digest('hex') }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    // Never through a link: what a folder points at elsewhere is not part of it.
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    if (code === 'EACCES') throw new SetupProblem(`${path} får inte läsas. Kör kommandot som det konto som startar portalen.`)
    throw error
  }
}

async function writeAll(target: FileHandle, part: Buffer): Promise<void> {
  for (let done = 0; done < part.length; ) done += (await target.write(part, done)).bytesWritten
}

/** Text that belongs to the copy, written as durably as what is copied. */
export async function writeWhole(to: string, text: string, mode = 0o600): Promise<CopiedFile> {
  const bytes = Buffer.from(text)
  const target = await open(to, 'wx', mode)
  try {
    await writeAll(target, bytes)
    await target.sync()
  } finally {
    await target.close()
  }
  return { path: '', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export type Tree = { folders: string[]; files: CopiedFile[] }

/** Hears how many bytes each file was. */
export type Count = (bytes: number) => void
const EVERY_MS = 5_000

/** A large copy takes its time: now and then it is said how far it has come. */
export function counted(total: number, say: (text: string) => void): Count {
  let done = 0
  let last = performance.now()
  return (bytes) => {
    done += bytes
    if (performance.now() - last < EVERY_MS) return
    last = performance.now()
    say(`  ${inWords(done)} av ungefär ${inWords(total)}`)
  }
}

type TreeOptions = { root: string; takes?: (path: string, isFolder: boolean) => boolean; count?: Count }

/** Copies a folder with everything in it that `takes` says yes to. Paths are written as they stand below `root`, with `/`. */
export async function copyTree(from: string, to: string, { root, takes = () => true, count = () => {} }: TreeOptions): Promise<Tree> {
  const found: Tree = { folders: [], files: [] }
  const visit = async (below: string): Promise<void> => {
    await mkdir(join(to, below), { recursive: true, mode: 0o700 })
    found.folders.push(join(root, below))
    for (const entry of await entriesOf(join(from, below))) {
      const path = join(below, entry.name)
      if (!takes(path, entry.isDirectory())) continue
      if (entry.isDirectory()) await visit(path)
      else if (entry.isFile()) {
        const copied = await copyFile(join(from, path), join(to, path), join(root, path))
        if (!copied) continue
        found.files.push(copied)
        count(copied.size)
      }
    }
  }
  await visit('')
  return found
}

async function entriesOf(folder: string) {
  try {
    return (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

export async function sizeOf(path: string): Promise<number> {
  try {
    const stat = await lstat(path)
    if (!stat.isDirectory()) return stat.size
    const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))))
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

/** How much whoever asks may still write below this folder. */
export type Room = (folder: string) => Promise<number>
export const roomOn: Room = async (folder) => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

export async function assertRoom(folder: string, needed: number, room: Room): Promise<void> {
  const free = await room(folder)
  if (free >= needed) return
  throw new SetupProblem(
    `Det finns inte plats i ${folder}: ${inWords(needed)} behövs och ${inWords(free)} är ledigt. Ingenting har skrivits.`,
  )
}

export function inWords(bytes: number): string {
  const megabytes = bytes / 1_000_000
  return megabytes < 1_000 ? `${Math.max(1, Math.round(megabytes))} MB` : `${(megabytes / 1_000).toFixed(1).replace('.', ',')} GB`
}

/** The name becomes durable too, not only what it names. */
export async function moveWhole(from: string, to: string): Promise<void> {
  await rename(from, to)
  for (const folder of new Set([dirname(from), dirname(to)])) {
    const handle = await open(folder, constants.O_RDONLY)
    await handle.sync().catch(() => {}) // a file system that cannot do so has nothing to wait for
    await handle.close()
  }
}

export async function makeClosedFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
}
