import { setTimeout as pause } from 'node:timers/promises'
import { accountLetters, invitationLetter, namesIn, passwordProblem, resetLetter } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import { type Database, systemViewer, type Tx } from '../../lib/db.ts'
import { gate } from '../../lib/gate.ts'
import { newId, sha256 } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import * as outbox from '../outbox/service.ts'
import { isEasyToGuess } from './guessable.ts'
import * as links from './invitations-store.ts'
import { issueLink, linkPauseMs, stopLinks } from './links.ts'
import { hashed, start, type Started, viewerOf, type Where } from './service.ts'
import * as store from './store.ts'

/** Everybody waits this long for an answer, whatever their address made us do: that goes on by itself (security.md A8). */
const resetAnswerMs = 250
/** Letters that are being ordered after their answer; the portal does not close before they are. */
const ordering = new Set<Promise<void>>()
export const settled = async (): Promise<void> => {
  await Promise.all(ordering)
}
/**
 * Another letter within the first of these is the letter that is already there; this many an hour is enough for anybody – but one whose links have all run
 * out is sent a new one however many went before: else whoever asks in somebody's name would keep that person from ever having one that works.
 */
const resets = { hourly: 5 }
/** Letters are ordered for asker after asker, and what one of them has asked for beyond this is not. */
const orders = gate(2, { patience: 100 })

const usable = async (tx: Tx, token: string, now: Date): Promise<links.Invitation & { owner: links.Owner | null }> => {
  const invitation = found(await links.findInvitation(tx, sha256(token), now))
  if (invitation.isUsed) throw new Problem('already-used')
  if (invitation.isWithdrawn) throw new Problem('link-withdrawn')
  if (invitation.isExpired) throw new Problem('link-expired')
  if (invitation.userId === null) return { ...invitation, owner: null }
  const owner = found(await links.ownerOf(tx, invitation.userId))
  if (owner.status === 'disabled') throw new Problem('link-withdrawn')
  return { ...invitation, owner }
}

export const readInvitation = (db: Database, token: string, now: Date) =>
  db.inViewer(systemViewer, async (tx) => {
    const { purpose, expiresAt, owner } = await usable(tx, token, now)
    return { purpose, expiresAt, person: owner && { name: owner.name, email: owner.email } }
  })

const refusePassword = async (tx: Tx, password: string, who: { name: string; email: string }): Promise<void> => {
  const names = namesIn(...(await links.actorNames(tx)), who.name, who.email.split('@')[0] ?? null)
  const code = passwordProblem(password, names) ?? ((await isEasyToGuess(password)) ? 'easy_to_guess' : null)
  if (code) throw new Problem('invalid', { errors: [{ pointer: '/body/password', code }] })
}

export type Accepted = { started: Started | null; beginsAt: string | null }
type Given = { name?: string | undefined; email?: string | undefined; password: string }

/** The first administrator says who they are, and is refused as soon as anybody can log in; everybody else is known already. */
export const acceptInvitation = async (
  db: Database,
  config: Config,
  token: string,
  given: Given,
  where: Where,
  now: Date,
): Promise<Accepted> => {
  // What costs comes last: is there such a link, is it alive, would the password do? Only then is it hashed, and all of it asked once more.
  const asker = await db.inViewer(systemViewer, async (tx) => {
    const { id, owner, purpose } = await usable(tx, token, now)
    if (owner) await refusePassword(tx, given.password, owner)
    else await refuseFirst(tx, purpose, given)
    return id
  })
  const passwordHash = await hashed(given.password, asker)
  const { started, beginsAt, joined } = await db.inViewer(systemViewer, async (tx) => {
    await links.lockFirstAdmin(tx)
    const invitation = await usable(tx, token, now)
    if (!invitation.owner)
      return { started: await firstAdmin(tx, invitation, token, given, passwordHash, where, config, now), beginsAt: null, joined: null }
    const { owner, purpose } = invitation
    await refusePassword(tx, given.password, owner)
    await links.setPassword(tx, invitation.id, passwordHash, now)
    await stopLinks(tx, owner.userId, now)
    await links.endAllSessions(tx, owner.userId, 'password_changed', now)
    if (purpose === 'reset')
      await outbox.queueMail(
        tx,
        [
          {
            purpose: 'account',
            actorId: owner.actorId,
            userId: owner.userId,
            destination: owner.email,
            ...accountLetters.passwordChanged(owner),
          },
        ],
        now,
      )
    const [held] = await store.heldFunctions(tx, owner.userId, now)
    return {
      started: held ? await start(tx, owner.userId, held.id, where, config, now) : null,
      beginsAt: held ? null : await links.beginsAt(tx, owner.userId, now),
      joined: { owner, purpose },
    }
  })
  await journalJoined(db, started, joined, now)
  return { started, beginsAt }
}

