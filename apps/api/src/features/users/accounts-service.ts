import type { BodyOf, changeUser, inviteUser, Person as Answer } from '@samverkan/contract'
import { accountLetters, can, invitationLetter, isHeldAlready, resetLetter, type Viewer } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { Problem } from '../../lib/problem.ts'
import { endAllSessions, issueLink, linkPauseMs, stopLinks } from '../sessions/service.ts'
import { again, audienceOf, byWhom, keepOneSystemAdmin, tell, toChange, wanted } from './administration-service.ts'
import * as store from './administration-store.ts'

type Keys = Pick<Config, 'keys'>

/** In use already: which person it is, is said only to somebody who sees that person anyhow. */
const taken = async (tx: Tx, email: string, now: Date): Promise<Problem> =>
  new Problem('email-taken', { current: { userId: await store.visibleWithEmail(tx, email, now) } })

/** The person, the functions and the letter, or nothing of it. */
export const invite = (
  db: Database,
  config: Keys,
  viewer: Viewer,
  given: BodyOf<typeof inviteUser>,
  idempotency: Idempotency,
  now: Date,
): Promise<{ id: string }> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const actor = given.actorCode === null ? null : (await store.actors(tx)).find((one) => one.code === given.actorCode)
      if (actor === undefined) throw new Problem('invalid', { errors: [{ pointer: '/body/actorCode', code: 'unknown' }] })
      const actorId = actor?.id ?? null
      if (!can(viewer, 'users.manage', { actorId })) throw new Problem('forbidden')
      const id = newId()
      const held: Awaited<ReturnType<typeof wanted>>[] = []
      for (const [i, one] of given.functions.entries()) {
        const want = await wanted(tx, one, `/body/functions/${i}`, now)
        if (
          isHeldAlready(
            held.map((h) => ({ ...h, id: '' })),
            want,
          )
        )
          throw new Problem('already-held')
        held.push(want)
      }
      if (!(await store.insertPerson(tx, { id, name: given.name, actorId, email: given.email, phone: given.phone })))
        throw await taken(tx, given.email, now)
      for (const want of held) await store.insertHeld(tx, { id: newId(), userId: id, ...want })
      const by = await byWhom(tx)
      const invitationId = await issueLink(
        tx,
        config,
        { userId: id, actorId, email: given.email, purpose: 'invitation', createdBy: viewer.userId },
        (expiresAt) =>
          invitationLetter({
            name: given.name,
            by,
            functions: held.map((h) => ({
              name: h.name,
              actor: h.actorName,
              from: h.validFrom > now ? h.validFrom : null,
              until: h.validTo,
            })),
            expiresAt,
          }),
        now,
      )
      await append(tx, {
        at: now,
        type: 'users.invited',
        subject: { type: 'user', id, version: 1 },
        audience: actorId ? [actorId] : [],
        data: { functionCodes: held.map((h) => h.functionCode), invitationId },
        payload: JSON.stringify([given.name, given.email]),
      })
      return { id }
    }),
  )

export const changeDetails = (db: Database, viewer: Viewer, id: string, given: BodyOf<typeof changeUser>, now: Date): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const row = await toChange(tx, id, 'change', given.version, now)
    const before = row.user
    const fields = (['name', 'email', 'phone'] as const).filter((field) => before[field] !== given[field])
    if (fields.length === 0) return again(tx, id, now)
    if (!(await store.saveDetails(tx, id, given))) throw await taken(tx, given.email, now)
    if (fields.includes('email')) {
      // A link that went to the old address must not open the account at the new one.
      await stopLinks(tx, id, now)
      await tell(tx, row, accountLetters.emailChanged(given), now)
      await tell(tx, row, accountLetters.emailIsNew(given), now, given.email)
    }
    const answer = await again(tx, id, now)
    await append(tx, {
      at: now,
      type: 'users.changed',
      subject: { type: 'user', id, version: answer.version },
      audience: audienceOf(row),
      data: { fields },
      payload: JSON.stringify([given.name, given.email, given.phone]),
    })
    return answer
  })

/**
 * A link on its way is not sent once more at once, whoever presses: the second would make worthless what the person is just opening. Counted from
 * the press. One that was withdrawn, used, or whose letter could not leave is no reason to wait.
 */
