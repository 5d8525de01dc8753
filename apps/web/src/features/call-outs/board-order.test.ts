import type { BoardAnswer, BoardRow } from '@samverkan/contract'
import { describe, expect, test } from 'vitest'
import {
  arrange,
  callableAgain,
  countAnswers,
  hasAnswered,
  isMixed,
  layOut,
  leadingAnswer,
  placesOf,
  regroup,
  signature,
  timeLeft,
} from './board-order.ts'

const calledAt = '2026-11-24T02:14:00Z'
const lateAt = '2026-11-24T02:29:00Z'
const before = Date.parse('2026-11-24T02:20:00Z')
const after = Date.parse('2026-11-24T02:29:00.001Z')

const answer = (activationId: string, word: BoardAnswer['answer']): BoardAnswer => ({
  activationId,
  answer: word,
  person: '',
  deputy: '',
  etaAt: null,
  comment: '',
  via: 'link',
  means: null,
  isLate: false,
  answeredAt: calledAt,
  earlier: 0,
})
const row = (actorId: string, given: Partial<BoardRow> = {}): BoardRow => ({
  actorId,
  actorCode: actorId,
  actorName: actorId,
  state: 'alerted',
  calledAt,
  lateAt,
  gap: null,
  activationIds: ['a'],
  answers: [],
  connected: [],
  contacts: [],
  ...given,
})
const mail: NonNullable<BoardRow['contacts']>[number] = {
  recipientId: 'r',
  callOutKind: 'first',
  calledAt: '2026-11-24T02:14:00.000Z',
  functionCode: 'contact-function',
  functionSv: 'Kontaktfunktion',
  functionEn: 'Contact function',
  label: '',
  gap: null,
  messageState: 'sent',
  nextAt: null,
  attempts: [],
  phones: [],
}
const many = (count: number, given: Partial<BoardRow> = {}) => Array.from({ length: count }, (_, index) => row(`${index}`, given))

describe('the order of the board', () => {
  const rows = [row('done', { answers: [answer('a', 'follows')] }), row('gap', { gap: 'no_channel' }), row('waiting')]
  test('nobody is late before the limit has passed', () => {
    expect(arrange(rows, before).late).toEqual([])
    expect(arrange(rows, Date.parse(lateAt)).late).toEqual([])
    expect(arrange(rows, after).late.map((late) => late.actorId)).toEqual(['waiting'])
  })
  test('an actor that nobody can reach stands in its own group, until it has answered all the same', () => {
    expect(arrange(rows, after).gap.map((one) => one.actorId)).toEqual(['gap'])
    expect(arrange([row('gap', { gap: 'no_channel', answers: [answer('a', 'participates')] })], after).done).toHaveLength(1)
  })
  test('an actor whose every letter was refused for good stands with them at once, and is called again by the same press', () => {
    const refused = row('refused', { contacts: [{ ...mail, messageState: 'failed' }] })
    const groups = arrange([refused, row('waiting')], before)
    expect([groups.gap, groups.waiting].map((group) => group.map((one) => one.actorId))).toEqual([['refused'], ['waiting']])
    expect(layOut(groups).full).toContain(refused)
    expect(callableAgain(groups)).toContain(refused)
  })
  test('an actor called to two forums that has answered for one is still waiting', () => {
    const half = row('half', { activationIds: ['a', 'b'], answers: [answer('a', 'participates')] })
    expect(hasAnswered(half)).toBe(false)
    expect(arrange([half], before).waiting).toHaveLength(1)
  })
})

describe('when a forum has ended', () => {
  const ended = new Set(['a'])
  test('who never answered stands as silent, neither late nor waiting', () => {
    const { silent, late, waiting, gap } = arrange([row('x'), row('y', { gap: 'no_channel' })], after, ended)
    expect([silent.length, late.length, waiting.length, gap.length]).toEqual([2, 0, 0, 0])
  })
  test('who answered stays done', () =>
    expect(arrange([row('x', { answers: [answer('a', 'follows')] })], after, ended).done).toHaveLength(1))
  test('a forum that goes on still waits for its answer', () => {
    const both = row('x', { activationIds: ['a', 'b'], answers: [answer('a', 'follows')] })
    expect(arrange([both], before, ended).waiting).toHaveLength(1)
    expect(arrange([row('x', { activationIds: ['a', 'b'], answers: [answer('b', 'follows')] })], after, ended).done).toHaveLength(1)
  })
})

describe('full rows and strips', () => {
  test('ten open rows are full rows, eleven waiting ones are strips', () => {
    expect(layOut(arrange(many(10), before)).full).toHaveLength(10)
    expect(layOut(arrange(many(11), before))).toMatchObject({ full: [], strips: many(11) })
  })
  test('those who need attention keep their full rows while others wait as strips', () => {
    const rows = [...many(2, { gap: 'no_contact_point' }), ...many(20)]
    const { full, strips } = layOut(arrange(rows, before))
    expect([full.length, strips.length]).toEqual([2, 20])
  })
  test('when more than ten are late all are strips, late ones first', () => {
    const { full, strips } = layOut(arrange([...many(3, { gap: 'no_channel' }), ...many(34)], after))
    expect([full.length, strips.length]).toEqual([0, 37])
    expect(strips[0]?.gap).toBeNull()
  })
})

