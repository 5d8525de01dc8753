import { inject } from 'vitest'
import { cloneDatabase as cloneFrom, type TestDatabase } from '../../tools/test-database/server.ts'
import type {} from '../../tools/test-database/global-setup.ts'

export type { TestDatabase }

/** A database of its own for one test file: all migrations, all reference data, nothing else. Drop it when done. */
export const cloneDatabase = (): Promise<TestDatabase> => cloneFrom(inject('testServer'))
