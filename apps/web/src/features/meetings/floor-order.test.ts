import type { RollRow } from '@samverkan/contract'
import { expect, test } from 'vitest'
import { nextSpeaker, placeOf, speakersOf } from './floor-order.ts'

const row = (code: string, kind: 'something' | 'nothing' | 'unchanged' | null, more: Partial<RollRow> = {}): RollRow => ({
  actor: { id: code, code, name: code },
  isOwn: false,
  presence: 'present',
  person: '',
  functionCode: null,
  hasMandate: null,
  markedAt: null,
  markedBy: null,
  spokeAt: null,
  report: kind && { kind, lines: [], repeats: null, version: 1, savedAt: '2026-11-26T14:32:00Z', savedBy: 'A', isLate: false },
  ...more,
})
const codes = (rows: readonly RollRow[]) => rows.map(({ actor }) => actor.code)
const nobody = { itemId: 'i', actorId: null }

test('the floor goes to those with something to say and then to those who have said nothing at all', () => {
  const roll = [
    row('a', 'nothing'),
    row('b', 'something'),
    row('c', 'unchanged'),
    row('d', null),
    row('e', 'something', { presence: 'absent' }),
  ]
  expect(codes(speakersOf(roll))).toEqual(['b', 'd'])
  expect(nextSpeaker(roll, nobody)?.actor.code).toBe('b')
})

test('somebody who is not there and has handed in nothing is not waited for, once the roll is taken', () => {
  const silent = row('a', null, { presence: null })
  const said = row('b', 'something', { presence: null })
  expect(codes(speakersOf([silent, said]))).toEqual(['b', 'a'])
  expect(codes(speakersOf([silent, said, row('c', null)]))).toEqual(['b', 'c'])
})

test('whoever hosts is there by opening the meeting: that is no roll call, and the host is not waited for', () => {
  const host = row('h', null, { functionCode: 'lst-tib' })
  const absent = row('a', null, { presence: null })
  expect(codes(speakersOf([host, absent]))).toEqual(['a'])
  expect(codes(speakersOf([host, absent, row('b', null)]))).toEqual(['b'])
  expect(codes(speakersOf([row('h', 'something', { functionCode: 'lst-tib' }), absent]))).toEqual(['h', 'a'])
})

test('nobody is skipped and nobody comes twice', () => {
  let roll = ['a', 'b', 'c'].map((code) => row(code, 'something'))
  const order: string[] = []
  for (let turn = nobody as { itemId: string; actorId: string | null }; ; ) {
    const next = nextSpeaker(roll, turn)
    if (!next) break
    order.push(next.actor.code)
    turn = { itemId: 'i', actorId: next.actor.id }
    roll = roll.map((one) => (one === next ? { ...one, spokeAt: '2026-11-26T15:10:00Z' } : one))
  }
  expect(order).toEqual(['a', 'b', 'c'])
})

test('the count says where we are, also when somebody without a report is given the floor', () => {
  const roll = [row('a', 'something', { spokeAt: '2026-11-26T15:10:00Z' }), row('b', 'something'), row('c', 'nothing')]
  expect(placeOf(roll, { itemId: 'i', actorId: 'b' })).toEqual({ place: 2, total: 2 })
  expect(placeOf(roll, { itemId: 'i', actorId: 'c' })).toEqual({ place: 2, total: 3 })
})