const refuseTooSoon = (last: store.PersonRow['invitation'], purpose: 'invitation' | 'reset', now: Date): void => {
  if (last?.purpose !== purpose || last.state !== 'pending' || last.messageState === 'failed') return
  const until = new Date(last.sentAt).getTime() + linkPauseMs
  if (now.getTime() < until) throw new Problem('sent-recently', { retryAfterSeconds: Math.ceil((until - now.getTime()) / 1000) })
}

const send = (
  db: Database,
  config: Keys,
  viewer: Viewer,
  id: string,
  given: { purpose: 'invitation' | 'reset'; version: number },
  now: Date,
): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const { purpose, version } = given
    const row = await toChange(tx, id, purpose === 'invitation' ? 'invite' : 'reset', version, now)
    const { name, email, actor } = row.user
    if (email === null) throw new Problem('wrong-state')
    refuseTooSoon(row.invitation, purpose, now)
    const by = await byWhom(tx)
    const functions = row.held
      .filter((h) => h.validTo === null || h.validTo > now)
      .map((h) => ({ name: h.nameSv, actor: h.actorName, from: h.validFrom > now ? h.validFrom : null, until: h.validTo }))
    const actorId = actor?.id ?? null
    const invitationId = await issueLink(
      tx,
      config,
      { userId: id, actorId, email, purpose, createdBy: viewer.userId },
      (expiresAt) =>
        purpose === 'invitation' ? invitationLetter({ name, by, functions, expiresAt }) : resetLetter({ name, expiresAt, byAdmin: true }),
      now,
    )
    await store.bumpVersion(tx, id)
    const answer = await again(tx, id, now)
    await append(tx, {
      at: now,
      type: 'users.invitation-sent',
      subject: { type: 'user', id, version: answer.version },
      audience: audienceOf(row),
      data: { purpose, invitationId, by: 'admin' },
    })
    return answer
  })
export const sendInvitation = (db: Database, config: Keys, viewer: Viewer, id: string, version: number, now: Date): Promise<Answer> =>
  send(db, config, viewer, id, { purpose: 'invitation', version }, now)
export const sendReset = (db: Database, config: Keys, viewer: Viewer, id: string, version: number, now: Date): Promise<Answer> =>
  send(db, config, viewer, id, { purpose: 'reset', version }, now)

export const withdrawInvitation = (db: Database, viewer: Viewer, id: string, version: number, now: Date): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const row = await toChange(tx, id, 'withdraw', version, now)
    await stopLinks(tx, id, now)
    await store.bumpVersion(tx, id)
    const answer = await again(tx, id, now)
    await append(tx, {
      at: now,
      type: 'users.invitation-withdrawn',
      subject: { type: 'user', id, version: answer.version },
      audience: audienceOf(row),
      data: {},
    })
    return answer
  })

/** Disabled: the next request is refused and every stream cut, everywhere. Nothing the person has written goes away. */
export const setStatus = (
  db: Database,
  viewer: Viewer,
  id: string,
  given: { isDisabled: boolean; version: number },
  now: Date,
): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const row = await toChange(tx, id, given.isDisabled ? 'disable' : 'enable', given.version, now)
    if (given.isDisabled) await keepOneSystemAdmin(tx, row, row.held, now)
    await store.saveStatus(tx, id, given.isDisabled ? 'disabled' : row.hasPassword ? 'active' : 'invited')
    const sessions = given.isDisabled ? await endAllSessions(tx, id, 'disabled', now) : 0
    if (given.isDisabled) await stopLinks(tx, id, now)
    await tell(tx, row, given.isDisabled ? accountLetters.disabled(row.user) : accountLetters.enabled(row.user), now)
    const answer = await again(tx, id, now)
    const entry = { at: now, subject: { type: 'user', id, version: answer.version }, audience: audienceOf(row) } as const
    if (given.isDisabled) await append(tx, { ...entry, type: 'users.disabled', data: { sessions } })
    else await append(tx, { ...entry, type: 'users.enabled', data: {} })
    return answer
  })

export const endSessions = (db: Database, viewer: Viewer, id: string, now: Date): Promise<Answer> =>
  db.inViewer(viewer, async (tx) => {
    const row = await toChange(tx, id, 'log-out', null, now)
    const sessions = await endAllSessions(tx, id, 'ended_by_admin', now)
    if (sessions > 0)
      await append(tx, {
        at: now,
        type: 'users.logged-out',
        subject: { type: 'user', id, version: row.version },
        audience: audienceOf(row),
        data: { sessions },
      })
    return again(tx, id, now)
  })
