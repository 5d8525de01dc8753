import { hash, hashRaw } from '@node-rs/argon2'
import type { HeldFunction, Session } from '@samverkan/contract'
import { actions, can, passwordHashing, scopeOf, type Viewer } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import { type Database, ofSession, systemViewer, type Tx } from '../../lib/db.ts'
import { gate } from '../../lib/gate.ts'
import { deviceSecret, newId, newToken, sha256 } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { count } from '../../lib/throttle.ts'
import { writeTicket } from './devices.ts'
import * as store from './store.ts'
import * as throttle from './throttle.ts'

export { endAllSessions } from './invitations-store.ts'
export { issueLink, type LinkFor, linkPauseMs, stopLinks } from './links.ts'

/** Verified against when nobody has the address, so that the answer takes as long (security.md A8). */
const nobody = (await hash('nobody has this password', passwordHashing)).replace(/[^$]*$/, '')

/** Kept in the PHC string beside the hash. */
const currentParameters = `$argon2id$v=19$m=${passwordHashing.memoryCost},t=${passwordHashing.timeCost},p=${passwordHashing.parallelism}$`

/**
 * So many passwords are tried at a time: a thousand guesses sent at once meet the throttle like guesses sent in turn, and in turn with those from elsewhere.
 * Known devices have places of their own; whoever chooses a new password waits for one that is neither's (docs/adr/0016).
 */
const doors = { known: gate(2), unknown: gate(3, { patience: 200 }), choosing: gate(1, { patience: 50 }) }
/** The one way to the hash for those who choose a password; `asker` is the link they hold. */
export const hashed = (password: string, asker: string): Promise<string> => doors.choosing(asker, () => hash(password, passwordHashing))

export type Started = { token: string; expiresAt: Date; session: Session }
/** `network` is null when the client's own address is not known: then nobody shares a bucket for it with anybody (security.md A7). */
export type Where = { network: string | null; userAgent: string | null; previousHash: Buffer | null }
/** What the browser showed of earlier tries (devices.ts). */
export type Shown = { deviceCookie: string | undefined; ticketCookie: string | undefined }
/** Told to wait; `ticket` is for the same browser to bring back then. */
export class SentAway extends Problem {
  readonly ticket: string | null
  constructor(seconds: number, ticket: string | null) {
    super('too-many', { retryAfterSeconds: seconds })
    this.ticket = ticket
  }
}

export const viewerOf = ({ session, token }: Started): Viewer =>
  ofSession(
    {
      userId: session.user.id,
      actorId: session.actingAs.actor?.id ?? null,
      functionCode: session.actingAs.functionCode,
      scope: scopeOf(session.actingAs.functionCode),
    },
    sha256(token),
  )

/** What argon2id makes of a password with these parameters and this salt: what Postgres asks for, and keeps only the hash of. */
const proofOf = (how: string, password: string): Promise<Buffer> => {
  const [, , , given = '', salt = ''] = how.split('$')
  const number = (name: string): number => Number(new RegExp(`\\b${name}=(\\d{1,9})`).exec(given)?.[1])
  const parameters = { memoryCost: number('m'), timeCost: number('t'), parallelism: number('p') }
  return hashRaw(password, { ...parameters, salt: Buffer.from(salt, 'base64') })
}

type Typed = { userId: string | null; email: string; password: string; how: string }
/** Two log-ins of one person under older parameters: the one that is second finds the password hashed anew, and tries it as it is hashed then. */
const tryPassword = async (db: Database, typed: Typed, now: Date): Promise<{ matches: boolean; proof: Buffer; how: string }> => {
  const proof = await proofOf(typed.how, typed.password)
  const asked = found(await db.lookUp<store.Matched>(store.passwordIs(typed.userId, typed.email, proof, now)))
  const hasChanged = typed.userId !== null && asked.how !== null && asked.how !== typed.how
  return asked.matches || !hasChanged
    ? { matches: asked.matches, proof, how: typed.how }
    : tryPassword(db, { ...typed, how: asked.how ?? '' }, now)
}

type Described = { id: string; user: Session['user']; functions: HeldFunction[]; actingAs: HeldFunction; expiresAt: string }
/** The session as its owner sees it: who, acting as what, and what that function may. */
const sessionOf = ({ id, user, functions, actingAs, expiresAt }: Described, config: Config): Session => {
  const viewer = {
    userId: user.id,
    actorId: actingAs.actor?.id ?? null,
    functionCode: actingAs.functionCode,
    scope: scopeOf(actingAs.functionCode),
  }
  return {
    id,
    user,
    actingAs,
    functions,
    scope: viewer.scope === 'region' ? 'region' : 'actor',
    may: actions.filter((action) => can(viewer, action)),
    isDemo: config.isDemo,
    expiresAt,
    deviceKeys: config.keys.map((key) => ({ version: key.version, secret: deviceSecret(key, user.id) })),
  }
}
const describe = async (tx: Tx, id: string, config: Config, now: Date): Promise<Session> => {
  const row = found(await store.readSession(tx, id))
  const functions = await store.heldFunctions(tx, row.user.id, now)
  return sessionOf({ ...row, functions, actingAs: found(functions.find((f) => f.id === row.userFunctionId)) }, config)
}

