import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { bestEffort } from './best-effort.ts'
import { identityOf, isRunning, type ProcessIdentity } from './identity.ts'

/** What the holder tells others who want the same folder, such as the address where it answers. */
export type LockNote = Record<string, string>
export type HeldLock = { held: true; tell(note: LockNote): void; release(): void }
export type TakenLock = { held: false; by: ProcessIdentity & { note: LockNote } }

type Content = ProcessIdentity & { note: LockNote }

/**
 * One process at a time per path. The lock of a process that has ended (kill -9, power cut) is taken over, so nobody ever
 * has to remove a file by hand.
 */
export function takeLock(path: string): HeldLock | TakenLock {
  const self = identityOf(process.pid)
  if (!self) throw new Error('cannot read the start time of this process')
  mkdirSync(dirname(path), { recursive: true })
  for (;;) {
    if (createExclusively(path, { ...self, note: {} })) return holder(path, self)
    const other = read(path)
    if (other && isRunning(other)) return { held: false, by: other }
    setAside(path, other)
  }
}

function holder(path: string, self: ProcessIdentity): HeldLock {
  return {
    held: true,
    tell: (note) => {
      const next = `${path}.${self.pid}.next`
      bestEffort(() => {
        writeFileSync(next, JSON.stringify({ ...self, note } satisfies Content), { mode: 0o600 })
        renameSync(next, path)
      })
    },
    release: () => {
      if (read(path)?.pid === self.pid) rmSync(path, { force: true })
    },
  }
}

/** Link, not open: the file appears with its content, so that nobody reads a lock that is half written. */
function createExclusively(path: string, content: Content): boolean {
  const draft = `${path}.${content.pid}.draft`
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 })
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Two may find the same dead lock at once: whoever moves away a lock that has just been renewed puts it back. */
function setAside(path: string, seen: Content | undefined): void {
  const aside = `${path}.${process.pid}.old`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved && moved.startedAt !== seen?.startedAt && isRunning(moved)) {
    try {
      linkSync(aside, path)
    } catch {
      // A third one was quicker; it is told about by the next round of takeLock.
    }
  }
  rmSync(aside, { force: true })
}

function read(path: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content
  } catch {
    return undefined
  }
}
