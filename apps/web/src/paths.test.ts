import { expect, test } from 'vitest'
import { safeReturn } from './paths.ts'

test.each([
  ['/aktorer/nacka?q=x', '/aktorer/nacka?q=x'],
  [null, '/'],
  ['https://elsewhere.example', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/logga-in?till=/', '/'],
])('after log-in, %s leads to %s', (wanted, path) => expect(safeReturn(wanted)).toBe(path))
