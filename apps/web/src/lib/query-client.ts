import { onServerTime } from '@samverkan/contract'
import { MutationCache, hashKey, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { heardServerTime, onUnsure } from './now.ts'
import { problemOf } from './problem.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /**
       * The features whose journal rows change what this query shows: `['call-outs', 'incidents']`. A row of such a
       * type reads the query again; `situational-pictures.published` names one type, where the others come with every key
       * press of somebody who writes. A query without it is only as fresh as its last visit.
       */
      live?: readonly string[]
    }
  }
}

/** How an answer may say that I am not who I was: logged out, logged out for good, or without the function I acted as. */
export const endings = ['not-signed-in', 'access-ended', 'function-ended'] as const
export type Ending = (typeof endings)[number]
export const endingOf = (error: unknown): Ending | null => endings.find((code) => code === problemOf(error).code) ?? null

/** Told when any answer says so. */
let whenEnded: (how: Ending) => void = () => undefined
export function onEnded(tell: (how: Ending) => void): void {
  whenEnded = tell
}

const noticeEnding = (error: unknown): void => {
  const how = endingOf(error)
  if (how) whenEnded(how)
  // The cookie is somebody else's by now: who that is must be known before anything more is shown.
  if (problemOf(error).code === 'other-session') void queryClient.invalidateQueries({ queryKey: ['sessions', 'current'] })
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnding }),
  // A press may be the first to learn that the session is over: what was typed waits in its draft behind the log-in.
  mutationCache: new MutationCache({ onError: noticeEnding }),
  defaultOptions: {
    // A press without a network fails at once and says so: one that waited, turning, would be sent whenever the network came back, by then perhaps
    // wrongly, and be gone with the page. What shall be sent later lies in a line (lib/sent-later.ts).
    mutations: { networkMode: 'always' },
    queries: {
      staleTime: 30_000,
      // What was read stays in the memory of this tab, and is shown with its age while the network is away; on the device nothing of it is laid.
      gcTime: 72 * 3_600_000,
      // A refusal will be the same refusal next time; only a lost network or a struggling server is worth a second try.
      retry: (failures, error) => failures < 2 && ['offline', 'unavailable'].includes(problemOf(error).code),
    },
  },
})

// From its first answer on the page goes by the server's clock; where only the server can tell, it is asked the smallest thing there is.
onServerTime(heardServerTime)
onUnsure(() => void queryClient.invalidateQueries({ queryKey: ['sessions', 'current'] }))

// What an earlier release had read lay in a database of the browser's: gone at the first visit.
try {
  indexedDB.deleteDatabase('keyval-store')
} catch {
  // A browser without storage never had it.
}

/**
 * At log-out and at every change of who I am: nothing one person could see is left for the next. Queries on the screen are
 * emptied where they stand – one that is removed is lost to the page that shows it. `who` is what tells the page who I am.
 */
export async function forgetAllBut(who: QueryKey): Promise<void> {
  const kept = hashKey(who)
  await queryClient.cancelQueries({ predicate: ({ queryHash }) => queryHash !== kept })
  queryClient.removeQueries({ type: 'inactive', predicate: ({ queryHash }) => queryHash !== kept })
  for (const query of queryClient.getQueryCache().getAll()) if (query.queryHash !== kept) query.reset()
}
