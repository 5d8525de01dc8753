import { deepStrictEqual } from 'node:assert'
import { compare, keep, rate } from '../compare.ts'
import type { Environment } from '../environment.ts'
import { calledIncident, post } from '../incident.ts'
import type { Outcome } from '../outcome.ts'

type Board = {
  at: string
  allowed: string[]
  ownActorId: string | null
  isOwnAsked: boolean
  activations: { allowed: string[] }[]
  rows: { actorId: string; answers: object[]; contacts: { attempts: object[] }[] }[]
}

/** What every screen asks for again after each answer: 37 rows with their answers, 111 contacts and attempts, as the duty officer sees it. */
export async function board(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const { cookie, incident } = await calledIncident(environment)
  const path = `/api/call-outs/boards/${incident.code}`
  const read = async (url: string, headers: Record<string, string> = {}): Promise<Board> =>
    (await (await fetch(url, { headers })).json()) as Board
  for (const [at, { actorId }] of (await read(`${portal.url}${path}`, { cookie })).rows.entries()) {
    // Most have answered, one in ten has not; some by phone, and one in four has changed its mind.
    if (at % 10 === 9) continue
    const body = {
      answer: (['participates', 'participates', 'follows', 'not_concerned'] as const)[at % 4],
      person: `Person ${at}`,
      means: at % 3 ? 'phone' : 'rakel',
    }
    if (at % 4 === 3) await post(portal, `${path}/actors/${actorId}/reached`, cookie, { ...body, answer: 'follows' })
    await post(portal, `${path}/actors/${actorId}/reached`, cookie, body)
  }
  await environment.owner('ANALYZE')
  const text = await (await fetch(`${portal.url}${path}`, { headers: { cookie } })).text()
  const whole = JSON.parse(text) as Board
  const viewer = [JSON.stringify(whole.activations[0]?.allowed), JSON.stringify(whole.allowed), whole.ownActorId, whole.isOwnAsked]
  await keep(bare, 'viewer', JSON.stringify(viewer))
  deepStrictEqual({ ...(await read(`${bare.url}/boards/${incident.code}`)), at: whole.at }, whole)
  await keep(bare, 'board', text)
  const { perSecond, ratio } = await compare(environment, {
    portal: { url: portal.url, requests: [{ method: 'GET', path, headers: { cookie } }] },
    statement: { url: bare.url, requests: [{ method: 'GET', path: `/boards/${incident.code}` }] },
    bytes: { url: bare.url, requests: [{ method: 'GET', path: '/bytes/board' }], seconds: 1 },
  })
  const contacts = whole.rows.flatMap((row) => row.contacts)
  const counted = `${whole.rows.length} actors, ${whole.rows.flatMap((row) => row.answers).length} answers, ${contacts.length} contacts, ${contacts.flatMap((contact) => contact.attempts).length} attempts, ${(text.length / 1_000).toFixed(0)} kB`
  return [
    {
      what: `board (${counted})`,
      portal: rate(perSecond.portal),
      beside: `one prepared statement that writes the same JSON each time, while the portal asks whether it has changed ${rate(perSecond.statement)} (the same bytes from memory ${rate(perSecond.bytes)})`,
      value: ratio('portal', 'statement'),
      unit: '×',
      bound: { atLeast: 0.3 },
    },
  ]
}
