import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'

/** One process of this machine. `cwd` is absent where the platform or our rights do not show it. */
export type ProcessInfo = { pid: number; parent: number; uid: number; command: string; cwd?: string }

/** Everything that runs, from /proc where there is one (Linux), else from `ps` (macOS). */
export function listProcesses(): ProcessInfo[] {
  return process.platform === 'linux' ? listFromProc() : listFromPs()
}

export function listFromProc(): ProcessInfo[] {
  const found: ProcessInfo[] = []
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const uid = statSync(`/proc/${entry}`).uid
      // Arguments are separated by NUL; a process that sets its title (as Postgres does) pads the rest with NULs.
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').replace(/\0+$/, '').replaceAll('\0', ' ')
      found.push({ pid: Number(entry), parent: parentOf(entry), uid, command, cwd: cwdOf(entry) })
    } catch {
      // The process ended while we were reading about it.
    }
  }
  return found
}

/** Fourth field of stat, counted after the command name, which may itself hold spaces and brackets. */
function parentOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function cwdOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

export function listFromPs(): ProcessInfo[] {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,uid=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Started without a language, as by cron, it would write ?? for the å of a folder.
    env: { ...process.env, LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8' },
  }).split('\n')
  const found: ProcessInfo[] = []
  for (const line of lines) {
    const match = /^\s*(\d+)\s+(\d+)\s+(-?\d+)\s+(.*)$/.exec(line)
    if (match) found.push({ pid: Number(match[1]), parent: Number(match[2]), uid: Number(match[3]), command: match[4]!.trimEnd() })
  }
  return found
}
