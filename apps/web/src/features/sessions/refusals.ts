import { problemOf } from '../../lib/problem.ts'

/** Is a refusal about what was written, and not about the network, the server or too many attempts? Only then is there a field to go to. */
export const isOfFields = (error: unknown): boolean => ['wrong-credentials', 'invalid'].includes(problemOf(error).code)
