import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { LongestWaitsFirst } from './tools/test/longest-waits-first.ts'

const database = join(import.meta.dirname, 'tools/test-database/global-setup.ts')
const root = (folder: string) => join(import.meta.dirname, folder)

/** A machine that is busy with the other projects is slow, not wrong. Pure rules keep nothing, so one process takes file after file. */
const plain = (name: string, folder: string): TestProjectConfiguration => ({
  test: { name, root: root(folder), include: ['**/*.test.ts'], testTimeout: 20_000, isolate: false },
})

/** Real Postgres, so each file pays for a database: given time, but never retried. */
const withDatabase = (name: string, folder: string): TestProjectConfiguration => ({
  test: { name, root: root(folder), include: ['**/*.test.ts'], globalSetup: [database], testTimeout: 30_000, hookTimeout: 60_000 },
})

const webConfig = root('apps/web/vite.config.ts')

export default defineConfig({
  test: {
    // Vitest's own choice leaves one core alone: on two, file after file. Half of what is waited for here is Postgres, a process or a lease.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: LongestWaitsFirst },
    projects: [
      plain('domain', 'packages/domain'),
      plain('contract', 'packages/contract'),
      withDatabase('api', 'apps/api'),
      withDatabase('prisma', 'prisma'),
      {
        test: {
          name: 'tools',
          root: root('tools'),
          include: process.env['DEEP'] ? ['**/*.test.ts', '**/*.deep.ts'] : ['**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      ...(existsSync(webConfig) ? [webConfig] : []),
    ],
  },
})
