import type { BodyOf, decideHeldLetters, HeldLetters, ResponseOf } from '@samverkan/contract'
import { can, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { Problem } from '../../lib/problem.ts'
import * as store from './held-store.ts'

export const read = (db: Database, viewer: Viewer): Promise<HeldLetters> =>
  db.inViewer(viewer, async (tx) => ({ ...(await store.readHeld(tx)), mayRelease: can(tx.viewer, 'outbox.release') }))

/** About as many as were on the screen: whoever comes second is told that a colleague has decided. */
export const decide = (
  db: Database,
  viewer: Viewer,
  { decision, letters }: BodyOf<typeof decideHeldLetters>,
  now: Date,
): Promise<ResponseOf<typeof decideHeldLetters>> =>
  db.inViewer(viewer, async (tx) => {
    if (!can(tx.viewer, 'outbox.release')) throw new Problem('forbidden')
    const held = await store.lockHeld(tx, now)
    if (held.length !== letters)
      throw new Problem('stale-version', { current: { ...(await store.readHeld(tx)), mayRelease: true } satisfies HeldLetters })
    const leaving = decision === 'send' ? held.filter(({ isTooOld }) => !isTooOld) : []
    const staying = held.filter((one) => !leaving.includes(one))
    await store.release(tx, leaving, now)
    await store.discard(tx, staying, now)
    const subject = { type: 'portal', id: newId() } as const
    // Whose letters they were is the region's: each actor sees its own in the outbox.
    await (decision === 'send'
      ? append(tx, { at: now, type: 'outbox.released', subject, audience: [], data: { letters: leaving.length, tooOld: staying.length } })
      : append(tx, { at: now, type: 'outbox.discarded', subject, audience: [], data: { letters: staying.length } }))
    return { sent: leaving.length, discarded: staying.length }
  })
