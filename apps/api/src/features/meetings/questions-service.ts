import type * as contract from '@samverkan/contract'
import { can, composeQuestionMail, dayFault, isDutyRun, type LedForum, localDateOf, type Viewer } from '@samverkan/domain'
import type { Config } from '../../config.ts'
import type { Database, Tx } from '../../lib/db.ts'
import { type Idempotency, once } from '../../lib/idempotency.ts'
import { newId } from '../../lib/ids.ts'
import { append } from '../../lib/journal.ts'
import { found, Problem } from '../../lib/problem.ts'
import { queueMail, stopOrdered } from '../outbox/service.ts'
import { subscribers } from '../users/service.ts'
import { toWrite } from './access.ts'
import { actorId } from './agenda-service.ts'
import { lockItem } from './agenda-store.ts'
import * as store from './questions-store.ts'
import { type Locked, lockMeeting } from './store.ts'
import { isOnRoll } from './writing-store.ts'

/** The owner's people answer; whoever runs the meeting writes down what was answered by telephone. */
const mayAnswer = (viewer: Viewer, forum: LedForum, owner: string): boolean =>
  can(viewer, 'meetings.report', { actorId: owner }) || can(viewer, 'meetings.run', { dutyRun: isDutyRun(forum) })
export const withRight = <T extends store.Question>(viewer: Viewer, forum: LedForum, question: T): T & { mayAnswer: boolean } => ({
  ...question,
  mayAnswer: mayAnswer(viewer, forum, question.actor.id),
})

/** The letters about one question, a key for each receiver. */
const letters = (questionId: string): string => `question:${questionId}:`
/** A letter to those at the owner who have asked about meetings: that there is a question, never what it is. */
const tellOwner = async (tx: Tx, meeting: Locked, id: string, owner: string, dueOn: string, config: Config, now: Date): Promise<void> => {
  const letter = composeQuestionMail({ ...meeting, dueOn, url: `${config.publicUrl}/moten/${meeting.code}` })
  const asked = (await subscribers(tx, 'meetings', now)).filter((one) => one.actorId === owner && one.userId !== tx.viewer.userId)
  await queueMail(
    tx,
    asked.map((one) => ({
      purpose: 'meeting' as const,
      actorId: one.actorId,
      userId: one.userId,
      destination: one.email,
      ...letter,
      key: `${letters(id)}${one.userId}`,
    })),
    now,
  )
}

export const take = (
  db: Database,
  viewer: Viewer,
  code: string,
  itemId: string,
  body: contract.BodyOf<typeof contract.takeQuestion>,
  idempotency: Idempotency,
  config: Config,
  now: Date,
): Promise<{ id: string }> =>
  db.inViewer(viewer, (tx) =>
    once(tx, idempotency, now, async () => {
      const meeting = await toWrite(tx, code, 'question', now, 'keep')
      found(await lockItem(tx, meeting.id, itemId))
      const owner = found(await actorId(tx, body.actorCode, '/body/actorCode'))
      if (!(await isOnRoll(tx, meeting.id, owner)))
        throw new Problem('invalid', { errors: [{ pointer: '/body/actorCode', code: 'not_on_roll' }] })
      const fault = dayFault(body.dueOn, now)
      if (fault) throw new Problem('invalid', { errors: [{ pointer: '/body/dueOn', code: fault }] })
      const id = newId()
      await store.insertQuestion(tx, { id, meetingId: meeting.id, itemId, actorId: owner, text: body.text, dueOn: body.dueOn }, now)
      await tellOwner(tx, meeting, id, owner, body.dueOn, config, now)
      await append(tx, {
        at: now,
        type: 'meetings.question-taken',
        subject: { type: 'meeting', id: meeting.id, version: meeting.version },
        data: { itemId, questionId: id, actorId: owner, dueOn: body.dueOn },
        payload: body.text,
      })
      return { id }
    }),
  )

export const drop = (db: Database, viewer: Viewer, code: string, questionId: string, now: Date): Promise<null> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = await toWrite(tx, code, 'question', now, 'keep')
    const held = found(await store.holdQuestion(tx, meeting.id, questionId))
    if (held.version > 0) throw new Problem('wrong-state')
    await store.deleteQuestion(tx, held.id)
    await stopOrdered(tx, letters(held.id), now)
    await append(tx, {
      at: now,
      type: 'meetings.question-dropped',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId: held.itemId, questionId: held.id, actorId: held.actorId },
      payload: held.text,
    })
    return null
  })

/** Also when the documentation has been sent out: the answer comes after the meeting and is no part of it. */
export const answer = (
  db: Database,
  viewer: Viewer,
  code: string,
  questionId: string,
  body: { text: string; basedOn: number },
  now: Date,
): Promise<contract.TakenQuestion> =>
  db.inViewer(viewer, async (tx) => {
    const meeting = found(await lockMeeting(tx, code, 'keep'))
    const held = found(await store.holdQuestion(tx, meeting.id, questionId))
    if (!mayAnswer(viewer, meeting.forum, held.actorId)) throw new Problem('forbidden')
    const read = async () => withRight(viewer, meeting.forum, await store.readQuestion(tx, held.id, localDateOf(now)))
    if (held.answer === body.text && body.basedOn <= held.version) return read()
    if (held.version !== body.basedOn) throw new Problem('stale-version', { current: await read() })
    await store.insertAnswer(tx, held, body.text, now)
    const answered = await read()
    await append(tx, {
      at: now,
      type: 'meetings.question-answered',
      subject: { type: 'meeting', id: meeting.id, version: meeting.version },
      data: { itemId: held.itemId, questionId: held.id, actorId: held.actorId, version: held.version + 1 },
      payload: body.text,
    })
    return answered
  })
