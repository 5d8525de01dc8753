import type { Measure, MeasureEvent, MeasureOwner } from '@samverkan/contract'
import { allowedOnMeasure, dueFault, type Viewer } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { Problem } from '../../lib/problem.ts'
import * as store from './store.ts'

export const invalid = (pointer: string, code: string): Problem => new Problem('invalid', { errors: [{ pointer, code }] })
const partiesOf = (row: store.Row) => ({ origin: row.origin, ownerId: row.owner?.id ?? null, gapActorId: row.gapActorId })

/** A row with what this viewer may do with it; what only the rules needed stays behind. */
export const shown = (viewer: Viewer, { gapActorId, ...row }: store.Row): Measure => ({
  ...row,
  allowed: allowedOnMeasure(viewer, { ...partiesOf({ ...row, gapActorId }), state: row.state }),
})

/** Only a member can own a measure, and one about a weakness stays with the actor whose it is, or the office. */
export const ownerIdOf = async (
  tx: Tx,
  owner: MeasureOwner,
  gapActorId: string | null,
  pointer = '/owner/actorId',
): Promise<string | null> => {
  if ('office' in owner) return null
  if (gapActorId !== null && owner.actorId !== gapActorId) throw invalid(pointer, 'not-of-gap')
  if (!(await store.isMember(tx, owner.actorId))) throw invalid(pointer, 'unknown')
  return owner.actorId
}
export const checkDue = (dueOn: string, now: Date, { pointer = '/dueOn', kept }: { pointer?: string; kept?: string } = {}): void => {
  const fault = dueFault(dueOn, now, kept)
  if (fault) throw invalid(pointer, fault)
}
/** What an edit replaced, by field; nothing when it says the same. */
export const replaced = (held: store.Held, words: store.Words): MeasureEvent['before'] => ({
  ...(held.title === words.title ? {} : { title: held.title }),
  ...(held.description === words.description ? {} : { description: held.description }),
  ...(held.dueOn === words.dueOn ? {} : { dueOn: held.dueOn }),
  ...(held.ownerId === words.ownerId ? {} : { owner: held.ownerName }),
})
