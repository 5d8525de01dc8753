import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cutViolations, EXCEPTIONS, readFiles } from './cuts.ts'

const root = join(import.meta.dirname, '../..')

test('W5 · no field cuts in silence, and W6 · words are shortened by the one function that keeps characters whole', () => {
  const files = readFiles(root)
  expect(files.length).toBeGreaterThan(500)
  expect(files.flatMap((file) => cutViolations(root, file))).toEqual([])
})

test('W5 · the next field with a greatest length of its own is found, however it is given', () => {
  const web = (code: string) => cutViolations(root, 'apps/web/src/ui/new.tsx', code)
  expect(web('<input maxLength={60} />')).toHaveLength(1)
  expect(web('<TextField maxLength={textLimits.remark} />')).toHaveLength(1)
  expect(web("field.setAttribute('maxlength', '5')")).toHaveLength(1)
  expect(web('field.maxLength = 5')).toHaveLength(1)
  expect(web('<CountedField most={60} />')).toEqual([])
})

test('W6 · the next beginning that is taken by units is found, in code and in SQL', () => {
  const store = (code: string) => cutViolations(root, 'apps/api/src/features/home/new-store.ts', code)
  expect(store('title.slice(0, 160)')).toHaveLength(1)
  expect(store('sql`SELECT left(q.reason, 160) FROM requests q`')).toHaveLength(1)
  expect(store('sql`SELECT substring(q.reason, 1, 160)`')).toHaveLength(1)
  expect(store('sql`SELECT 1 FROM a LEFT JOIN b ON true`')).toEqual([])
  expect(store('shortened(title, 160)')).toEqual([])
})

test('each exception is a file that there is', () => {
  expect(Object.keys(EXCEPTIONS).filter((file) => !existsSync(join(root, file)))).toEqual([])
})
