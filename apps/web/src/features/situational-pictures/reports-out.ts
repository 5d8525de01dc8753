import { call, currentSession, reportPicture, type ResponseOf } from '@samverkan/contract'
import { draftKeys, forgetDraft, readDraft, writeDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { queryClient } from '../../lib/query-client.ts'
import { emptyForm, type Form, type Out, withTakenBack } from './report-form.ts'

/**
 * Reports that were given without a network. They lie on the device, in their order, and leave from whichever page is open when there is one –
 * for the person who wrote them, acting for the actor they are about, and for nobody else.
 */
export type Who = { userId: string; actorId: string | null }
export type Place = { userId: string; actorId: string; pictureId: string }
export type Sent = ResponseOf<typeof reportPicture> & { lines: number }
/** What became of one report; `error`: the server would not have it, and its text is back in the form. */
export type Outcome = { place: Place; out: Out; at: number } & ({ sent: Sent } | { error: unknown })

const later = new Set(['offline', 'unavailable', 'too-many', 'not-signed-in'])
export const formKey = ({ userId, actorId, pictureId }: Place): string => `${userId}:picture:${pictureId}:report:${actorId}`
const outKey = (place: Place): string => `${formKey(place)}:out`
export const waitingAt = (place: Place): readonly Out[] => readDraft<Out[]>(outKey(place))?.value ?? []

/** Every place where something of this person waits, for whichever actor. */
export const placesOf = (userId: string): Place[] =>
  draftKeys().flatMap((key) => {
    const [, owner, pictureId, actorId] = /^([^:]+):picture:([^:]+):report:([^:]+):out$/u.exec(key) ?? []
    return owner === userId && pictureId && actorId ? [{ userId, actorId, pictureId }] : []
  })

/**
 * A page that shows what becomes of its own reports; the others are told of by the notice in the shell. Never a name that vite.config.ts calls
 * pure: what is done by `page.sent()` would be left out of the build.
 */
type Teller = { sent: (sent: Sent) => void; refused: (refusal: { error: unknown; out: Out }) => void }
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
export const readOut = () => state
export function subscribeOut(tell: () => void): () => void {
  listeners.add(tell)
  // Another tab of the same person gives and sends from the same place.
  const other = () => become({})
  addEventListener('storage', other)
  return () => {
    listeners.delete(tell)
    removeEventListener('storage', other)
  }
}
export function openPage(place: Place, teller: Teller): () => void {
  tellers.set(formKey(place), teller)
  return () => void (tellers.get(formKey(place)) === teller && tellers.delete(formKey(place)))
}
export const forgetNews = (): void => become({ news: [] })

function put(place: Place, next: readonly Out[]): void {
  if (next.length > 0) writeDraft(outKey(place), next)
  else forgetDraft(outKey(place))
  become({})
}
const without = (place: Place, { key }: Out): void =>
  put(
    place,
    waitingAt(place).filter((one) => one.key !== key),
  )
/** Given a moment ago, by whoever is logged in on this page: nothing else has to be made sure of before it leaves. */
const fresh = new Set<string>()
export function give(place: Place, out: Out): void {
  fresh.add(out.key)
  put(place, [...waitingAt(place), out])
  void flush(place)
}
/** Taken back before it left; false: it is on its way just now. */
export function takeBack(place: Place, out: Out): boolean {
  if (state.isBusy) return false
  without(place, out)
  return true
}

/** One tab at a time, where the browser can say so; a report that two send all the same is one under its key. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  const { locks } = navigator as { locks?: LockManager | null }
  return locks ? locks.request('samverkan-reports', work) : work()
}

export async function flush(who: Who): Promise<void> {
  if (state.isBusy || mine(who).length === 0) return
  become({ isBusy: true })
  try {
    await alone(() => sendAll(who))
  } finally {
    become({ isBusy: false })
  }
}
const mine = (who: Who): Place[] => placesOf(who.userId).filter(({ actorId }) => actorId === who.actorId)

async function sendAll(who: Who): Promise<void> {
  let isSure = false
  for (const place of mine(who))
    for (let first = waitingAt(place)[0]; first; first = waitingAt(place)[0]) {
      try {
        if (!isSure && !fresh.delete(first.key)) {
          if (!(await isStill(who))) return
          isSure = true
        }
        const { key, body } = first
        const answer = await call(reportPicture, { params: { id: place.pictureId }, body, idempotencyKey: key })
        without(place, first)
        become({ isOffline: false })
        tell({ place, out: first, at: Date.now(), sent: { ...answer, lines: body.lines?.length ?? 0 } })
      } catch (error) {
        if (later.has(problemOf(error).code)) return become({ isOffline: true })
        without(place, first)
        tell({ place, out: first, at: Date.now(), error })
      }
      void queryClient.invalidateQueries({ queryKey: ['situational-pictures'] })
      void queryClient.invalidateQueries({ queryKey: ['home'] })
    }
}
/** All tabs share one cookie: another person, or another function, may have it by now. Then this waits for its own. */
async function isStill({ userId, actorId }: Who): Promise<boolean> {
  const session = await call(currentSession)
  return session.user.id === userId && (session.actingAs.actor?.id ?? null) === actorId
}

function tell(outcome: Outcome): void {
  const teller = tellers.get(formKey(outcome.place))
  if ('sent' in outcome) {
    if (teller) teller.sent(outcome.sent)
    else become({ news: [...state.news, outcome] })
    return
  }
  if (teller) return teller.refused(outcome)
  const form = readDraft<Form>(formKey(outcome.place))?.value ?? emptyForm()
  writeDraft(formKey(outcome.place), withTakenBack(form, outcome.out.body))
  become({ news: [...state.news, outcome] })
}
