import { afterEach, expect, test } from 'vitest'
import { stopTypingAhead, typeAhead } from './typed-ahead.ts'

const press = (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more })
  document.body.dispatchEvent(event)
  return event.defaultPrevented
}
afterEach(() => void stopTypingAhead())

test('W14 · the first keys after Ctrl-K are kept until the field is there', () => {
  typeAhead()
  for (const key of ['n', 'a', 'k', 'Backspace', 'c', 'k', 'a', 'Å']) expect(press(key)).toBe(true)
  expect(press('Shift')).toBe(false)
  expect(press('k', { ctrlKey: true })).toBe(false)
  expect(stopTypingAhead()).toBe('nackaÅ')
  expect(press('x')).toBe(false)
  expect(stopTypingAhead()).toBe('')
})

test('Escape lets go of it', () => {
  typeAhead()
  press('n')
  press('Escape')
  expect(press('x')).toBe(false)
  expect(stopTypingAhead()).toBe('')
})
