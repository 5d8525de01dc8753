import { type ProblemCode, problems, type Result } from '@samverkan/domain'

/** Thrown by services, rendered once by plugins/problems.ts. `detail` never leaves the server's log. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly errors: readonly { pointer: string; code: string }[]
  readonly current: unknown
  readonly retryAfterSeconds: number | undefined
  constructor(
    code: ProblemCode,
    more: { errors?: { pointer: string; code: string }[]; current?: unknown; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(code, { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.status = problems[code]
    this.errors = more.errors ?? []
    this.current = more.current
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

/** The value of a domain result, or the problem it names. */
export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Problem(result.code)
  return result.value
}

/** The row, or 404: "not yours" and "not there" answer the same. */
export const found = <T>(row: T | undefined | null): T => {
  if (row === undefined || row === null) throw new Problem('not-found')
  return row
}
