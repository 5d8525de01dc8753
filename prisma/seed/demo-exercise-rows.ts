import { createHash } from 'node:crypto'
import { addMinutes, type JournalData, type JournalType, type SubjectType, zone } from '@samverkan/domain'
import type pg from 'pg'
import { exercise, exerciseAnswers, exerciseId, exerciseMessage, exerciseStart } from './demo-exercise.ts'
import type { DemoActor } from './demo-people.ts'
import { insertPictures } from './demo-pictures-rows.ts'
import { stableId } from './ids.ts'
import { insertMissing } from './upsert.ts'

type Who = { login?: string; actor?: string; functionCode?: string }
/** What the journal says of the exercise, appended in the order of time. */
export type Entry = {
  [T in JournalType]: {
    at: Date
    type: T
    subject: [SubjectType, string]
    who: Who
    audience?: string[]
    data: JournalData[T]
    payload?: string
  }
}[JournalType]
type Point = { id: string; actor_id: string; label: string; address: string; code: string }

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string): string => stableId('actors', code)
const dutyOfficer: Who = { login: 'tib', actor: 'lst-stockholm', functionCode: 'lst-tib' }

/** Only into a database where nothing has happened yet: the journal is a chain and is never added to in the past. */
export async function loadExercise(client: pg.Client, actors: DemoActor[], now: Date): Promise<boolean> {
  const { rows } = await client.query<{ untouched: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM incidents) AND NOT EXISTS (SELECT FROM journal) AS untouched',
  )
  if (!rows[0]!.untouched) return false
  const calledAt = exerciseStart(now)
  const closedAt = addMinutes(calledAt, exercise.closedAfterMinutes)
  const ids = {
    incident: exerciseId('incident'),
    activation: exerciseId('activation'),
    callOut: exerciseId('call-out'),
    tib: userId('tib'),
  }

  await insertActivation(client, ids, calledAt, closedAt)
  const deliveries = await insertCallOut(client, ids, calledAt, actors)
  const answers = await insertAnswers(client, ids, calledAt, actors)
  const joined = await takeRoll(client, ids, calledAt, answers)
  const pictures = await insertPictures(client, ids.incident, actors, calledAt, closedAt)

  const entries: Entry[] = [
    {
      at: calledAt,
      type: 'activations.activated',
      subject: ['incident', ids.incident],
      who: dutyOfficer,
      data: {
        activationIds: [ids.activation],
        forumCodes: [exercise.forum],
        callOutId: ids.callOut,
        newIncident: true,
        actors: actors.length,
        recipients: actors.length,
        gaps: 0,
      },
    },
    ...deliveries.map(
      (delivery): Entry => ({
        at: delivery.finishedAt,
        type: 'outbox.attempted',
        subject: ['outbox-message', delivery.messageId],
        who: {},
        audience: [actorId(delivery.actor)],
        data: { attemptId: delivery.attemptId, messageState: 'sent', state: 'sent', number: 1, channel: 'email' },
      }),
    ),
    ...answers.map(
      (answer): Entry => ({
        at: answer.at,
        type: 'call-outs.answered',
        subject: ['activation', ids.activation],
        who:
          answer.via === 'manual'
            ? dutyOfficer
            : answer.via === 'portal'
              ? { login: answer.login, actor: answer.actor, functionCode: 'contact-function' }
              : { actor: answer.actor },
        data: {
          actorId: actorId(answer.actor),
          answer: answer.answer,
          via: answer.via,
          means: answer.means,
          late: answer.isLate,
          changed: answer.number > 1,
          activationIds: [ids.activation],
          answerIds: [answer.id],
        },
        payload: answer.comment,
      }),
    ),
    ...joined.map(
      ({ actor, at }): Entry => ({
        at,
        type: 'call-outs.connected',
        subject: ['actor', actorId(actor)],
        who: dutyOfficer,
        data: { actorId: actorId(actor), activationId: ids.activation, connected: true },
      }),
    ),
    ...pictures,
    {
      at: closedAt,
      type: 'activations.closed',
      subject: ['activation', ids.activation],
      who: dutyOfficer,
      data: {
        forumCode: exercise.forum,
        answered: new Set(answers.map(({ actor }) => actor)).size,
        called: actors.length,
        endsIncident: true,
      },
      payload: exercise.closingNote,
    },
  ]
  entries.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const entry of entries) await append(client, ids.incident, entry)
  await actAs(client, {})
  return true
}

