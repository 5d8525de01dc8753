import {
  call,
  CallError,
  chooseSubscription,
  giveableFunctions,
  inviteUser,
  listUsers,
  type Person,
  readUser,
  userHistory,
  type UserState,
} from '@samverkan/contract'
import type { SubscriptionTopic } from '@samverkan/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { BodyIn } from '@samverkan/contract'
import { subscriptionsQuery } from '../../lib/subscriptions.ts'

export const usersQuery = (filter: { search: string; state: string }) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', filter],
    queryFn: ({ signal, pageParam }) =>
      call(listUsers, {
        query: { search: filter.search || undefined, state: (filter.state || undefined) as UserState | undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: ['users'] },
  })

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', 'person', id],
    queryFn: ({ signal }) => call(readUser, { params: { id }, signal }),
    meta: { live: ['users', 'outbox'] },
  })
export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['users', 'history', id],
    queryFn: ({ signal, pageParam }) => call(userHistory, { params: { id }, query: { cursor: pageParam, limit: 20 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    meta: { live: ['users'] },
  })
export const giveableQuery = queryOptions({
  queryKey: ['users', 'giveable'],
  queryFn: ({ signal }) => call(giveableFunctions, { signal }),
  staleTime: Infinity,
})

export const useInvite = () =>
  useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof inviteUser> }) => call(inviteUser, { body, idempotencyKey: key }),
  })

/** Somebody else was first: their version comes with the refusal, and the page shows it beside what was typed. */
const currentIn = (error: unknown): Person | null =>
  error instanceof CallError && error.code === 'stale-version' ? ((error.problem?.current as Person | undefined) ?? null) : null

/** Whatever is done to a person answers with how they stand now. */
export function useActOnPerson(id: string) {
  const client = useQueryClient()
  const { queryKey } = personQuery(id)
  return useMutation({
    mutationFn: (act: () => Promise<Person>) => act(),
    onSuccess: (person) => {
      client.setQueryData(queryKey, person)
      void client.invalidateQueries({ queryKey: ['users', 'list'] })
      void client.invalidateQueries({ queryKey: ['users', 'history', id] })
    },
    onError: (error) => {
      const current = currentIn(error)
      if (current) client.setQueryData(queryKey, current)
    },
  })
}

type Choice = { topic: SubscriptionTopic; isOn: boolean }
/** Choices are saved in the order they were made. `onEnd` when one stands, or could not be saved and the earlier one stands again. */
export function useChooseSubscription(onEnd: (choice: Choice, saved: boolean) => void) {
  const client = useQueryClient()
  const { queryKey } = subscriptionsQuery
  return useMutation({
    mutationFn: ({ topic, isOn }: Choice) => call(chooseSubscription, { params: { topic }, body: { isOn } }),
    scope: { id: 'subscriptions' },
    onSuccess: (_answer, choice) => {
      client.setQueryData(
        queryKey,
        (before) => before && { items: before.items.map((one) => (one.topic === choice.topic ? { ...one, ...choice } : one)) },
      )
    },
    onSettled: (_answer, error, choice) => {
      onEnd(choice, error === null)
      return client.invalidateQueries({ queryKey })
    },
  })
}
