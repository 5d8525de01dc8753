import { hash } from '@node-rs/argon2'
import { passwordHashing } from '@samverkan/domain'
import type pg from 'pg'
import { asOwner, SetupProblem } from '../owner.ts'
import { loadAssessments } from './demo-assessments.ts'
import { demoContacts } from './demo-contacts.ts'
import { loadExercise } from './demo-exercise-rows.ts'
import { loadMeetings } from './demo-meetings-rows.ts'
import { loadMeasures } from './demo-measures.ts'
import { demoPassword, demoPeople, type DemoActor, duties, dutyOrder, emailOf, type Person } from './demo-people.ts'
import { dutyOfficerPhone } from './demo-phones.ts'
import { dutyWeeks, missingShifts } from './demo-rosters.ts'
import { loadUsers } from './demo-users.ts'
import { stableId } from './ids.ts'
import type { Report } from './load.ts'
import { insertMissing } from './upsert.ts'

const LOCK = 7270736903
const WEEKS = 7
const DAY = 24 * 60 * 60_000

export type DemoOptions = { now: Date; report?: Report }

/**
 * Fictitious people, call lists, rosters, a finished exercise and two rounds of self-assessment, for the embedded database alone. Only adds what is missing: what somebody has changed in
 * the demo stays changed, and the rosters are filled up so that somebody is always on duty.
 */
export async function loadDemo(ownerUrl: string, { now, report = () => {} }: DemoOptions): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    await client.query('BEGIN')
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
      await refuseRealUsers(client)
      const { rows: actors } = await client.query<DemoActor>('SELECT code, kind, sort_order FROM actors ORDER BY sort_order')
      const people = demoPeople(actors)
      const added = await loadPeople(client, people, now)
      if (added > 0) {
        await loadContacts(client, actors, now)
        await loadExercise(client, actors, now)
        await client.query(
          `UPDATE settings SET value = to_jsonb($1::text), updated_at = app_now() WHERE key = 'tib_phone' AND value = '""'`,
          [dutyOfficerPhone],
        )
      }
      const assessed = await loadAssessments(client, actors, now)
      const measured = await loadMeasures(client, actors, now)
      const met = await loadMeetings(client, actors, now)
      await loadUsers(client, now)
      const shifts = await fillRosters(client, now)
      await client.query('COMMIT')
      if (added > 0) report(`Demodata: ${people.length} påhittade personer och deras kontaktvägar på plats.`)
      if (assessed) report('Demodata: självskattningar från i fjol och årets omgång på plats.')
      if (measured) report('Demodata: åtgärder ur övningen och ur självskattningens gap på plats.')
      if (met) report('Demodata: torsdagskonferenser som varit, och nästa halvt förberedd.')
      if (shifts > 0) report(`Demodata: ${shifts} beredskapsveckor tillagda.`)
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    }
  })
}

/** Invented people must never stand beside real ones, least of all with a password that everybody knows. */
async function refuseRealUsers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ demo: boolean; real: boolean }>(
    'SELECT coalesce(bool_or(is_demo), false) AS demo, coalesce(bool_or(NOT is_demo), false) AS real FROM users',
  )
  if (rows[0]!.real && !rows[0]!.demo)
    throw new SetupProblem('Databasen har riktiga användare. Demodata läggs aldrig bland dem; ingenting har ändrats.')
}

const userId = (login: string): string => stableId('demo/users', login)
const actorId = (code: string | null): string | null => (code === null ? null : stableId('actors', code))

async function loadPeople(client: pg.Client, people: Person[], now: Date): Promise<number> {
  const users = people.map(({ login, name, actor }) => ({
    id: userId(login),
    name,
    actor_id: actorId(actor),
    is_demo: true,
    status: 'active',
    locale: 'sv',
    version: 1,
    created_at: now,
    updated_at: now,
  }))
  const added = await insertMissing(client, 'users', users)
  if (added === 0) return 0
  // One hash for all ten.
  const password = await hash(demoPassword, passwordHashing)
  await insertMissing(
    client,
    'user_accounts',
    people.map(({ login, actor, phone, hasPassword }) => ({
      user_id: userId(login),
      actor_id: actorId(actor),
      email: emailOf(login),
      phone,
      password_hash: hasPassword ? password : null,
      password_set_at: hasPassword ? now : null,
    })),
  )
  await insertMissing(
    client,
    'user_functions',
    people.flatMap(({ login, holds }) =>
      holds.map((held) => ({
        id: stableId('demo/user_functions', `${login}/${held.function}`),
        user_id: userId(login),
        function_code: held.function,
        actor_id: actorId(held.actor),
        is_deputy: held.isDeputy ?? false,
        // Before the exercise they took part in.
        valid_from: new Date(now.getTime() - 90 * DAY),
      })),
    ),
  )
  return added
}

async function loadContacts(client: pg.Client, actors: DemoActor[], now: Date): Promise<void> {
  const { points, channels } = demoContacts(actors)
  await insertMissing(
    client,
    'actor_contact_points',
    points.map((point) => ({
      id: point.id,
      actor_id: actorId(point.actor),
      function_code: point.functionCode,
      label: point.label,
      user_id: point.login === null ? null : userId(point.login),
      is_deputy: point.isDeputy,
      priority: point.priority,
      confirmed_at: new Date(now.getTime() - point.confirmedDaysAgo * DAY),
      version: 1,
      created_at: now,
      updated_at: now,
    })),
  )
  await insertMissing(
    client,
    'actor_contact_channels',
    channels.map(({ id, contactPoint, actor, channel, address, priority }) => ({
      id,
      contact_point_id: contactPoint,
      actor_id: actorId(actor),
      channel,
      address,
      priority,
    })),
  )
}

async function fillRosters(client: pg.Client, now: Date): Promise<number> {
  const weeks = dutyWeeks(now, WEEKS)
  let added = 0
  for (const duty of duties) {
    const order = dutyOrder(duty)
    const { rows } = await client.query<{ user_id: string; ends_at: Date }>(
      `SELECT s.user_id, s.ends_at FROM roster_shifts s WHERE s.function_code = $1 AND s.state <> 'cancelled' ORDER BY s.ends_at DESC LIMIT 1`,
      [duty],
    )
    const last = rows[0] && { login: order.find((login) => userId(login) === rows[0]!.user_id) ?? order[0]!, endsAt: rows[0].ends_at }
    const { rows: phones } = await client.query<{ user_id: string; phone: string | null }>(
      'SELECT user_id, phone FROM user_accounts WHERE user_id = ANY ($1)',
      [order.map(userId)],
    )
    const phoneOf = new Map(phones.map((row) => [row.user_id, row.phone]))
    added += await insertMissing(
      client,
      'roster_shifts',
      missingShifts(order, last, weeks).map(({ login, monday, startsAt, endsAt }) => ({
        id: stableId('demo/roster_shifts', `${duty}/${monday}`),
        function_code: duty,
        actor_id: duty === 'lst-tib' ? actorId('lst-stockholm') : null,
        user_id: userId(login),
        phone: duty === 'lst-tib' ? dutyOfficerPhone : (phoneOf.get(userId(login)) ?? null),
        starts_at: startsAt,
        ends_at: endsAt,
        state: startsAt.getTime() < now.getTime() + 8 * DAY ? 'confirmed' : 'planned',
      })),
    )
  }
  return added
}
