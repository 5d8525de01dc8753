import {
  acceptInvitation,
  askForReset,
  call,
  demoIdentities,
  demoLogIn,
  endSession,
  logIn,
  mySessions,
  portal,
  readInvitation,
} from '@samverkan/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { becomeSession } from '../../lib/session.tsx'

export const portalQuery = queryOptions({
  queryKey: ['sessions', 'portal'],
  queryFn: ({ signal }) => call(portal, { signal }),
  staleTime: Infinity,
})
export const identitiesQuery = queryOptions({
  queryKey: ['sessions', 'identities'],
  queryFn: ({ signal }) => call(demoIdentities, { signal }),
  staleTime: Infinity,
})
export const mySessionsQuery = queryOptions({
  queryKey: ['sessions', 'mine'],
  queryFn: ({ signal }) => call(mySessions, { signal }),
  meta: { live: ['sessions'] },
})
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['sessions', 'invitation', token],
    queryFn: ({ signal }) => call(readInvitation, { params: { token }, signal }),
    retry: false,
    // Read once: when everything is read anew as the person who has just come in, the link is spent, and would tell them that it is dead.
    staleTime: 'static',
  })

export const useLogIn = () =>
  useMutation({ mutationFn: (body: { email: string; password: string }) => call(logIn, { body }), onSuccess: becomeSession })
export const useDemoLogIn = () =>
  useMutation({ mutationFn: (email: string) => call(demoLogIn, { body: { email } }), onSuccess: becomeSession })
export const useAcceptInvitation = (token: string) =>
  useMutation({
    mutationFn: (body: { name?: string; email?: string; password: string }) => call(acceptInvitation, { params: { token }, body }),
    onSuccess: async ({ session }) => {
      if (session) await becomeSession(session)
    },
  })

export const useAskForReset = () => useMutation({ mutationFn: (email: string) => call(askForReset, { body: { email } }) })

export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(endSession, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
  })
}
