import { expect, test } from 'vitest'
import { placesOf, standStill } from './still-sections.ts'

type Row = { id: string; replaces: string | null }
const row = (id: string, replaces: string | null = null): Row => ({ id, replaces })
const of = (key: string, ...ids: string[]) => ({ key, lines: ids.map((id) => row(id)) })
const all = () => true
/** `b: b1 b2` for each section, with what came since marked. */
const shown = (...given: Parameters<typeof standStill<Row>>) =>
  standStill(...given).map(({ key, came, lines }) => `${came === 'before' ? '' : `${came} `}${key}: ${lines.map(({ id }) => id).join(' ')}`)
const came = [of('b', 'b1', 'b2'), of('d', 'd1')]
const places = placesOf(came, all)

test('with no hand there everything stands where it belongs', () => {
  const now = [of('a', 'a1'), of('b', 'b1', 'b2', 'b3'), of('c'), of('d', 'd1')]
  expect(shown(now, placesOf(now, all), all)).toEqual(['a: a1', 'b: b1 b2 b3', 'c: ', 'd: d1'])
})

test('under a hand nothing comes between what stood: new sections last, new rows last in a section of their own', () => {
  const now = [of('a', 'a1'), of('b', 'b0', 'b1', 'b2', 'b3'), of('c'), of('d', 'd1')]
  expect(shown(now, places, all)).toEqual(['b: b1 b2', 'd: d1', 'more b: b0 b3', 'since a: a1', 'since c: '])
})

test('rows and sections that the server has put in another order stay in theirs; what is gone is gone', () => {
  expect(shown([of('d', 'd1'), of('b', 'b2', 'b1')], places, all)).toEqual(['b: b1 b2', 'd: d1'])
  expect(shown([of('d', 'd1'), of('b', 'b2')], places, all)).toEqual(['b: b2', 'd: d1'])
})

test('a correction stands where what it corrects stood, under another heading too', () => {
  const now = [
    { key: 'b', lines: [row('b2')] },
    { key: 'd', lines: [row('d1'), row('b9', 'b1')] },
  ]
  expect(shown(now, places, all)).toEqual(['b: b9 b2', 'd: d1'])
})

test('what would be hidden stays while the hand is there; what is hidden does not come', () => {
  const isSeen = ({ id }: Row) => id !== 'b1' && id !== 'b3'
  const now = [of('b', 'b1', 'b2', 'b3'), of('d', 'd1')]
  expect(shown(now, places, isSeen)).toEqual(['b: b1 b2', 'd: d1'])
  expect(shown(now, placesOf(now, isSeen), isSeen)).toEqual(['b: b2', 'd: d1'])
})
