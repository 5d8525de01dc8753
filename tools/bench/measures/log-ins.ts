import { randomBytes } from 'node:crypto'
import type { Environment } from '../environment.ts'
import { median, type Outcome, percentile } from '../outcome.ts'
import { fromOwnPage, PASSWORD } from '../session.ts'

const TRIES = 200
const PEOPLE = 600
const SECONDS = 60
const BEHIND_ONE = 60

type Try = { email: string; password: string; from: string }

/** What a guesser can read off the clock (security.md A8), and a whole region at its desks within a minute (reliability.md T17). */
export async function logIns(environment: Environment): Promise<Outcome[]> {
  const portal = await environment.portal()
  const send = async ({ email, password, from }: Try): Promise<{ status: number; ms: number }> => {
    const started = performance.now()
    const response = await fetch(`${portal.url}/api/sessions`, {
      method: 'POST',
      headers: { ...fromOwnPage(portal), 'x-forwarded-for': from },
      body: JSON.stringify({ email, password }),
    })
    await response.arrayBuffer()
    return { status: response.status, ms: performance.now() - started }
  }
  const people = (
    await environment.owner<{ email: string }>(
      `SELECT a.email::text AS email FROM user_accounts a JOIN users u ON u.id = a.user_id WHERE a.has_password AND u.status = 'active'
       AND EXISTS (SELECT FROM user_functions f WHERE f.user_id = u.id AND f.valid_from <= app_now() AND (f.valid_to IS NULL OR f.valid_to > app_now()))
       ORDER BY a.email`,
    )
  ).map(({ email }) => email)
  return [await refusals(environment, send, people), await shiftChange(send, people)]
}

type Send = (one: Try) => Promise<{ status: number; ms: number }>

/** In turns, so that a slow second slows every kind; what was counted is forgotten in between, or waiting would be measured. */
async function refusals(environment: Environment, send: Send, people: readonly string[]): Promise<Outcome> {
  const [known, disabled] = people as [string, string]
  const kinds = { unknown: '', 'wrong password': known, disabled }
  const times: Record<string, number[]> = { unknown: [], 'wrong password': [], disabled: [] }
  const setStatus = (status: string) =>
    environment.owner(
      "UPDATE users SET status = $1 WHERE id = (SELECT user_id FROM user_accounts WHERE email = $2) AND status IN ('active', 'disabled')",
      [status, disabled],
    )
  await setStatus('disabled')
  try {
    for (let i = 0; i < TRIES + 5; i += 1) {
      await environment.owner('DELETE FROM user_login_throttles')
      const from = `198.51.100.${(i % 250) + 1}`
      for (const [kind, email] of Object.entries(kinds)) {
        const password = kind === 'disabled' ? PASSWORD : `wrong ${randomBytes(6).toString('hex')}`
        const { status, ms } = await send({ email: email || `nobody-${i}@demo.example`, password, from })
        if (status !== 401) throw new Error(`a log-in (${kind}) was answered ${status}`)
        // The first ones warm up.
        if (i >= 5) times[kind]!.push(ms)
      }
    }
  } finally {
    await setStatus('active')
  }
  const medians = Object.entries(times).map(([kind, ms]) => ({ kind, ms: median(ms) }))
  const all = medians.map(({ ms }) => ms)
  return {
    what: `refused log-in: what its time tells, ${TRIES} tries each`,
    portal: medians.map(({ kind, ms }) => `${kind} ${ms.toFixed(1)}`).join(', '),
    beside: 'one another, medians in ms',
    value: Math.max(...all) - Math.min(...all),
    unit: 'ms',
    bound: { atMost: 5 },
  }
}

/** They come when they come, not when the one before is done: each waits from the moment they pressed. */
async function shiftChange(send: Send, people: readonly string[]): Promise<Outcome> {
  const began = performance.now()
  const one = async (i: number): Promise<{ status: number; ms: number }> => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + (i * SECONDS * 1_000) / PEOPLE - performance.now())))
    const from = i % (PEOPLE / BEHIND_ONE) === 0 ? '203.0.113.9' : `10.${i >> 8}.${i & 255}.7`
    return send({ email: people[i % people.length]!, password: PASSWORD, from })
  }
  const sent = await Promise.allSettled(Array.from({ length: PEOPLE }, (_, i) => one(i)))
  const broken = sent.filter((result) => result.status === 'rejected')
  if (broken.length > 0) throw new Error(`${broken.length} of ${PEOPLE} log-ins got no answer`, { cause: broken[0]!.reason })
  const answers = sent.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const refused = answers.filter(({ status }) => status !== 201)
  if (refused.length > 0) throw new Error(`${refused.length} of ${PEOPLE} with the right password were answered ${refused[0]!.status}`)
  const seconds = answers.map(({ ms }) => ms / 1_000)
  return {
    what: `${PEOPLE} log-ins in ${SECONDS} s, ${BEHIND_ONE} behind one address: 95 of 100`,
    portal: `nobody refused, median ${median(seconds).toFixed(2)} s`,
    beside: 'time alone',
    value: percentile(seconds, 0.95),
    unit: 's',
    bound: { atMost: 1 },
  }
}
