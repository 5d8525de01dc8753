import { compare, rate } from '../compare.ts'
import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { cookieOf, fromOwnPage } from '../session.ts'

type Assessment = { id: string; version: number }

/** One indicator at a time, as people fill it in: each save on the version before it, kept with all that came before, and journalled. */
export async function assessment(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  // The demo's own assessor may have handed in: here the round is open and the assessment its own again.
  const [own] =
    await environment.owner<Assessment>(`SELECT a.id, a.version FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id JOIN actors k ON k.id = a.actor_id
    WHERE r.state = 'open' AND a.state IN ('not_started', 'in_progress', 'reopened') AND k.code = 'nacka'`)
  if (!own) throw new Error('Nacka has no assessment that is open')
  const codes = await environment.owner<{ code: string }>(
    `SELECT i.code FROM assessments a JOIN capability_indicators i ON i.framework_id = a.framework_id
     WHERE a.id = $1 AND i.assessed_by_actor AND i.audience <> 'designated_actors'
       AND NOT EXISTS (SELECT FROM assessment_answers w WHERE w.assessment_id = a.id AND w.indicator_id = i.id) ORDER BY i.code`,
    [own.id],
  )
  const headers = { ...fromOwnPage(portal), cookie: await cookieOf(portal, 'skattare.nacka') }
  const body = '{"value":1,"notApplicable":false,"comment":"Övat i höstas","basedOn":"@version"}'
  const requests = codes.map(({ code }) => ({ method: 'PUT' as const, path: `/api/assessments/${own.id}/answers/${code}`, headers, body }))
  const insert = JSON.stringify({ answer: 'participates', person: 'A' })
  const sides = {
    portal: { url: portal.url, requests, inTurn: true },
    insert: {
      url: bare.url,
      requests: [{ method: 'POST' as const, path: '/answers', headers: fromOwnPage(portal), body: insert }],
      inTurn: true,
    },
  }
  for (const side of Object.values(sides)) await environment.load({ ...side, connections: 1, seconds: 1 })
  await environment.owner('ANALYZE')
  const { perSecond, ratio } = await compare(environment, sides, 1)
  return [
    {
      what: 'one answer of a self-assessment, with its journal row',
      portal: rate(perSecond.portal),
      beside: `bare insert, prepared, one row, own commit ${rate(perSecond.insert)}`,
      value: ratio('portal', 'insert'),
      unit: '×',
      bound: { atLeast: 0.2 },
    },
  ]
}
