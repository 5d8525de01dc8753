import type { AgendaItem, RollRow } from '@samverkan/contract'
import { dutyOfficer, isExpectedToSpeak } from '@samverkan/domain'

export type Turn = { itemId: string | null; actorId: string | null }

/**
 * Those who get the floor under the reports: first whoever has handed in something, then those who are there and have not said that they
 * have nothing, each in the order of the roll. Before anybody has been ticked off, everybody is taken to be there. Whoever hosts has the floor
 * all along: marked by opening the meeting, which is no roll call, and asked in turn only with something handed in.
 */
export function speakersOf(roll: readonly RollRow[]): RollRow[] {
  const isHost = (row: RollRow) => row.presence === 'present' && row.functionCode === dutyOfficer
  const taken = roll.some((row) => row.presence === 'present' && !isHost(row))
  const expected = roll.filter((row) => row.presence !== 'absent' && isExpectedToSpeak(row.report))
  return [
    ...expected.filter((row) => row.report !== null),
    ...expected.filter((row) => row.report === null && !isHost(row) && (!taken || row.presence === 'present')),
  ]
}

/** Who comes next: the first who has not had the floor yet and does not have it now. */
export const nextSpeaker = (roll: readonly RollRow[], turn: Turn): RollRow | null =>
  speakersOf(roll).find((row) => row.spokeAt === null && row.actor.id !== turn.actorId) ?? null

/** The place of the one who speaks, and of how many: `9 av 14`. One who was given the floor unasked counts as well. */
export function placeOf(roll: readonly RollRow[], turn: Turn): { place: number; total: number } {
  const expected = speakersOf(roll)
  const had = roll.filter((row) => row.spokeAt !== null && row.actor.id !== turn.actorId).length
  const isExpected = expected.some((row) => row.actor.id === turn.actorId)
  return { place: had + 1, total: Math.max(had + 1, expected.length + (isExpected ? 0 : 1)) }
}

export type ItemState = 'done' | 'now' | 'next'
export const stateOf = (item: AgendaItem, turn: Turn): ItemState =>
  turn.itemId === item.id ? 'now' : item.beganAt !== null && item.endedAt !== null ? 'done' : 'next'

/** The item after the current one; before anything has begun, the first. */
export function nextItem(agenda: readonly AgendaItem[], turn: Turn): AgendaItem | null {
  const at = agenda.findIndex((item) => item.id === turn.itemId)
  return agenda[at + 1] ?? null
}
/** The one before it, for a step back; whoever pressed once too often must not be lost. */
export function previousItem(agenda: readonly AgendaItem[], turn: Turn): AgendaItem | null {
  const at = agenda.findIndex((item) => item.id === turn.itemId)
  return at > 0 ? (agenda[at - 1] ?? null) : null
}
