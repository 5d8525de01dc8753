import { deepStrictEqual } from 'node:assert'
import { timeOf } from '@samverkan/prisma/owner'
import { readVersion } from '../../../apps/api/src/features/situational-pictures/versions-store.ts'
import { compare, rate } from '../compare.ts'
import type { Environment } from '../environment.ts'
import { calledIncident, post } from '../incident.ts'
import type { Outcome } from '../outcome.ts'
import { cookiesOf } from '../session.ts'
import { giveStatement, statementOf } from '../statement.ts'

const HEADINGS = ['situation', 'impact', 'measures', 'forecast', 'needs'] as const
const LINES = 200
/** 37 contact functions say six lines each; the first two hundred are lifted into the picture. */
const EACH = 6
type Draft = { collection: { number: number }; actors: { lines: { id: string; heading: string }[] }[] }
type Version = { lines: { source: object | null }[]; allowed: string[] }

/** A published lägesbild of 200 lines, each with who reported it, when, how sure and in which words, as the duty officer opens it. */
export async function picture(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const { cookie, incident } = await calledIncident(environment)
  const read = async <T>(url: string): Promise<T> => (await (await fetch(url, { headers: { cookie } })).json()) as T
  const cutOffAt = new Date((await timeOf(environment.ownerUrl)).getTime() + 3_600_000).toISOString()
  const opened = await post(portal, `/api/situational-pictures/incidents/${incident.code}`, cookie, {
    cutOffAt,
    nextUpdateAt: null,
    handling: 'internal',
  })
  const { id } = (await opened.json()) as { id: string }
  const path = `/api/situational-pictures/${id}`
  for (const [at, own] of (await cookiesOf(environment, 'kontakt.', 37)).entries()) {
    const lines = Array.from({ length: EACH }, (_, line) => ({
      heading: HEADINGS[(at + line) % HEADINGS.length],
      certainty: line % 3 === 0 ? 'assumption' : 'fact',
      text: `Rad ${line + 1}: strömmen är borta i delar av kommunen och väntas åter inom ${at + 2} timmar.`,
    }))
    await post(portal, `${path}/reports`, own, { kind: 'lines', number: 1, lines })
  }
  const draft = await read<Draft>(`${portal.url}${path}/draft`)
  for (const { id: sourceLineId, heading } of draft.actors.flatMap((actor) => actor.lines).slice(0, LINES))
    await post(portal, `${path}/lines`, cookie, { heading, sourceLineId })
  // As a person publishes: what will be read aloud is written, and looked at.
  const looked = { field: 'read_aloud', text: 'Lägesbild 1. Strömmen är borta i delar av länet. Slut.' }
  await fetch(`${portal.url}${path}/texts/${looked.field}`, {
    method: 'PUT',
    headers: { cookie, origin: portal.url, 'content-type': 'application/json' },
    body: JSON.stringify({ text: looked.text, basedOn: 0 }),
  })
  await post(portal, `${path}/versions`, cookie, { number: 1, looked: [looked] })
  await environment.owner('ANALYZE')

  const shown = `${path}/versions/1`
  const whole = await read<Version>(portal.url + shown)
  const [home] = await environment.owner<{ id: string }>(`SELECT id FROM actors WHERE code = 'lst-stockholm'`)
  const dutyOfficer = { userId: null, actorId: home?.id ?? null, functionCode: 'lst-tib', scope: 'region' } as const
  await giveStatement(bare, 'picture', await statementOf(dutyOfficer, (tx) => readVersion(tx, id, 1, null)))
  deepStrictEqual(await read<Version>(`${bare.url}/statements/picture`), whole)
  const { perSecond, ratio } = await compare(environment, {
    portal: { url: portal.url, requests: [{ method: 'GET', path: shown, headers: { cookie } }] },
    statement: { url: bare.url, requests: [{ method: 'GET', path: '/statements/picture' }] },
  })
  return [
    {
      what: `lägesbild (${whole.lines.length} lines, ${whole.lines.filter((line) => line.source !== null).length} with their source)`,
      portal: rate(perSecond.portal),
      beside: `one prepared statement that writes the same JSON ${rate(perSecond.statement)}`,
      value: ratio('portal', 'statement'),
      unit: '×',
      bound: { atLeast: 0.3 },
    },
  ]
}
