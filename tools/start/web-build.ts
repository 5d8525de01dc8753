import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupProblem } from '@samverkan/prisma/owner'
import { say } from './say.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const WEB = join(ROOT, 'apps', 'web')
export const WEB_DIST = join(WEB, 'dist')
const MARK = join(WEB_DIST, '.built-from')

/** Builds the web app when its sources differ from what the last build was made of. */
export async function buildWeb({ force = false, signal }: { force?: boolean; signal?: AbortSignal } = {}): Promise<void> {
  const wanted = hashOfSources()
  if (!force && existsSync(join(WEB_DIST, 'index.html')) && readIfThere(MARK) === wanted) return
  say('Bygger webbsidorna. Det görs när något i dem har ändrats.')
  const output = await runBuild(signal)
  if (output !== undefined) throw new SetupProblem(`Webbsidorna gick inte att bygga:\n\n${output}`)
  writeFileSync(MARK, wanted)
  say('Webbsidorna är byggda.')
}

/** The output of a failed build, else undefined. */
function runBuild(signal: AbortSignal | undefined): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--run', 'build'], {
      cwd: WEB,
      // A group of its own, so that the programs that the build starts end with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    const endGroup = () => process.kill(-child.pid!, 'SIGTERM')
    signal?.addEventListener('abort', endGroup)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', reject)
    child.once('close', (code) => {
      signal?.removeEventListener('abort', endGroup)
      resolve(code === 0 ? undefined : output)
    })
  })
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'pnpm-lock.yaml')))
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['node_modules', 'dist', 'e2e', 'coverage'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
      const full = join(path, entry.name)
      if (entry.isDirectory()) visit(full)
      else if (entry.isFile()) hash.update(full.slice(ROOT.length)).update('\0').update(readFileSync(full)).update('\0')
    }
  }
  for (const folder of [WEB, join(ROOT, 'packages', 'contract'), join(ROOT, 'packages', 'domain')]) visit(folder)
  return hash.digest('hex')
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
