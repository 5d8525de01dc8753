import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Account } from './account.ts'

/** Waits for the end of its input, which comes when the process that started it is gone; asks first whether the number is still the server's. */
const SCRIPT = 'read -r _; [ "$(head -n 1 "$1" 2>/dev/null)" = "$2" ] && kill -INT "$2"'

/**
 * Ends the server when this process is killed and cannot do it itself: nobody is left with a database that belongs to no one.
 * Answers how to call the guard off.
 */
export function endWithUs(pid: number, cluster: string, account: Account | undefined): () => Promise<void> {
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'sh', join(cluster, 'postmaster.pid'), String(pid)], {
    ...account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  const ended = new Promise<void>((resolve) => {
    guard.once('error', () => resolve())
    guard.once('exit', () => resolve())
  })
  guard.stdin.on('error', () => {}) // it may be gone before us
  guard.unref()
  return () => {
    // Whoever waits for it must not find that there was nothing left to wait for.
    guard.ref()
    guard.kill('SIGKILL')
    return ended
  }
}
