import type { ClosingMeasure, Measure } from '@samverkan/contract'
import { answersAll } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { Problem } from '../../lib/problem.ts'
import { tellOwner } from './mail.ts'
import { checkDue, ownerIdOf, replaced, shown } from './rules.ts'
import * as store from './store.ts'

type End = {
  activationId: string
  incidentId: string
  isLast: boolean
  /** Puts a line on the agenda of the ordinary forum's next meeting, and says which day that is. */
  raise: (item: { title: string; ownerId: string | null }) => Promise<{ localDate: string }>
}

/**
 * Where the open measures go when an activation ends; part of that transaction, whose journal row says it. Every open one must have got
 * exactly one answer on the version that stands, otherwise nothing happens and the refusal carries the list as it is now.
 */
export const settle = async (tx: Tx, end: End, given: readonly ClosingMeasure[], now: Date): Promise<{ id: string; choice: string }[]> => {
  const open = (await store.openAtEnd(tx, end.activationId, end.isLast ? end.incidentId : null)).map(({ measure }) => measure)
  if (!answersAll(open, given)) {
    const current: { measures: Measure[] } = { measures: open.map((row) => shown(tx.viewer, row)) }
    throw new Problem('measures-remain', { current })
  }
  for (const [i, choice] of given.entries()) {
    const held = await store.holdMeasure(tx, choice.id)
    if (!held) throw new Problem('not-found')
    const event = { id: newId(), measureId: held.id, closingActivationId: end.activationId, version: held.version + 1 }
    if (choice.choice === 'cancel') {
      await store.saveState(tx, held.id, 'cancelled', choice.reason, now)
      await store.insertEvent(tx, { ...event, kind: 'moved', fromState: held.state, toState: 'cancelled', note: choice.reason }, now)
      continue
    }
    checkDue(choice.dueOn, now, { pointer: `/measures/${i}/dueOn` })
    const ownerId =
      choice.choice === 'hand-over' ? await ownerIdOf(tx, choice.owner, held.gapActorId, `/measures/${i}/owner/actorId`) : held.ownerId
    const words = { title: held.title, description: held.description, ownerId, dueOn: choice.dueOn }
    await store.saveWords(tx, held.id, words)
    const raised = choice.choice === 'next-meeting' ? await end.raise({ title: held.title, ownerId }) : null
    const note = raised ? `Tas upp på samverkanskonferensen ${raised.localDate}.` : ''
    await store.insertEvent(tx, { ...event, kind: 'edited', note, before: replaced(held, words) }, now)
    if (ownerId !== held.ownerId) await tellOwner(tx, held.id, now)
  }
  return given.map(({ id, choice }) => ({ id, choice }))
}
