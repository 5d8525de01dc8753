import type { GivenFunction, Person as Answer } from '@samverkan/contract'
import {
  accountLetters,
  type Administered,
  allowedOnHeld,
  allowedOnPerson,
  giverOf,
  type HeldAction,
  isHeldAlready,
  type Letter,
  mayGive,
  mayKeepAccount,
  type Period,
  periodOf,
  type PersonAction,
  refusalOnPerson,
  type Viewer,
  whenOf,
} from '@samverkan/domain'
import type { Database, Tx } from '../../lib/db.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import * as outbox from '../outbox/service.ts'
import { endAllSessions } from '../sessions/service.ts'
import * as store from './administration-store.ts'

/** The only actor at which a function is held, where there is but one. */
export const onlyAt: Readonly<Record<string, string>> = { 'lst-tib': 'lst-stockholm' }

const asAdministered = ({ user, hasPassword, invitation, held }: store.PersonRow): Administered => ({
  id: user.id,
  actorId: user.actor?.id ?? null,
  status: user.status,
  hasPassword,
  hasPendingInvitation: invitation?.state === 'pending' && invitation.purpose === 'invitation',
  held,
})

export const describe = (viewer: Viewer, row: store.PersonRow, now: Date): Answer => {
  const person = asAdministered(row)
  const allowed = allowedOnPerson(viewer, person, now)
  // Of somebody lent from another actor only what is held here: the rest is their own actor's.
  const isHome = viewer.scope === 'region' || person.actorId === viewer.actorId
  return {
    ...row.user,
    version: row.version,
    periods: row.held
      .filter((held) => isHome || held.actorId === viewer.actorId)
      .map((held) => ({
        id: held.id,
        functionCode: held.functionCode,
        nameSv: held.nameSv,
        nameEn: held.nameEn,
        shortSv: held.shortSv,
        actor: held.actorId === null ? null : { id: held.actorId, code: held.actorCode ?? '', name: held.actorName ?? '' },
        isDeputy: held.isDeputy,
        validFrom: held.validFrom.toISOString(),
        validTo: held.validTo?.toISOString() ?? null,
        when: whenOf(held, now),
        allowed: allowedOnHeld(viewer, person, held, now),
      })),
    invitation: row.invitation,
    openSessions: isHome ? row.openSessions : 0,
    isSelf: viewer.userId === person.id,
    needsSystemAdmin: allowed.includes('give') && !mayKeepAccount(viewer, person, now),
    allowed,
  }
}

export const read = (db: Database, viewer: Viewer, id: string, now: Date): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => describe(viewer, found(await store.readPerson(tx, id, now)), now))

/** The functions this viewer may hand out, and where. */
export const giveable = (db: Database, viewer: Viewer) =>
  db.inViewer(viewer, async (tx) => {
    const all = await store.actors(tx)
    const mine = viewer.scope === 'region' ? all : all.filter((actor) => actor.id === viewer.actorId)
    const functions = (await store.functions(tx)).filter(({ code, scope }) =>
      mayGive(viewer, { functionCode: code, scope, actorId: scope === 'regional' ? null : (mine[0]?.id ?? null) }),
    )
    return {
      functions: functions.map((one) => ({ ...one, onlyAt: onlyAt[one.code] ?? null })),
      actors: mine.map(({ code, name }) => ({ code, name })),
    }
  })

/** The person locked, at the version the viewer saw; 404 when not theirs to see, 403 or 409 when this cannot be done. */
export const toChange = async (tx: Tx, id: string, action: PersonAction, version: number | null, now: Date): Promise<store.PersonRow> => {
  const row = found(await store.readPerson(tx, id, now, true))
  const refusal = refusalOnPerson(tx.viewer, asAdministered(row), action, now)
  if (refusal === 'forbidden') throw new Problem('forbidden')
  if (version !== null && row.version !== version) throw new Problem('stale-version', { current: describe(tx.viewer, row, now) })
  if (refusal) throw new Problem(refusal)
  return row
}
const heldToChange = async (tx: Tx, id: string, heldId: string, action: HeldAction, version: number, now: Date) => {
  const row = found(await store.readPerson(tx, id, now, true))
  const held = found(row.held.find((one) => one.id === heldId))
  const allowed = allowedOnHeld(tx.viewer, asAdministered(row), held, now)
  if (!mayGive(tx.viewer, held) || (tx.viewer.userId === id && action !== 'end')) throw new Problem('forbidden')
  if (row.version !== version) throw new Problem('stale-version', { current: describe(tx.viewer, row, now) })
  if (!allowed.includes(action)) throw new Problem('wrong-state')
  return { row, held }
}