type Fresh = { id: string; token: string; expiresAt: Date }
const fresh = (config: Config, now: Date): Fresh => ({
  id: newId(),
  token: newToken(),
  expiresAt: new Date(now.getTime() + config.sessionLifeMinutes * 60_000),
})

const newSession = (issued: Fresh, userId: string, userFunctionId: string, where: Where, now: Date): store.NewSession => ({
  id: issued.id,
  tokenHash: sha256(issued.token),
  userId,
  userFunctionId,
  userAgent: where.userAgent?.slice(0, 300) ?? null,
  now,
  expiresAt: issued.expiresAt,
  previousHash: where.previousHash,
})

/**
 * A new token every time; the session that was there before in the same browser ends (security.md B3): somebody else's at once, one's
 * own when the new token is first used. Whoever leaves the page before its answer has come still holds the old one, and is not logged out.
 */
export const start = async (tx: Tx, userId: string, userFunctionId: string, where: Where, config: Config, now: Date): Promise<Started> => {
  const issued = fresh(config, now)
  await store.insertSession(tx, newSession(issued, userId, userFunctionId, where, now))
  return { token: issued.token, expiresAt: issued.expiresAt, session: await describe(tx, issued.id, config, now) }
}

type Way = { via: 'password' | 'demo'; forgotten: Buffer | null }
/**
 * Everything that a log-in will need, before anybody knows whether the password is right: it is made while the hash is worked out, and
 * thrown away when that says no. What it answers lets the person in: session and journal row in one statement, which is already theirs.
 */
const prepare = (
  db: Database,
  { userId, user, functions }: store.Account,
  actingAs: HeldFunction,
  way: Way,
  where: Where,
  config: Config,
  now: Date,
): ((proof: Buffer | null) => Promise<Started>) => {
  const issued = fresh(config, now)
  const { id, token, expiresAt } = issued
  const session = sessionOf({ id, user, functions, actingAs, expiresAt: expiresAt.toISOString() }, config)
  const begun = { ...newSession(issued, userId, actingAs.id, where, now), ...way }
  return async (proof) => {
    await db.lookUp(store.begin({ ...begun, proof }))
    return { token, expiresAt, session }
  }
}

/** When to come again, and with what: one that was given before is not put off, however often its bearer comes too early. */
const sentAway = (one: throttle.Try, seconds: number, email: string, where: Where, config: Config, now: Date): SentAway => {
  if (one.isKnown) return new SentAway(seconds, null)
  const { ticket } = one
  if (ticket && ticket.from > now) return new SentAway(Math.min(seconds, Math.ceil((ticket.from.getTime() - now.getTime()) / 1_000)), null)
  return new SentAway(seconds, writeTicket(config.keys, email, where.network ?? '', new Date(now.getTime() + seconds * 1_000)))
}

/** Unknown, wrong, disabled and without a function get the same answer after the same work (security.md A8). */
export const logIn = async (
  db: Database,
  config: Config,
  given: { email: string; password: string },
  shown: Shown,
  where: Where,
  now: Date,
): Promise<Started> => {
  const email = given.email.trim()
  const one = throttle.tryOf({ email, network: where.network, ...shown }, config.keys, now)
  const started = await (one.isKnown ? doors.known : doors.unknown)(one.from, async () => {
    const { seconds, recent, ...known } = found(await db.lookUp<store.Known>(store.lookUp(email, one.asked, now)))
    const verdict = throttle.judge(one, { seconds, recent })
    if (!verdict.ok) throw sentAway(one, verdict.seconds, email, where, config, now)
    // Outside the demo its people are nobody, also in a database that came to hold them after the start (lib/refuse-demo.ts).
    const account = known.account?.isDemo && !config.isDemo ? null : known.account
    // Begun before anything is made of the account: what is made in the meantime nobody waits for.
    const userId = known.passwordHash ? (account?.userId ?? null) : null
    const trying = tryPassword(db, { userId, email, password: given.password, how: known.passwordHash ?? nobody }, now)
    const [actingAs] = account?.functions ?? []
    const way: Way = { via: 'password', forgotten: verdict.forgotten }
    const letIn = account?.status === 'active' && actingAs ? prepare(db, account, actingAs, way, where, config, now) : null
    const { matches, proof, how } = await trying
    if (matches && account && letIn) {
      const session = await letIn(proof).catch(async (error: { code?: string }) => {
        // Between the two questions somebody chose a new password, or another log-in renewed the hash of this one.
        if (error.code !== '42501') throw error
        const anew = await tryPassword(db, { userId, email, password: given.password, how }, now)
        return anew.matches && anew.how !== how ? letIn(anew.proof) : null
      })
      if (session && !how.startsWith(currentParameters)) {
        const newHash = await hash(given.password, passwordHashing)
        await db.inViewer(systemViewer, (tx) => store.rehash(tx, account.userId, proof, newHash))
      }
      if (session) return session
    }
    // What is journalled of a known account leaves with the rest: in as many steps as for one that nobody has.
    return db.inViewer(systemViewer, async (tx) => {
      await tx.last(() =>
        Promise.all([
          count(tx, verdict.counted, now),
          account &&
            append(tx, {
              at: now,
              type: 'sessions.refused',
              subject: { type: 'user', id: account.userId },
              audience: [],
              data: { reason: matches ? 'disabled' : 'password' },
            }),
        ]),
      )
      return null
    })
  })
  if (!started) throw new Problem('wrong-credentials')
  return started
}

