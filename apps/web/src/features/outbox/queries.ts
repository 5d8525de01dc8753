import { call, listIncidents, listOutbox, type OutboxMessage, portal } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'

type Filter = { search: string; state: string; incidentCode: string }

export const outboxQuery = ({ search, state, incidentCode }: Filter) =>
  infiniteQueryOptions({
    queryKey: ['outbox', 'list', { search, state, incidentCode }],
    queryFn: ({ signal, pageParam }) =>
      call(listOutbox, {
        query: {
          search: search || undefined,
          state: (state || undefined) as OutboxMessage['state'] | undefined,
          incidentCode: incidentCode || undefined,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['outbox', 'activations', 'call-outs'] },
  })

export const incidentNamesQuery = queryOptions({
  queryKey: ['incidents', 'names'],
  queryFn: async ({ signal }) => (await call(listIncidents, { query: { limit: 100 }, signal })).items,
  meta: { live: ['activations'] },
})
/** In the demo the mail catcher has a page of its own, where the real links stand. */
export const mailPageQuery = queryOptions({
  queryKey: ['sessions', 'portal'],
  queryFn: ({ signal }) => call(portal, { signal }),
  staleTime: Infinity,
})
