import { join } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { browserContract, swedishAksel } from './browser-contract.ts'
import { sourceLanguage } from './source-language.ts'
import { paintFirst } from './paint-first.ts'
import { precompress } from './precompress.ts'
import { pureNames } from './pure-names.ts'

/** The API a development server talks to; `npm run dev` sets it, tests and builds never need it. */
const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000'

// Tests are started in the root of the clone, where Lingui would look for its settings in vain.
process.env['LINGUI_CONFIG'] ??= join(import.meta.dirname, 'lingui.config.ts')

export default defineConfig({
  plugins: [
    browserContract(),
    swedishAksel(),
    react(),
    // Only files that use a macro are worth Babel's time: the rest stays on the native transform.
    babel({ plugins: [['@lingui/babel-plugin-lingui-macro', { stripMessageField: false }]], include: /src\/.*\.tsx?$/ }),
    // A text without an English wording stops the build, not the reader.
    lingui({ failOnMissing: true }),
    sourceLanguage(),
    paintFirst(),
    precompress(),
  ],
  build: {
    target: 'es2024',
    // The policy is font-src 'self' and style-src 'self': nothing may become a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // budget.ts reads which files the first page needs.
    manifest: 'manifest.json',
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: { manualPureFunctions: pureNames },
      output: {
        codeSplitting: {
          groups: [
            // Changes with a dependency, not with every release, so that it stays in the reader's cache.
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 2 },
            // Everything else the first page needs, as one file instead of thirty: a phone pays for each request.
            { name: 'frame', tags: ['$initial'], test: /\/(src\/(?!main)|packages\/)/, priority: 1 },
            // The little of the next group that Läget itself needs: for two small things the first page would fetch all that forms share.
            { name: 'rows', test: /\/(ChevronRight\.js|src\/lib\/forum-names\.ts)$/, priority: 1 },
            // What most pages share, as one file instead of ten small ones. Nothing that brings styles: a page's own must come after them.
            { name: 'shared', test: /node_modules|\/src\/lib\//, minShareCount: 10 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
  test: { name: 'web', environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
})
