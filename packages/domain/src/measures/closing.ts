import type { MeasureAction } from './state.ts'

/**
 * Where an open measure goes when its activation ends: it stays with its owner, stays and is taken up at the weekly conference, gets
 * another owner, or is cancelled with a reason. No forum takes it over: a forum answers for nothing.
 */
export type MeasureClosing = 'stay' | 'next-meeting' | 'hand-over' | 'cancel'
export const measureClosings: readonly MeasureClosing[] = ['stay', 'next-meeting', 'hand-over', 'cancel']
/** The ordinary forum that follows up what activated ones left open: the weekly conference. Ours (A-11 names none). */
export const followUpForum = 'regional-samverkanskonferens'

/** Each way is a step of the measure's own table, so nothing happens at the end that could not happen before it. */
export const closingStep: Record<MeasureClosing, MeasureAction> = {
  stay: 'edit',
  'next-meeting': 'edit',
  'hand-over': 'edit',
  cancel: 'cancel',
}

/** Every open measure has got exactly one answer, on the version that was seen, and nothing else has. */
export const answersAll = (open: readonly { id: string; version: number }[], given: readonly { id: string; version: number }[]): boolean =>
  open.length === given.length &&
  open.every((one) => given.filter((other) => other.id === one.id && other.version === one.version).length === 1)
