import { call, readFramework } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'

export const frameworkQuery = queryOptions({
  queryKey: ['capabilities', 'framework'],
  queryFn: ({ signal }) => call(readFramework, { signal }),
  staleTime: 3_600_000,
})
