import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { keepUnderFinger } from './under-finger.ts'

/** Where the button stands on the page, and how far the page is scrolled: what a browser would lay out. */
let place = 0
let scrolled = 0
const page = {
  get scrollTop() {
    return scrolled
  },
  set scrollTop(to: number) {
    scrolled = Math.max(0, to)
  },
}
const button = () => document.querySelector('button')!

beforeAll(() => {
  vi.spyOn(document, 'scrollingElement', 'get').mockReturnValue(page as unknown as Element)
  keepUnderFinger()
})
beforeEach(async () => {
  document.body.innerHTML = '<form><div id="field"></div><div id="list"></div><button>Skicka</button></form>'
  ;[place, scrolled] = [400, 100]
  button().getBoundingClientRect = () => ({ top: place - scrolled }) as DOMRect
  await Promise.resolve()
})
const press = () => button().dispatchEvent(new MouseEvent('click', { bubbles: true }))
const insert = async (into: string, html: string, height: number) => {
  place += height
  document.querySelector(into)!.insertAdjacentHTML('beforeend', html)
  await new Promise((go) => setTimeout(go))
}

test('a mark at a field above the pressed button moves the page, not the button', async () => {
  press()
  await insert('#field', '<p class="aksel-error-message">Skriv personens namn.</p>', 24)
  expect(scrolled).toBe(124)
  await insert('#field', '<div role="alert"><b>Det gick inte</b></div>', 60)
  expect(scrolled).toBe(184)
})
test('what is no refusal, or comes without a press, moves the button as it always did', async () => {
  await insert('#field', '<p role="alert">Ny version</p>', 24)
  press()
  await insert('#list', '<p>Fler rader</p>', 200)
  expect(scrolled).toBe(100)
})
test('whoever scrolled while the answer was on its way keeps the place they scrolled to', async () => {
  press()
  scrolled = 300
  dispatchEvent(new Event('scroll'))
  await insert('#field', '<p role="alert">Det gick inte</p>', 30)
  expect(scrolled).toBe(330)
})
