import { actAs, call, callAs, currentSession, goOn, logOut, type Session } from '@samverkan/contract'
import type { Action } from '@samverkan/domain'
import { hashKey, queryOptions, useMutation } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { deviceReady, dropAllOf, lockDevice, unlockDevice } from './device.ts'
import { settleDrafts } from './drafts.ts'
import { useLanguage } from './language.tsx'
import { requestHeadingFocus } from './page-focus.ts'
import { problemOf } from './problem.ts'
import { type Ending, endingOf, forgetAllBut, onEnded, queryClient } from './query-client.ts'

/** How the last session ended, until the next begins; what the log-in page and the banner over a page have to say. */
let ending: Ending | null = null
const told = new Set<() => void>()
function becomeEnded(how: Ending | null): void {
  if (how === ending) return
  ending = how
  for (const tell of told) tell()
}
export const useEnding = (): Ending | null =>
  useSyncExternalStore(
    (tell) => {
      told.add(tell)
      return () => told.delete(tell)
    },
    () => ending,
  )

/** Whoever is here now reads and writes their own on this device; what others have written lies where it is, and cannot be read (ADR 0018). */
function sitDown({ user, deviceKeys, actingAs }: Session): void {
  settleDrafts()
  lockDevice(user.id)
  unlockDevice(user.id, deviceKeys)
  callAs(actingAs.id)
}

/** Who is logged in; null when nobody is. Anything else that goes wrong is an error, not a log-out. */
export const sessionQuery = queryOptions({
  queryKey: ['sessions', 'current'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const [session] = await Promise.all([call(currentSession, { signal }), deviceReady()])
      becomeEnded(null)
      sitDown(session)
      return session
    } catch (error) {
      const how = endingOf(error)
      // A session without its function is still on the screen, with what was typed in it; it only cannot do anything more.
      if (how === null || how === 'function-ended') throw error
      if (how === 'access-ended') becomeEnded(how)
      return null
    }
  },
  staleTime: 5 * 60_000,
})
onEnded((how) => {
  // The word that says more is the one to keep: what follows it is only its echo.
  if (how !== 'not-signed-in' || ending === 'function-ended') becomeEnded(how)
  if (how !== 'function-ended') queryClient.setQueryData(sessionQuery.queryKey, null)
})

/** All tabs share one cookie, so they must change person together. `left`: whose words this device is to keep no longer. */
type TabMessage = { left: string | null }
const tabs = new BroadcastChannel('samverkan-session')
tabs.onmessage = ({ data }: MessageEvent<TabMessage>) => {
  // What is being written here is kept for whoever writes it, unless it has just been asked that nothing be.
  if (data.left === null) settleDrafts()
  else lockDevice(null)
  queryClient.clear()
  void queryClient.invalidateQueries()
  location.reload()
}
const tellTabs = (message: TabMessage): void => tabs.postMessage(message)

/** After log-in or a change of function: forget what the one before saw, in every tab, and go on as this one. */
export async function becomeSession(session: Session): Promise<void> {
  becomeEnded(null)
  await deviceReady()
  sitDown(session)
  await forgetAllBut(sessionQuery.queryKey)
  requestHeadingFocus()
  queryClient.setQueryData(sessionQuery.queryKey, session)
  void queryClient.invalidateQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(sessionQuery.queryKey) })
  tellTabs({ left: null })
}

export const useActAs = () =>
  useMutation({ mutationFn: (held: { id: string }) => call(actAs, { body: { userFunctionId: held.id } }), onSuccess: becomeSession })

/** My function has ended: on as another that I hold. Had it come back in the meantime, the page only has to be read again. */
export const useGoOn = () =>
  useMutation({
    mutationFn: () => call(goOn),
    onSuccess: becomeSession,
    onError: (error) => {
      if (problemOf(error).code === 'wrong-state') location.reload()
    },
  })

/**
 * Ends the session on the server, then forgets what this person has read on this device, and what they wrote – or keeps that where only they can
 * read it. What others have written stays (ADR 0018).
 */
export const useLogOut = () =>
  useMutation({
    mutationFn: (_leave: { keep: boolean }) => call(logOut),
    onSuccess: async (_answer, { keep }) => {
      const userId = queryClient.getQueryData(sessionQuery.queryKey)?.user.id
      settleDrafts()
      if (!keep && userId) dropAllOf(userId)
      lockDevice(null)
      await forgetAllBut(sessionQuery.queryKey)
      requestHeadingFocus()
      queryClient.setQueryData(sessionQuery.queryKey, null)
      tellTabs({ left: keep ? null : (userId ?? null) })
    },
  })

const Current = createContext<Session | null>(null)
export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <Current value={session}>{children}</Current>
)

/** The session, on pages inside the shell, where there always is one. */
export function useSession(): Session {
  const session = useContext(Current)
  if (!session) throw new Error('useSession outside the shell')
  return session
}

/** May my function ever do this? For showing or hiding a way in; a row's own `allowed` decides about that row. */
export function useMay(): (action: Action) => boolean {
  const { may } = useSession()
  return (action) => may.includes(action)
}

/** The official name in the language shown; sources are Swedish, English names are ours. */
export function useWording(): (named: { nameSv: string; nameEn: string }) => string {
  const language = useLanguage()
  return (named) => (language === 'en' ? named.nameEn : named.nameSv)
}
