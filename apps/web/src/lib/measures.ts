import type { Measure, MeasureOwner } from '@samverkan/contract'
import { call, listActors } from '@samverkan/contract'
import { queryOptions } from '@tanstack/react-query'

/** Who can own a measure, for a choice: the office first, then the actors in Swedish order. */
export const ownersQuery = queryOptions({
  queryKey: ['actors', 'owners'],
  queryFn: async ({ signal }) =>
    (await call(listActors, { query: { limit: 100 }, signal })).items.map(({ id, code, name }) => ({ id, code, name })),
  staleTime: 5 * 60_000,
  meta: { live: ['actors'] },
})

/** A choice of owner as one word: '' nobody yet, `office`, or the id of an actor. */
export const office = 'office'
export const ownerChoice = (measure: Pick<Measure, 'owner'>): string => measure.owner?.id ?? office
export const ownerOf = (choice: string): MeasureOwner => (choice === office ? { office: true } : { actorId: choice })
