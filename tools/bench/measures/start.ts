import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isFree } from '../../postgres/ports.ts'
import { buildWeb } from '../../start/web-build.ts'
import { CLONE, type Environment } from '../environment.ts'
import { median, type Outcome } from '../outcome.ts'

const STARTS = 3
const PACKAGES = ['', 'apps/api', 'apps/web', 'packages/contract', 'packages/domain', 'prisma', 'tools']

/** What `npm start` does the second time, in a copy of the clone that has its own data: from the supervisor's first line to /readyz. */
export async function warmStart(environment: Environment): Promise<Outcome[]> {
  await buildWeb()
  const copy = copyOfClone(environment)
  const port = await freePort()
  await startOnce(environment, copy, port) // makes the database, the demo and the roles
  const seconds: number[] = []
  for (let start = 0; start < STARTS; start++) seconds.push(await startOnce(environment, copy, port))
  return [
    {
      what: 'warm start, from the command to ready',
      portal: `${STARTS} starts: ${seconds.map((s) => s.toFixed(2)).join(', ')} s`,
      beside: 'time alone: database, mail, worker and API',
      value: median(seconds),
      unit: 's',
      bound: { atMost: 3 },
    },
  ]
}

/** Sources and the built web are copied, libraries are linked: the same program with a data folder of its own. */
function copyOfClone({ folder }: Environment): string {
  const copy = join(folder, 'clone')
  mkdirSync(copy, { mode: 0o755 })
  const left = new Set(['node_modules', '.git', '.data', 'coverage', 'test-results', 'playwright-report'])
  for (const name of readdirSync(CLONE)) {
    if (left.has(name)) continue
    cpSync(join(CLONE, name), join(copy, name), { recursive: true, filter: (path) => !left.has(basename(path)) })
  }
  for (const name of PACKAGES) {
    const libraries = join(CLONE, name, 'node_modules')
    if (existsSync(libraries)) symlinkSync(libraries, join(copy, name, 'node_modules'))
  }
  return copy
}

async function startOnce({ children }: Environment, copy: string, port: number): Promise<number> {
  const started = performance.now()
  const supervisor = children.start('start', join(copy, 'tools/start/main.ts'), { PATH: process.env['PATH'], PORT: String(port) })
  await children.untilReady('start', supervisor, async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok, 90_000)
  const seconds = (performance.now() - started) / 1_000
  await children.stop(supervisor)
  return seconds
}

async function freePort(): Promise<number> {
  for (let port = 32_000; port < 32_700; port++) if (await isFree(port)) return port
  throw new Error('no port is free')
}
