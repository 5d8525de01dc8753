import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, sourceFiles, violations } from './imports.ts'

const ROOT = join(import.meta.dirname, '..', '..')

describe('who may know whom', () => {
  test('every import of the product keeps to the rules', () => {
    const files = ['apps', 'packages'].flatMap((folder) => sourceFiles(ROOT, folder))
    expect(files.length).toBeGreaterThan(20)
    expect(violations(files.flatMap((file) => importsOf(ROOT, file)))).toEqual([])
  })

  test('files are named in kebab-case and never after nothing in particular', () => {
    const files = ['apps', 'packages', 'prisma', 'tools'].flatMap((folder) => sourceFiles(ROOT, folder))
    const badly = files.filter(
      (file) =>
        !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(file.split('/').at(-1)!) || /(^|\/)(utils?|helpers?|managers?|common)(\.|\/)/.test(file),
    )
    expect(badly).toEqual([])
  })

  test.each([
    ['packages/domain/src/actors/state.ts', `import { z } from 'zod'`],
    ['packages/domain/src/actors/state.ts', `import { readFileSync } from 'node:fs'`],
    ['packages/contract/src/actors.ts', `import pg from 'pg'`],
    ['apps/web/src/main.tsx', `const x = await import('@samverkan/prisma/seed')`],
    ['apps/web/src/features/actors/actors-page.tsx', `import { x } from '../forums/queries.ts'`],
    ['apps/api/src/features/actors/service.ts', `import pg from 'pg'`],
    ['apps/api/src/features/actors/service.ts', `import {\n  a,\n  b,\n} from '../forums/store.ts'`],
    ['apps/api/src/lib/clock.ts', `export { x } from '@samverkan/tools/postgres'`],
    ['apps/api/src/features/actors/index.ts', `export * from './service.ts'`],
  ])('a rule is broken by %s with %s', (file, text) => expect(violations(importsOf(ROOT, file, text))).toHaveLength(1))

  test.each([
    ['packages/domain/src/actors/state.ts', `import { addDays } from 'date-fns'\nimport type { Actor } from '../actors/actor.ts'`],
    ['packages/contract/src/actors.ts', `import { z } from 'zod'\nimport { can } from '@samverkan/domain'`],
    ['apps/api/src/features/actors/store.ts', `import pg from 'pg'`],
    ['apps/api/src/features/actors/service.ts', `import { findForum } from '../forums/service.ts'`],
    ['apps/web/src/router.tsx', `import { ActorsPage } from './features/actors/actors-page.tsx'`],
  ])('no rule is broken by %s with %s', (file, text) => expect(violations(importsOf(ROOT, file, text))).toEqual([]))
})
