import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const WEB = join(import.meta.dirname, '..', '..', 'apps', 'web')

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser for tests: one that is there, else one that this system can install. Throws a sentence that says what to do. */
export function findChromium(say: (line: string) => void): string {
  const given = process.env['CHROMIUM_PATH']
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH pekar på ${given}, som inte finns.`)
  }
  const there = [...KNOWN, playwrightsOwn()].find((path) => path !== undefined && existsSync(path))
  if (there) return there
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installerar Chromium med apt-get, för proven i webbläsare.')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (...args: string[]) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
    if (apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') && existsSync('/usr/bin/chromium'))
      return '/usr/bin/chromium'
  }
  say('Hämtar Chromium med Playwright, för proven i webbläsare.')
  spawnSync(process.execPath, [join(WEB, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], {
    cwd: WEB,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const own = playwrightsOwn()
  if (own && existsSync(own)) return own
  throw new Error('Ingen Chromium hittades. Installera en (Debian: apt-get install chromium) eller peka ut en med CHROMIUM_PATH.')
}

function playwrightsOwn(): string | undefined {
  try {
    const { chromium } = createRequire(join(WEB, 'package.json'))('@playwright/test') as { chromium: { executablePath(): string } }
    return chromium.executablePath()
  } catch {
    return undefined
  }
}
