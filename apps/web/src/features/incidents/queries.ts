import { call, listActors, listIncidents, readIncident, readTimeline } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { pictureSteps } from '../../lib/picture-steps.ts'

const touching = ['activations', 'incidents', 'call-outs']

export const incidentsQuery = (filter: { search: string; state: string }) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listIncidents, {
        query: {
          search: filter.search || undefined,
          state: (filter.state || undefined) as 'open' | 'closed' | undefined,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: touching },
  })

export const incidentQuery = (code: string) =>
  queryOptions({
    queryKey: ['incidents', 'one', code],
    queryFn: ({ signal }) => call(readIncident, { params: { code }, signal }),
    meta: { live: touching },
  })

/** `matters` leaves single hand-overs out: the story for a reader, not the whole log. */
export const timelineQuery = (code: string, filter: { search: string; matters: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'timeline', code, filter],
    queryFn: ({ signal, pageParam }) =>
      call(readTimeline, {
        params: { code },
        query: { search: filter.search || undefined, matters: filter.matters ? 'true' : undefined, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: {
      live: filter.matters ? [...touching, 'measures', ...pictureSteps] : [...touching, 'measures', 'situational-pictures', 'outbox'],
    },
  })

/** The journal holds ids; the names of the actors they stand for. */
export const actorNamesQuery = queryOptions({
  queryKey: ['actors', 'names'],
  queryFn: async ({ signal }) => {
    const { items } = await call(listActors, { query: { limit: 100 }, signal })
    return Object.fromEntries(items.map(({ id, name }) => [id, name]))
  },
  staleTime: Infinity,
  meta: { live: ['actors'] },
})
