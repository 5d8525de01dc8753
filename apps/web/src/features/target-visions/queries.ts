import { call, listTargetVisions } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'

export const targetVisionsQuery = queryOptions({
  queryKey: ['target-visions'],
  queryFn: ({ signal }) => call(listTargetVisions, { signal }),
  staleTime: 3_600_000,
})
