import { actAs, call, currentSession, goOn, logOut, type Session } from '@samverkan/contract'
import type { Action } from '@samverkan/domain'
import { hashKey, queryOptions, useMutation } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { forgetDrafts } from './drafts.ts'
import { rememberLanguage, useLanguage } from './language.tsx'
import { requestHeadingFocus } from './page-focus.ts'
import { problemOf } from './problem.ts'
import { type Ending, endingOf, forgetAllBut, onEnded, queryClient } from './query-client.ts'
import { rememberTheme } from './theme.ts'

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

/** Who is logged in; null when nobody is. Anything else that goes wrong is an error, not a log-out. */
export const sessionQuery = queryOptions({
  queryKey: ['sessions', 'current'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const session = await call(currentSession, { signal })
      becomeEnded(null)
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

/** All tabs share one cookie, so they must change person together. */
const tabs = new BroadcastChannel('samverkan-session')
tabs.onmessage = () => {
  queryClient.clear()
  void queryClient.invalidateQueries()
  location.reload()
}

/** After log-in or a change of function: forget what the one before saw, in every tab, and go on as this one. */
export async function becomeSession(session: Session): Promise<void> {
  becomeEnded(null)
  await forgetAllBut(sessionQuery.queryKey)
  requestHeadingFocus()
  queryClient.setQueryData(sessionQuery.queryKey, session)
  void queryClient.invalidateQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(sessionQuery.queryKey) })
  tabs.postMessage('changed')
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

/** Ends the session on the server, then forgets drafts and everything kept on this device. */
export const useLogOut = () =>
  useMutation({
    mutationFn: () => call(logOut),
    onSuccess: async () => {
      forgetDrafts()
      await forgetAllBut(sessionQuery.queryKey)
      // The server has the browser clear its storage; how the page looks and speaks is the device's, not the person's.
      rememberTheme()
      rememberLanguage()
      requestHeadingFocus()
      queryClient.setQueryData(sessionQuery.queryKey, null)
      tabs.postMessage('changed')
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
