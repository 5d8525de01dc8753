import { compare, rate, type Side } from '../compare.ts'
import type { Environment } from '../environment.ts'
import { calledIncident } from '../incident.ts'
import type { Outcome } from '../outcome.ts'
import { cookiesOf, fromOwnPage } from '../session.ts'

/**
 * An answer is checked against its link or session, kept beside the one before it, stops what was still to be sent, and is journalled
 * in the chain that everybody shares. Every answer says something new, or nothing would be written. One at a time, as answers come:
 * with many at once bare inserts share their flushes to the disk, which the links of one chain cannot.
 */
export async function answer(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const { incident } = await calledIncident(environment)
  const headers = fromOwnPage(portal)
  const cookies = await cookiesOf(environment, 'kontakt.', 37)
  const bodies = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((person) => JSON.stringify({ answer: 'participates', person }))
  const one = (path: string, body: string, more: Record<string, string> = {}) => ({
    method: 'POST' as const,
    path,
    headers: { ...headers, ...more },
    body,
  })
  const of = (path: string, more: Record<string, string> = {}) => bodies.map((body) => one(path, body, more))
  // Whoever holds a link may change their mind ten times an hour (docs/adr/0016). Here each does so in a second: link by link in turn, and
  // what has been counted is forgotten before the next second.
  const forgiven = () => environment.owner('DELETE FROM user_login_throttles')
  const sides = {
    link: {
      url: portal.url,
      requests: bodies.flatMap((body) => incident.links.map((token) => one(`/api/call-outs/links/${token}`, body))),
      inOrder: true,
      seconds: 1,
      before: forgiven,
    },
    insert: { url: bare.url, requests: of('/answers') },
    portal: {
      url: portal.url,
      requests: cookies.flatMap((cookie) => of(`/api/call-outs/boards/${incident.code}/answers`, { cookie })),
      withKey: true,
    },
  }
  // Everybody changes their mind a hundred times a minute here, so the tables grow out of what their first plans were made for. Postgres
  // would look at them again within a minute, as it does in the house; here it is told to, before anything is measured.
  for (const { before: _, ...side } of Object.values<Side>(sides)) await environment.load({ ...side, connections: 1, seconds: 1 })
  await environment.owner('ANALYZE')
  const { perSecond, ratio } = await compare(environment, sides, 1)
  const line = (what: string, name: 'link' | 'portal'): Outcome => ({
    what,
    portal: rate(perSecond[name]),
    beside: `bare insert, prepared, one row, own commit ${rate(perSecond.insert)}`,
    value: ratio(name, 'insert'),
    unit: '×',
    bound: { atLeast: 0.2 },
  })
  return [line('answer by link, with its journal row, one at a time', 'link'), line('answer in the portal, the same', 'portal')]
}
