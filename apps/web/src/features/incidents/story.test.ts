import type { TimelineEntry } from '@samverkan/contract'
import { expect, test } from 'vitest'
import { storyOf } from './story.ts'

const entry = (id: number, type: string, data: Record<string, unknown> = {}, text: string | null = null): TimelineEntry => ({
  id,
  at: '2026-11-24T02:14:00Z',
  type,
  subjectId: 'x',
  person: null,
  functionSv: null,
  functionEn: null,
  actor: null,
  data,
  text,
})
const answer = (id: number, data: Record<string, unknown> = {}, text: string | null = null) =>
  entry(id, 'call-outs.answered', { answer: 'participates', via: 'link', late: false, changed: false, ...data }, text)
const shape = (entries: TimelineEntry[]) =>
  storyOf(entries).map((told) => (told.kind === 'one' ? told.entry.id : told.entries.map(({ id }) => id)))

test('plain answers that follow on each other are told together', () =>
  expect(shape([answer(5), answer(4), answer(3), entry(2, 'activations.activated')])).toEqual([[5, 4, 3], 2]))
test('two answers are two lines', () => expect(shape([answer(2), answer(1)])).toEqual([2, 1]))
test('a late, changed or commented answer and one by phone keep their own line', () =>
  expect(
    shape([
      answer(7),
      answer(6),
      answer(5, { late: true }),
      answer(4, { changed: true }),
      answer(3, { via: 'manual' }),
      answer(2, {}, 'Ringer från bilen'),
      answer(1),
    ]),
  ).toEqual([7, 6, 5, 4, 3, 2, 1]))
test('something else in between begins a new line', () =>
  expect(shape([answer(7), answer(6), answer(5), entry(4, 'call-outs.called-again'), answer(3), answer(2), answer(1)])).toEqual([
    [7, 6, 5],
    4,
    [3, 2, 1],
  ]))
test('a roll call is one line, and a tick that was taken back its own', () => {
  const tick = (id: number, connected = true) => entry(id, 'call-outs.connected', { actorId: `a${id}`, activationId: 'f', connected })
  expect(shape([tick(7), tick(6), tick(5), tick(4, false), tick(3), tick(2), tick(1), answer(0)])).toEqual([[7, 6, 5], 4, [3, 2, 1], 0])
})
