import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faultsOf, readList, requirementIds } from './list.ts'

const root = join(import.meta.dirname, '..', '..')

test('the security list has its 72 requirements, each with the tests that hold it or the reason why it waits, and adds up', () => {
  expect(requirementIds).toHaveLength(72)
  expect(faultsOf(root, readList(root))).toEqual([])
})

test('a row that is missing, that points at nothing, or that gives no reason is a fault', () => {
  const rows = readList(root)
  const changed = (id: string, change: object) =>
    faultsOf(
      root,
      rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
    )
  expect(
    faultsOf(
      root,
      rows.filter(({ id }) => id !== 'B5'),
    )[0],
  ).toContain('B5')
  expect(changed('B5', { tests: [] })).toEqual([expect.stringContaining('pekar inte på något prov')])
  expect(changed('B5', { tests: ['apps/api/src/gone.test.ts'] })).toEqual([expect.stringContaining('som inte finns')])
  expect(changed('A12', { says: '' })).toEqual([expect.stringContaining('varför det väntar')])
  expect(changed('B5', { state: 'done' })).not.toEqual([])
})
