import { expect, test } from 'vitest'
import { inOrder, placed, stepped } from './order.ts'

const list = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const ids = (items: readonly { id: string }[]) => items.map((item) => item.id).join('')

test('a step up and down, and nowhere at the ends', () => {
  expect(ids(stepped(list, 'c', -1))).toBe('acbd')
  expect(ids(stepped(list, 'c', 1))).toBe('abdc')
  expect(ids(stepped(list, 'a', -1))).toBe('abcd')
  expect(ids(stepped(list, 'd', 1))).toBe('abcd')
  expect(ids(stepped(list, 'x', 1))).toBe('abcd')
})

test('every piece can be put at every place and the others keep their order', () => {
  for (const { id } of list)
    for (let to = 0; to < list.length; to++) {
      const after = placed(list, id, to)
      expect(after[to]?.id).toBe(id)
      expect(ids(after.filter((one) => one.id !== id))).toBe(ids(list.filter((one) => one.id !== id)))
    }
})

test('an order that was set before somebody added and removed still holds for the rest', () => {
  expect(ids(inOrder([{ id: 'a' }, { id: 'b' }, { id: 'new' }, { id: 'd' }], ['d', 'c', 'b', 'a']))).toBe('dbanew')
})
