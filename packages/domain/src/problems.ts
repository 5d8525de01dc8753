/**
 * Every way a request can be refused, and the HTTP status it is refused with (RFC 9457; architecture.md, Errors).
 * The web holds a text for each code; a missing one fails compilation.
 */
export const problems = {
  invalid: 400,
  'no-such-time': 400,
  'not-signed-in': 401,
  'access-ended': 401,
  'wrong-credentials': 401,
  forbidden: 403,
  'function-ended': 403,
  'wrong-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'other-session': 409,
  'stale-version': 409,
  'wrong-state': 409,
  'activation-closed': 409,
  'already-activated': 409,
  'mode-in-doubt': 409,
  'similar-call-out': 409,
  'already-used': 409,
  'round-exists': 409,
  'round-closed': 409,
  'assessment-locked': 409,
  'assessment-incomplete': 409,
  'meeting-exists': 409,
  'meeting-locked': 409,
  'meeting-cancelled': 409,
  'reports-missing': 409,
  'too-early': 409,
  'time-passed': 409,
  'reason-needed': 409,
  'nothing-to-repeat': 409,
  'line-withdrawn': 409,
  'no-next-meeting': 409,
  'nobody-to-call': 409,
  'called-recently': 409,
  'sent-recently': 409,
  'measures-remain': 409,
  'picture-archived': 409,
  'picture-empty': 409,
  'handling-refused': 409,
  'looks-secret': 409,
  'texts-unseen': 409,
  'email-taken': 409,
  'already-held': 409,
  'last-admin': 409,
  'own-function': 409,
  'link-expired': 410,
  'link-withdrawn': 410,
  'too-large': 413,
  'wrong-type': 415,
  'key-reused': 422,
  'too-many': 429,
  unexpected: 500,
  unavailable: 503,
  'took-too-long': 503,
  'storage-low': 503,
  'storage-full': 503,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problems

/** What is over by itself: the same question is worth asking again, and nothing was wrong with it. */
export const passingProblems = ['unavailable', 'took-too-long', 'storage-low', 'storage-full'] as const satisfies readonly ProblemCode[]

/** What a rule answers: either the value, or the code of the problem. Domain functions never throw for bad input. */
export type Result<T> = { ok: true; value: T } | { ok: false; code: ProblemCode }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (code: ProblemCode): { ok: false; code: ProblemCode } => ({ ok: false, code })
