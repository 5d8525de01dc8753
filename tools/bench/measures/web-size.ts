import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWeb } from '../../start/web-build.ts'
import { CLONE } from '../environment.ts'
import type { Outcome } from '../outcome.ts'

/** What a browser must have before the first page shows: everything that index.html itself names. */
export async function webSize(): Promise<Outcome[]> {
  const dist = join(CLONE, 'apps/web/dist')
  await buildWeb()
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...page.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="\/([^"]+)"[^>]*>/g)].map(([, path]) => path ?? '')
  const size = (ending: string): { files: number; kB: number } => {
    const files = [...new Set(named.filter((path) => path.endsWith(ending)))]
    return { files: files.length, kB: files.reduce((sum, path) => sum + gzipSync(readFileSync(join(dist, path))).length, 0) / 1_000 }
  }
  const line = (what: string, { files, kB }: { files: number; kB: number }, atMost: number): Outcome => ({
    what,
    portal: `${kB.toFixed(1)} kB gz in ${files} ${files === 1 ? 'file' : 'files'}`,
    beside: 'the budget of what index.html loads at once',
    value: kB,
    unit: 'kB',
    bound: { atMost },
  })
  return [line('first JavaScript', size('.js'), 150), line('first CSS', size('.css'), 40)]
}
