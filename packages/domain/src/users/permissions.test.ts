import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Action, actions, can, scopeOf, type Viewer } from './permissions.ts'

/** Every function of the reference data, in its order: one column each in the table below. */
const functions = [
  'landshovding',
  'rcg-chair',
  'lansoverdirektor',
  'samhallsbyggnadsdirektor',
  'samordningschef',
  'koordinator',
  'rsib',
  'rkk',
  'lst-tib',
  'lansstyrelsen',
  'contact-function',
  'rep-owner',
  'rep-directing',
  'rep-coordinating',
  'rep-executing',
  'staff-liaison',
  'communicator',
  'operator',
  'wis-admin',
  'directing-contact-person',
  'registrar',
  'planning-group-convener',
  'samordningsgrupp-host',
  'designated-actor',
  'adopting-body',
  'actor-admin',
  'assessor',
  'system-admin',
  'reader',
]

/**
 * Who may do what: A with any actor's rows, O with the own actor's only, · not at all. Changed on purpose, together with the rule:
 * whoever adds an action adds its line here and has it read (security.md C1, C2).
 */
const table: Record<Action, string> = {
  'actors.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'actors.read-channels': 'OOOOAAAAAOOOOOOOOOOOOOOOOOOAO',
  'actors.keep-contacts': '··········O·OOOOOO·······O···',
  'actors.review-contacts': '····AA··A····················',
  'actors.designate-staff': '····AA·······················',
  'forums.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'incidents.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'journal.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'search.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'home.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'rosters.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'capabilities.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'target-visions.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'assessments.read': 'OOOOAAOOOOOOOOOOOOOOOOOOOOOOO',
  'assessments.manage': '····AA·······················',
  'assessments.answer': '··························O··',
  'assessments.sign': '············O················',
  'assessments.reopen': '····AA·······················',
  'situational-pictures.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'situational-pictures.follow': '····AAAAA····················',
  'situational-pictures.report': '········O·O·OOOOOO···········',
  'situational-pictures.report-for-others': '········A····················',
  'situational-pictures.withdraw': '········A·O·OOOOOO···········',
  'situational-pictures.write': '······AAA····················',
  'situational-pictures.publish': '········A····················',
  'situational-pictures.acknowledge': '········O·O·OOOOOO···········',
  'activations.activate': '········A····················',
  'activations.close': '········A····················',
  'activations.request': '······AAA·A·AAAAAA···········',
  'activations.request-for-others': '······AAA····················',
  'activations.take-request': '········A····················',
  'activations.follow-requests': '······AA·····················',
  'activations.withdraw-request': '········O·O·OOOOOO···········',
  'call-outs.call-again': '········A····················',
  'call-outs.mark-reached': '······A·A····················',
  'call-outs.answer': '········O·O·OOOOOO···········',
  'meetings.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'meetings.plan': '····AAA·A····················',
  'meetings.reschedule': '····AAA·A····················',
  'meetings.answer-holidays': '····AA·······················',
  'meetings.direct': '····AAA······················',
  'meetings.host': '····AA··A····················',
  'meetings.run': '····AAA·A····················',
  'meetings.keep-template': '····AAA······················',
  'meetings.report': '········O·O·OOOOOO···········',
  'measures.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'measures.read-gap': 'OOOOAAOOOOOOOOOOOOOOOOOOOOOOO',
  'measures.create': '····AAAAA···A·············A··',
  'measures.change': '····AAAAA·A·AAAAAA········A··',
  'measures.create-in-incident': '····AAAAA····················',
  'measures.create-in-meeting': '····AAA·A····················',
  'measures.create-for-gap': '····AA······O·············O··',
  'measures.create-free': '····AA·······················',
  'measures.carry-out': '········O·O·OOOOOO···········',
  'measures.carry-out-gap': '········O·O·OOOOOO········O··',
  'measures.carry-out-office': '····AA·······················',
  'outbox.read': '····AAAAA·A·AAAAAA·······A·A·',
  'outbox.release': '········A··················A·',
  'users.read': '····AA···················O·A·',
  'users.manage': '·························O·A·',
  'users.subscribe': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'settings.read': '····AAAAA··················A·',
  'settings.change': '···························A·',
  'sessions.own': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'docs.read': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
}

const viewer = (functionCode: string, actorId: string | null = 'own'): Viewer => ({
  userId: 'somebody',
  actorId,
  functionCode,
  scope: scopeOf(functionCode),
})
const cell = (functionCode: string, action: Action): string => {
  if (can(viewer(functionCode), action, { actorId: 'other' })) return 'A'
  return can(viewer(functionCode), action, { actorId: 'own' }) ? 'O' : '·'
}

describe('who may do what', () => {
  test('the columns are the functions of the reference data', () => {
    const seed = join(import.meta.dirname, '../../../../prisma/seed')
    const read = (file: string) =>
      JSON.parse(readFileSync(join(seed, file), 'utf8')) as { roles: { code: string }[]; functions: { code: string }[] }
    expect(functions).toEqual([...read('roles.json').roles, ...read('own.json').functions].map((f) => f.code))
  })

  test.each(actions)('%s', (action) => expect(functions.map((code) => cell(code, action)).join('')).toBe(table[action]))

  test('the route lets in exactly those who may do it somewhere', () => {
    for (const action of actions)
      for (const code of functions) expect(can(viewer(code), action), `${code} ${action}`).toBe(cell(code, action) !== '·')
  })

  test('nobody may do anything without a session, without a function, or with one that nobody knows', () => {
    for (const action of actions) {
      expect(can({ userId: null, actorId: 'own', functionCode: null, scope: 'actor' }, action)).toBe(false)
      expect(can({ userId: null, actorId: 'own', functionCode: 'lst-tib-x', scope: 'region' }, action)).toBe(false)
      expect(can({ userId: 'u', actorId: 'own', functionCode: null, scope: 'actor' }, action)).toBe(false)
    }
    expect(scopeOf('anything')).toBe('actor')
  })

  test('who holds a function for the region answers for no actor', () => {
    for (const code of functions) expect(can(viewer(code, null), 'call-outs.answer')).toBe(false)
  })
})
