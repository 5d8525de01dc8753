import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import { readSettings } from './settings.ts'
import { Supervisor } from './supervisor.ts'
import { say, warn } from './say.ts'

const FORCE_AFTER_MS = 1_000
const CLONE = join(import.meta.dirname, '..', '..')

const wordsOf = (error: unknown): string => {
  if (error instanceof SetupProblem) return error.message
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return 'Disken är full. Frigör plats och starta igen; ingenting har tagits bort.'
  return (error as Error).stack ?? String(error)
}

let supervisor: Supervisor | undefined
let stoppingSince: number | undefined

async function stop(code: number, signal?: NodeJS.Signals): Promise<void> {
  if (stoppingSince !== undefined) {
    // One press of Ctrl-C may arrive twice: from the terminal and, handed on, from npm. Only a second press is meant to force.
    if (signal !== 'SIGINT' || performance.now() - stoppingSince < FORCE_AFTER_MS) return
    supervisor?.kill()
    process.exit(130)
  }
  stoppingSince = performance.now()
  if (code === 0) say('Avslutar. Tryck Ctrl-C en gång till för att avbryta genast.')
  await supervisor?.stop()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0, signal))
// The bootstrap hands on signals; if it is killed with -9 nobody else will tell us.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) void stop(0)
}, 1_000).unref()

async function giveUp(error: unknown): Promise<void> {
  if (stoppingSince !== undefined) return
  warn(wordsOf(error))
  await stop(1)
}

try {
  supervisor = new Supervisor(CLONE, readSettings(process.argv.slice(2), process.env), (problem) => void giveUp(problem))
  await supervisor.start()
} catch (error) {
  await giveUp(error)
}
