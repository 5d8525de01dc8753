import { call, currentSession } from '@samverkan/contract'
import { useEffect, useSyncExternalStore } from 'react'
import { subscribeDevice } from './device.ts'
import { draftKeys, forgetDraft, readDraft, writeDraft } from './drafts.ts'
import { serverNow } from './now.ts'
import { isPassing, problemOf } from './problem.ts'

/**
 * What was done without a network lies on the device and leaves by itself when there is one, from whichever page of the portal is open, also after
 * the next log-in – as the person who did it, in a function that may, and as nobody else: the session is asked first, because all tabs share one
 * cookie. The shell says what waits and what became of it (`ui/sent-later-notice.tsx`).
 *
 * To make something sent later:
 *
 * 1. `const out = openQueue<Body, Sent>({ kind: 'reports', … })` in the feature: things in a line, each under a key of its own. `out.give(…)` puts
 *    one there and tries at once, from memory also where the device takes nothing. What lies on the device in another shape – a piece of a
 *    `DraftBox` that knows the version it was based on – is a `Leaver` of its own: list it in `waiting`, hand it over in `send`.
 * 2. `export const xLeaves: LeaverWords<…>` beside it: the leaver with the sentences of the shell.
 * 3. Name both in `src/sent-later.tsx`, where the features meet, with the beginning of its names on the device (`app-layout.tsx` looks for them
 *    before it fetches the notice).
 */
export type Who = { userId: string; actorId: string | null; functionCode: string }
/** One thing that waits. `key` is its own for ever: it is the same thing however often it is sent. */
export type Waiting = {
  key: string
  /** When it was done, by the server's clock as far as this page knew it. */
  at: number
  /** The path where it was done, to lead back there. */
  page?: string
}
export type Leaver<One extends Waiting = Waiting, Sent = unknown> = {
  kind: string
  /** What lies here of this person, for whichever of their functions, in the order in which it is to leave. Asked often: only look. */
  waiting: (userId: string) => readonly One[]
  /** May this one leave as whoever is here? The person is right already. */
  fits: (one: One, who: Who) => boolean
  /** Hands it over; throws what `call` throws. */
  send: (one: One) => Promise<Sent>
  /** The server has it: it lies here no longer. Called before anybody is told. */
  done: (one: One, sent: Sent) => void
  /** The server would not have it. Its words go back to where they were written, where nobody is there to show them. */
  back: (one: One, error: unknown, isShown: boolean) => void
}
/** What became of one. A page that shows what becomes of its own says so with `openPage`; the others are told of by the shell. */
export type Outcome<One extends Waiting = Waiting, Sent = unknown> = { kind: string; one: One; at: number } & (
  | { sent: Sent }
  | { error: unknown }
)

/** Worth sending again by itself: the question never came to an answer, or came as somebody else. */
const later = new Set(['too-many', 'not-signed-in', 'access-ended', 'function-ended', 'other-session'])
const isForLater = (code: string): boolean => isPassing(code) || later.has(code)

const leavers = new Map<string, Leaver>()
/** Each kind once; again under the same name replaces it (a page that was fetched anew). */
export function register<One extends Waiting, Sent>(leaver: Leaver<One, Sent>): void {
  leavers.set(leaver.kind, leaver as unknown as Leaver)
}

type Teller = (outcome: Outcome) => void
const tellers = new Map<string, Teller>()
const listeners = new Set<() => void>()
let state: { turn: number; isBusy: boolean; isOffline: boolean; news: readonly Outcome[] } = {
  turn: 0,
  isBusy: false,
  isOffline: false,
  news: [],
}
function become(change: Partial<typeof state>): void {
  state = { ...state, turn: state.turn + 1, ...change }
  for (const tell of listeners) tell()
}
export const readLater = () => state
let leaveDevice: (() => void) | undefined
export function subscribeLater(tell: () => void): () => void {
  listeners.add(tell)
  // Another tab of the same person gives and sends from the same place.
  leaveDevice ??= subscribeDevice(() => become({}))
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    leaveDevice?.()
    leaveDevice = undefined
  }
}
export const useLater = () => useSyncExternalStore(subscribeLater, readLater)
export const forgetNews = (): void => become({ news: [] })

/** `of` says which of a kind the page shows: the key of its place, for instance. */
export function openPage(kind: string, of: (one: never) => boolean, teller: (outcome: never) => void): () => void {
  const name = `${kind} ${crypto.randomUUID()}`
  const tell: Teller = (outcome) => {
    if (outcome.kind === kind && of(outcome.one as never)) teller(outcome as never)
  }
  tellers.set(name, tell)
  shownBy.set(name, (outcome) => outcome.kind === kind && of(outcome.one as never))
  return () => {
    tellers.delete(name)
    shownBy.delete(name)
  }
}
const shownBy = new Map<string, (outcome: { kind: string; one: Waiting }) => boolean>()

/** Done a moment ago, by whoever is logged in on this page: nothing else has to be made sure of before it leaves. */
const fresh = new Set<string>()

