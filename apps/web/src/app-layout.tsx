import type { HeldFunction } from '@samverkan/contract'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Navigate, Outlet, useLocation, useNavigationType } from 'react-router'
import { homeQuery } from './features/home/queries.ts'
import { TodoLinks } from './features/home/todo-list.tsx'
import { dropOld, subscribeDevice } from './lib/device.ts'
import { draftKeys } from './lib/drafts.ts'
import { useLanguage } from './lib/language.tsx'
import { fetchPages, patiently } from './lib/lazy-page.ts'
import { useNow } from './lib/now.ts'
import { requestHeadingFocus } from './lib/page-focus.ts'
import { stopTypingAhead, typeAhead } from './lib/typed-ahead.ts'
import { SessionProvider, sessionQuery, useActAs, useEnding, useGoOn, useMay, useSession, useWording } from './lib/session.tsx'
import { useIsSentLater } from './lib/sends-later.ts'
import { useLive } from './lib/use-live.ts'
import { fetchProblemTexts } from './lib/use-problem-text.ts'
import { paths } from './paths.ts'
import type { Hat } from './ui/shell/account-menu.tsx'
import { Shell } from './ui/shell/shell.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { FunctionEnded } from './ui/function-ended.tsx'
import { useAskedLogOut } from './ui/log-out.tsx'
import { ErrorState, LoadingPage } from './ui/states.tsx'

const Search = lazy(() => import('./features/search/search.tsx').then((module) => ({ default: module.Search })))
const notice = () => import('./sent-later.tsx')
/** At once where it lies on the device: it must not wait for the styles of a page that has not come. */
const SentLater = lazy(async () => ({ default: (await notice().catch(() => patiently(notice))).SentLater }))

/** Pages with a bar of their own at the bottom of a phone. */
const withOwnBar: readonly string[] = [paths.activate]
/** Pages that are themselves the action that the rail offers. */
const actions: readonly string[] = [paths.activate, paths.request]

/** Everything behind log-in: finds out who I am, then puts the shell around the page. Features meet only here. */
export function AppLayout() {
  const session = useQuery(sessionQuery)
  const { pathname, search } = useLocation()
  if (session.data)
    return (
      <SessionProvider session={session.data}>
        <Frame />
      </SessionProvider>
    )
  if (session.data === null) {
    const back = pathname + search
    return <Navigate to={back === paths.home ? paths.logIn : `${paths.logIn}?${new URLSearchParams({ till: back })}`} replace />
  }
  if (!session.isError) return <LoadingPage />
  return (
    <main className="page">
      <div className="panel">
        <ErrorState error={session.error} retry={() => void session.refetch()} />
      </div>
    </main>
  )
}

function Frame() {
  const session = useSession()
  const may = useMay()
  const wording = useWording()
  const language = useLanguage()
  const actAs = useActAs()
  const logOut = useAskedLogOut()
  const ending = useEnding()
  const goOn = useGoOn()
  const [searching, setSearching] = useState(false)
  const live = useLive(`${session.id} ${session.actingAs.id}`)
  const home = useQuery(homeQuery)
  const { pathname } = useLocation()

  useArrival(pathname)
  const leaves = useLeaves(session.user.id)
  useEffect(() => {
    const timer = setTimeout(() => void fetchProblemTexts().then(fetchPages), 4_000)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      if (!document.querySelector('dialog.search-dialog')) typeAhead()
      setSearching(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  const toHat = (held: HeldFunction): Hat => ({
    id: held.id,
    functionName: wording(held),
    // The short names are Swedish abbreviations and words; only the abbreviations are the same in English.
    shortName:
      language === 'sv' || (held.shortSv !== null && /^[A-Z][A-Za-z]{0,3}$/.test(held.shortSv))
        ? (held.shortSv ?? held.nameSv)
        : held.nameEn,
    actorName: held.actor?.name ?? 'Samverkan Stockholmsregionen',
  })
  const hats = session.functions.map(toHat)
  const real = home.data?.openIncidents.filter((incident) => !incident.isExercise).length ?? 0
  // On Läget in ordinary mode the action stands in the middle of the page.
  const inPage = actions.includes(pathname) || (pathname === paths.home && home.data?.mode === 'ordinary' && may('activations.activate'))
  return (
    <Shell
      activeIncidents={home.data ? (home.data.mode === 'activated' ? real : 0) : null}
      live={live}
      account={{
        name: session.user.name,
        hats,
        current: toHat(session.actingAs),
        onWear: (hat) => actAs.mutate(hat),
        onLogOut: logOut.ask,
      }}
      waiting={{ count: home.data?.todo.length ?? null, list: (close) => <TodoLinks home={home.data} close={close} /> }}
      action={may('activations.activate') ? 'activate' : may('activations.request') ? 'request' : null}
      actionInPage={inPage}
      onSearch={() => setSearching(true)}
      ownBar={withOwnBar.includes(pathname)}
      leaving={
        leaves && (
          <ErrorBoundary resetKey={pathname}>
            <Suspense>
              <SentLater />
            </Suspense>
          </ErrorBoundary>
        )
      }
      notice={
        ending === 'function-ended' && <FunctionEnded was={toHat(session.actingAs)} busy={goOn.isPending} onGoOn={() => goOn.mutate()} />
      }
    >
      <ErrorBoundary resetKey={pathname}>
        <Suspense key={pathname.split('/')[1]} fallback={<LoadingPage />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
      {logOut.dialog}
      <Clearing isLive={live.kind === 'live'} />
      {searching && (
        <Suspense>
          <Search open takeTyped={stopTypingAhead} onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </Shell>
  )
}

/**
 * Is there, or has there been since the page was opened, anything of this person that is sent later? The notice, and all that it can send, is
 * fetched then: by what the names on the device begin with.
 */
const laterNames = (userId: string): readonly string[] => [`${userId}:later:`, `${userId}:assessment:`]
function useLeaves(userId: string): boolean {
  const waits = () => laterNames(userId).some((start) => draftKeys().some((key) => key.startsWith(start)))
  const found = useSyncExternalStore(subscribeDevice, waits)
  const [known, setKnown] = useState(found)
  if (found && !known) setKnown(true)
  // Whoever loses the network on a page that sends later is told of it on the next one: the notice must be here by then.
  const isSentLater = useIsSentLater()
  useEffect(() => {
    if (isSentLater) void notice().catch(() => undefined)
  }, [isSentLater])
  return known || found
}

/**
 * What nobody has come back for goes: by the server's clock alone, for a device's wrong one must not take words for old. The stream brings it; by
 * then the page's own clock follows.
 */
function Clearing({ isLive }: { isLive: boolean }) {
  const now = useNow()
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  useEffect(() => {
    const timer = isLive ? setTimeout(() => dropOld(latest.current), 20_000) : undefined
    return () => clearTimeout(timer)
  }, [isLive])
  return null
}

/** A new page begins at its top with the focus on its heading; going back is left to the browser's memory. */
function useArrival(pathname: string): void {
  const type = useNavigationType()
  const [before, setBefore] = useState(pathname)
  if (before !== pathname) {
    setBefore(pathname)
    requestHeadingFocus()
  }
  useLayoutEffect(() => {
    if (type !== 'POP') scrollTo(0, 0)
  }, [pathname, type])
}
