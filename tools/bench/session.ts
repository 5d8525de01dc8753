import { createHash, randomBytes } from 'node:crypto'
import type { Environment, Portal } from './environment.ts'

export const PASSWORD = 'samverkan-demo-2026'

/** Headers as a browser on the portal's own page sends them. */
export const fromOwnPage = (portal: Portal): Record<string, string> => ({
  origin: portal.origin,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})

export const logInBody = (who: string): string => JSON.stringify({ email: `${who}@demo.example`, password: PASSWORD })

/** The cookie of a fresh session. */
export async function cookieOf(portal: Portal, who: string): Promise<string> {
  const response = await fetch(`${portal.url}/api/sessions`, { method: 'POST', headers: fromOwnPage(portal), body: logInBody(who) })
  const [cookie] = response.headers.getSetCookie()
  if (response.status !== 201 || cookie === undefined)
    throw new Error(`${who} could not log in: ${response.status} ${await response.text()}`)
  await response.arrayBuffer()
  return cookie.slice(0, cookie.indexOf(';'))
}

/**
 * Cookies of as many sessions, spread evenly over the people whose address begins so: who has forty streams loses the oldest. Made in the database: a thousand log-ins would only
 * measure the hash.
 */
export async function cookiesOf(environment: Environment, whose: string, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  await environment.owner(
    `WITH held AS (SELECT f.id, f.user_id, row_number() OVER (ORDER BY f.id) - 1 AS at, count(*) OVER () AS n
       FROM (SELECT DISTINCT ON (user_id) * FROM user_functions WHERE valid_to IS NULL OR valid_to > app_now() ORDER BY user_id, id) f
       JOIN user_accounts a ON a.user_id = f.user_id WHERE a.email LIKE $2 || '%')
     INSERT INTO user_sessions (id, token_hash, user_id, user_function_id, created_at, last_seen_at, expires_at)
     SELECT gen_random_uuid(), t.hash, h.user_id, h.id, app_now(), app_now(), app_now() + interval '1 day'
     FROM unnest($1::bytea[]) WITH ORDINALITY AS t (hash, number) JOIN held h ON h.at = t.number % h.n`,
    [tokens.map((token) => createHash('sha256').update(token).digest()), whose],
  )
  return tokens.map((token) => `__Host-sid=${token}`)
}
