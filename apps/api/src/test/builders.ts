import { newId } from '../lib/ids.ts'
import type { TestApp } from './app.ts'

export type Built = { incidentId: string; code: string; activations: { id: string; forumCode: string }[]; by: string }

/** An open incident with these forums activated and these actors called, as if the call-out had just been made; nobody is sent anything. */
export const openIncident = async (
  t: TestApp,
  given: { code?: string; title?: string; isExercise?: boolean; forums?: string[]; actors?: string[]; conferenceInMinutes?: number } = {},
): Promise<Built> => {
  const {
    code = '2026-001',
    title = 'Snöoväder Svealand',
    isExercise = false,
    forums = ['regionalt-samordnande-forum'],
    actors = ['nacka', 'salem'],
    conferenceInMinutes = 15,
  } = given
  const now = t.clock.now()
  const incidentId = newId()
  const by = newId()
  await t.owner('INSERT INTO users (id, name) VALUES ($1, $2)', [by, 'Den som kallade'])
  await t.owner(
    "INSERT INTO incidents (id, code, title, is_exercise, state, opened_at, opened_by) VALUES ($1, $2, $3, $4, 'open', $5, $6)",
    [incidentId, code, title, isExercise, now, by],
  )
  const activations: Built['activations'] = []
  for (const forumCode of forums) {
    const id = newId()
    await t.owner(
      `INSERT INTO activations (id, incident_id, forum_id, state, channel, conference_at, lead_actor_id, convened_by, activated_at, call_out_at, late_after_minutes, is_exercise)
       SELECT $1, $2, f.id, 'convened', 'telephone', $3, a.id, $4, $5, $5, 15, $6 FROM forums f, actors a WHERE f.code = $7 AND a.code = 'lst-stockholm'`,
      [id, incidentId, new Date(now.getTime() + conferenceInMinutes * 60_000), by, now, isExercise, forumCode],
    )
    await t.owner(
      `INSERT INTO activation_actors (activation_id, actor_id, called_at, late_at) SELECT $1, id, $2, $2::timestamptz + interval '15 minutes' FROM actors WHERE code = ANY($3)`,
      [id, now, actors],
    )
    activations.push({ id, forumCode })
  }
  return { incidentId, code, activations, by }
}

/** The answer of one actor to one activation, given in the portal. */
export const answered = async (
  t: TestApp,
  built: Built,
  actorCode: string,
  answer: string,
  activation = built.activations[0],
): Promise<void> => {
  const id = newId()
  await t.owner(
    `INSERT INTO activation_answers (id, activation_id, actor_id, answer, via, by_user_id, is_late, answered_at) SELECT $1, $2, a.id, $3, 'portal', $4, false, $5 FROM actors a WHERE a.code = $6`,
    [id, activation?.id, answer, built.by, t.clock.now(), actorCode],
  )
  await t.owner(
    `UPDATE activation_actors SET answer_id = $1 WHERE activation_id = $2 AND actor_id = (SELECT id FROM actors WHERE code = $3)`,
    [id, activation?.id, actorCode],
  )
}

/** A contact point with these channels; confirmed so many days ago, or never. */
export const contactPoint = async (
  t: TestApp,
  actorCode: string,
  given: { functionCode?: string; label?: string; confirmedDaysAgo?: number | null; channels?: Record<string, string> } = {},
): Promise<string> => {
  const { functionCode = 'contact-function', label = 'Kontaktfunktion', confirmedDaysAgo = 1, channels = {} } = given
  const id = newId()
  const confirmedAt = confirmedDaysAgo === null ? null : new Date(t.clock.now().getTime() - confirmedDaysAgo * 86_400_000)
  await t.owner(
    'INSERT INTO actor_contact_points (id, actor_id, function_code, label, confirmed_at) SELECT $1, id, $2, $3, $4 FROM actors WHERE code = $5',
    [id, functionCode, label, confirmedAt, actorCode],
  )
  for (const [channel, address] of Object.entries(channels)) {
    await t.owner(
      'INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) SELECT $1, $2, id, $3, $4 FROM actors WHERE code = $5',
      [newId(), id, channel, address, actorCode],
    )
  }
  return id
}

export const closeIncident = async (t: TestApp, built: Built): Promise<void> => {
  const now = t.clock.now()
  await t.owner(
    "UPDATE activations SET state = 'closed', closed_at = $2, closed_by = $3, closing_note = 'Läget är under kontroll' WHERE incident_id = $1",
    [built.incidentId, now, built.by],
  )
  await t.owner("UPDATE incidents SET state = 'closed', closed_at = $2, closed_by = $3 WHERE id = $1", [built.incidentId, now, built.by])
}

/** A shift of this person around the present instant. */
export const onDutyNow = async (t: TestApp, functionCode: string, userId: string, phone: string): Promise<void> => {
  const now = t.clock.now().getTime()
  await t.owner('INSERT INTO roster_shifts (id, function_code, user_id, phone, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    newId(),
    functionCode,
    userId,
    phone,
    new Date(now - 3_600_000),
    new Date(now + 3_600_000),
  ])
}

export const activationRequest = async (t: TestApp, actorCode: string, requestedBy: string, isExercise = false): Promise<string> => {
  const id = newId()
  await t.owner(
    `INSERT INTO activation_requests (id, state, reason, wanted_forum_id, actor_id, requested_by, is_exercise, received_at)
     SELECT $1, 'requested', 'Stort strömavbrott', f.id, a.id, $2, $3, $4 FROM forums f, actors a WHERE f.code = 'regionalt-samordnande-forum' AND a.code = $5`,
    [id, requestedBy, isExercise, t.clock.now(), actorCode],
  )
  return id
}
