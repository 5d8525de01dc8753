/**
 * Writes dist/ahead.json: which files and answers each address needs, so that the server can name them together with the
 * page (apps/api/src/plugins/web.ts). The browser then fetches them side by side, where it would have learned of each
 * only from the one before: on a phone's line every such step is a quarter of a second.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import {
  listPictures,
  portal,
  readAnswerLink,
  readBoard,
  readHome,
  readIncident,
  currentSession,
  readInvitation,
} from '@samverkan/contract'
import { paths } from './src/paths.ts'

type Chunk = { file: string; imports?: string[]; css?: string[] }
const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8')) as Record<string, Chunk>

/** The answers that a page asks for first, beside the two that every page behind the log-in needs. */
const inside = [currentSession.path, readHome.path]
const withCode = (path: (code: string) => string) => decodeURIComponent(path(':code'))
const data: Record<string, readonly string[]> = {
  [paths.home]: [`${listPictures.path}?limit=3`],
  [withCode(paths.incident)]: [readIncident.path],
  [withCode(paths.callOut)]: [readIncident.path, readBoard.path],
  [paths.logIn]: [portal.path],
  '/k/:token': [readAnswerLink.path],
  '/bjud-in/:token': [readInvitation.path],
}

/** The tables of router.tsx: `[address, page(() => import('file'), …)]`. */
const router = readFileSync(new URL('./src/router.tsx', import.meta.url), 'utf8')
const table = (name: string): [path: string, key: string][] => {
  const rows = new RegExp(`const ${name}:[^\\n]*= \\[\\n(.*?)\\n\\]`, 's').exec(router)?.[1] ?? ''
  const found = [...rows.matchAll(/^ {2}\[(?:withCode\()?(?:paths\.(\w+)|'([^']+)')\)?, page\(\(\) => import\('\.\/([^']+)'\)/gm)].map(
    ([, word, address, file]): [string, string] => {
      const path = word ? paths[word as keyof typeof paths] : address
      return [typeof path === 'function' ? withCode(path) : String(path), `src/${file}`]
    },
  )
  if (found.length === 0 || found.length !== rows.split('\n').length)
    throw new Error(`ahead.ts cannot read the table "${name}" of router.tsx`)
  return found
}
const room = /IncidentRoom = page\(\(\) => import\('\.\/([^']+)'\)/.exec(router)?.[1]
if (!room) throw new Error('ahead.ts cannot find the room of an incident in router.tsx')

/** A chunk with everything it imports statically. */
function closure(key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the build`)
  if (!seen.has(key)) {
    seen.add(key)
    for (const next of chunk.imports ?? []) closure(next, seen)
  }
  return seen
}
const files = (keys: Iterable<string>, of: (chunk: Chunk) => readonly string[]) => [
  ...new Set([...keys].flatMap((key) => of(manifest[key]!))),
]
// What every page needs stands in index.html already.
const always = closure('index.html')
const written = new Set(files(always, (chunk) => [chunk.file, ...(chunk.css ?? [])]))
const page = (path: string, keys: readonly string[], answers: readonly string[], isOpen: boolean) => {
  const all = new Set(keys.flatMap((key) => [...closure(key)]))
  const fresh = (list: readonly string[]) => list.filter((file) => !written.has(file))
  return {
    path,
    scripts: fresh(files(all, ({ file }) => [file])),
    styles: fresh(files(all, ({ css }) => css ?? [])),
    data: [...answers, ...(data[path] ?? [])],
    /** Anybody may ask for its answers; those of the others only come with a session. */
    isOpen,
  }
}
const pages = [
  ...table('doors').map(([path, key]) => page(path, [key], [], true)),
  ...table('pages').map(([path, key]) => page(path, [key], inside, false)),
  ...table('rooms').map(([path, key]) => page(path, [`src/${room}`, key], inside, false)),
]
writeFileSync(new URL('ahead.json', dist), JSON.stringify(pages))
console.log(
  `Ahead of ${pages.length} pages; most files: ${Math.max(...pages.map(({ scripts, styles }) => scripts.length + styles.length))}`,
)
