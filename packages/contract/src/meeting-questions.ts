import { textLimits } from '@samverkan/domain'
import { z } from 'zod'
import { actor, localDate, meetingCode } from './meeting-parts.ts'
import { noContent, route } from './route.ts'
import { code, id, instant, text } from './shapes.ts'

/** A question that an actor takes home from a meeting, to come back about by a day (2:1, P-02). */
export const takenQuestion = z.strictObject({
  id,
  actor,
  text: z.string(),
  dueOn: localDate,
  isOverdue: z.boolean(),
  askedAt: instant,
  askedBy: z.string(),
  answer: z.strictObject({ text: z.string(), version: z.int(), answeredAt: instant, answeredBy: z.string() }).nullable(),
  mayAnswer: z.boolean(),
})
export type TakenQuestion = z.infer<typeof takenQuestion>
/** One from an earlier meeting of the forum, with where it was asked. */
export const earlierQuestion = takenQuestion.extend({ meeting: z.strictObject({ code: z.string(), localDate, isoWeek: z.int() }) })
export type EarlierQuestion = z.infer<typeof earlierQuestion>

const params = z.strictObject({ code: meetingCode, questionId: id })
export const takeQuestion = route({
  method: 'POST',
  path: '/api/meetings/:code/agenda/:itemId/questions',
  access: 'meetings.run',
  summary: 'Notes that an actor takes a question home, and by which day it comes back',
  params: z.strictObject({ code: meetingCode, itemId: id }),
  body: z.strictObject({ actorCode: code, text: text(textLimits.question).min(1), dueOn: localDate }),
  ok: 201,
  response: z.strictObject({ id }),
  problems: ['not-found', 'meeting-locked', 'meeting-cancelled', 'key-reused'],
  idempotent: true,
})
export const dropQuestion = route({
  method: 'DELETE',
  path: '/api/meetings/:code/questions/:questionId',
  access: 'meetings.run',
  summary: 'Takes a question back that was noted by mistake; one that has been answered stays (`wrong-state`)',
  params,
  ok: 204,
  response: noContent,
  problems: ['not-found', 'meeting-locked', 'meeting-cancelled', 'wrong-state'],
})
export const answerQuestion = route({
  method: 'PUT',
  path: '/api/meetings/:code/questions/:questionId/answer',
  access: 'meetings.read',
  summary: 'Answers for the actor that took the question home, on the answer it was based on; a newer one answers 409 with it in `current`',
  params,
  body: z.strictObject({ text: text(textLimits.questionAnswer).min(1), basedOn: z.int().min(0) }),
  response: takenQuestion,
  problems: ['not-found', 'stale-version'],
})

export const meetingQuestionRoutes = [takeQuestion, dropQuestion, answerQuestion]