describe('calling again', () => {
  test('only those who are late are called, and nobody who has no e-mail', () => {
    const rows = [row('late'), row('gap', { gap: 'no_channel' }), row('later', { lateAt: '2026-11-24T03:14:00Z' })]
    expect(callableAgain(arrange(rows, after)).map((one) => one.actorId)).toEqual(['late'])
  })
  test('one missing contact of several keeps no actor from being called', () => {
    const contact = { messageState: 'sent', gap: null } as NonNullable<BoardRow['contacts']>[number]
    const missing = { messageState: null, gap: 'no_channel' } as NonNullable<BoardRow['contacts']>[number]
    const rows = [
      row('waiting'),
      row('partly', { gap: 'no_channel', contacts: [contact, missing] }),
      row('gap', { gap: 'no_channel', contacts: [missing] }),
    ]
    expect(callableAgain(arrange(rows, before)).map((one) => one.actorId)).toEqual(['waiting', 'partly'])
  })
  test('while nobody is late it is those who wait', () => expect(callableAgain(arrange(many(3), before))).toHaveLength(3))
})

describe('answers', () => {
  const mixed = row('mixed', { activationIds: ['a', 'b'], answers: [answer('a', 'not_concerned'), answer('b', 'participates')] })
  test('different answers to two forums are told apart from one answer to both', () => {
    expect(isMixed(mixed)).toBe(true)
    expect(isMixed(row('same', { activationIds: ['a', 'b'], answers: [answer('a', 'follows'), answer('b', 'follows')] }))).toBe(false)
  })
  test('whoever takes part in one forum takes part', () => expect(leadingAnswer(mixed)?.answer).toBe('participates'))
  test('each actor is counted once', () =>
    expect(countAnswers([mixed, row('none')])).toEqual({ participates: 1, follows: 0, not_concerned: 0 }))
})

describe('what is marked as changed', () => {
  const contact = (messageState: string, attempt: string) =>
    ({ recipientId: 'r', messageState, attempts: [{ state: attempt }] }) as unknown as NonNullable<BoardRow['contacts']>[number]
  const mailed = (messageState: string, attempt: string) => signature(row('x', { contacts: [contact(messageState, attempt)] }))
  test('is an answer, a gap, mail that did not arrive', () => {
    const calm = signature(row('x'))
    expect(signature(row('x', { answers: [answer('a', 'follows')] }))).not.toBe(calm)
    expect(signature(row('x', { gap: 'no_channel' }))).not.toBe(calm)
    for (const lost of ['failed', 'unknown']) expect(mailed(lost, lost)).not.toBe(mailed('sending', 'sending'))
  })
  test('is not the mail of a call-out on its way, or the whole board would be marked after each press', () => {
    expect(
      new Set([mailed('queued', 'queued'), mailed('sending', 'sending'), mailed('sent', 'sent'), mailed('cancelled', 'sent')]).size,
    ).toBe(1)
  })
})

describe('the clock of a forum', () => {
  const activation = { calledAt, lateAt, closedAt: null, answered: 1, called: 2, responseMinutes: 60 } as Parameters<typeof timeLeft>[0]
  test('it runs from one to nothing', () => {
    expect(timeLeft(activation, Date.parse(calledAt))).toBe(1)
    expect(timeLeft(activation, after)).toBe(0)
  })
  test('it stops when everybody has answered or the forum is closed', () => {
    expect(timeLeft({ ...activation, answered: 2 }, before)).toBeUndefined()
    expect(timeLeft({ ...activation, closedAt: lateAt }, before)).toBeUndefined()
  })
  test('a forum called "direkt" has no time that runs out: our own limit is counted down by nobody', () => {
    // A staff that meets before its two hours counts to the meeting, and to the limit once that has begun.
    const conferenceAt = new Date((Date.parse(calledAt) + Date.parse(lateAt)) / 2).toISOString()
    expect(timeLeft({ ...activation, conferenceAt }, Date.parse(conferenceAt))).toBe(0)
    expect(timeLeft({ ...activation, conferenceAt }, Date.parse(conferenceAt) + 1)).toBeGreaterThan(0.4)
    for (const responseMinutes of [null, 0]) expect(timeLeft({ ...activation, responseMinutes }, before)).toBeUndefined()
  })
})

test('under a hand every row stands where it stood, also when the server lists it elsewhere; a new one stands where it belongs', () => {
  const places = placesOf(arrange([row('a'), row('b'), row('c')], before))
  const answered = row('b', { answers: [answer('a', 'participates')] })
  const now = [row('a'), row('c'), row('d', { gap: 'no_channel' }), answered]
  const own = placesOf(arrange(now, before))
  const ids = (groups: Record<string, BoardRow[]>) =>
    Object.fromEntries(Object.entries(groups).map(([group, rows]) => [group, rows.map((one) => one.actorId).join('')]))
  expect(ids(regroup(now, places, own))).toMatchObject({ waiting: 'abc', gap: 'd', done: '' })
  expect(ids(regroup(now, own, own)), 'and without a hand as it is').toMatchObject({ waiting: 'ac', gap: 'd', done: 'b' })
})
