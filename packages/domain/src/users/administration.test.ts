import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  actionsIn,
  allowedOnHeld,
  allowedOnPerson,
  type Condition,
  type Held,
  isHeldAlready,
  mayKeepAccount,
  periodOf,
  type Administered,
  personActions,
  restoreMinutes,
  whenOf,
} from './administration.ts'
import { giverOf, mayGive } from './giving.ts'
import { scopeOf, type Viewer } from './permissions.ts'

const now = new Date('2026-11-25T12:00:00Z')
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)
const viewer = (functionCode: string, actorId: string | null, userId = 'admin'): Viewer => ({
  userId,
  actorId,
  functionCode,
  scope: scopeOf(functionCode),
})
const nackaAdmin = viewer('actor-admin', 'nacka')
const systemAdmin = viewer('system-admin', null)
const held = (more: Partial<Held> = {}): Held => ({
  id: 'h',
  functionCode: 'assessor',
  scope: 'actor',
  actorId: 'nacka',
  validFrom: later(-60),
  validTo: null,
  ...more,
})
const person = (more: Partial<Administered> = {}): Administered => ({
  id: 'p',
  actorId: 'nacka',
  status: 'active',
  hasPassword: true,
  hasPendingInvitation: false,
  held: [held()],
  ...more,
})

describe('who gives which function', () => {
  const seed = join(import.meta.dirname, '../../../../prisma/seed')
  const read = (file: string) =>
    JSON.parse(readFileSync(join(seed, file), 'utf8')) as {
      roles: { code: string }[]
      functions: { code: string }[]
    }
  const codes = [...read('roles.json').roles, ...read('own.json').functions].map((one) => one.code)

  test('is decided for every function of the reference data', () => expect(Object.keys(giverOf)).toEqual(codes))

  test('an actor administrator gives nothing that sees the region, and nothing at another actor', () => {
    for (const functionCode of codes) {
      expect(mayGive(nackaAdmin, { functionCode, scope: 'regional', actorId: null }), functionCode).toBe(false)
      expect(mayGive(nackaAdmin, { functionCode, scope: 'actor', actorId: 'salem' }), functionCode).toBe(false)
      const gives = mayGive(nackaAdmin, { functionCode, scope: 'actor', actorId: 'nacka' })
      expect(gives, functionCode).toBe(giverOf[functionCode] === 'actor')
      if (gives) expect(scopeOf(functionCode), functionCode).toBe('actor')
    }
  })
  test('the system administrator gives all that persons hold, each where it belongs', () => {
    for (const functionCode of codes) {
      const isPersons = giverOf[functionCode] !== 'nobody'
      expect(mayGive(systemAdmin, { functionCode, scope: 'actor', actorId: 'nacka' })).toBe(isPersons)
      expect(mayGive(systemAdmin, { functionCode, scope: 'regional', actorId: null })).toBe(isPersons)
      expect(mayGive(systemAdmin, { functionCode, scope: 'regional', actorId: 'nacka' })).toBe(false)
      expect(mayGive(systemAdmin, { functionCode, scope: 'actor', actorId: null })).toBe(false)
    }
  })
  test('nobody else gives anything', () => {
    for (const functionCode of codes) {
      if (functionCode === 'system-admin' || functionCode === 'actor-admin') continue
      for (const code of codes)
        expect(mayGive(viewer(functionCode, 'nacka'), { functionCode: code, scope: 'actor', actorId: 'nacka' })).toBe(false)
    }
    expect(mayGive(viewer('actor-admin', null), held({ actorId: null }))).toBe(false)
    expect(mayGive(nackaAdmin, held({ functionCode: 'unheard-of' }))).toBe(false)
  })
})

