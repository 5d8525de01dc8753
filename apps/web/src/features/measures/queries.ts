import {
  type BodyIn,
  call,
  createMeasure,
  editMeasure,
  listMeasures,
  type MeasureWithHistory,
  moveMeasure,
  noteMeasure,
  type QueryIn,
  readGapWork,
  readMeasure,
} from '@samverkan/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

/** An end of an activation moves measures, and so may a meeting. */
const touching = ['measures', 'activations', 'meetings']

export type MeasureFilter = Omit<QueryIn<typeof listMeasures>, 'cursor' | 'limit'>
/** Never kept on the device (`keep`): among them may be weaknesses. */
export const measuresQuery = (filter: MeasureFilter) =>
  infiniteQueryOptions({
    queryKey: ['measures', 'list', filter],
    queryFn: ({ signal, pageParam }) => call(listMeasures, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    meta: { live: touching },
  })
export const measureQuery = (id: string) =>
  queryOptions({
    queryKey: ['measures', 'one', id],
    queryFn: ({ signal }) => call(readMeasure, { params: { id }, signal }),
    meta: { live: touching },
  })

export const gapWorkQuery = (year: number) =>
  queryOptions({
    queryKey: ['measures', 'gaps', year],
    queryFn: ({ signal }) => call(readGapWork, { params: { year }, signal }),
    meta: { live: ['measures'] },
  })

/** What was changed is shown at once from the answer; lists and Läget are read again. */
function useChanged() {
  const client = useQueryClient()
  return (measure?: MeasureWithHistory) => {
    if (measure) client.setQueryData(measureQuery(measure.id).queryKey, measure)
    for (const key of ['measures', 'home', 'incidents']) void client.invalidateQueries({ queryKey: [key] })
  }
}

export type CreateBody = BodyIn<typeof createMeasure>
export function useCreateMeasure() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: CreateBody }) => call(createMeasure, { body, idempotencyKey: key }),
    onSuccess: (measure) => changed(measure),
  })
}
export type EditBody = BodyIn<typeof editMeasure>
export function useEditMeasure() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: EditBody }) => call(editMeasure, { params: { id }, body }),
    onSuccess: (measure) => changed(measure),
  })
}
export function useMoveMeasure() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: BodyIn<typeof moveMeasure> }) => call(moveMeasure, { params: { id }, body }),
    onSuccess: (measure) => changed(measure),
    onError: () => changed(),
  })
}
export function useNoteMeasure() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ id, key, note }: { id: string; key: string; note: string }) =>
      call(noteMeasure, { params: { id }, body: { note }, idempotencyKey: key }),
    onSuccess: (measure) => changed(measure),
  })
}
