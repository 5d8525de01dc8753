import { type Action, can, type Viewer } from '../users/permissions.ts'
import { type MeasureAction, measureActionsFrom, type MeasureState } from './state.ts'

/** Where a measure comes from. 'none' is the office's own, without an occasion. */
export type MeasureOrigin = 'incident' | 'meeting' | 'gap' | 'none'
export const measureOrigins: readonly MeasureOrigin[] = ['incident', 'meeting', 'gap', 'none']

/** `ownerId` null: the office. `gapActorId`: whose weakness it is about; null for what every member may read. */
export type MeasureParties = { origin: MeasureOrigin; ownerId: string | null; gapActorId: string | null }

const creation = {
  incident: 'measures.create-in-incident',
  meeting: 'measures.create-in-meeting',
  gap: 'measures.create-for-gap',
  none: 'measures.create-free',
} as const satisfies Record<MeasureOrigin, Action>

/** May this viewer bring a measure about here, or change what it says, when and whose it is? */
export const mayDirect = (viewer: Viewer, { origin, gapActorId }: Pick<MeasureParties, 'origin' | 'gapActorId'>): boolean =>
  can(viewer, creation[origin], { actorId: gapActorId })

/** May this viewer carry it out: the people of its owner, or the office for its own? */
export const mayCarryOut = (viewer: Viewer, { origin, ownerId }: Pick<MeasureParties, 'origin' | 'ownerId'>): boolean => {
  if (ownerId === null) return can(viewer, 'measures.carry-out-office')
  return can(viewer, origin === 'gap' ? 'measures.carry-out-gap' : 'measures.carry-out', { actorId: ownerId })
}

/** A weakness of an actor is its own and the office's; every other measure is readable by all members. */
export const maySeeMeasure = (viewer: Viewer, { gapActorId }: Pick<MeasureParties, 'gapActorId'>): boolean =>
  gapActorId === null ? can(viewer, 'measures.read') : can(viewer, 'measures.read-gap', { actorId: gapActorId })

/** Who may take each step: the one who carries it out, the one who directs it, or either. */
const taker: Record<MeasureAction, 'owner' | 'director' | 'either'> = {
  start: 'owner',
  finish: 'owner',
  cancel: 'either',
  reopen: 'either',
  edit: 'director',
  note: 'either',
}

/** Is this step this viewer's to take, whatever the state? */
export const mayTake = (viewer: Viewer, measure: MeasureParties, action: MeasureAction): boolean => {
  const by = taker[action]
  return (by !== 'director' && mayCarryOut(viewer, measure)) || (by !== 'owner' && mayDirect(viewer, measure))
}

/** What this viewer may do with a measure now: `can` ∧ `transition`. */
export const allowedOnMeasure = (viewer: Viewer, measure: MeasureParties & { state: MeasureState }): MeasureAction[] =>
  measureActionsFrom(measure.state).filter((action) => mayTake(viewer, measure, action))
