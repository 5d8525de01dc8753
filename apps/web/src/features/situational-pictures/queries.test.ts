import type { DraftLine, PictureDraft } from '@samverkan/contract'
import { expect, test } from 'vitest'
import { newest, withLine, withPlace } from './queries.ts'

const line = (id: string, version = 1, heading: DraftLine['heading'] = 'impact', sourceLineId: string | null = null): DraftLine => ({
  id,
  heading,
  certainty: 'fact',
  text: `${id} ${version}`,
  isRemoved: false,
  version,
  savedAt: '2026-11-24T05:35:00Z',
  savedBy: 'Anders Ek',
  source: sourceLineId
    ? {
        lineId: sourceLineId,
        actor: { id: 'a', code: 'nacka', name: 'Nacka kommun' },
        text: id,
        certainty: 'fact',
        reportedAt: '2026-11-24T05:30:00Z',
        reportedBy: 'Maja Lind',
        takenDown: null,
      }
    : null,
  sourceCorrectedTo: null,
  sourceWithdrawn: null,
  change: 'new',
  publishedText: null,
})
const draft = (lines: DraftLine[], number = 1): PictureDraft =>
  ({ id: 'p', collection: { number }, lines, texts: [], actors: [], leftOver: [] }) as unknown as PictureDraft
const order = ({ lines }: PictureDraft) => lines.map(({ id }) => id).join('')

test('a reading that began before the last saving does not bring the text before it back', () => {
  const read = newest(draft([line('a', 3), line('b', 1)]), draft([line('a', 2), line('b', 2)]))
  expect(read.lines.map(({ text }) => text)).toEqual(['a 3', 'b 2'])
})

test('a new number is a new draft: nothing of the one before is kept', () => {
  expect(newest(draft([line('a', 3)]), draft([line('a', 2)], 2)).lines[0]?.version).toBe(2)
})

test('a line goes right after another of its heading, or first in it, and others stay in their order', () => {
  const before = draft([line('s', 1, 'situation'), line('a'), line('b'), line('c')])
  expect(order(withPlace(before, 'c', 'a'))).toBe('sacb')
  expect(order(withPlace(before, 'c', null))).toBe('scab')
  expect(order(withPlace(before, 'a', 'c'))).toBe('sbca')
  expect(order(withPlace(before, 'gone', 'a'))).toBe('sabc')
})

test('a lifted line stands last under its heading, and its report says where it went', () => {
  const before = {
    ...draft([line('a'), line('n', 1, 'needs')]),
    actors: [{ actor: { id: 'a' }, lines: [{ id: 'r', liftedAs: null }] }],
    leftOver: [{ id: 'r', liftedAs: null }],
  } as unknown as PictureDraft
  const after = withLine(before, line('x', 1, 'impact', 'r'))
  expect(order(after)).toBe('axn')
  expect(after.actors[0]?.lines[0]?.liftedAs).toBe('x')
  expect(after.leftOver[0]?.liftedAs).toBe('x')
})

test('what was saved replaces what is older, never what is newer', () => {
  expect(withLine(draft([line('a', 2)]), line('a', 3)).lines[0]?.version).toBe(3)
  expect(withLine(draft([line('a', 4)]), line('a', 3)).lines[0]?.version).toBe(4)
})
