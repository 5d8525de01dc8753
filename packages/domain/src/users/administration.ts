import { stockholm } from '../time/stockholm.ts'
import { type Giveable, mayGive } from './giving.ts'
import { can, type Viewer } from './permissions.ts'

export type Period = { validFrom: Date; validTo: Date | null }
export type Held = Giveable & Period & { id: string }
export type When = 'now' | 'to-come' | 'ended'

export const whenOf = ({ validFrom, validTo }: Period, now: Date): When => {
  if (validTo !== null && validTo.getTime() <= Math.max(now.getTime(), validFrom.getTime())) return 'ended'
  return validFrom.getTime() > now.getTime() ? 'to-come' : 'now'
}

/** From its day's first moment, or from now when that day is today; until the last moment of the last day. Days are Stockholm's. */
export const dayStart = (date: string, daysLater = 0): Date => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return stockholm(year, month, day + daysLater)
}
export const periodOf = ({ from, until }: { from: string | null; until: string | null }, now: Date): Period | null => {
  const start = from === null ? now : dayStart(from)
  const validFrom = start.getTime() < now.getTime() ? now : start
  const validTo = until === null ? null : dayStart(until, 1)
  // A day that is over gives nobody anything, and a period ends after it has begun.
  if (from !== null && dayStart(from, 1).getTime() <= now.getTime()) return null
  if (validTo !== null && validTo.getTime() <= validFrom.getTime()) return null
  return { validFrom, validTo }
}

const overlap = (a: Period, b: Period): boolean =>
  (a.validTo === null || a.validTo.getTime() > b.validFrom.getTime()) && (b.validTo === null || b.validTo.getTime() > a.validFrom.getTime())
/** The same function at the same actor is held once at a time. */
export const isHeldAlready = (held: readonly Held[], wanted: Giveable & Period, exceptId?: string): boolean =>
  held.some(
    (one) => one.id !== exceptId && one.functionCode === wanted.functionCode && one.actorId === wanted.actorId && overlap(one, wanted),
  )

export const personActions = ['change', 'give', 'invite', 'withdraw', 'reset', 'disable', 'enable', 'log-out'] as const
export type PersonAction = (typeof personActions)[number]
export type Condition = 'invited' | 'without-login' | 'active' | 'disabled'

/** What may be done to a person in which condition; an invitation can be withdrawn while its link is alive. */
export const actionsIn: Readonly<Record<Condition, readonly PersonAction[]>> = {
  invited: ['change', 'give', 'invite', 'withdraw', 'disable'],
  'without-login': ['change', 'give', 'invite', 'withdraw', 'disable'],
  active: ['change', 'give', 'reset', 'disable', 'log-out'],
  disabled: ['change', 'enable'],
}

export type Administered = {
  id: string
  actorId: string | null
  status: 'invited' | 'active' | 'disabled'
  hasPassword: boolean
  hasPendingInvitation: boolean
  held: readonly Held[]
}
export const conditionOf = ({ status, hasPassword }: Pick<Administered, 'status' | 'hasPassword'>): Condition =>
  status === 'active' && !hasPassword ? 'without-login' : status

/**
 * Whose e-mail, password and log-in this viewer may act on. An actor's administrator: people at home at the actor, unless they hold
 * something it could not give – otherwise a changed address and a new password would be a way to somebody else's rights.
 */
export const mayKeepAccount = (viewer: Viewer, person: Administered, now: Date): boolean =>
  can(viewer, 'users.manage', person) && person.held.every((held) => whenOf(held, now) === 'ended' || mayGive(viewer, held))

/** Why this may not be done: no right to it, or not as things stand. Of oneself only what gives nothing: a name, an address. */
export const refusalOnPerson = (
  viewer: Viewer,
  person: Administered,
  action: PersonAction,
  now: Date,
): 'forbidden' | 'wrong-state' | null => {
  if (!can(viewer, 'users.manage', person)) return 'forbidden'
  if (viewer.userId === person.id && action !== 'change') return 'forbidden'
  if (action !== 'give' && !mayKeepAccount(viewer, person, now)) return 'forbidden'
  if (!actionsIn[conditionOf(person)].includes(action)) return 'wrong-state'
  return action === 'withdraw' && !person.hasPendingInvitation ? 'wrong-state' : null
}
export const allowedOnPerson = (viewer: Viewer, person: Administered, now: Date): PersonAction[] =>
  personActions.filter((action) => refusalOnPerson(viewer, person, action, now) === null)

export const heldActions = ['change', 'end', 'restore'] as const
export type HeldAction = (typeof heldActions)[number]
/** How long what was ended can be taken back with one press; after that it is given anew. */
export const restoreMinutes = 15

/**
 * Nobody gives themselves anything: of one's own one may only let go. What ended a moment ago can be restored, so that ending needs no
 * question beforehand – except of oneself, who would have no right left to take it back.
 */
export const allowedOnHeld = (viewer: Viewer, person: Pick<Administered, 'id' | 'status'>, held: Held, now: Date): HeldAction[] => {
  if (!mayGive(viewer, held)) return []
  const isSelf = viewer.userId === person.id
  const when = whenOf(held, now)
  if (when !== 'ended') return isSelf || person.status === 'disabled' ? ['end'] : ['change', 'end']
  const endedAt = held.validTo?.getTime() ?? 0
  const isFresh = endedAt <= now.getTime() && now.getTime() - endedAt < restoreMinutes * 60_000
  return isFresh && !isSelf && person.status !== 'disabled' ? ['restore'] : []
}
