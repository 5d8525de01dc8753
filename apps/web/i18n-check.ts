/**
 * The language gate: the catalogues must hold exactly the texts in the code (nothing forgotten, nothing left over), and
 * every text must have an English wording. Run by `check`; mend with `pnpm --filter @samverkan/web i18n:extract`.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const catalogues = ['sv', 'en'].map((locale) => new URL(`./src/locales/${locale}.po`, import.meta.url))
// The header carries a date that says nothing about the texts.
const texts = () => catalogues.map((file) => readFileSync(file, 'utf8').replace(/^"POT-Creation-Date.*$/m, '')).join()
const lingui = (...args: string[]) =>
  spawnSync(join(import.meta.dirname, 'node_modules/.bin/lingui'), args, { cwd: import.meta.dirname, encoding: 'utf8' })

const before = texts()
const extracted = lingui('extract', '--clean')
if (extracted.status !== 0 || texts() !== before) {
  console.error(
    extracted.stderr ||
      'The catalogues did not match the code; they do now. Give the new texts an English wording in src/locales/en.po and commit both.',
  )
  process.exitCode = 1
}
const compiled = lingui('compile', '--strict')
if (compiled.status !== 0) {
  console.error(compiled.stdout, compiled.stderr)
  process.exitCode = 1
}
