import { call, listIncidents, listOutbox, type OutboxMessage, portal } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'

type Filter = { search: string; state: string; purpose: string; incidentCode: string }

export const outboxQuery = ({ search, state, purpose, incidentCode }: Filter) =>
  infiniteQueryOptions({
    queryKey: ['outbox', 'list', { search, state, purpose, incidentCode }],
    queryFn: ({ signal, pageParam }) =>
      call(listOutbox, {
        query: {
          search: search || undefined,
          state: (state || undefined) as OutboxMessage['state'] | undefined,
          purpose: (purpose || undefined) as OutboxMessage['purpose'] | undefined,
          incidentCode: incidentCode || undefined,
          cursor: pageParam,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['outbox', 'activations', 'call-outs', 'users', 'situational-pictures', 'meetings', 'measures'] },
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
