import { CallError } from '@samverkan/contract'
import type { ProblemCode } from '@samverkan/domain'

export type Problem = { code: ProblemCode | 'offline'; requestId: string | null; errors: { pointer: string; code: string }[] }

/** What went wrong, whatever was thrown: a refused call keeps its code, a mistake of our own is `unexpected`. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof CallError)) return { code: 'unexpected', requestId: null, errors: [] }
  return { code: error.code, requestId: error.problem?.requestId ?? null, errors: error.problem?.errors ?? [] }
}
