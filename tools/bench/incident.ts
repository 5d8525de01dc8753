import { randomUUID } from 'node:crypto'
import { timeOf } from '@samverkan/prisma/owner'
import type { Environment, Portal } from './environment.ts'
import { cookieOf, fromOwnPage } from './session.ts'

/** Each of the 37 is called by its contact function, its directing representative and its communicator. */
export const MAILS = 37 * 3
const PATIENCE_MS = 60_000

export type Pressed = { code: string; seconds: number; links: string[] }

/** The duty officer calls everybody into three forums; answers when the catcher has every mail. */
export async function press(environment: Environment, cookie: string): Promise<Pressed> {
  const [portal, mail] = [await environment.portal(), await environment.mail()]
  await environment.worker()
  await everybodyHasMail(environment)
  const kept = async (): Promise<number> =>
    ((await (await fetch(`${mail.pageUrl}/messages.json?limit=1`)).json()) as { total: number }).total
  const before = await kept()
  const started = performance.now()
  const response = await post(portal, '/api/activations', cookie, {
    title: 'Strömavbrott i norra länet',
    isExercise: false,
    forums: ['regionalt-samordnande-forum', 'regionalt-inriktande-forum', 'kommunikationssamordningskonferens'].map((forumCode) => ({
      forumCode,
    })),
    channel: 'telephone',
    conferenceAt: new Date((await timeOf(environment.ownerUrl)).getTime() + 30 * 60_000).toISOString(),
    dialIn: '08-000 00 00, kod 1234',
  })
  const { code } = (await response.json()) as { code: string }
  while ((await kept()) - before < MAILS) {
    if (performance.now() - started > PATIENCE_MS) throw new Error(`${(await kept()) - before} of ${MAILS} mails came within a minute`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const seconds = (performance.now() - started) / 1_000
  const { items } = (await (await fetch(`${mail.pageUrl}/messages.json?limit=${MAILS}`)).json()) as { items: { links: string[] }[] }
  const links = items.flatMap((item) => item.links).map((link) => /\/k\/([A-Za-z0-9_-]+)/.exec(link)?.[1])
  return { code, seconds, links: links.filter((token) => token !== undefined) }
}

export async function post(portal: Portal, path: string, cookie: string, body: object): Promise<Response> {
  const headers = { ...fromOwnPage(portal), cookie, 'idempotency-key': randomUUID() }
  const response = await fetch(`${portal.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`)
  return response
}

/** In the demo one communicator has no address, so that a gap is seen; here all 111 shall be written to. */
const everybodyHasMail = (environment: Environment): Promise<unknown> =>
  environment.owner(`INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address, priority)
    SELECT gen_random_uuid(), p.id, p.actor_id, 'email', 'kommunikation.' || a.code || '@demo.example', 1
    FROM actor_contact_points p JOIN actors a ON a.id = p.actor_id
    WHERE NOT EXISTS (SELECT FROM actor_contact_channels c WHERE c.contact_point_id = p.id AND c.channel = 'email')`)

/** Incidents that more than one measurement looks at, made when first asked for. */
const called = new WeakMap<Environment, Promise<{ cookie: string; incident: Pressed }>>()
export function calledIncident(environment: Environment): Promise<{ cookie: string; incident: Pressed }> {
  const known = called.get(environment)
  if (known) return known
  const made = (async () => {
    const cookie = await cookieOf(await environment.portal(), 'tib')
    return { cookie, incident: await press(environment, cookie) }
  })()
  called.set(environment, made)
  return made
}
