import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

export type Step = { command: string[]; cwd?: string; env?: Record<string, string> }
/** `steps` is asked only when the stage begins, because finding a browser may take an installation. */
export type Stage = { name: string; title: string; steps: (say: (line: string) => void) => Step[] }

const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name)
const PROJECTS = ['packages/domain', 'packages/contract', 'prisma', 'tools', 'apps/api', 'apps/web']

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
    steps: () => [{ command: [bin('vitest'), 'run', '--config', join(ROOT, 'vitest.workspace.ts')] }],
  },
  {
    name: 'e2e',
    title: 'Prov i webbläsare',
    steps: (say) => {
      const config = join(ROOT, 'apps/web/playwright.config.ts')
      if (!existsSync(config)) return []
      const cli = join(ROOT, 'apps/web/node_modules/@playwright/test/cli.js')
      return [
        {
          command: [process.execPath, cli, 'test', '--config', config],
          cwd: join(ROOT, 'apps/web'),
          env: { CHROMIUM_PATH: findChromium(say) },
        },
      ]
    },
  },
]

function hasScript(folder: string, script: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as { scripts?: Record<string, string> }
  return scripts?.[script] !== undefined
}
