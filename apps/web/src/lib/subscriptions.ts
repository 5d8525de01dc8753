import { call, mySubscriptions } from '@samverkan/contract'
import type { SubscriptionTopic } from '@samverkan/domain'
import { queryOptions, useQuery } from '@tanstack/react-query'

/** What one has asked to be told of by e-mail, and how many have. */
export const subscriptionsQuery = queryOptions({
  queryKey: ['users', 'subscriptions'],
  queryFn: ({ signal }) => call(mySubscriptions, { signal }),
  meta: { live: ['users'] },
})

/** How many letters a press is about to send to those who follow a topic; null while it is not known. */
export const useReaders = (topic: SubscriptionTopic): number | null =>
  useQuery(subscriptionsQuery).data?.items.find((one) => one.topic === topic)?.people ?? null
