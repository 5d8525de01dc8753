import { formatter } from '@lingui/format-po'
import { defineConfig } from '@lingui/cli'

/** Swedish is what is written in the code; English is a translation that must be complete. */
export default defineConfig({
  sourceLocale: 'sv',
  locales: ['sv', 'en'],
  catalogs: [{ path: '<rootDir>/src/locales/{locale}', include: ['src'], exclude: ['**/*.test.*'] }],
  // No file names or line numbers: two branches that add texts should not collide on them.
  format: formatter({ origins: false, lineNumbers: false }),
  orderBy: 'message',
})
