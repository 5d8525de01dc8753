import {
  type Assessment,
  type AssessmentAnswer,
  call,
  handInAssessment,
  listRounds,
  moveDueDate,
  moveRound,
  prepareRound,
  readAssessment,
  readEvidence,
  readHeatMap,
  reopenAssessment,
  signAssessment,
} from '@samverkan/contract'
import type { RoundAction } from '@samverkan/domain'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

/** Never kept on the device (`keep`): weaknesses of an actor are not for whoever finds the telephone. */
export const roundsQuery = queryOptions({
  queryKey: ['assessments', 'rounds'],
  queryFn: ({ signal }) => call(listRounds, { signal }),
  meta: { live: ['assessments'] },
})
export const assessmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['assessments', 'one', id],
    queryFn: ({ signal }) => call(readAssessment, { params: { id }, signal }),
    meta: { live: ['assessments'] },
  })
export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['assessments', 'evidence', id],
    queryFn: ({ signal }) => call(readEvidence, { params: { id }, signal }),
    meta: { live: ['call-outs', 'actors'] },
  })
export const heatMapQuery = (year: number) =>
  queryOptions({
    queryKey: ['assessments', 'heat-map', year],
    queryFn: ({ signal }) => call(readHeatMap, { params: { year }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    meta: { live: ['assessments'] },
  })

const useRefresh = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['assessments'] })
}
export const usePrepareRound = () => {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (body: { year: number; dueOn: string }) => call(prepareRound, { body }), onSettled: refresh })
}
export const useMoveRound = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ year, ...body }: { year: number; version: number; action: RoundAction }) => call(moveRound, { params: { year }, body }),
    onSettled: refresh,
  })
}
export const useMoveDueDate = () => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ year, ...body }: { year: number; version: number; dueOn: string }) => call(moveDueDate, { params: { year }, body }),
    onSettled: refresh,
  })
}
export const useMoveAssessment = (id: string) => {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (given: { action: 'hand-in' | 'sign'; version: number } | { action: 'reopen'; version: number; reason: string }) => {
      const params = { id }
      if (given.action === 'reopen') return call(reopenAssessment, { params, body: { version: given.version, reason: given.reason } })
      return call(given.action === 'sign' ? signAssessment : handInAssessment, { params, body: { version: given.version } })
    },
    onSettled: refresh,
  })
}

/** The assessment with this answer in it: what was saved is shown before it is read again. */
export const withAnswer = (
  assessment: Assessment,
  code: string,
  answer: AssessmentAnswer,
  moved: Pick<Assessment, 'state' | 'version'>,
): Assessment => ({
  ...assessment,
  ...moved,
  allowed: assessment.state === moved.state ? assessment.allowed : [...new Set([...assessment.allowed, 'hand-in' as const])],
  capabilities: assessment.capabilities.map((capability) => ({
    ...capability,
    subs: capability.subs.map((sub) => ({
      ...sub,
      indicators: sub.indicators.map((one) => (one.code === code && one.answer.version < answer.version ? { ...one, answer } : one)),
    })),
  })),
})
