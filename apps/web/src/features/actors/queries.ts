import { type Actor, call, CallError, listActors, readActor, type actorKinds } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

export type ActorKind = (typeof actorKinds)[number]

/** The pattern of every list: filters in the key, pages by cursor, the last answer shown until the next has come. */
export const actorsQuery = (filter: { search: string; kind: string }) =>
  infiniteQueryOptions({
    queryKey: ['actors', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listActors, {
        query: { search: filter.search || undefined, kind: (filter.kind || undefined) as ActorKind | undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['actors'] },
  })

export const actorQuery = (code: string) =>
  queryOptions({
    queryKey: ['actors', 'one', code],
    queryFn: ({ signal }) => call(readActor, { params: { code }, signal }),
    meta: { live: ['actors', 'users'] },
  })

/** Whatever is done to a call list answers with the actor as it stands; somebody who was first, with theirs. */
export function useKeepContacts(code: string) {
  const client = useQueryClient()
  const { queryKey } = actorQuery(code)
  return useMutation({
    mutationFn: (act: () => Promise<Actor>) => act(),
    onSuccess: (actor) => {
      client.setQueryData(queryKey, actor)
      void client.invalidateQueries({ queryKey: ['actors', 'list'] })
      void client.invalidateQueries({ queryKey: ['home'] })
    },
    onError: (error) => {
      if (error instanceof CallError && error.code === 'stale-version' && error.problem?.current)
        client.setQueryData(queryKey, error.problem.current as Actor)
    },
  })
}
