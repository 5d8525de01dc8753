import { expect, test } from 'vitest'
import { scopeOf, type Viewer } from '../users/permissions.ts'
import { allowedOnMeasure, mayCarryOut, mayDirect, measureOrigins, maySeeMeasure } from './rights.ts'
import { measureStates } from './state.ts'

const viewer = (functionCode: string, actorId: string | null): Viewer => ({
  userId: 'somebody',
  actorId,
  functionCode,
  scope: scopeOf(functionCode),
})
const people = {
  contact: viewer('contact-function', 'nacka'),
  assessor: viewer('assessor', 'nacka'),
  directing: viewer('rep-directing', 'nacka'),
  reader: viewer('reader', 'nacka'),
  stranger: viewer('rep-directing', 'salem'),
  office: viewer('koordinator', null),
  tib: viewer('lst-tib', 'lst'),
  rsib: viewer('rsib', 'solna'),
  rkk: viewer('rkk', 'region'),
  system: viewer('system-admin', null),
}
const who = (may: (viewer: Viewer) => boolean): string =>
  Object.entries(people)
    .filter(([, one]) => may(one))
    .map(([name]) => name)
    .join(' ')

test('who brings a measure about, by its origin', () => {
  expect(
    Object.fromEntries(
      measureOrigins.map((origin) => [origin, who((v) => mayDirect(v, { origin, gapActorId: origin === 'gap' ? 'nacka' : null }))]),
    ),
  ).toEqual({
    incident: 'office tib rsib rkk',
    meeting: 'office tib rsib',
    gap: 'assessor directing office',
    none: 'office',
  })
})

test('who carries it out, by its owner', () => {
  const carry = (origin: 'incident' | 'gap', ownerId: string | null) => who((v) => mayCarryOut(v, { origin, ownerId }))
  expect(carry('incident', 'nacka')).toBe('contact directing')
  expect(carry('incident', 'lst')).toBe('tib')
  expect(carry('gap', 'nacka')).toBe('contact assessor directing')
  expect(carry('incident', null)).toBe('office')
  expect(carry('gap', null)).toBe('office')
})

test('a measure about a gap is for that actor and the office alone, also among the duty officers', () => {
  expect(who((v) => maySeeMeasure(v, { gapActorId: 'nacka' }))).toBe('contact assessor directing reader office')
  expect(who((v) => maySeeMeasure(v, { gapActorId: null }))).toBe(Object.keys(people).join(' '))
})

test('what each may do, in every state', () => {
  const allowed = (v: Viewer, more: { origin?: 'incident' | 'gap'; ownerId?: string | null; gapActorId?: string | null } = {}) =>
    measureStates.map((state) => allowedOnMeasure(v, { origin: 'incident', ownerId: 'nacka', gapActorId: null, ...more, state }).join(' '))
  expect(allowed(people.contact)).toEqual(['start finish cancel note', 'finish cancel note', 'reopen note', 'reopen note'])
  expect(allowed(people.tib)).toEqual(['cancel edit note', 'cancel edit note', 'reopen note', 'reopen note'])
  expect(allowed(people.office, { ownerId: null })).toEqual([
    'start finish cancel edit note',
    'finish cancel edit note',
    'reopen note',
    'reopen note',
  ])
  for (const nobody of [people.stranger, people.reader, people.assessor, people.system]) expect(allowed(nobody)).toEqual(['', '', '', ''])
  const gap = { origin: 'gap', gapActorId: 'nacka' } as const
  expect(allowed(people.assessor, gap)[0]).toBe('start finish cancel edit note')
  for (const nobody of [people.stranger, people.tib, people.rsib, people.reader]) expect(allowed(nobody, gap)[0]).toBe('')
})