type Ids = { incident: string; activation: string; callOut: string; tib: string }

async function insertActivation(client: pg.Client, ids: Ids, calledAt: Date, closedAt: Date): Promise<void> {
  const year = Number(new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric' }).format(calledAt))
  await insertMissing(client, 'incident_serials', [{ year, last: 1 }])
  await insertMissing(client, 'incidents', [
    {
      id: ids.incident,
      code: `${year}-001`,
      title: exercise.title,
      description: exercise.description,
      is_exercise: true,
      state: 'closed',
      opened_at: calledAt,
      opened_by: ids.tib,
      closed_at: closedAt,
      closed_by: ids.tib,
      version: 2,
    },
  ])
  await insertMissing(client, 'activations', [
    {
      id: ids.activation,
      incident_id: ids.incident,
      forum_id: stableId('forums', exercise.forum),
      state: 'closed',
      channel: 'telephone',
      conference_at: conferenceOf(calledAt),
      dial_in: exercise.dialIn,
      lead_actor_id: actorId('lst-stockholm'),
      convened_by: ids.tib,
      activated_at: calledAt,
      call_out_at: calledAt,
      late_after_minutes: exercise.lateAfterMinutes,
      is_exercise: true,
      closed_at: closedAt,
      closed_by: ids.tib,
      closing_note: exercise.closingNote,
      version: 2,
    },
  ])
}

async function insertCallOut(client: pg.Client, ids: Ids, calledAt: Date, actors: DemoActor[]) {
  const { rows: forums } = await client.query<{ name_sv: string }>('SELECT name_sv FROM forums WHERE code = $1', [exercise.forum])
  const { rows: points } = await client.query<Point>(
    `SELECT p.id, p.actor_id, p.label, c.address, a.code FROM actor_contact_points p
     JOIN actor_contact_channels c ON c.contact_point_id = p.id AND c.channel = 'email' JOIN actors a ON a.id = p.actor_id
     WHERE p.function_code = 'contact-function' AND NOT p.is_deputy ORDER BY a.sort_order`,
  )
  const message = exerciseMessage(addMinutes(calledAt, 15), forums[0]!.name_sv)
  await insertMissing(client, 'call_outs', [
    { id: ids.callOut, incident_id: ids.incident, kind: 'first', ...message, is_exercise: true, created_at: calledAt, created_by: ids.tib },
  ])
  const recipientId = (code: string) => exerciseId('recipient', code)
  await insertMissing(
    client,
    'call_out_recipients',
    points.map((point) => ({
      id: recipientId(point.code),
      call_out_id: ids.callOut,
      actor_id: point.actor_id,
      contact_point_id: point.id,
      function_code: 'contact-function',
      label: point.label,
    })),
  )
  await insertMissing(
    client,
    'call_out_recipient_activations',
    points.map(({ code }) => ({ recipient_id: recipientId(code), activation_id: ids.activation })),
  )
  await insertMissing(
    client,
    'activation_actors',
    actors.map(({ code }) => ({
      activation_id: ids.activation,
      actor_id: actorId(code),
      called_at: calledAt,
      late_at: addMinutes(calledAt, exercise.lateAfterMinutes),
    })),
  )
  const deliveries = points.map((point, index) => {
    const startedAt = new Date(calledAt.getTime() + 180 + index * 21)
    return {
      point,
      actor: point.code,
      messageId: exerciseId('message', point.code),
      attemptId: exerciseId('attempt', point.code),
      startedAt,
      finishedAt: new Date(startedAt.getTime() + 64),
    }
  })
  await insertMissing(
    client,
    'outbox_messages',
    deliveries.map(({ point, messageId }) => ({
      id: messageId,
      purpose: 'call_out',
      recipient_id: recipientId(point.code),
      incident_id: ids.incident,
      actor_id: point.actor_id,
      channel: 'email',
      destination: point.address,
      ...message,
      state: 'sent',
      attempts: 1,
      max_attempts: 8,
      give_up_at: addMinutes(calledAt, 60),
      created_at: calledAt,
    })),
  )
  await insertMissing(
    client,
    'outbox_attempts',
    deliveries.map(({ point, messageId, attemptId, startedAt, finishedAt }) => ({
      id: attemptId,
      message_id: messageId,
      actor_id: point.actor_id,
      number: 1,
      state: 'sent',
      may_be_duplicate: false,
      started_at: startedAt,
      lease_until: addMinutes(startedAt, 1),
      finished_at: finishedAt,
      response_code: 250,
      detail: '250 OK',
      key_version: 1,
      // No token has this hash that anybody could make: the links of the exercise open nothing.
      token_hash: `\\x${createHash('sha256').update(`no link ${attemptId}`).digest('hex')}`,
    })),
  )
  return deliveries
}

async function insertAnswers(client: pg.Client, ids: Ids, calledAt: Date, actors: DemoActor[]) {
  const answers = exerciseAnswers(actors, calledAt)
  const { rows: users } = await client.query<{ id: string; name: string }>('SELECT id, name FROM users WHERE is_demo')
  const names = new Map(users.map(({ id, name }) => [id, name]))
  await insertMissing(
    client,
    'activation_answers',
    answers.map((answer) => ({
      id: answer.id,
      activation_id: ids.activation,
      actor_id: actorId(answer.actor),
      answer: answer.answer,
      person: names.get(userId(answer.login)) ?? '',
      deputy: answer.deputyLogin === null ? '' : (names.get(userId(answer.deputyLogin)) ?? ''),
      comment: answer.comment,
      via: answer.via,
      means: answer.means,
      recipient_id: answer.via === 'link' ? exerciseId('recipient', answer.actor) : null,
      by_user_id: answer.via === 'manual' ? ids.tib : answer.via === 'portal' ? userId(answer.login) : null,
      is_late: answer.isLate,
      answered_at: answer.at,
      number: answer.number,
    })),
  )
  await client.query(
    `UPDATE activation_actors a SET answer_id = (SELECT id FROM activation_answers w WHERE w.activation_id = a.activation_id AND w.actor_id = a.actor_id
       ORDER BY w.answered_at DESC LIMIT 1) WHERE a.activation_id = $1`,
    [ids.activation],
  )
  return answers
}

/** The roll as the conference began: those who had answered that they take part, a few seconds each; later ones as they came. */
async function takeRoll(client: pg.Client, ids: Ids, calledAt: Date, answers: Awaited<ReturnType<typeof insertAnswers>>) {
  const standing = new Map(answers.toSorted((a, b) => a.number - b.number).map((answer) => [answer.actor, answer]))
  const begins = conferenceOf(calledAt).getTime()
  const joined = [...standing.values()]
    .filter(({ answer }) => answer === 'participates')
    .map(({ actor, at }, index) => ({
      actor,
      at: new Date(at.getTime() < begins ? begins + 20_000 + index * 4_000 : at.getTime() + 90_000),
    }))
  await client.query(
    `UPDATE activation_actors x SET connected_at = j.at, connected_by = $3
       FROM jsonb_to_recordset($1::jsonb) AS j(actor_id uuid, at timestamptz) WHERE x.activation_id = $2 AND x.actor_id = j.actor_id`,
    [JSON.stringify(joined.map(({ actor, at }) => ({ actor_id: actorId(actor), at }))), ids.activation, ids.tib],
  )
  // Whoever answered by the link of a letter has had the letter.
  await client.query(
    `WITH answered AS (SELECT DISTINCT recipient_id FROM activation_answers WHERE activation_id = $1 AND via = 'link'),
       m AS (UPDATE outbox_messages o SET state = 'delivered' FROM answered WHERE o.recipient_id = answered.recipient_id RETURNING o.id)
     UPDATE outbox_attempts t SET state = 'delivered' FROM m WHERE t.message_id = m.id`,
    [ids.activation],
  )
  return joined
}

const conferenceOf = (calledAt: Date): Date => addMinutes(calledAt, 15)

/** Who did it is read from the transaction's settings, here as everywhere. */
const actAs = (client: pg.Client, { login, actor, functionCode }: Who) =>
  client.query(`SELECT set_config('app.user', $1, true), set_config('app.actor', $2, true), set_config('app.function', $3, true)`, [
    login ? userId(login) : '',
    actor ? actorId(actor) : '',
    functionCode ?? '',
  ])

async function append(client: pg.Client, incidentId: string, { at, type, subject, who, audience, data, payload }: Entry): Promise<void> {
  await actAs(client, who)
  await client.query('SELECT journal_append($1, $2, $3, $4, NULL, $5, $6::uuid[], $7::jsonb, $8)', [
    at,
    type,
    subject[0],
    subject[1],
    incidentId,
    audience ?? null,
    JSON.stringify(data),
    payload || null,
  ])
}
