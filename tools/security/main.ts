import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { faultsOf, readList, type Row } from './list.ts'

// npm run test:security – each requirement with the tests that hold it, run now; fails on one that is missing, red or without a test.
const root = join(import.meta.dirname, '..', '..')
type Outcome = { title: string; ok: boolean }
type Report = {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[]
}

const rows = readList(root)
const faults = faultsOf(root, rows)
const files = [...new Set(rows.flatMap(({ tests }) => tests))]
const inBrowser = files.filter((file) => file.endsWith('.spec.ts'))
const outcomes = run(files.filter((file) => !inBrowser.includes(file)))

for (const row of rows) process.stdout.write(`${tell(row)}\n`)
process.stdout.write(
  `\n${rows.length} krav: ${(['met', 'part', 'later'] as const).map((state) => `${rows.filter((row) => row.state === state).length} ${state}`).join(', ')}.\n`,
)
for (const fault of faults) process.stdout.write(`! ${fault}\n`)
const all = [...outcomes.values()].flat()
process.stdout.write(`${all.filter(({ ok }) => ok).length} passed, ${all.filter(({ ok }) => !ok).length + faults.length} failed\n`)
process.exitCode = faults.length > 0 || all.some(({ ok }) => !ok) ? 1 : 0

/** One row: its id and state, then its tests – by name those that carry the id, by number the others. */
function tell({ id, state, says, tests }: Row): string {
  if (state === 'later' && tests.length === 0) return `${id.padEnd(4)} later  ${says}`
  const lines = tests.map((file) => {
    if (inBrowser.includes(file)) return `       ${file}: prövas i webbläsaren (npm run test:e2e)`
    const found = outcomes.get(file) ?? []
    if (found.length === 0) faults.push(`${id}: ${file} körde inget prov.`)
    const named = found.filter(({ title }) => new RegExp(`\\b${id}\\b`).test(title))
    const red = found.filter(({ ok }) => !ok)
    return [
      `       ${file}: ${found.length - red.length} av ${found.length} godkända`,
      ...named.filter(({ ok }) => ok).map(({ title }) => `         ✓ ${title}`),
      ...red.map(({ title }) => `         ✗ ${title}`),
    ].join('\n')
  })
  return `${id.padEnd(4)} ${state.padEnd(5)}  ${says}\n${lines.join('\n')}`
}

function run(named: string[]): Map<string, Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'samverkan-security-'))
  const output = join(folder, 'report.json')
  spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--config', join(root, 'vitest.workspace.ts'), '--reporter=dot', '--reporter=json', `--outputFile.json=${output}`, ...named],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  return new Map(
    testResults.map(({ name, assertionResults }) => [
      relative(root, name),
      assertionResults.map(({ fullName, status }) => ({ title: fullName, ok: status === 'passed' })),
    ]),
  )
}
