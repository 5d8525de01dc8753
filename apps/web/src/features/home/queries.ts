import { call, listPictures, readHome } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'
import { pictureSteps } from '../../lib/picture-steps.ts'

/** The region now and what it asks of me; every feature that can change it is named. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => call(readHome, { signal }),
  meta: {
    live: ['activations', 'incidents', 'call-outs', 'users', 'actors', 'rosters', 'assessments', 'measures', 'meetings', ...pictureSteps],
  },
})

export const latestPicturesQuery = queryOptions({
  queryKey: ['home', 'pictures'],
  queryFn: ({ signal }) => call(listPictures, { query: { limit: 3 }, signal }),
  meta: { live: ['situational-pictures.published', 'situational-pictures.read'] },
})
