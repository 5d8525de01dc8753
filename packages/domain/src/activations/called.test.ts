import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activatableForums, calledByDefault, callRule, gapsIn, type CallableContact, type Recipient, recipientsOf } from './called.ts'

const contact = (id: string, actorId: string, functionCode: string, more: Partial<CallableContact> = {}): CallableContact => ({
  id,
  actorId,
  functionCode,
  label: id,
  isDeputy: false,
  email: `${id}@x.example`,
  ...more,
})

describe('whom a forum calls (issue 2, point 3; A-13, A-14, A-22)', () => {
  test('the rules are these and no others', () => {
    expect(Object.fromEntries(activatableForums.map((code) => [code, callRule(code)]))).toEqual({
      'regionalt-samordnande-forum': { actors: 'all', functions: ['contact-function'] },
      'regionalt-inriktande-forum': { actors: 'all', functions: ['contact-function', 'rep-directing'] },
      kommunikationssamordningskonferens: { actors: 'all', functions: ['communicator'] },
      samverkansstab: { actors: 'designated', functions: ['contact-function'] },
      operatorskluster: { actors: 'chosen', functions: ['contact-function'] },
    })
    for (const code of ['toString', '__proto__', 'regional-samverkanskonferens', '']) expect(callRule(code)).toBeUndefined()
  })

  test('all, the designated, or nobody by default', () => {
    const actors = [
      { id: 'a', isDesignated: false },
      { id: 'b', isDesignated: true },
    ]
    const ids = (forum: string) => calledByDefault(callRule(forum) ?? { actors: 'chosen', functions: [] }, actors).map((a) => a.id)
    expect([ids('regionalt-samordnande-forum'), ids('samverkansstab'), ids('operatorskluster')]).toEqual([['a', 'b'], ['b'], []])
  })

  test('a contact called to two forums is one recipient; deputies wait; whoever is missing is a gap', () => {
    const contacts = [
      contact('c1', 'a', 'contact-function'),
      contact('d1', 'a', 'contact-function', { isDeputy: true }),
      contact('r1', 'a', 'rep-directing', { email: null }),
    ]
    const calls = [
      { activationId: 'one', functions: ['contact-function'], actorIds: ['a', 'b'] },
      { activationId: 'two', functions: ['contact-function', 'rep-directing'], actorIds: ['a'] },
    ]
    const recipients = recipientsOf(calls, contacts)
    expect(recipients.map((r) => [r.contact?.id ?? null, r.actorId, r.gap, r.activationIds])).toEqual([
      ['c1', 'a', null, ['one', 'two']],
      [null, 'b', 'no_contact_point', ['one']],
      ['r1', 'a', 'no_channel', ['two']],
    ])
    const gapOf = gapsIn(recipients)
    expect([gapOf('a', 'one'), gapOf('a', 'two'), gapOf('b', 'one')]).toEqual([null, null, 'no_contact_point'])
    expect(gapOf('c', 'one'), 'who was not looked for at all').toBe('no_contact_point')
    expect(recipientsOf(calls, contacts, true).map((r) => r.contact?.id ?? null)).toEqual(['d1', null, null])
  })

  test.each([
    [['no_contact_point', 'no_channel'], 'no_channel'],
    [['no_channel', 'no_contact_point'], 'no_channel'],
    [['no_channel', null, 'no_contact_point'], null],
    [[null, 'no_channel'], null],
    [['no_contact_point', null], null],
  ] as const)('of %j an actor has %s, in whatever order they come', (gaps, whole) => {
    const recipients = gaps.map(
      (gap): Recipient => ({ actorId: 'a', functionCode: 'f', contact: null, also: [], gap, activationIds: ['one'] }),
    )
    expect(gapsIn(recipients)('a', 'one')).toBe(whole)
  })

  test('nobody is skipped and nobody is called twice, whatever the list looks like', () => {
    const functions = ['contact-function', 'rep-directing', 'communicator']
    const contacts = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        actorId: fc.constantFrom('a', 'b', 'c'),
        functionCode: fc.constantFrom(...functions),
        label: fc.string(),
        isDeputy: fc.boolean(),
        email: fc.option(
          fc.constantFrom('jour@a.example', 'JOUR@a.example', 'vakt@a.example', 'larm@täby.example', 'larm@xn--tby-qla.example'),
        ),
      }),
      { selector: (c) => c.id },
    )
    const calls = fc
      .array(
        fc.record({
          functions: fc.uniqueArray(fc.constantFrom(...functions), { minLength: 1 }),
          actorIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
        }),
        { maxLength: 4 },
      )
      .map((list) => list.map((c, i) => ({ ...c, activationId: `v${i}` })))
    fc.assert(
      fc.property(contacts, calls, fc.boolean(), (list, given, deputies) => {
        const recipients = recipientsOf(given, list, deputies)
        const reaches = (r: Recipient) => [r.contact, ...r.also].filter((contact) => contact !== null)
        const ids = recipients.flatMap((r) => reaches(r).map(({ id }) => id))
        expect(new Set(ids).size).toBe(ids.length)
        const letters = recipients.flatMap((r) => (r.contact?.email ? [`${r.actorId} ${r.contact.email.toLowerCase()}`] : []))
        expect(new Set(letters).size).toBe(letters.length)
        for (const call of given)
          for (const actorId of call.actorIds)
            for (const functionCode of call.functions) {
              const there = list.filter((c) => c.actorId === actorId && c.functionCode === functionCode && c.isDeputy === deputies)
              const mine = recipients.filter((r) => r.actorId === actorId && r.activationIds.includes(call.activationId))
              for (const contact of there) expect(mine.filter((r) => reaches(r).includes(contact))).toHaveLength(1)
              if (there.length === 0) expect(mine.filter((r) => r.functionCode === functionCode && r.contact === null)).toHaveLength(1)
              expect(mine.every((r) => (r.gap === null) === (typeof r.contact?.email === 'string'))).toBe(true)
            }
      }),
    )
  })
})
