import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXCEPTIONS, timedFiles, timeViolations } from './time.ts'

const ROOT = join(import.meta.dirname, '..', '..')

test('CT7 · nothing asks what time it is but the clock in code and app_now() in SQL', () => {
  const files = timedFiles(ROOT)
  expect(files.length).toBeGreaterThan(400)
  expect(files.flatMap((file) => timeViolations(ROOT, file))).toEqual([])
})

test('every exception is a file that is there', () => {
  expect(Object.keys(EXCEPTIONS).filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
})

test.each([
  ['apps/api/src/x/store.ts', 'sql`UPDATE a SET b = now() WHERE c`'],
  ['apps/api/src/x/store.ts', 'sql`SELECT CURRENT_DATE`'],
  ['apps/api/src/x/store.ts', 'sql`SELECT clock_timestamp() - at FROM a`'],
  ['apps/api/src/x/store.ts', `sql\`SELECT 'now'::timestamptz\``],
  ['apps/api/src/x/store.ts', 'sql`SELECT pg_catalog.now()`'],
  ['apps/api/src/x/store.ts', 'sql`SELECT FROM a WHERE from_on <= ${now}::date`'],
  ['apps/api/src/x/service.ts', 'const at = new Date()'],
  ['apps/web/src/x/page.tsx', 'const at = Date.now() + 1'],
  ['apps/web/src/x/page.tsx', 'const ask = { now: Date.now }'],
  ['apps/web/src/x/page.tsx', 'const year = new Date(now).getFullYear()'],
  ['packages/domain/src/x.test.ts', 'expect(due(new Date( ))).toBe(true)'],
  ['prisma/migrations/0199_x/migration.sql', 'at timestamptz NOT NULL DEFAULT now()'],
])('refused in %s: %s', (file, text) => expect(timeViolations(ROOT, file, text)).toHaveLength(1))

test.each([
  ['apps/api/src/x/store.ts', 'sql`UPDATE a SET b = app_now(), c = ${clock.now()}`'],
  ['apps/api/src/x/service.ts', '// never new Date() or Date.now(): the clock is given\nconst at = new Date(clock.now())'],
  ['apps/api/src/x/service.ts', 'const took = performance.now() - before'],
  ['apps/web/src/x/writers.ts', 'export const open = (now: () => number) => now() + 1'],
  ['prisma/migrations/0199_x/migration.sql', '-- now() stays in the queue\nat timestamptz NOT NULL DEFAULT app_now()'],
])('allowed in %s: %s', (file, text) => expect(timeViolations(ROOT, file, text)).toEqual([]))
