import { expect, test } from 'vitest'
import capabilities from '../../../../prisma/seed/capabilities.json' with { type: 'json' }
import forums from '../../../../prisma/seed/forums.json' with { type: 'json' }
import goals from '../../../../prisma/seed/goals.json' with { type: 'json' }
import { basicAids, forumAids, goalAids, overallGoalAid, subCapabilityAids } from './reading-aids.ts'

const subs = capabilities.basicCapabilities.flatMap((basic): { code: string }[] => basic.subCapabilities)
test.each([
  ['forum', forumAids, forums.forums.map(({ code }) => code)],
  ['basic capability', basicAids, capabilities.basicCapabilities.map(({ code }) => code)],
  ['sub-capability', subCapabilityAids, subs.map(({ code }) => code)],
  ['goal area', goalAids, goals.targetVisions.flatMap(({ goalAreas }) => goalAreas.map(({ code }) => code))],
] as const)('every %s has its aid, and no aid is about something else', (_, aids, codes) => {
  expect(Object.keys(aids).toSorted()).toEqual([...new Set(codes)].toSorted())
})

test('an aid is short, is a sentence or a name of its own, and no work note', () => {
  for (const aid of [forumAids, basicAids, subCapabilityAids, goalAids].flatMap((one) => Object.values(one)).concat(overallGoalAid)) {
    expect(aid.length, aid).toBeLessThanOrEqual(150)
    expect(aid, aid).toMatch(/^[A-Z]/u)
    expect(aid, aid).not.toMatch(/[åäö]|\bsources?\b|\bseed|\bline \d|'/iu)
  }
})
