import type { Board, BoardAnswer, BoardRow } from '@samverkan/contract'
import { type Answer, answers, type Urgency, urgencyOf } from '@samverkan/domain'
import { isUndeliverable } from './mail-trouble.ts'

/** `silent`: never answered, and the forums it was called to have ended; nobody waits any more. */
export type Group = Urgency | 'silent'
export type Groups = Record<Group, BoardRow[]>
type Ended = ReadonlySet<string>
const none: Ended = new Set()

export const endedOf = (board: Pick<Board, 'activations'>): Ended =>
  new Set(board.activations.filter((activation) => activation.closedAt !== null).map((activation) => activation.id))

const isAnswered = (row: BoardRow, activationId: string): boolean => row.answers.some((answer) => answer.activationId === activationId)

/** Has this actor answered for every forum it was called to? One answer of two still leaves somebody waiting; a forum that has ended does not. */
export function hasAnswered(row: BoardRow, ended: Ended = none): boolean {
  const open = row.activationIds.filter((id) => !ended.has(id))
  return open.length > 0 ? open.every((id) => isAnswered(row, id)) : row.answers.length > 0
}

/** Rows in the order of urgency; within a group they keep the server's order by name, so that nothing moves without a reason. */
export function arrange(rows: readonly BoardRow[], now: number, ended: Ended = none): Groups {
  const groups: Groups = { late: [], gap: [], waiting: [], done: [], silent: [] }
  for (const row of rows) {
    const answered = hasAnswered(row, ended)
    const isOver = row.activationIds.every((id) => ended.has(id))
    const urgency = urgencyOf({ answered, gap: row.gap !== null || isUndeliverable(row), lateAt: new Date(row.lateAt) }, new Date(now))
    groups[isOver && !answered ? 'silent' : urgency].push(row)
  }
  return groups
}

/** The group of each row, by its actor. */
export const placesOf = (groups: Groups): ReadonlyMap<string, Group> =>
  new Map(Object.entries(groups).flatMap(([group, rows]) => rows.map((row) => [row.actorId, group as Group] as const)))

/** The rows under the groups in which they are to stand for now; one that stands nowhere yet, under its own. */
export function regroup(rows: readonly BoardRow[], places: ReadonlyMap<string, Group>, own: ReadonlyMap<string, Group>): Groups {
  const groups: Groups = { late: [], gap: [], waiting: [], done: [], silent: [] }
  // The server puts who has answered last: in the order of the places, not of the rows.
  const order = new Map([...places.keys()].map((actorId, at) => [actorId, at]))
  const at = ({ actorId }: BoardRow) => order.get(actorId) ?? rows.length
  for (const row of [...rows].sort((a, b) => at(a) - at(b))) groups[places.get(row.actorId) ?? own.get(row.actorId) ?? 'waiting'].push(row)
  return groups
}

/** More rows than this do not fit as full rows beside the others on one screen: then everybody becomes a strip. */
const mostFullRows = 10

/** What deserves a full row with attempts and actions; the rest are strips (design-language.md, "Actor row"). */
export function layOut(groups: Groups): { full: BoardRow[]; strips: BoardRow[] } {
  const attention = [...groups.late, ...groups.gap]
  const { silent } = groups
  if (attention.length > mostFullRows) return { full: [], strips: [...attention, ...groups.waiting, ...silent] }
  if (attention.length + groups.waiting.length > mostFullRows) return { full: attention, strips: [...groups.waiting, ...silent] }
  return { full: [...attention, ...groups.waiting], strips: silent }
}

/** The answer that says most for a row with several forums: whoever takes part in one of them takes part. */
export const leadingAnswer = (row: BoardRow): BoardAnswer | undefined =>
  answers.map((word: Answer) => row.answers.find((answer) => answer.answer === word)).find((answer) => answer !== undefined)

/** Different answers to different forums: then the row must say so. */
export const isMixed = (row: BoardRow): boolean => new Set(row.answers.map((answer) => answer.answer)).size > 1

export const countAnswers = (rows: readonly BoardRow[]): Record<Answer, number> => {
  const counts: Record<Answer, number> = { participates: 0, follows: 0, not_concerned: 0 }
  for (const row of rows) {
    const leading = leadingAnswer(row)
    if (leading) counts[leading.answer] += 1
  }
  return counts
}

/**
 * What a reader would notice: compared before and after to find the rows that changed. Mail on its way is what everybody expects just after
 * the press, and would mark every row at once; mail that did not arrive is news.
 */
export const signature = (row: BoardRow): string =>
  JSON.stringify([
    row.state,
    row.gap,
    row.connected.map((one) => one.activationId),
    row.answers.map((a) => [a.activationId, a.answer, a.person, a.deputy, a.etaAt, a.comment, a.answeredAt]),
    row.contacts?.filter((c) => c.messageState === 'failed' || c.messageState === 'unknown').map((c) => c.recipientId),
  ])

/** Whom one press calls again: those who are late, or while nobody is, those still waiting. Who cannot be reached by e-mail at all is left for the phone; one missing contact of several keeps nobody from being called. */
export function callableAgain(groups: Groups): BoardRow[] {
  const chosen = groups.late.length > 0 ? groups.late : groups.waiting
  const partly = groups.gap.filter((row) => (row.contacts ?? []).some((contact) => contact.messageState !== null))
  return [...chosen, ...partly]
}

/** When any of these was last called again, or its deputy called, by when the button was pressed; null when none has been. */
export function lastCalled(rows: readonly BoardRow[], kind: 'again' | 'deputy'): string | null {
  const presses = rows.flatMap((row) =>
    (row.contacts ?? []).filter((contact) => contact.callOutKind === kind).map((contact) => contact.calledAt),
  )
  return presses.reduce<string | null>((last, at) => (last === null || Date.parse(at) > Date.parse(last) ? at : last), null)
}

/**
 * Share of the answering time that is left, 0–1; undefined when there is nothing left to wait for. A forum that is called "direkt" has no
 * such time: the fifteen minutes after which a row turns late are ours, and no ring may count them down as if they were agreed.
 */
export function timeLeft(activation: Board['activations'][number], now: number): number | undefined {
  if (activation.closedAt || activation.answered >= activation.called || !activation.responseMinutes) return undefined
  const from = Date.parse(activation.calledAt)
  const [late, meeting] = [Date.parse(activation.lateAt), Date.parse(activation.conferenceAt)]
  // To whichever comes first, as the words beside the ring say: a staff that meets in a quarter does not wait for its two hours.
  const until = meeting >= now ? Math.min(late, meeting) : late
  if (until <= from) return undefined
  return Math.min(1, Math.max(0, (until - now) / (until - from)))
}
