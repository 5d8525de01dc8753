import { CallError, type SimilarCallOut, type SimilarCallOuts } from '@samverkan/contract'
import { useState } from 'react'
import { problemOf } from '../../lib/problem.ts'

/** What a refusal tells of call-outs made a moment ago; nothing when it is about something else. */
export function similarOf(error: unknown): readonly SimilarCallOut[] {
  if (!(error instanceof CallError) || problemOf(error).code !== 'similar-call-out') return []
  return (error.problem?.current as SimilarCallOuts | undefined)?.similar ?? []
}

const nobody: readonly never[] = []
/** One screen of confirmation: what it has been told that others called in, and what was answered to that. */
export function useSimilar() {
  const [told, setTold] = useState<readonly SimilarCallOut[]>(nobody)
  const [otherThan, setOtherThan] = useState<readonly string[]>(nobody)
  return {
    told,
    /** The next screen asks anew. */
    forget: () => {
      setTold(nobody)
      setOtherThan(nobody)
    },
    /** The incidents that this press is said not to be. Pressed again after a lost answer it says the same, and is the same press. */
    answered: (isAnother: boolean): readonly string[] => {
      const codes = isAnother ? [...new Set([...otherThan, ...told.map(({ incidentCode }) => incidentCode)])] : otherThan
      setOtherThan(codes)
      return codes
    },
    /** Stays until it is answered: a press that did not come through leaves the question where it was. */
    hear: (error: unknown) => {
      const similar = similarOf(error)
      if (similar.length > 0) setTold(similar)
    },
  }
}
