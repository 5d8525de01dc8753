import { type Letter, linkMinutes } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import type { Tx } from '../../lib/db.ts'
import { currentKey, newId } from '../../lib/ids.ts'
import * as outbox from '../outbox/service.ts'
import * as links from './invitations-store.ts'

export type LinkFor = { userId: string; actorId: string | null; email: string; purpose: 'invitation' | 'reset'; createdBy: string | null }

/** For how long nobody is sent another link after one: two in a minute are a hand that slipped. */
export const linkPauseMs = 2 * 60_000

/** Makes a one-time link, stops those before it, and orders its letter. The token itself is made again by the worker and kept by nobody. */
export const issueLink = async (
  tx: Tx,
  config: Pick<Config, 'keys'>,
  to: LinkFor,
  letter: (expiresAt: Date) => Letter,
  now: Date,
): Promise<string> => {
  const id = newId()
  const key = currentKey(config.keys)
  const expiresAt = new Date(now.getTime() + linkMinutes[to.purpose] * 60_000)
  // Whoever has asked twice may open the letter that came first: only an administrator's new link makes the old ones worthless.
  if (to.createdBy !== null) await stopLinks(tx, to.userId, now)
  await links.insertLink(tx, {
    id,
    userId: to.userId,
    purpose: to.purpose,
    isBySelf: to.createdBy === null,
    now,
    expiresAt,
  })
  await outbox.queueMail(
    tx,
    [
      {
        purpose: to.purpose,
        actorId: to.actorId,
        userId: to.userId,
        destination: to.email,
        ...letter(expiresAt),
        link: { id, keyVersion: key.version, expiresAt },
      },
    ],
    now,
  )
  return id
}

/** How many links that could still be used have stopped working. */
export const stopLinks = async (tx: Tx, userId: string, now: Date): Promise<number> => {
  const ids = await links.withdrawLinks(tx, userId, now)
  for (const id of ids) await outbox.stopLink(tx, id, now)
  return ids.length
}
