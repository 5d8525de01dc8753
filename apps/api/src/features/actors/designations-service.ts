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

const stale = async (tx: Tx, code: string, now: Date): Promise<Problem> =>
  new Problem('stale-version', { current: found(await store.readActor(tx, code, now)) })

/** Sent twice it is one designation; with other words it corrects the one that stands, on the version that was seen. */
export const designate = (
  db: Database,
  viewer: Viewer,
  code: string,
  { version, ...given }: BodyOf<typeof designateForStaff>,
  now: Date,
): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    // Call-outs ask who is designated now: a day that has not come would already be taken for true.
    if (given.validFrom > stockholmDate(now)) throw new Problem('invalid', { errors: [{ pointer: '/validFrom', code: 'future' }] })
    const before = await designations.latest(tx, actorId)
    const isSame = before?.isOpen && before.basis === given.basis && before.validFrom === given.validFrom
    if (isSame && version <= before.version) return found(await store.readActor(tx, code, now))
    const isLatest = version === (before?.version ?? 0)
    const isSaved =
      isLatest &&
      (before?.isOpen
        ? await designations.correct(tx, actorId, given, version)
        : await designations.make(tx, actorId, newId(), given, version))
    if (!isSaved) throw await stale(tx, code, now)
    const answer = found(await store.readActor(tx, code, now))
    await append(tx, {
      at: now,
      type: 'actors.designated',
      subject: { type: 'actor', id: actorId },
      data: { kind: 'staff_designated' },
      payload: JSON.stringify(given),
    })
    return answer
  })

export const end = (db: Database, viewer: Viewer, code: string, version: number, now: Date): Promise<Actor> =>
  db.inViewer(viewer, async (tx) => {
    const actorId = await kept(tx, code)
    const before = await designations.latest(tx, actorId)
    if (version !== (before?.version ?? 0)) throw await stale(tx, code, now)
    if (!before?.isOpen) throw new Problem('wrong-state')
    if (!(await designations.end(tx, actorId, stockholmDate(now), version))) throw await stale(tx, code, now)
    const answer = found(await store.readActor(tx, code, now))
    await append(tx, {
      at: now,
      type: 'actors.designation-ended',
      subject: { type: 'actor', id: actorId },
      data: { kind: 'staff_designated' },
    })
    return answer
  })