/** One tab at a time, where the browser can say so; what two send all the same is one under its key. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  const { locks } = navigator as { locks?: LockManager | null }
  return locks ? locks.request('samverkan-sent-later', work) : work()
}
const mine = (who: Who): { leaver: Leaver; one: Waiting }[] =>
  [...leavers.values()].flatMap((leaver) =>
    leaver
      .waiting(who.userId)
      .filter((one) => leaver.fits(one, who))
      .map((one) => ({ leaver, one })),
  )

let isAskedAgain = false
/** Sends what waits and may leave as `who`. Called by whoever gives something, and every few seconds by the shell. */
export async function flush(who: Who): Promise<void> {
  if (state.isBusy) {
    isAskedAgain = true
    return
  }
  if (mine(who).length === 0) return
  become({ isBusy: true })
  try {
    do {
      isAskedAgain = false
      await alone(() => sendAll(who))
    } while (isAskedAgain && !state.isOffline)
  } finally {
    become({ isBusy: false })
  }
}

async function sendAll(who: Who): Promise<void> {
  let isSure = false
  const seen = new Set<string>()
  for (;;) {
    const next = mine(who).find(({ leaver, one }) => !seen.has(`${leaver.kind} ${one.key}`))
    if (!next) return
    const { leaver, one } = next
    seen.add(`${leaver.kind} ${one.key}`)
    const { kind } = leaver
    try {
      if (!isSure && !fresh.delete(one.key)) {
        if (!(await isStill(who))) return
        isSure = true
      }
      const sent = await leaver.send(one)
      leaver.done(one, sent)
      become({ isOffline: false })
      tell({ kind, one, at: serverNow(), sent })
    } catch (error) {
      if (isForLater(problemOf(error).code)) return become({ isOffline: true })
      leaver.back(one, error, isShown(kind, one))
      tell({ kind, one, at: serverNow(), error })
    }
  }
}
/** All tabs share one cookie: another person, or another function, may have it by now. Then this waits for its own. */
async function isStill({ userId, actorId, functionCode }: Who): Promise<boolean> {
  const { user, actingAs } = await call(currentSession)
  return user.id === userId && (actingAs.actor?.id ?? null) === actorId && actingAs.functionCode === functionCode
}
const isShown = (kind: string, one: Waiting): boolean => [...shownBy.values()].some((shows) => shows({ kind, one }))
function tell(outcome: Outcome): void {
  const known = isShown(outcome.kind, outcome.one)
  for (const teller of tellers.values()) teller(outcome)
  if (!known) become({ news: [...state.news, outcome] })
}

/** Something in a line: what it says, what it is about (`place`), and where it was done. */
export type Item<Body, Place> = Waiting & { place: Place; body: Body /** Its turn in the line, whatever the clock does. */; turn?: number }
export type QueueOptions<Body, Place, Sent> = Pick<Leaver<Item<Body, Place>, Sent>, 'fits' | 'send' | 'back'> & {
  kind: string
  /** After it has left: what the server answered belongs on the screen. */
  sent?: (one: Item<Body, Place>, sent: Sent) => void
}
/** How the names of what waits begin on the device. */
export const queueName = (kind: string, userId: string): string => `${userId}:later:${kind}:`

/** Things in a line, each on the device under a key of its own: two tabs that give at once never write over each other's. */
export function openQueue<Body, Place, Sent>({ kind, fits, send, back, sent }: QueueOptions<Body, Place, Sent>) {
  type One = Item<Body, Place>
  const nameOf = (userId: string, key: string) => `${queueName(kind, userId)}${key}`
  const owners = new Map<string, string>()
  const waiting = (userId: string): readonly One[] => {
    const start = queueName(kind, userId)
    return draftKeys()
      .filter((name) => name.startsWith(start))
      .flatMap((name) => readDraft<One>(name)?.value ?? [])
      .map((one) => (owners.set(one.key, userId), one))
      .sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0) || a.at - b.at || a.key.localeCompare(b.key))
  }
  const remove = (one: One): void => {
    const userId = owners.get(one.key)
    if (userId === undefined) return
    readDraft(nameOf(userId, one.key))
    forgetDraft(nameOf(userId, one.key))
  }
  const leaver: Leaver<One, Sent> = {
    kind,
    waiting,
    fits,
    send,
    done: (one, answer) => {
      remove(one)
      sent?.(one, answer)
    },
    back: (one, error, isShownNow) => {
      remove(one)
      back(one, error, isShownNow)
    },
  }
  register(leaver)
  return {
    ...leaver,
    /** Laid in the line, and tried at once. False: the device would not take it, and it leaves from the memory of this page or not at all. */
    give: (who: Who, one: One): boolean => {
      fresh.add(one.key)
      owners.set(one.key, who.userId)
      const turn = 1 + Math.max(0, ...waiting(who.userId).map((before) => before.turn ?? 0))
      const isKept = writeDraft(nameOf(who.userId, one.key), { ...one, turn })
      become({})
      void flush(who)
      return isKept
    },
    /** Taken back before it left; false: it is on its way just now. */
    takeBack: (one: One): boolean => {
      if (state.isBusy) return false
      remove(one)
      become({})
      return true
    },
  }
}
export type Queue<Body, Place, Sent> = ReturnType<typeof openQueue<Body, Place, Sent>>

const every = 5_000
/** Sends while this stands: now, every few seconds, and when the network is back. */
export function useLeaving(who: Who): void {
  const { userId, actorId, functionCode } = who
  useEffect(() => {
    const again = () => void flush({ userId, actorId, functionCode })
    again()
    const timer = setInterval(again, every)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [userId, actorId, functionCode])
}
