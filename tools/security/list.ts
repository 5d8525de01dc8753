import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How many requirements each part of the list has, and those that were put in between. */
const PARTS: Record<string, number> = { A: 16, B: 10, C: 9, D: 9, E: 14, F: 13 }
const BETWEEN = ['D8a']

/** The ids of the security list, in its order: A1 … F13. */
export const requirementIds: readonly string[] = Object.entries(PARTS).flatMap(([part, count]) =>
  Array.from({ length: count }, (_, index) => `${part}${index + 1}`).flatMap((id) => [
    id,
    ...BETWEEN.filter((other) => other === `${id}a`),
  ]),
)

export const states = ['met', 'part', 'later'] as const
export type State = (typeof states)[number]
export type Row = {
  id: string
  state: State
  /** The sentence of the table: where it is proven, or what is missing. */
  says: string
  /** Test files from the root of the clone, as the sentence names them. */
  tests: string[]
}

/** What the document's short names stand for. */
const PLACES: Record<string, string> = {
  api: 'apps/api/src',
  web: 'apps/web/src',
  e2e: 'apps/web/e2e',
  domain: 'packages/domain/src',
  contract: 'packages/contract/src',
  packages: 'packages',
  apps: 'apps',
  prisma: 'prisma',
  tools: 'tools',
  features: 'apps/api/src/features',
  plugins: 'apps/api/src/plugins',
}

/** `a/{b,c}.test.ts` is two files. */
const expand = (path: string): string[] => {
  const braces = /^(.*)\{([^{}]*)\}(.*)$/.exec(path)
  return braces ? (braces[2] ?? '').split(',').map((word) => `${braces[1]}${word}${braces[3]}`) : [path]
}

/** A name without a folder stands beside the one before it. */
const testsIn = (says: string): string[] => {
  let folder = ''
  return [...says.matchAll(/`([^`\s]+\.(?:test|spec)\.tsx?)`/g)]
    .flatMap(([, name = '']) => expand(name))
    .map((name) => {
      const [first = '', ...rest] = name.split('/')
      const place = rest.length > 0 ? PLACES[first] : undefined
      const path = place ? [place, ...rest].join('/') : join(folder, name)
      folder = dirname(path)
      return path
    })
    .filter((path, index, all) => all.indexOf(path) === index)
}

/** The rows of docs/security.md, read from its tables. */
export function readList(root: string): Row[] {
  const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
  return [...text.matchAll(/^\| ([A-F]\d{1,2}a?)\s*\| (\w+)\s*\| ?(.*?)\s*\|$/gm)].map(([, id = '', state = '', says = '']) => ({
    id,
    state: state as State,
    says,
    tests: testsIn(says),
  }))
}

/** Everything about the list that is not true, as sentences; nothing when it holds. */
export function faultsOf(root: string, rows: readonly Row[]): string[] {
  const faults: string[] = []
  const ids = rows.map(({ id }) => id)
  for (const id of requirementIds) if (ids.filter((one) => one === id).length !== 1) faults.push(`${id} står inte precis en gång i listan.`)
  for (const id of ids) if (!requirementIds.includes(id)) faults.push(`${id} finns inte bland kraven.`)
  for (const { id, state, says, tests } of rows) {
    if (!states.includes(state)) faults.push(`${id} har läget ”${state}”, som inte finns.`)
    if (says.trim().length < 10) faults.push(`${id} säger inte ${state === 'later' ? 'varför det väntar' : 'vad som håller'}.`)
    if (state !== 'later' && tests.length === 0) faults.push(`${id} är ${state} men pekar inte på något prov.`)
    for (const test of tests) if (!existsSync(join(root, test))) faults.push(`${id} pekar på ${test}, som inte finns.`)
  }
  const count = (state: State): number => rows.filter((row) => row.state === state).length
  const sum = `Sum: ${count('met')} met, ${count('part')} part, ${count('later')} later.`
  if (!readFileSync(join(root, 'docs/security.md'), 'utf8').includes(sum)) faults.push(`Summan stämmer inte. Raderna säger: ${sum}`)
  return faults
}
