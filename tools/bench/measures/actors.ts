import { deepStrictEqual } from 'node:assert'
import { compare, keep, rate } from '../compare.ts'
import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { cookieOf } from '../session.ts'

/** The list that every page of its kind copies. */
export async function actors(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const headers = { cookie: await cookieOf(portal, 'tib') }
  const text = await (await fetch(`${portal.url}/api/actors`, { headers })).text()
  deepStrictEqual(await (await fetch(`${bare.url}/actors`)).json(), JSON.parse(text))
  await keep(bare, 'actors', text)
  const { perSecond, ratio } = await compare(environment, {
    portal: { url: portal.url, requests: [{ method: 'GET', path: '/api/actors', headers }] },
    statement: { url: bare.url, requests: [{ method: 'GET', path: '/actors' }] },
    bytes: { url: bare.url, requests: [{ method: 'GET', path: '/bytes/actors' }], seconds: 1 },
  })
  return [
    {
      what: 'list of the 37 actors',
      portal: rate(perSecond.portal),
      beside: `one prepared statement writing the same JSON ${rate(perSecond.statement)} (the same bytes from memory ${rate(perSecond.bytes)})`,
      value: ratio('portal', 'statement'),
      unit: '×',
      bound: { atLeast: 0.4 },
    },
  ]
}
