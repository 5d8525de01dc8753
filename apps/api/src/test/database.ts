import { inject } from 'vitest'
import { cloneDatabase as cloneFrom, type TestDatabase } from '@samverkan/tools/test-database'
import type {} from '@samverkan/tools/test-setup'

export type { TestDatabase }

/** A database of its own for one test file: all migrations, all reference data, nothing else. Drop it when done. */
export const cloneDatabase = (): Promise<TestDatabase> => cloneFrom(inject('testServer'))