describe('what may be done to a person', () => {
  const conditions: Record<Condition, Partial<Administered>> = {
    invited: { status: 'invited', hasPassword: false },
    'without-login': { status: 'active', hasPassword: false },
    active: {},
    disabled: { status: 'disabled' },
  }
  /** Columns: the personActions in their order; withdraw with a link that is alive. */
  const table: Record<Condition, string> = {
    invited: '++++·+··',
    'without-login': '++++·+··',
    active: '++··++·+',
    disabled: '+·····+·',
  }
  test.each(Object.keys(table) as Condition[])('%s', (condition) => {
    const given = allowedOnPerson(nackaAdmin, person({ ...conditions[condition], hasPendingInvitation: true }), now)
    expect(personActions.map((action) => (given.includes(action) ? '+' : '·')).join('')).toBe(table[condition])
    expect(given).toEqual(actionsIn[condition])
    expect(allowedOnPerson(nackaAdmin, person({ ...conditions[condition] }), now)).not.toContain('withdraw')
  })

  test('of another actor nothing, and lent to this one neither', () => {
    expect(allowedOnPerson(nackaAdmin, person({ actorId: 'salem' }), now)).toEqual([])
    expect(allowedOnPerson(nackaAdmin, person({ actorId: null }), now)).toEqual([])
    expect(allowedOnPerson(viewer('koordinator', null), person(), now)).toEqual([])
    expect(allowedOnPerson(systemAdmin, person({ actorId: null }), now)).toContain('reset')
  })

  test('no way to rights that the administrator could not give: not the account of somebody who holds them now or soon', () => {
    for (const more of [
      { functionCode: 'rsib', scope: 'regional', actorId: null },
      { functionCode: 'system-admin', scope: 'regional', actorId: null },
      { functionCode: 'contact-function', scope: 'actor', actorId: 'salem' },
      { functionCode: 'lst-tib', scope: 'actor', actorId: 'nacka' },
      { functionCode: 'rsib', scope: 'regional', actorId: null, validFrom: later(600) },
    ] as const) {
      const someone = person({ held: [held(), held(more)] })
      expect(mayKeepAccount(nackaAdmin, someone, now), JSON.stringify(more)).toBe(false)
      expect(allowedOnPerson(nackaAdmin, someone, now)).toEqual(['give'])
      expect(allowedOnPerson(systemAdmin, someone, now)).toContain('reset')
    }
    const once = person({ held: [held({ functionCode: 'rsib', scope: 'regional', actorId: null, validTo: later(-1) })] })
    expect(mayKeepAccount(nackaAdmin, once, now)).toBe(true)
  })

  test('to oneself only what gives nothing', () => {
    expect(allowedOnPerson(nackaAdmin, person({ id: 'admin' }), now)).toEqual(['change'])
    expect(allowedOnHeld(nackaAdmin, person({ id: 'admin' }), held(), now)).toEqual(['end'])
    expect(allowedOnHeld(nackaAdmin, person({ id: 'admin' }), held({ validTo: later(-1) }), now)).toEqual([])
  })
})

describe('a period', () => {
  test.each<[string, Partial<Held>, string]>([
    ['without an end', {}, 'now'],
    ['that has an end', { validTo: later(1) }, 'now'],
    ['that ends this moment', { validTo: now }, 'ended'],
    ['that begins this moment', { validFrom: now }, 'now'],
    ['that begins later', { validFrom: later(1) }, 'to-come'],
    ['that was taken back before it began', { validFrom: later(60), validTo: later(60) }, 'ended'],
  ])('%s', (_, more, when) => expect(whenOf(held(more), now)).toBe(when))

  test('is whole days of Stockholm, and from now when it begins today', () => {
    expect(periodOf({ from: null, until: null }, now)).toEqual({ validFrom: now, validTo: null })
    expect(periodOf({ from: '2026-11-25', until: '2026-11-25' }, now)).toEqual({
      validFrom: now,
      validTo: new Date('2026-11-25T23:00:00Z'),
    })
    expect(periodOf({ from: '2026-12-01', until: '2026-12-31' }, now)).toEqual({
      validFrom: new Date('2026-11-30T23:00:00Z'),
      validTo: new Date('2026-12-31T23:00:00Z'),
    })
    // Summer time begins on the last Sunday of March: that day has 23 hours.
    expect(periodOf({ from: '2027-03-28', until: '2027-03-28' }, now)).toEqual({
      validFrom: new Date('2027-03-27T23:00:00Z'),
      validTo: new Date('2027-03-28T22:00:00Z'),
    })
  })
  test('neither begins on a day that is over nor ends before it begins', () => {
    expect(periodOf({ from: '2026-11-24', until: null }, now)).toBeNull()
    expect(periodOf({ from: null, until: '2026-11-24' }, now)).toBeNull()
    expect(periodOf({ from: '2026-12-02', until: '2026-12-01' }, now)).toBeNull()
  })
  test('of the same function at the same actor does not overlap another', () => {
    const known = [held({ validTo: later(60) })]
    expect(isHeldAlready(known, held({ validFrom: later(59) }))).toBe(true)
    expect(isHeldAlready(known, held({ validFrom: later(60) }))).toBe(false)
    expect(isHeldAlready(known, held({ actorId: 'salem' }))).toBe(false)
    expect(isHeldAlready(known, held({ functionCode: 'reader' }))).toBe(false)
    expect(isHeldAlready(known, held(), 'h')).toBe(false)
  })
  test('that was ended can be restored for a while', () => {
    expect(allowedOnHeld(nackaAdmin, person(), held(), now)).toEqual(['change', 'end'])
    expect(allowedOnHeld(nackaAdmin, person(), held({ validTo: later(1 - restoreMinutes) }), now)).toEqual(['restore'])
    expect(allowedOnHeld(nackaAdmin, person(), held({ validTo: later(-restoreMinutes) }), now)).toEqual([])
    expect(allowedOnHeld(nackaAdmin, person({ status: 'disabled' }), held(), now)).toEqual(['end'])
    expect(allowedOnHeld(nackaAdmin, person(), held({ actorId: 'salem' }), now)).toEqual([])
  })
})
