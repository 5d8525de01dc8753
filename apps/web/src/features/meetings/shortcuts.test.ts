import { expect, test } from 'vitest'
import { isOurs } from './shortcuts.ts'

const at = (html: string) => {
  document.body.innerHTML = html
  return document.querySelector('[data-here]')
}
const key = (target: Element | null, more: Partial<KeyboardEvent> = {}) =>
  isOurs({ target, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...more })

test('a single key belongs to the page, and never to what somebody is writing in', () => {
  expect(key(at('<button data-here></button>'))).toBe(true)
  for (const field of [
    '<input data-here>',
    '<textarea data-here></textarea>',
    '<select data-here></select>',
    '<p contenteditable data-here></p>',
  ])
    expect(key(at(field)), field).toBe(false)
})

test('an open dialog and the browser’s own combinations come first', () => {
  expect(key(at('<dialog open><button data-here></button></dialog>'))).toBe(false)
  expect(key(at('<div popover><button data-here></button></div>'))).toBe(false)
  const button = at('<button data-here></button>')
  for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(key(button, { [held]: true }), held).toBe(false)
  expect(key(button, { defaultPrevented: true })).toBe(false)
})
