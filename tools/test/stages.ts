import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { chosenMoment, MOMENTS } from './moments.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

/** One of many alike has a label: its last line is said at the end, and what is passed on goes to each of them. */
export type Step = { command: string[]; cwd?: string; env?: Record<string, string>; label?: string }
/** `steps` is asked only when the stage begins, because finding a browser may take an installation. */
export type Stage = { name: string; title: string; steps: (say: (line: string) => void) => Step[] }

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name)
const PROJECTS = ['packages/domain', 'packages/contract', 'prisma', 'tools', 'apps/api', 'apps/web']

/** `npm test`: everything once at today's date, and what depends on dates in domain, API and demo at the eight moments (moments.ts). */
export const STAGES: Stage[] = [
  {
    name: 'lint',
    title: 'Kodregler och form',
    steps: () => [
      { command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
      { command: [bin('biome'), 'format', '.'] },
      ...(hasScript('apps/web', 'i18n:check') ? [{ command: [process.execPath, '--run', 'i18n:check'], cwd: join(ROOT, 'apps/web') }] : []),
    ],
  },
  {
    name: 'types',
    title: 'Typer och schema',
    steps: () => [
      ...PROJECTS.filter((project) => existsSync(join(ROOT, project, 'tsconfig.json'))).map((project) => ({
        command: [bin('tsc'), '-p', join(ROOT, project), '--noEmit'],
      })),
      { command: [process.execPath, join(ROOT, 'tools/database/validate.ts')] },
    ],
  },
  {
    name: 'unit',
    title: 'Prov av regler, API, webb och verktyg',
    steps: () => [{ command: inVitest() }],
  },
  {
    name: 'dates',
    title: 'Prov vid åtta tidpunkter',
    steps: () => [{ command: [bin('vitest'), 'run', '--config', join(ROOT, 'vitest.dates.ts')] }],
  },
  {
    name: 'e2e',
    title: 'Prov i webbläsare',
    steps: (say) => [inBrowser(say)],
  },
]

/**
 * `npm run test:deep`: what `npm test` has no time for. Browsers at all eight moments, or at the one that `MOMENT` names; English walked at
 * each; faults that last longer and inputs by the thousand; the list of security.md. Bounded at an hour and a half on two cores.
 */
export const DEEP_STAGES: Stage[] = [
  {
    name: 'dates-deep',
    title: 'Allt som beror på datum vid åtta tidpunkter',
    steps: () => [{ command: [bin('vitest'), 'run', '--config', join(ROOT, 'vitest.dates.ts')], env: { DEEP: '1' } }],
  },
  {
    name: 'e2e-dates',
    title: 'Webbläsare vid åtta tidpunkter',
    // Widths differ in no date: the phone is in `npm test`.
    steps: (say) => chosenMoments().map((moment) => ({ ...inBrowser(say, ['--project', 'desktop'], { MOMENT: moment }), label: moment })),
  },
  {
    name: 'e2e-deep',
    title: 'Webbläsare: båda språken, långa ord, lång tid',
    steps: (say) => [inBrowser(say, ['--grep', '@deep'], { DEEP: '1' })],
  },
  {
    name: 'faults',
    title: 'Långa fel',
    // A kill hits another place each time: what is cut off is tried again and again, and each route gets inputs by the hundred.
    steps: (say) => [
      ...[1, 2, 3].map((round) => ({ command: [...inVitest(), ...FAULTS], env: { DEEP: '1' }, label: `avbrott, varv ${round}` })),
      { command: [...inVitest(), 'concurrency.test.ts'], env: { DEEP: '1' }, label: 'kapplöpningar, tusen varv' },
      { command: [...inVitest(), 'restore.deep'], env: { DEEP: '1' }, label: 'en säkerhetskopia på en annan server' },
      { command: [...inVitest(), 'disk-full.deep'], env: { DEEP: '1' }, label: 'en disk som tar slut' },
      { ...inBrowser(say, ['faults', '--project', 'desktop', '--repeat-each', '5']), label: 'avbrott under webbläsare' },
      {
        command: [...inVitest(), 'apps/api/src/test/fuzz.test.ts', '--testTimeout', '1200000'],
        env: { FUZZ_RUNS: process.env['FUZZ_RUNS'] ?? '400' },
        label: 'påhittade indata',
      },
    ],
  },
  {
    name: 'security',
    title: 'Säkerhetslistan',
    // Added by tools/security: every id of docs/security.md with its tests.
    steps: () => {
      const list = join(ROOT, 'tools/security/main.ts')
      return existsSync(list) ? [{ command: [process.execPath, list] }] : []
    },
  },
]

const inVitest = (): string[] => [bin('vitest'), 'run', '--config', join(ROOT, 'vitest.workspace.ts')]
const FAULTS = ['jobs/kill', 'jobs/outbox', 'test/database-away', 'plugins/events', 'tools/start/start'].map((name) => `${name}.test.ts`)

const chosenMoments = (): string[] => {
  chosenMoment() // says which there are, where another was asked for
  return process.env['MOMENT'] ? [process.env['MOMENT']] : Object.keys(MOMENTS)
}

function inBrowser(say: (line: string) => void, args: string[] = [], env: Record<string, string> = {}): Step {
  const web = join(ROOT, 'apps/web')
  const cli = join(web, 'node_modules/@playwright/test/cli.js')
  return {
    command: [process.execPath, cli, 'test', '--config', join(web, 'playwright.config.ts'), ...args],
    cwd: web,
    env: { CHROMIUM_PATH: findChromium(say), ...env },
  }
}

function hasScript(folder: string, script: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { scripts?: Record<string, string> }
  return scripts?.[script] !== undefined
}
