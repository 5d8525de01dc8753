import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepFocus } from './keep-focus.ts'

beforeAll(() => {
  vi.useFakeTimers()
  keepFocus()
})
beforeEach(() => {
  document.body.innerHTML = '<main tabindex="-1"><ul><li><p>Ras</p><button>Ta emot</button></li></ul></main>'
})
afterEach(() => (document.activeElement as HTMLElement | null)?.blur())

const button = () => document.querySelector('button')!
const settle = () => vi.advanceTimersByTimeAsync(200)
const drop = (element: Element) => {
  ;(document.activeElement as HTMLElement | null)?.blur()
  element.remove()
}

test('a button that is gone after its work leaves the focus to the row it stood in', async () => {
  button().focus()
  drop(button())
  await settle()
  const row = document.querySelector('li')!
  expect(document.activeElement).toBe(row)
  row.blur()
  expect(row.hasAttribute('tabindex')).toBe(false)
})
test('when the row is gone too, the page has it', async () => {
  button().focus()
  drop(document.querySelector('li')!)
  await settle()
  expect(document.activeElement).toBe(document.querySelector('main'))
})
test('a button switched off while it waits has the focus again afterwards', async () => {
  button().focus()
  button().blur()
  button().disabled = true
  await settle()
  expect(document.activeElement).toBe(document.body)
  button().disabled = false
  await settle()
  expect(document.activeElement).toBe(button())
})
test('a focus that went on is left where it is', async () => {
  document.querySelector('main')!.insertAdjacentHTML('beforeend', '<h1 tabindex="-1">Ny sida</h1>')
  button().focus()
  const heading = document.querySelector('h1')!
  button().remove()
  heading.focus()
  await settle()
  expect(document.activeElement).toBe(heading)
})
test('who puts the focus down with a finger does not get it back', async () => {
  button().focus()
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  drop(button())
  await settle()
  expect(document.activeElement).toBe(document.body)
})
test('a field that somebody leaves with Esc stays left, whatever changes around it', async () => {
  document.querySelector('main')!.insertAdjacentHTML('beforeend', '<input>')
  const field = document.querySelector('input')!
  field.focus()
  field.blur()
  document.querySelector('p')!.remove()
  await settle()
  expect(document.activeElement).toBe(document.body)
})
