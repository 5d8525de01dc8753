import { execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Environment } from './environment.ts'
import { percentile } from './outcome.ts'

/** On the path, or where distributions put it; the embedded server comes without. */
export function findPgbench(): string | undefined {
  const installed = (): string[] => {
    try {
      return readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)
    } catch {
      return []
    }
  }
  return ['pgbench', ...installed()].find((program) => {
    try {
      execFileSync(program, ['--version'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/** The median time of a statement, prepared, one at a time, in milliseconds. */
export async function pgbenchMedianMs(
  environment: Environment,
  program: string,
  { text, values }: { text: string; values: unknown[] },
  seconds: number,
): Promise<number> {
  const script = join(environment.folder, 'pgbench.sql')
  const log = join(environment.folder, 'pgbench')
  // One line: a script ends each statement with its semicolon, and a comment would swallow the rest.
  writeFileSync(script, `${text.replace(/\s+/g, ' ').replace(/\$(\d+)/g, ':v$1')};\n`)
  const given = values.flatMap((value, at) => ['-D', `v${at + 1}=${String(value)}`])
  const args = ['-n', '-M', 'prepared', '-c', '1', '-T', String(seconds), '-f', script, '-l', `--log-prefix=${log}`, ...given]
  try {
    await promisify(execFile)(program, [...args, environment.ownerUrl])
    const logs = readdirSync(environment.folder).filter((name) => name.startsWith('pgbench.') && name !== 'pgbench.sql')
    const lines = logs.flatMap((name) => readFileSync(join(environment.folder, name), 'utf8').trim().split('\n'))
    return percentile(
      lines.map((line) => Number(line.split(' ')[2]) / 1_000),
      0.5,
    )
  } finally {
    for (const name of readdirSync(environment.folder)) if (name.startsWith('pgbench.')) rmSync(join(environment.folder, name))
  }
}
