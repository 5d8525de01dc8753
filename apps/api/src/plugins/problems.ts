import { type ProblemCode, problems as statuses } from '@samverkan/domain'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import plugin from 'fastify-plugin'
import { Problem } from '../lib/problem.ts'

const byFastifyCode: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid',
  FST_ERR_BAD_URL: 'invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_UNDER_PRESSURE: 'unavailable',
}
/** What Postgres refuses although it passed the schemas: a race on a unique index, or a value no schema foresaw. */
const bySqlState: Record<string, ProblemCode> = {
  '23505': 'wrong-state',
  '23P01': 'wrong-state',
  '22001': 'invalid',
  '22003': 'invalid',
  '22007': 'invalid',
  '22008': 'invalid',
  '22021': 'invalid',
  '22P02': 'invalid',
  '22P05': 'invalid',
  '40001': 'unavailable',
  '40P01': 'unavailable',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '08006': 'unavailable',
  '53300': 'unavailable',
  // Undone as a whole: a statement that was cut after its time, or that waited too long for a row that somebody else holds.
  '57014': 'took-too-long',
  '55P03': 'took-too-long',
  '25P03': 'unavailable',
  // Undone as well. A log that cannot be written takes Postgres down instead, and then nobody knows: that is 'unavailable'.
  '53100': 'storage-full',
  '53200': 'unavailable',
  '58030': 'storage-full',
}
/** Clients that come back at once would only find it as it was. */
const retryAfter: Partial<Record<ProblemCode, number>> = { 'took-too-long': 5, 'storage-full': 30 }
const byStatus: Record<number, ProblemCode> = {
  400: 'invalid',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'wrong-type',
  429: 'too-many',
  503: 'unavailable',
}
const lostConnection = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT']

/** What a schema of ours says is wrong, in its own word where it has one. */
const reasonOf = ({ keyword, params }: { keyword: string; params: Record<string, unknown> }): string => {
  const own = params['params']
  return typeof own === 'object' && own !== null && 'fault' in own && typeof own.fault === 'string' ? own.fault : keyword
}

const toProblem = (error: FastifyError): Problem => {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const where = error.validationContext === 'querystring' ? '/query' : error.validationContext === 'params' ? '/params' : ''
    return new Problem('invalid', {
      errors: error.validation.map((v) => ({ pointer: where + v.instancePath, code: reasonOf(v) })),
      cause: error,
    })
  }
  const code =
    byFastifyCode[error.code] ??
    bySqlState[error.code] ??
    (lostConnection.includes(error.code) || /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
      ? 'unavailable'
      : undefined) ??
    byStatus[error.statusCode ?? 500]
  const retryAfterSeconds = code && retryAfter[code]
  return new Problem(code ?? 'unexpected', { cause: error, ...(retryAfterSeconds ? { retryAfterSeconds } : {}) })
}

const titles: Record<ProblemCode, string> = {
  invalid: 'Something in the request does not hold',
  'not-signed-in': 'Log in first',
  'access-ended': 'Your access to the portal has ended',
  'wrong-credentials': 'E-mail and password do not match',
  forbidden: 'Your function may not do this',
  'function-ended': 'The function you acted as has ended',
  'wrong-origin': 'The request came from another site',
  'not-found': 'Not found',
  'method-not-allowed': 'Not possible here',
  'other-session': 'Somebody else, or another function, has come to this browser’s session',
  'stale-version': 'Somebody changed this in the meantime',
  'wrong-state': 'Not possible in its present state',
  'activation-closed': 'The activation has ended',
  'already-activated': 'The forum is already active in this incident',
  'mode-in-doubt': 'The title says something else than whether this is an exercise',
  'similar-call-out': 'Somebody called out a moment ago, with a like title',
  'round-exists': 'There is a round of self-assessment for that year already',
  'round-closed': 'The round of self-assessment is not open',
  'assessment-locked': 'The self-assessment is signed and locked',
  'assessment-incomplete': 'Not every indicator is answered',
  'already-used': 'The link has been used',
  'meeting-exists': 'The forum already has a meeting then',
  'meeting-locked': 'The meeting has moved on',
  'meeting-cancelled': 'The meeting is cancelled',
  'reports-missing': 'Not everybody present has said something',
  'too-early': 'It is too early to open the meeting',
  'no-such-time': 'The clocks skip that hour: there is no such time on that day',
  'time-passed': 'That time has already passed',
  'reason-needed': 'A reason is needed',
  'nothing-to-repeat': 'There is no earlier report to repeat',
  'line-withdrawn': 'The line has been withdrawn',
  'no-next-meeting': 'The forum has no meeting to come',
  'nobody-to-call': 'There is nobody to call',
  'called-recently': 'Everybody asked for was called a moment ago',
  'sent-recently': 'The link was sent a moment ago',
  'measures-remain': 'Say first where the open measures go',
  'picture-archived': 'The situational picture is archived',
  'picture-empty': 'There is nothing to publish',
  'handling-refused': 'Secrecy belongs in another channel',
  'looks-secret': 'The text looks as if it were classified',
  'texts-unseen': 'Look at the texts as they stand before they are published',
  'email-taken': 'The e-mail address is in use already',
  'already-held': 'The function is held already in that time',
  'last-admin': 'Somebody must be left to administer the portal',
  'own-function': 'Confirm that you end a function of your own',
  'link-expired': 'The link has expired',
  'link-withdrawn': 'The link does not work any more',
  'too-large': 'The request is too large',
  'wrong-type': 'Only application/json is understood',
  'key-reused': 'The same key was used for something else',
  'too-many': 'Too many attempts; wait a moment',
  unexpected: 'Something went wrong on our side',
  unavailable: 'The service does not answer just now',
  'took-too-long': 'It took too long and was broken off; nothing was changed',
  'storage-low': 'The disk is nearly full: only call-outs and their answers are taken',
  'storage-full': 'The disk is full; nothing was changed',
}

const send = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  const body = {
    type: `/problems/${problem.code}`,
    status: statuses[problem.code],
    code: problem.code,
    title: titles[problem.code],
    requestId: request.id,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...(problem.current === undefined ? {} : { current: problem.current }),
    ...(problem.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: problem.retryAfterSeconds }),
  }
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body)
}

/** An address that never reached a route, and so none of its hooks: refused like the others, with the headers that an answer without content needs. */
export const refuseAddress = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  void send(request, reply, toProblem(error))
}

/** One place renders every refusal as RFC 9457; an unknown fault says nothing but its request id (security.md F5). */
export const problems = plugin(async (app: FastifyInstance) => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500) request.log.error({ err: problem.cause ?? error, code: problem.code }, 'request failed')
    return send(request, reply, problem)
  })
  app.setNotFoundHandler((request, reply) => send(request, reply, new Problem('not-found')))
})
