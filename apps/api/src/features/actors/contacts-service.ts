import type { Actor, addContactPoint, BodyOf, confirmContactPoints } from '@samverkan/contract'
import { can, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, isFirst } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import * as contacts from './contacts-store.ts'
import * as store from './store.ts'

type Given = BodyOf<typeof addContactPoint>

/** The actor whose call list this is; only its own people keep it. */
const kept = async (tx: Tx, code: string): Promise<string> => {
  const { id } = found(await contacts.actorWithCode(tx, code))
  if (!can(tx.viewer, 'actors.keep-contacts', { actorId: id })) throw new Problem('forbidden')
  return id
}
const asItStands = async (tx: Tx, code: string, now: Date): Promise<Actor> => found(await store.readActor(tx, code, now))
const pointToChange = async (tx: Tx, code: string, actorId: string, id: string, version: number, now: Date): Promise<contacts.Point> => {
  const point = found(await contacts.lockPoint(tx, actorId, id))
  if (point.version !== version) throw new Problem('stale-version', { current: await asItStands(tx, code, now) })
  return point
}

export const add = (db: Database, viewer: Viewer, code: string, given: Given, idempotency: Idempotency, now: Date): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    if (!(await isFirst(tx, idempotency, now))) return asItStands(tx, code, now)
    const id = newId()
    await contacts.insertPoint(tx, actorId, id, given, now)
    const answer = await asItStands(tx, code, now)
    await append(tx, {
      at: now,
      type: 'actors.contact-added',
      subject: { type: 'actor', id: actorId },
      audience: [actorId],
      data: { contactPointId: id, functionCode: given.functionCode, channels: given.channels.length },
      payload: JSON.stringify(given),
    })
    return answer
  })

export const change = (
  db: Database,
  viewer: Viewer,
  code: string,
  id: string,
  given: Given & { version: number },
  now: Date,
): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    const point = await pointToChange(tx, code, actorId, id, given.version, now)
    if (point.isArchived) throw new Problem('wrong-state')
    await contacts.savePoint(tx, actorId, id, given, now)
    const answer = await asItStands(tx, code, now)
    await append(tx, {
      at: now,
      type: 'actors.contact-changed',
      subject: { type: 'actor', id: actorId },
      audience: [actorId],
      data: { contactPointId: id, functionCode: given.functionCode, channels: given.channels.length },
      payload: JSON.stringify(given),
    })
    return answer
  })

/** "Det stämmer": what was on the screen, in the versions that were on the screen, is confirmed together or not at all. */
export const confirm = (
  db: Database,
  viewer: Viewer,
  code: string,
  { points }: BodyOf<typeof confirmContactPoints>,
  now: Date,
): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    // In one order for everybody, so that two who confirm the same list wait for each other instead of stopping each other.
    const ordered = [...points].sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const { id, version } of ordered) {
      const point = await pointToChange(tx, code, actorId, id, version, now)
      if (point.isArchived) throw new Problem('wrong-state')
      await contacts.confirmPoint(tx, id, now)
    }
    const answer = await asItStands(tx, code, now)
    await append(tx, {
      at: now,
      type: 'actors.contacts-confirmed',
      subject: { type: 'actor', id: actorId },
      audience: [actorId],
      data: { contactPointIds: ordered.map(({ id }) => id) },
    })
    return answer
  })

/** Nobody is called through it any more; what was sent through it stays, and it can be taken back. */
export const archive = (
  db: Database,
  viewer: Viewer,
  code: string,
  id: string,
  given: { isArchived: boolean; version: number },
  now: Date,
): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    const point = await pointToChange(tx, code, actorId, id, given.version, now)
    if (point.isArchived === given.isArchived) throw new Problem('wrong-state')
    await contacts.archivePoint(tx, id, given.isArchived ? now : null)
    const answer = await asItStands(tx, code, now)
    await append(tx, {
      at: now,
      type: given.isArchived ? 'actors.contact-archived' : 'actors.contact-restored',
      subject: { type: 'actor', id: actorId },
      audience: [actorId],
      data: { contactPointId: id },
    })
    return answer
  })
