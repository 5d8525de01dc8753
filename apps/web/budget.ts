/**
 * Fails the build when the first page costs more than agreed (design/stack.md, "budget"): initial JavaScript 150 kB,
 * stylesheets 40 kB, each lazy route 120 kB, all gzipped. Also prints the figures, so that a slow creep is seen.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

type Chunk = { file: string; isEntry?: boolean; isDynamicEntry?: boolean; imports?: string[]; css?: string[] }
const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as Record<string, Chunk>
const size = (file: string) => gzipSync(readFileSync(new URL(file, dist))).length

/** A chunk with everything it imports statically. */
function closure(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return seen
  seen.add(key)
  for (const next of chunk.imports ?? []) closure(next, seen)
  return seen
}
const files = (keys: Set<string>) => [...keys].flatMap((key) => (manifest[key] ? [manifest[key].file] : []))
const styles = (keys: Set<string>) => [...new Set([...keys].flatMap((key) => manifest[key]?.css ?? []))]
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const sum = (list: string[]) => list.reduce((total, file) => total + size(file), 0)

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry)
if (!entry) throw new Error('No entry in the manifest')
// What somebody who is logged in needs to see Läget; the log-in page needs less.
const initial = closure('src/features/home/home-page.tsx', closure(entry))
// The Swedish texts are fetched before the first paint, so they belong to the first page.
const swedish = Object.keys(manifest).filter((key) => key.endsWith('locales/sv.po'))
const js = sum([...files(initial), ...swedish.map((key) => manifest[key]?.file ?? '')])
const css = sum(styles(initial))
const routes = Object.keys(manifest)
  .filter((key) => manifest[key]?.isDynamicEntry && !swedish.includes(key))
  .map((key) => [key, sum(files(closure(key)).filter((file) => !files(initial).includes(file)))] as const)
  .sort((a, b) => b[1] - a[1])

console.log(`First page: ${kB(js)} JavaScript (at most 150), ${kB(css)} styles (at most 40). Largest routes:`)
for (const [key, bytes] of routes.slice(0, 5)) console.log(`  ${kB(bytes).padStart(9)}  ${key}`)
const over = [js > 150_000 && 'JavaScript', css > 40_000 && 'styles', (routes[0]?.[1] ?? 0) > 120_000 && 'a route'].filter(Boolean)
if (over.length) {
  console.error(`Over budget: ${over.join(', ')}`)
  process.exit(1)
}
