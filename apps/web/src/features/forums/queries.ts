import { call, listForums, type modes, readForum } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'

export type ForumMode = (typeof modes)[number]

export const forumsQuery = (filter: { search: string; mode: string }) =>
  infiniteQueryOptions({
    queryKey: ['forums', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listForums, {
        query: {
          search: filter.search || undefined,
          mode: (filter.mode || undefined) as ForumMode | undefined,
          cursor: pageParam,
          limit: 100,
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['forums', 'activations', 'incidents'] },
  })

export const forumQuery = (code: string) =>
  queryOptions({
    queryKey: ['forums', 'one', code],
    queryFn: ({ signal }) => call(readForum, { params: { code }, signal }),
    meta: { live: ['forums', 'activations', 'incidents', 'settings'] },
  })
