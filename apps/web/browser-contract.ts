import type { Plugin } from 'vite'

/**
 * The browser needs a route's method and path, not its schemas: `call` sends and the server judges. zod costs 26 kB
 * gzipped, a sixth of the first page's budget, so inside packages/contract the word `zod` means this stand-in when the
 * web is built. It can be composed like zod and does nothing; asking it to judge something throws, at once and loudly.
 * A form that wants zod imports it in its own, lazily fetched file and gets the real one.
 */
const standIn = `
const words = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'encode', 'decode', 'options', 'shape'])
export const z = new Proxy(() => z, {
  get: (_, word) => {
    if (words.has(word)) throw new Error('Schemas of the contract are not in the browser: write the rule in the form, with zod of its own')
    return z
  },
  apply: () => z,
})
`
const id = '\0contract-without-schemas'
const summary = /^ +summary:\s*'(?:[^'\\\n]|\\.)*',$/gm

const opening = '([{'
const closing = ')]}'

/** Where the bracket at `from` closes again; what stands in strings, patterns and comments does not count. */
function closes(code: string, from: number): number {
  let depth = 0
  for (let i = from; i < code.length; i++) {
    const character = code[i]!
    if (`'"\``.includes(character)) {
      for (i++; i < code.length && code[i] !== character; i++) if (code[i] === '\\') i++
    } else if (code.startsWith('/*', i)) i = code.indexOf('*/', i) + 1
    else if (code.startsWith('//', i)) i = code.indexOf('\n', i)
    else if (character === '/' && '(,'.includes(code.slice(0, i).trimEnd().at(-1)!)) {
      for (let set = false, j = i + 1; j < code.length; j++) {
        if (code[j] === '\\') j++
        else if (code[j] === '[') set = true
        else if (code[j] === ']') set = false
        else if (code[j] === '/' && !set) {
          i = j
          break
        }
      }
    } else if (opening.includes(character)) depth++
    else if (closing.includes(character) && --depth === 0) return i
  }
  throw new Error('A bracket of the contract does not close')
}

/** Every `z.object({…}).strict()` becomes `z`: the stand-in answers all of them alike. Types (`z.infer<…>`) stay. */
export function withoutSchemas(code: string): string {
  let [kept, at] = ['', 0]
  for (const found of code.matchAll(/(?<![\w$.'"])z(?=\s*\.)/g)) {
    if (found.index < at) continue
    let end = found.index + 1
    for (;;) {
      const step = /^(?:\s*\.\w+)+\(/.exec(code.slice(end))
      if (!step) break
      end = closes(code, end + step[0].length - 1) + 1
    }
    if (end === found.index + 1) continue
    kept += `${code.slice(at, found.index)}z`
    at = end
  }
  return kept + code.slice(at)
}

export const browserContract = (): Plugin => ({
  name: 'browser-contract',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'zod' && importer?.includes('/packages/contract/') ? id : null),
  load: (wanted) => (wanted === id ? standIn : null),
  // The sentences and the schemas of the routes would cost as much as a page, and nobody asks for them here.
  transform: (code, file) =>
    /\/packages\/contract\/src\/[\w-]+\.ts$/.test(file) ? { code: withoutSchemas(code.replace(summary, '')), map: null } : null,
})

/** Aksel carries Norwegian as its built-in language; ours is Swedish, so it is not sent as well. */
export const swedishAksel = (): Plugin => ({
  name: 'swedish-aksel',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('/locales/nb.js') && importer?.includes('/ds-react/') ? `${import.meta.dirname}/src/lib/aksel-sv.ts` : null,
})
