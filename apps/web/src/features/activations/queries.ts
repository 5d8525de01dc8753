import {
  acknowledgeRequest,
  activate,
  type BodyIn,
  call,
  closeActivation,
  listForums,
  listIncidents,
  listMeasures,
  listRequests,
  mergeRequest,
  previewCallOut,
  requestActivation,
  withdrawRequest,
} from '@samverkan/contract'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { similarOf } from './use-similar.ts'

export const previewQuery = queryOptions({
  queryKey: ['activations', 'preview'],
  queryFn: ({ signal }) => call(previewCallOut, { signal }),
  meta: { live: ['activations', 'incidents', 'actors', 'users'] },
})

export const requestsQuery = infiniteQueryOptions({
  queryKey: ['activations', 'requests'],
  queryFn: ({ signal, pageParam }) => call(listRequests, { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextCursor ?? undefined,
  meta: { live: ['activations'] },
})
/** The forums by name, for those who may request but not see whom a call-out would reach. */
export const forumNamesQuery = queryOptions({
  queryKey: ['forums', 'names'],
  queryFn: async ({ signal }) => (await call(listForums, { query: { limit: 100 }, signal })).items,
  staleTime: Infinity,
})
export const openIncidentsQuery = queryOptions({
  queryKey: ['incidents', 'open'],
  queryFn: async ({ signal }) => (await call(listIncidents, { query: { state: 'open', limit: 100 }, signal })).items,
  meta: { live: ['incidents', 'activations'] },
})

/** Everything open in an incident: the end of an activation asks where it goes. */
export const openMeasuresQuery = (incidentCode: string) =>
  queryOptions({
    queryKey: ['measures', 'closing', incidentCode],
    queryFn: async ({ signal }) => (await call(listMeasures, { query: { incidentCode, state: 'open', limit: 100 }, signal })).items,
    meta: { live: ['measures', 'activations'] },
  })

/** After anything here the region may be in another mode: everything that shows it is read again. */
function useRefresh() {
  const client = useQueryClient()
  return () => {
    for (const key of ['activations', 'incidents', 'call-outs', 'home', 'forums', 'measures', 'meetings'])
      void client.invalidateQueries({ queryKey: [key] })
  }
}

export type ActivateBody = BodyIn<typeof activate>
export function useActivate() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: ActivateBody }) => call(activate, { body, idempotencyKey: key }),
    // The one press that waits for the network: its dialog stays, says that nobody is called yet, and the key makes it one call-out.
    networkMode: 'online',
    onSuccess: refresh,
    // Who was first has made an incident that the form can be pressed into.
    onError: (error) => similarOf(error).length > 0 && refresh(),
  })
}
export function useCloseActivation() {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & BodyIn<typeof closeActivation>) => call(closeActivation, { params: { id }, body }),
    onSettled,
  })
}
export function useRequestActivation() {
  const onSuccess = useRefresh()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: BodyIn<typeof requestActivation> }) =>
      call(requestActivation, { body, idempotencyKey: key }),
    onSuccess,
  })
}
export function useAcknowledgeRequest() {
  const onSettled = useRefresh()
  return useMutation({ mutationFn: (id: string) => call(acknowledgeRequest, { params: { id } }), onSettled })
}
export function useMergeRequest() {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ id, incidentCode }: { id: string; incidentCode: string }) =>
      call(mergeRequest, { params: { id }, body: { incidentCode } }),
    onSettled,
  })
}
export function useWithdrawRequest() {
  const onSettled = useRefresh()
  return useMutation({
    mutationFn: ({ id, note }: { id: string; note: string }) => call(withdrawRequest, { params: { id }, body: { note } }),
    onSettled,
  })
}