/** A change of somebody's rights or account is for their actor, the function's actor and the region. */
export const audienceOf = (row: store.PersonRow, actorId: string | null = null): string[] => [
  ...new Set([row.user.actor?.id ?? null, actorId].filter((one) => one !== null)),
]
/** Who did it, as a letter says it. */
export const byWhom = async (tx: Tx): Promise<string> => {
  const who = await store.nameOf(tx, tx.viewer.userId ?? '')
  return [who?.name ?? 'Administratören', who?.actor].filter(Boolean).join(', ')
}
/** The person is told of every change (security.md A11), but not before they have joined: their invitation says it all. */
export const tell = async (tx: Tx, row: store.PersonRow, letter: Letter, now: Date, to = row.user.email): Promise<void> => {
  if (to === null || !row.hasPassword) return
  await outbox.queueMail(
    tx,
    [{ purpose: 'account', actorId: row.user.actor?.id ?? null, userId: row.user.id, destination: to, ...letter }],
    now,
  )
}
export const again = async (tx: Tx, id: string, now: Date): Promise<Answer> =>
  describe(tx.viewer, found(await store.readPerson(tx, id, now)), now)

/** Somebody must be left who can let others in. */
export const keepOneSystemAdmin = async (tx: Tx, row: store.PersonRow, held: readonly store.HeldFull[], now: Date): Promise<void> => {
  const isOne = held.some((one) => one.functionCode === 'system-admin' && whenOf(one, now) === 'now')
  if (!isOne || !row.hasPassword || row.user.status !== 'active') return
  await store.lockSystemAdmins(tx)
  if ((await store.otherSystemAdmins(tx, row.user.id, now)) === 0) throw new Problem('last-admin')
}

/** What is asked for, in ids and instants; refused when it cannot be given by this viewer or in that time. */
export const wanted = async (tx: Tx, given: GivenFunction, pointer: string, now: Date) => {
  const invalid = (field: string, code: string): Problem => new Problem('invalid', { errors: [{ pointer: `${pointer}/${field}`, code }] })
  const row = (await store.functions(tx)).find((one) => one.code === given.functionCode)
  if (!row || giverOf[row.code] === 'nobody') throw invalid('functionCode', 'unknown')
  const actor = given.actorCode === null ? null : (await store.actors(tx)).find((one) => one.code === given.actorCode)
  if (actor === undefined || (row.scope === 'regional') !== (actor === null)) throw invalid('actorCode', 'unknown')
  if (onlyAt[row.code] !== undefined && actor?.code !== onlyAt[row.code]) throw invalid('actorCode', 'not_there')
  const held = { functionCode: row.code, scope: row.scope, actorId: actor?.id ?? null }
  if (!mayGive(tx.viewer, held)) throw new Problem('forbidden')
  const period = periodOf(given, now)
  if (!period) throw invalid('until', 'not_a_period')
  return { ...held, ...period, isDeputy: given.isDeputy, name: row.nameSv, actorName: actor?.name ?? null }
}

export const give = (db: Database, viewer: Viewer, id: string, given: GivenFunction & { version: number }, now: Date): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const row = await toChange(tx, id, 'give', given.version, now)
    const want = await wanted(tx, given, '/body', now)
    if (isHeldAlready(row.held, want)) throw new Problem('already-held')
    const heldId = newId()
    await store.insertHeld(tx, { id: heldId, userId: id, ...want })
    await store.bumpVersion(tx, id)
    const from = want.validFrom.getTime() > now.getTime() ? want.validFrom : null
    const letter = accountLetters.functionGiven({
      name: row.user.name,
      by: await byWhom(tx),
      given: { name: want.name, actor: want.actorName, from, until: want.validTo },
    })
    await tell(tx, row, letter, now)
    const answer = await again(tx, id, now)
    const { functionCode, actorId, isDeputy } = want
    await append(tx, {
      at: now,
      type: 'users.function-given',
      subject: { type: 'user', id, version: answer.version },
      audience: audienceOf(row, actorId),
      data: { heldId, functionCode, actorId, isDeputy },
    })
    return answer
  })

