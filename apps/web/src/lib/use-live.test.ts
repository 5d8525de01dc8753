import { expect, test } from 'vitest'
import { isTouched } from './use-live.ts'

test('a query follows a whole feature, or only the rows it names', () => {
  expect(isTouched(['situational-pictures'], { type: 'situational-pictures.line-saved' })).toBe(true)
  expect(isTouched(['situational-pictures.published'], { type: 'situational-pictures.published' })).toBe(true)
  expect(isTouched(['situational-pictures.published'], { type: 'situational-pictures.line-saved' })).toBe(false)
  expect(isTouched(undefined, { type: 'situational-pictures.published' })).toBe(false)
})
