import { expect, test } from 'vitest'
import { bestEffort } from './best-effort.ts'

const fails = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

test('what a disk does not take is left out; every other mistake is one', () => {
  expect(bestEffort(() => 'written')).toBe('written')
  for (const code of ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']) expect(bestEffort(fails(code)), code).toBeUndefined()
  for (const code of ['EACCES', 'ENOENT']) expect(() => bestEffort(fails(code))).toThrow(code)
})
