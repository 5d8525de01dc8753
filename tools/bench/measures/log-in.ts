import { hash as argon2 } from '@node-rs/argon2'
import { compare, keep } from '../compare.ts'
import type { Environment } from '../environment.ts'
import type { Outcome } from '../outcome.ts'
import { fromOwnPage, logInBody, PASSWORD as demoPassword } from '../session.ts'

/** One at a time: what a person waits for, beside the hash that nobody can do without. */
export async function logIn(environment: Environment): Promise<Outcome[]> {
  const [portal, bare] = [await environment.portal(), await environment.bare()]
  // As the portal hashes; what it keeps of that is no hash to verify with (docs/adr/0015).
  const [kept] = await environment.owner<{ m: number; t: number; p: number }>(
    `SELECT h[1]::int AS m, h[2]::int AS t, h[3]::int AS p FROM user_accounts, regexp_match(password_hash, 'm=(\\d+),t=(\\d+),p=(\\d+)') AS h
     WHERE email = 'tib@demo.example'`,
  )
  await keep(bare, 'hash', await argon2(demoPassword, { memoryCost: kept!.m, timeCost: kept!.t, parallelism: kept!.p }))
  const request = { method: 'POST' as const, headers: fromOwnPage(portal), body: logInBody('tib') }
  const { perSecond, ratio } = await compare(
    environment,
    {
      portal: { url: portal.url, requests: [{ ...request, path: '/api/sessions' }] },
      hash: { url: bare.url, requests: [{ ...request, path: '/verify' }] },
    },
    1,
  )
  const ms = (each: number): string => `${each.toFixed(1)} ms`
  const [whole, hash] = [1_000 / perSecond.portal, 1_000 / perSecond.hash]
  return [
    {
      what: 'log-in, one at a time',
      // In milliseconds too, so that a dearer hash cannot hide a slower log-in (docs/adr/0012).
      portal: `${ms(whole)}, of which beside the hash ${ms(whole - hash)}`,
      beside: `bare Fastify that verifies the same argon2id hash ${ms(hash)}`,
      value: ratio('hash', 'portal'),
      unit: '×',
      bound: { atMost: 1.2 },
    },
  ]
}