export const demoLogIn = async (db: Database, config: Config, email: string, where: Where, now: Date): Promise<Started> => {
  const account = await db.inViewer(systemViewer, async (tx) => {
    const offered = (await store.demoIdentities(tx)).some((identity) => identity.email === email)
    return offered ? (await tx.one<store.Known>(store.lookUp(email, [], now))).account : null
  })
  const [actingAs] = account?.functions ?? []
  if (!account || !actingAs) throw new Problem('wrong-credentials')
  return prepare(db, account, actingAs, { via: 'demo', forgotten: null }, where, config, now)(null)
}

export const current = (db: Database, config: Config, viewer: Viewer, sessionId: string, now: Date): Promise<Session> =>
  db.inViewer(viewer, (tx) => describe(tx, sessionId, config, now))

export const logOut = (db: Database, viewer: Viewer, sessionId: string, now: Date): Promise<void> =>
  db.inViewer(viewer, async (tx) => {
    if (!(await store.endSession(tx, sessionId, 'log_out', now))) return
    await append(tx, {
      at: now,
      type: 'sessions.ended',
      subject: { type: 'session', id: sessionId },
      audience: [],
      data: { reason: 'log_out' },
    })
  })

/** Another of my functions: the old token dies when the new one is first used (security.md B3). */
export const actAs = async (
  db: Database,
  config: Config,
  viewer: Viewer,
  userFunctionId: string,
  where: Where,
  now: Date,
): Promise<Started> => {
  const userId = viewer.userId ?? ''
  const started = await db.inViewer(viewer, async (tx) => {
    const held = found((await store.heldFunctions(tx, userId, now)).find((f) => f.id === userFunctionId))
    return start(tx, userId, held.id, where, config, now)
  })
  await db.inViewer(viewerOf(started), (tx) =>
    append(tx, {
      at: now,
      type: 'sessions.function-changed',
      subject: { type: 'session', id: started.session.id },
      audience: [],
      data: { userFunctionId },
    }),
  )
  return started
}

/** The function I acted as has ended and I still hold another: a new token, which acts as that one. */
export const goOn = async (
  db: Database,
  config: Config,
  lapsed: { userId: string; viewer: Viewer },
  where: Where,
  now: Date,
): Promise<Started> => {
  const started = await db.inViewer(lapsed.viewer, async (tx) => {
    const [held] = await store.heldFunctions(tx, lapsed.userId, now)
    if (!held) throw new Problem('access-ended')
    return start(tx, lapsed.userId, held.id, where, config, now)
  })
  await db.inViewer(viewerOf(started), (tx) =>
    append(tx, {
      at: now,
      type: 'sessions.function-changed',
      subject: { type: 'session', id: started.session.id },
      audience: [],
      data: { userFunctionId: started.session.actingAs.id },
    }),
  )
  return started
}

export const list = (db: Database, viewer: Viewer, sessionId: string | null, now: Date) =>
  db.inViewer(viewer, async (tx) => ({
    items: (await store.openSessions(tx, viewer.userId ?? '', now)).map((s) => ({ ...s, isCurrent: s.id === sessionId })),
  }))

export const end = (db: Database, viewer: Viewer, id: string, now: Date): Promise<void> =>
  db.inViewer(viewer, async (tx) => {
    if (!(await store.endSession(tx, id, 'ended_by_user', now))) throw new Problem('not-found')
    await append(tx, { at: now, type: 'sessions.ended', subject: { type: 'session', id }, audience: [], data: { reason: 'ended_by_user' } })
  })

export const portal = (db: Database) =>
  db.inViewer(systemViewer, async (tx) => ({ dutyPhone: (await store.setting<string>(tx, 'tib_phone')) ?? '' }))
export const identities = (db: Database) => db.inViewer(systemViewer, async (tx) => ({ items: await store.demoIdentities(tx) }))
