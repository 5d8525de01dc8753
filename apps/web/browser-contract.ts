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

export const browserContract = (): Plugin => ({
  name: 'browser-contract',
  enforce: 'pre',
  resolveId: (source, importer) => (source === 'zod' && importer?.includes('/packages/contract/') ? id : null),
  load: (wanted) => (wanted === id ? standIn : null),
  // What a route is for is read in the published document; in the browser the sentences would cost as much as a page.
  transform: (code, file) =>
    /\/packages\/contract\/src\/[\w-]+\.ts$/.test(file) && code.includes('summary:')
      ? { code: code.replace(summary, ''), map: null }
      : null,
})

/** Aksel carries Norwegian as its built-in language; ours is Swedish, so it is not sent as well. */
export const swedishAksel = (): Plugin => ({
  name: 'swedish-aksel',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('/locales/nb.js') && importer?.includes('/ds-react/') ? `${import.meta.dirname}/src/lib/aksel-sv.ts` : null,
})
