import { compare, keep } from '../compare.ts'
import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { fromOwnPage, logInBody } from '../session.ts'

/** One at a time: what a person waits for, beside the hash that nobody can do without. */
export async function logIn(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  const [account] = await environment.owner<{ hash: string }>(
    `SELECT password_hash AS hash FROM user_accounts WHERE email = 'tib@demo.example'`,
  )
  await keep(bare, 'hash', account?.hash ?? '')
  const request = { method: 'POST' as const, headers: fromOwnPage(portal), body: logInBody('tib') }
  const { perSecond, ratio } = await compare(
    environment,
    {
      portal: { url: portal.url, requests: [{ ...request, path: '/api/sessions' }] },
      hash: { url: bare.url, requests: [{ ...request, path: '/verify' }] },
    },
    1,
  )
  const ms = (rate: number): string => `${(1_000 / rate).toFixed(1)} ms`
  return [
    {
      what: 'log-in, one at a time',
      portal: ms(perSecond.portal),
      beside: `bare Fastify that verifies the same argon2id hash ${ms(perSecond.hash)}`,
      value: ratio('hash', 'portal'),
      unit: '×',
      bound: { atMost: 1.2 },
    },
  ]
}
