import { call, decideHeldLetters, listIncidents, listOutbox, type OutboxMessage, portal, readHeldLetters } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

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

export const heldLettersQuery = queryOptions({
  queryKey: ['outbox', 'held'],
  queryFn: ({ signal }) => call(readHeldLetters, { signal }),
  meta: { live: ['outbox'] },
})
export function useDecideHeldLetters() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { decision: 'send' | 'discard'; letters: number }) => call(decideHeldLetters, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['outbox'] }),
  })
}

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
