import { type Assessment, type AssessmentAnswer, call, CallError, saveAnswer } from '@samverkan/contract'
import type { Said } from '@samverkan/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { isForLater, useSending } from '../../lib/box-sending.ts'
import { openBox } from '../../lib/draft-box.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { isSameAnswer } from './answer-box.ts'
import { answerDrafts, openAnswers } from './answers-out.ts'
import { assessmentQuery, withAnswer } from './queries.ts'

/** The box of one assessment for whoever is logged in; sends again when the network is back, and keeps what a closed tab left. */
export function useAnswers(assessment: Assessment) {
  const client = useQueryClient()
  const { user, actingAs } = useSession()
  const { id, year } = assessment
  const actorId = actingAs.actor?.id ?? null
  const codes = assessment.capabilities
    .flatMap((one) => one.subs.flatMap((sub) => sub.indicators.map((indicator) => indicator.code)))
    .join(' ')

  const box = useMemo(() => {
    return openBox<Said, AssessmentAnswer>({
      isSame: isSameAnswer,
      codes: codes.split(' '),
      drafts: answerDrafts(user.id, { assessmentId: id, actorId, year }),
      send: async (code, { said, basedOn }) => {
        try {
          const { answer, state, version } = await call(saveAnswer, {
            params: { id, code },
            body: { ...said, comment: said.comment.trim(), basedOn },
          })
          client.setQueryData(assessmentQuery(id).queryKey, (before) => before && withAnswer(before, code, answer, { state, version }))
          return { ok: true, answer: { ...answer, comment: said.comment.trim() === answer.comment ? answer.comment : said.comment } }
        } catch (error) {
          const problem = problemOf(error)
          if (isForLater(problem.code)) return { ok: false, later: true }
          const theirs = error instanceof CallError ? (error.problem?.current as AssessmentAnswer | null | undefined) : undefined
          if (problem.code === 'stale-version' && theirs) return { ok: false, later: false, refusal: { kind: 'conflict', theirs } }
          void client.invalidateQueries({ queryKey: assessmentQuery(id).queryKey })
          return { ok: false, later: false, refusal: { kind: 'refused', code: problem.code } }
        }
      },
      onSaved: () => void client.invalidateQueries({ queryKey: ['assessments', 'rounds'] }),
    })
  }, [actorId, client, codes, id, user.id, year])

  useSending(box)
  useEffect(() => openAnswers(id), [id])
  // Locked while somebody wrote, and opened again: what was kept goes now, without anybody having to find it.
  const mayAnswer = assessment.allowed.includes('answer')
  useEffect(() => {
    if (mayAnswer) box.again()
  }, [box, mayAnswer])
  const shown = useSyncExternalStore(box.subscribe, box.read)
  return { box, ...shown }
}
