import { CallError } from '@samverkan/contract'
import { passingProblems, type ProblemCode } from '@samverkan/domain'

export type Problem = { code: ProblemCode | 'offline'; requestId: string | null; errors: { pointer: string; code: string }[] }

/** What went wrong, whatever was thrown: a refused call keeps its code, a mistake of our own is `unexpected`. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof CallError)) return { code: 'unexpected', requestId: null, errors: [] }
  return { code: error.code, requestId: error.problem?.requestId ?? null, errors: error.problem?.errors ?? [] }
}

const passing: ReadonlySet<string> = new Set(['offline', ...passingProblems])
/** No network, or a server that cannot just now: nothing was wrong with what was sent, and it is worth sending again by itself. */
export const isPassing = (code: string): boolean => passing.has(code)
