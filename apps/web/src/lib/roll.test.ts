import { expect, test } from 'vitest'
import { found, inSwedishOrder } from './roll.ts'

const rows = [
  'Österåkers kommun',
  'Vaxholms stad',
  'Södertälje kommun',
  'Södertörns brandförsvarsförbund',
  'Botkyrka kommun',
  'Ekerö kommun',
].map((name) => ({ name }))
const names = (of: readonly { name: string }[]) => of.map(({ name }) => name)

test('names are called out in Swedish order', () => {
  expect(names(inSwedishOrder(rows))).toEqual([
    'Botkyrka kommun',
    'Ekerö kommun',
    'Södertälje kommun',
    'Södertörns brandförsvarsförbund',
    'Vaxholms stad',
    'Österåkers kommun',
  ])
})

test('a name is found by any part of it, with or without the dots, and by several words', () => {
  expect(names(found(rows, 'sodert'))).toEqual(['Södertälje kommun', 'Södertörns brandförsvarsförbund'])
  expect(names(found(rows, 'ÖSTER'))).toEqual(['Österåkers kommun'])
  expect(names(found(rows, 'brand söd'))).toEqual(['Södertörns brandförsvarsförbund'])
  expect(found(rows, '  ')).toHaveLength(rows.length)
  expect(found(rows, 'nacka')).toEqual([])
})
