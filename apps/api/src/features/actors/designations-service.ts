import type { Actor, BodyOf, designateForStaff } from '@samverkan/contract'
import { can, stockholmDate, type Viewer } from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { actorWithCode } from './contacts-store.ts'
import * as designations from './designations-store.ts'
import * as store from './store.ts'

/** No source names the designated actors: the office writes who it is, since when and on what basis. */
const kept = async (tx: Tx, code: string): Promise<string> => {
  if (!can(tx.viewer, 'actors.designate-staff')) throw new Problem('forbidden')
  return found(await actorWithCode(tx, code)).id
}

/** Sent twice it is one designation; with other words it corrects the one that stands. */
export const designate = (db: Database, viewer: Viewer, code: string, given: BodyOf<typeof designateForStaff>, now: Date): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    // Call-outs ask who is designated now: a day that has not come would already be taken for true.
    if (given.validFrom > stockholmDate(now)) throw new Problem('invalid', { errors: [{ pointer: '/validFrom', code: 'future' }] })
    const isNew = await designations.save(tx, actorId, newId(), given)
    const answer = found(await store.readActor(tx, code, now))
    if (isNew !== 'same')
      await append(tx, {
        at: now,
        type: 'actors.designated',
        subject: { type: 'actor', id: actorId },
        data: { kind: 'staff_designated' },
        payload: JSON.stringify(given),
      })
    return answer
  })

export const end = (db: Database, viewer: Viewer, code: string, now: Date): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    if (!(await designations.end(tx, actorId, stockholmDate(now)))) throw new Problem('wrong-state')
    const answer = found(await store.readActor(tx, code, now))
    await append(tx, {
      at: now,
      type: 'actors.designation-ended',
      subject: { type: 'actor', id: actorId },
      data: { kind: 'staff_designated' },
    })
    return answer
  })
