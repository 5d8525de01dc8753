import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { rest, settle, steadyHand, steadyTaps } from './steady-hand.ts'

let now = 10_000
const pressed: string[] = []
const tap = (id: string, x: number, y: number, detail = 1) =>
  document.getElementById(id)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX: x, clientY: y, detail }))

beforeAll(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  steadyTaps()
})
beforeEach(() => {
  now += 10_000
  pressed.length = 0
  document.body.innerHTML = '<button id="first"></button><button id="under"></button>'
  for (const button of document.querySelectorAll('button')) button.addEventListener('click', () => pressed.push(button.id))
})

test('H1 · two taps 350 ms apart are one answer, whichever button the second lands on', () => {
  const hand = steadyHand()
  expect(hand.takes()).toBe(true)
  now += 350
  expect(hand.takes()).toBe(false)
})
test('H1 · taps within 800 ms of a save are not new answers, however long the save took; after that they are', () => {
  const hand = steadyHand()
  hand.takes()
  now += 5_000
  hand.saved()
  now += rest - 1
  expect(hand.takes()).toBe(false)
  now += 1
  expect(hand.takes()).toBe(true)
})
test('H1 · a device whose clock is set in between neither lets a tap through nor holds one up', () => {
  const hand = steadyHand()
  vi.spyOn(Date, 'now').mockReturnValue(0)
  hand.takes()
  vi.spyOn(Date, 'now').mockReturnValue(10 ** 13)
  expect(hand.takes()).toBe(false)
  now += rest
  vi.spyOn(Date, 'now').mockReturnValue(0)
  expect(hand.takes()).toBe(true)
})
test('a roll is ticked as fast as names are called: only the same row twice is one tick', () => {
  const hand = steadyHand()
  expect(['nacka', 'salem', 'nacka', 'ekero'].map((row) => hand.takes(row))).toEqual([true, true, false, true])
})
test('H1 · what was pressed is gone: the second tap on that spot presses nothing that lay under it', () => {
  tap('first', 100, 200)
  settle()
  now += 350
  tap('under', 104, 203)
  expect(pressed).toEqual(['first'])
  // Elsewhere on the page somebody means what they press.
  tap('under', 100, 300)
  expect(pressed).toEqual(['first', 'under'])
  now += rest
  tap('first', 100, 300)
  expect(pressed).toEqual(['first', 'under', 'first'])
})
test('what has opened after a press may be pressed twice, where it stands', () => {
  tap('first', 100, 200)
  settle()
  now += 200
  tap('under', 400, 500)
  now += 200
  tap('under', 400, 500)
  expect(pressed).toEqual(['first', 'under', 'under'])
})
test('a keyboard is not held up', () => {
  tap('first', 100, 200)
  settle()
  tap('under', 0, 0, 0)
  expect(pressed).toEqual(['first', 'under'])
})
test('a dialog that Esc closed leaves no spot resting: the next tap is meant, wherever it lands', () => {
  tap('first', 100, 200)
  now += 5_000
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  settle()
  tap('under', 104, 203)
  expect(pressed).toEqual(['first', 'under'])
})
