import { call, listUsers } from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'

export const usersQuery = (filter: { search: string; canLogIn: string }) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listUsers, { query: { search: filter.search || undefined, canLogIn: filter.canLogIn || undefined, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['users'] },
  })
