import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { idle, useStillOrder, watchHand } from './hold-still.ts'

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<main><ul><li><button>Nacka</button></li></ul><p>Bredvid</p><dialog><button>Spara</button></dialog></main>'
})
afterEach(() => vi.useRealTimers())

const at = (selector: string) => document.querySelector(selector)!
/** A press or a move of one kind of pointer. */
const pointer = (name: string, selector: string, pointerType = 'mouse') =>
  act(
    () =>
      void at(selector).dispatchEvent(
        Object.assign(new Event(name, { bubbles: true }), { pointerType, clientX: 40, clientY: 60, relatedTarget: at('p') }),
      ),
  )
const key = (selector: string) => act(() => void at(selector).dispatchEvent(new KeyboardEvent('keydown', { bubbles: true })))
const wait = (ms: number) => act(() => void vi.advanceTimersByTime(ms))

function watched() {
  const told: boolean[] = []
  const stop = watchHand(
    () => at('ul'),
    (isOn) => void told.push(isOn),
  )
  return { told, stop }
}

test('the mouse over the list is a hand on it, and elsewhere it is not', () => {
  const { told, stop } = watched()
  pointer('pointermove', 'li')
  wait(idle - 1)
  pointer('pointermove', 'button')
  wait(idle - 1)
  expect(told).toEqual([true])
  pointer('pointermove', 'p')
  expect(told).toEqual([true, false])
  stop()
  pointer('pointermove', 'li')
  expect(told).toEqual([true, false])
})

test('a finger has been there until it is put down elsewhere, the keyboard until it goes on', () => {
  const { told, stop } = watched()
  pointer('pointerdown', 'button', 'touch')

  expect(told).toEqual([true])
  pointer('pointerdown', 'p', 'touch')
  key('button')
  key('p')
  expect(told).toEqual([true, false, true, false])
  stop()
})

test('a dialog opened from a row belongs to it; opened from elsewhere it does not', () => {
  const { told, stop } = watched()
  pointer('pointermove', 'dialog button')
  expect(told).toEqual([])
  pointer('pointerdown', 'li')
  wait(idle - 1)
  pointer('pointermove', 'dialog button')
  wait(idle - 1)
  expect(told).toEqual([true])
  stop()
})

test('a hand that lies still is nobody’s', () => {
  const { told, stop } = watched()
  pointer('pointermove', 'li')
  wait(idle)
  expect(told).toEqual([true, false])
  stop()
})

test('under a hand rows keep their order with their new words, new ones come last; then all go to their places', () => {
  const keyOf = ({ id }: { id: string }) => id
  const list = (...ids: string[]) => ids.map((id) => ({ id }))
  const { result, rerender, unmount } = renderHook(({ rows }) => useStillOrder(rows, keyOf), {
    initialProps: { rows: list('a', 'b', 'c') },
  })
  result.current.ref.current = at('ul') as HTMLUListElement
  const shown = () => result.current.rows.map(keyOf).join('')
  rerender({ rows: list('b', 'a', 'c') })
  expect(shown(), 'with no hand there it sorts at once').toBe('bac')
  pointer('pointermove', 'li')
  rerender({ rows: list('d', 'c', 'a', 'b') })
  expect(shown()).toBe('bacd')
  rerender({ rows: list('d', 'c', 'a') })
  expect(shown(), 'what is gone is gone').toBe('acd')
  pointer('pointermove', 'p')
  expect(shown()).toBe('dca')
  unmount()
})

test('a row that replaces another stands where that one stood while the hand is there', () => {
  type Row = { id: string; replaces?: string }
  const { result, rerender, unmount } = renderHook(
    ({ rows }) =>
      useStillOrder(
        rows,
        ({ id }) => id,
        ({ replaces }) => replaces ?? null,
      ),
    {
      initialProps: { rows: [{ id: 'a' }, { id: 'b' }] as Row[] },
    },
  )
  result.current.ref.current = at('ul') as HTMLUListElement
  pointer('pointermove', 'li')
  rerender({ rows: [{ id: 'b' }, { id: 'c' }, { id: 'd', replaces: 'a' }] })
  expect(result.current.rows.map(({ id }) => id)).toEqual(['d', 'b', 'c'])
  unmount()
})
