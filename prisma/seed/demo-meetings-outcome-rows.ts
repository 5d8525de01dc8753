import { addMinutes, instantOf, localDateOf, plusDays } from '@samverkan/domain'
import type pg from 'pg'
import type { DemoWeek } from './demo-meetings.ts'
import { contactLogin } from './demo-people.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)

/** What came out of a conference: measures with one owner each, some of them done since. */
export async function insertMeetingMeasures(
  client: pg.Client,
  meeting: { id: string; code: string; startsAt: Date },
  week: DemoWeek,
  itemId: (title: string) => string,
  now: Date,
): Promise<void> {
  const rows = week.measures.map((measure, index) => {
    const createdAt = addMinutes(meeting.startsAt, 20 + index * 3)
    return {
      ...measure,
      id: stableId('demo/measures', `${meeting.code}/${index}`),
      createdAt,
      endedAt: new Date(Math.min(addMinutes(createdAt, 20 * 60).getTime(), now.getTime())),
    }
  })
  await insertMissing(
    client,
    'measures',
    rows.map(({ id, item, title, owner, dueAfterDays, isDone, createdAt, endedAt }) => ({
      id,
      title,
      description: '',
      owner_actor_id: owner ? actorId(owner) : null,
      owner_office: owner === null,
      due_on: plusDays(localDateOf(meeting.startsAt), dueAfterDays),
      state: isDone ? 'done' : 'open',
      ended_at: isDone ? endedAt : null,
      meeting_id: meeting.id,
      agenda_item_id: itemId(item),
      created_at: createdAt,
      created_by: userId('rsib'),
      version: isDone ? 2 : 1,
    })),
  )
  await insertMissing(
    client,
    'measure_events',
    rows.flatMap(({ id, owner, isDone, createdAt, endedAt }) => {
      const made = { measure_id: id, note: '', before: {} }
      const by = owner ? `${contactLogin.contact}.${owner}` : 'kansli'
      return [
        {
          ...made,
          id: stableId('demo/measure_events', `${id}/1`),
          kind: 'created',
          at: createdAt,
          by_user_id: userId('rsib'),
          by_function_code: 'rsib',
          by_actor_id: null,
          from_state: null,
          to_state: null,
          version: 1,
        },
        ...(isDone
          ? [
              {
                ...made,
                id: stableId('demo/measure_events', `${id}/2`),
                kind: 'moved',
                at: endedAt,
                by_user_id: userId(by),
                by_function_code: owner ? 'contact-function' : 'koordinator',
                by_actor_id: owner ? actorId(owner) : null,
                from_state: 'open',
                to_state: 'done',
                version: 2,
              },
            ]
          : []),
      ]
    }),
  )
}

/** What was taken home from it; some have come back about it in the morning after. */
export async function insertMeetingQuestions(
  client: pg.Client,
  meeting: { id: string; code: string; startsAt: Date },
  { questions = [] }: DemoWeek,
  itemId: (title: string) => string,
  now: Date,
): Promise<void> {
  const held = localDateOf(meeting.startsAt)
  const rows = questions.map((question, index) => ({ ...question, id: stableId('demo/meeting_questions', `${meeting.code}/${index}`) }))
  await insertMissing(
    client,
    'meeting_questions',
    rows.map(({ id, item, actor, text, dueAfterDays }, index) => ({
      id,
      meeting_id: meeting.id,
      item_id: itemId(item),
      actor_id: actorId(actor),
      text,
      due_on: plusDays(held, dueAfterDays),
      asked_at: addMinutes(meeting.startsAt, 15 + index * 12),
      asked_by: userId('rsib'),
    })),
  )
  const answeredAt = instantOf(plusDays(held, 1), '09:40')
  await insertMissing(
    client,
    'meeting_question_answers',
    rows.flatMap(({ id, actor, answer }) =>
      answer === undefined || answeredAt > now
        ? []
        : {
            question_id: id,
            actor_id: actorId(actor),
            version: 1,
            text: answer,
            answered_at: answeredAt,
            answered_by: userId(`${contactLogin.contact}.${actor}`),
          },
    ),
  )
}
