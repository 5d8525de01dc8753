import { call, chooseSubscription, listUsers, mySubscriptions } from '@samverkan/contract'
import type { SubscriptionTopic } from '@samverkan/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

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

export const subscriptionsQuery = queryOptions({
  queryKey: ['users', 'subscriptions'],
  queryFn: ({ signal }) => call(mySubscriptions, { signal }),
  meta: { live: ['users'] },
})
/** The box shows the choice at once and goes back when it could not be saved. */
export function useChooseSubscription() {
  const client = useQueryClient()
  const { queryKey } = subscriptionsQuery
  return useMutation({
    mutationFn: ({ topic, isOn }: { topic: SubscriptionTopic; isOn: boolean }) =>
      call(chooseSubscription, { params: { topic }, body: { isOn } }),
    onMutate: async (chosen) => {
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, (before) => before && { items: before.items.map((one) => (one.topic === chosen.topic ? chosen : one)) })
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}