/** Who the first administrator says they are, unless somebody was first or something is missing. */
const refuseFirst = async (
  tx: Tx,
  purpose: links.Invitation['purpose'],
  { name, email, password }: Given,
): Promise<{ name: string; email: string }> => {
  if (purpose !== 'first_admin' || (await links.countUsers(tx)) > 0) throw new Problem('wrong-state')
  const missing = [name ? [] : ['name'], email ? [] : ['email']].flat()
  if (!name || !email) throw new Problem('invalid', { errors: missing.map((field) => ({ pointer: `/body/${field}`, code: 'required' })) })
  await refusePassword(tx, password, { name, email })
  return { name, email }
}

const firstAdmin = async (
  tx: Tx,
  invitation: links.Invitation,
  token: string,
  given: Given,
  passwordHash: string,
  where: Where,
  config: Config,
  now: Date,
): Promise<Started> => {
  const { name, email } = await refuseFirst(tx, invitation.purpose, given)
  const id = newId()
  const functionId = newId()
  await links.insertAdmin(tx, { tokenHash: sha256(token), id, functionId, name, email, passwordHash, now })
  return start(tx, id, functionId, where, config, now)
}

/** Journals as the person who has just become known; whoever has no session yet is nobody, and the subject of what is journalled. */
const journalJoined = async (
  db: Database,
  started: Started | null,
  joined: { owner: links.Owner; purpose: links.Invitation['purpose'] } | null,
  now: Date,
): Promise<void> => {
  const { actorId = null } = joined?.owner ?? {}
  const viewer = started ? viewerOf(started) : systemViewer
  if (joined)
    await db.inViewer(viewer, (tx) =>
      append(tx, {
        at: now,
        type: 'users.joined',
        subject: { type: 'user', id: joined.owner.userId },
        audience: actorId ? [actorId] : [],
        data: { purpose: joined.purpose },
      }),
    )
  if (started)
    await db.inViewer(viewer, (tx) =>
      append(tx, {
        at: now,
        type: 'sessions.started',
        subject: { type: 'session', id: started.session.id },
        audience: [],
        data: { via: 'invitation' },
      }),
    )
}

/**
 * "Glömt lösenordet?" answers the same to every address, in the same time, and says nothing about who has one. A letter goes out only to
 * somebody who can log in or has been invited, and not more often than they could want it.
 */
export const askForReset = async (
  db: Database,
  config: Config,
  email: string,
  where: Where,
  now: Date,
  complain: (error: unknown) => void,
): Promise<void> => {
  const ordered = orders(where.network ?? email, () => orderReset(db, config, email, now))
    .catch(complain)
    .finally(() => ordering.delete(ordered))
  ordering.add(ordered)
  await pause(resetAnswerMs)
}

/** Whoever can log in gets a link to a new password; whoever was invited and has lost the letter gets the invitation again. */
const letterFor = async (tx: Tx, email: string, now: Date) => {
  const owner = await links.ownerWithEmail(tx, email, now)
  if (owner)
    return { owner, purpose: 'reset' as const, letter: (expiresAt: Date) => resetLetter({ name: owner.name, expiresAt, byAdmin: false }) }
  const invited = await links.invitedWithEmail(tx, email, now)
  if (!invited) return null
  const functions = invited.functions.map(({ from, until, ...one }) => ({
    ...one,
    from: from ? new Date(from) : null,
    until: until ? new Date(until) : null,
  }))
  return {
    owner: invited,
    purpose: 'invitation' as const,
    letter: (expiresAt: Date) => invitationLetter({ name: invited.name, by: invited.by, functions, expiresAt }),
  }
}

const orderReset = (db: Database, config: Config, email: string, now: Date): Promise<void> =>
  db.inViewer(systemViewer, async (tx) => {
    const wanted = await letterFor(tx, email, now)
    if (!wanted || !(await links.ownerOf(tx, wanted.owner.userId))) return
    const { owner, purpose, letter } = wanted
    const recent = await links.recentLinks(tx, owner.userId, new Date(now.getTime() - 3_600_000), now)
    if (recent.lastAt !== null && now.getTime() - recent.lastAt.getTime() < linkPauseMs) return
    if (recent.n >= resets.hourly && recent.isOpen) return
    const to = { userId: owner.userId, actorId: owner.actorId, email: owner.email, purpose, createdBy: null }
    const invitationId = await issueLink(tx, config, to, letter, now)
    await append(tx, {
      at: now,
      type: 'users.invitation-sent',
      subject: { type: 'user', id: owner.userId },
      audience: owner.actorId ? [owner.actorId] : [],
      data: { purpose, invitationId, by: 'self' },
    })
  })