type Changed = { row: store.PersonRow; held: store.HeldFull; isDeputy: boolean; validTo: Date | null; now: Date }
const saveChange = async (tx: Tx, { row, held, isDeputy, validTo, now }: Changed): Promise<Answer> => {
  const period: Period = { validFrom: held.validFrom, validTo }
  if (isHeldAlready(row.held, { ...held, ...period }, held.id)) throw new Problem('already-held')
  await store.saveHeld(tx, held.id, { isDeputy, validTo })
  await store.bumpVersion(tx, row.user.id)
  const from = held.validFrom.getTime() > now.getTime() ? held.validFrom : null
  const letter = accountLetters.functionChanged({
    name: row.user.name,
    by: await byWhom(tx),
    given: { name: held.nameSv, actor: held.actorName, from, until: validTo },
  })
  await tell(tx, row, letter, now)
  const answer = await again(tx, row.user.id, now)
  const { functionCode, actorId } = held
  await append(tx, {
    at: now,
    type: 'users.function-changed',
    subject: { type: 'user', id: row.user.id, version: answer.version },
    audience: audienceOf(row, actorId),
    data: { heldId: held.id, functionCode, actorId, isDeputy },
  })
  return answer
}
const lastMoment = (until: string | null, validFrom: Date, now: Date): Date | null => {
  const period = periodOf({ from: null, until }, validFrom.getTime() > now.getTime() ? validFrom : now)
  if (!period) throw new Problem('invalid', { errors: [{ pointer: '/body/until', code: 'not_a_period' }] })
  return period.validTo
}

export const change = (
  db: Database,
  viewer: Viewer,
  id: string,
  heldId: string,
  given: { isDeputy: boolean; until: string | null; version: number },
  now: Date,
): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const { row, held } = await heldToChange(tx, id, heldId, 'change', given.version, now)
    const validTo = lastMoment(given.until, held.validFrom, now)
    if (validTo !== null) await keepOneSystemAdmin(tx, row, [held], now)
    return saveChange(tx, { row, held, isDeputy: given.isDeputy, validTo, now })
  })

/** Takes back that it was ended a moment ago, until the day it would have ended anyhow. */
export const restore = (
  db: Database,
  viewer: Viewer,
  id: string,
  heldId: string,
  given: { until: string | null; version: number },
  now: Date,
): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const { row, held } = await heldToChange(tx, id, heldId, 'restore', given.version, now)
    return saveChange(tx, { row, held, isDeputy: held.isDeputy, validTo: lastMoment(given.until, held.validFrom, now), now })
  })

/**
 * Ends a function now: the next request as that function is refused and its streams are cut. Whoever holds another goes on as that one;
 * whoever holds none is logged out. One's own only when confirmed, because nobody can give it back to themselves.
 */
export const end = (
  db: Database,
  viewer: Viewer,
  id: string,
  heldId: string,
  given: { version: number; confirmed: boolean },
  now: Date,
): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const { row, held } = await heldToChange(tx, id, heldId, 'end', given.version, now)
    await keepOneSystemAdmin(tx, row, [held], now)
    if (viewer.userId === id && !given.confirmed) throw new Problem('own-function')
    const endsAt = held.validFrom.getTime() > now.getTime() ? held.validFrom : now
    await store.saveHeld(tx, heldId, { isDeputy: held.isDeputy, validTo: endsAt })
    await store.bumpVersion(tx, id)
    const holdsMore = row.held.some((one) => one.id !== heldId && whenOf(one, now) === 'now')
    const sessions = holdsMore ? 0 : await endAllSessions(tx, id, 'function_ended', now)
    const letter = accountLetters.functionEnded({
      name: row.user.name,
      by: await byWhom(tx),
      given: { name: held.nameSv, actor: held.actorName, from: null, until: null },
    })
    await tell(tx, row, letter, now)
    const answer = await again(tx, id, now)
    const { functionCode, actorId } = held
    await append(tx, {
      at: now,
      type: 'users.function-ended',
      subject: { type: 'user', id, version: answer.version },
      audience: audienceOf(row, actorId),
      data: { heldId, functionCode, actorId, sessions },
    })
    return answer
  })
