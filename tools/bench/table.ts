import { isMet, type Outcome } from './outcome.ts'

/** Markdown, so that a run can be pasted into docs/operations.md as it stands. */
export function printTable(outcomes: readonly Outcome[], unmeasured: readonly string[], machine: string): void {
  const header = ['what', 'the portal', 'measured against', 'value', 'bound', '']
  const rows = outcomes.map((outcome) => {
    const { what, portal, beside, value, unit, bound } = outcome
    const [sign, limit] = 'atLeast' in bound ? ['≥', bound.atLeast] : ['≤', bound.atMost]
    return [what, portal, beside, show(value, unit), `${sign} ${show(limit, unit)}`, isMet(outcome) ? 'ok' : 'MISSED']
  })
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  const print = (text: string): boolean => process.stdout.write(`${text}\n`)
  print(`\n${machine}\n`)
  print([line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'))
  const missed = outcomes.filter((outcome) => !isMet(outcome))
  const faults = [...missed.map(({ what }) => what), ...unmeasured.map((name) => `${name} (could not be measured)`)]
  print(faults.length === 0 ? '\nEvery bound is met.' : `\nMissed: ${faults.join('; ')}.`)
}

function show(value: number, unit: Outcome['unit']): string {
  if (unit === '×') return `${value.toFixed(2)}×`
  if (unit === 'ms') return `${value.toFixed(1)} ms`
  return unit === 's' ? `${value.toFixed(2)} s` : `${value.toFixed(0)} kB`
}
