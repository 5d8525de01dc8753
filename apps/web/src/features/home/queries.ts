import { call, readHome } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'

/** The region now and what it asks of me; every feature that can change it is named. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call(readHome, { signal }),
  meta: {
    live: [
      'activations',
      'incidents',
      'call-outs',
      'users',
      'actors',
      'rosters',
      'assessments',
      'measures',
      'meetings',
      'situational-pictures',
    ],
  },
})
