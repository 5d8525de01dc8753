import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { freemem, hostname } from 'node:os'
import { join } from 'node:path'
import { serverAccount } from '../postgres/account.ts'

const MEMORY = '/dev/shm'
const NOTE = 'clone.json'
const GIB = 1024 ** 3
/** Three portals and the databases of four test files beside each other stay far below this. */
const NEEDED = { shared: 2 * GIB, free: 6 * GIB }

/**
 * Where what tests write may lie: in memory where Linux has plenty of it, else in `onDisk`. A database per test file is three hundred
 * files each, which a busy disk takes up to a second to make and memory a twentieth of that; nothing of it needs to survive a power cut.
 */
export function passingFolder(clone: string, onDisk: string, memory = MEMORY): string {
  if (!hasRoom(memory)) return onDisk
  const uid = process.getuid!()
  const path = realpathSync(clone)
  const prefix = `samverkansportalen-${uid}-`
  const folder = join(memory, prefix + createHash('sha256').update(path).digest('hex').slice(0, 16))
  if (!existsSync(folder)) forgetRemovedClones(memory, prefix, uid)
  mkdirSync(folder, { recursive: true })
  // Anybody may write beside it: one that somebody else put there is not ours to use.
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== uid) return onDisk
  chmodSync(folder, serverAccount() ? 0o711 : 0o700)
  const note = join(folder, NOTE)
  if (!existsSync(note)) writeFileSync(note, JSON.stringify({ host: hostname(), path } satisfies Note))
  return folder
}

type Note = { host: string; path: string }

/** A template is kept from run to run, a hundred megabytes of memory; whoever removes a clone does not think of that. */
function forgetRemovedClones(memory: string, prefix: string, uid: number): void {
  for (const name of readdirSync(memory).filter((one) => one.startsWith(prefix))) {
    const folder = join(memory, name)
    try {
      if (lstatSync(folder).uid !== uid) continue
      const { host, path } = JSON.parse(readFileSync(join(folder, NOTE), 'utf8')) as Note
      // A container may share its memory with others, whose clones it does not see.
      if (host === hostname() && !existsSync(path)) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another run is just making it, or has removed it.
    }
  }
}

function hasRoom(memory: string): boolean {
  if (process.platform !== 'linux' || !existsSync(memory) || !runsPrograms(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= NEEDED.shared && freemem() >= NEEDED.free
}

/** As root the server may be copied there, and must be allowed to run; in a container it often is not. */
function runsPrograms(memory: string): boolean {
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .findLast(([, at]) => at === memory)
  return mount?.[2] === 'tmpfs' && !mount[3]?.split(',').includes('noexec')
}
