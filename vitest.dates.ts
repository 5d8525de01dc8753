import { join } from 'node:path'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { MOMENTS } from './tools/test/moments.ts'
import { DATED, DATED_BRIEFLY } from './tools/test/dated.ts'

const root = (folder: string) => join(import.meta.dirname, folder)
const chosen = process.env['MOMENT']
const dated = process.env['DEEP'] ? DATED : DATED_BRIEFLY

/** What depends on dates, at each of the eight moments, on machines in seven time zones; `MOMENT=leap-day` runs one (npm test -- dates). */
const at = ([name, { machine }]: [string, { machine: string }]): TestProjectConfiguration[] => [
  ...dated.withDatabase.map(({ project, folder, files }) => ({
    test: {
      name: `${project} ${name}`,
      root: root(folder),
      include: files,
      globalSetup: [root('tools/test-database/global-setup.ts')],
      env: { MOMENT: name, TZ: machine },
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  })),
  ...dated.plain.map(({ project, folder, files }) => ({
    test: {
      name: `${project} ${name}`,
      root: root(folder),
      include: files,
      env: { MOMENT: name, TZ: machine },
      testTimeout: 20_000,
      isolate: false,
    },
  })),
]

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: Object.entries(MOMENTS)
      .filter(([name]) => chosen === undefined || name === chosen)
      .flatMap(at),
  },
})
