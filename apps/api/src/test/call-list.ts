import { newId } from '../lib/ids.ts'
import { dated, type TestApp } from './app.ts'

type Owner = TestApp['owner']
const roles = [
  { functionCode: 'contact-function', label: 'Kontaktfunktion dygnet runt', isDeputy: false, mailbox: 'kontakt' },
  { functionCode: 'contact-function', label: 'Kontaktfunktion, ersättare', isDeputy: true, mailbox: 'ersattare' },
  { functionCode: 'communicator', label: 'Kommunikation i beredskap', isDeputy: false, mailbox: 'kommunikation' },
  { functionCode: 'rep-directing', label: 'Inriktande nivå', isDeputy: false, mailbox: 'inriktande' },
] as const

export const mailTo = (mailbox: (typeof roles)[number]['mailbox'], actorCode: string): string => `${mailbox}.${actorCode}@aktor.example`

/**
 * A contact function, its deputy, communication and directing level at each of the 37 actors, each with e-mail and phone. Whoever calls them
 * is asked about no call-out of a moment ago.
 */
export const makeCallList = async (owner: Owner): Promise<void> => {
  const actors = await owner<{ id: string; code: string }>('SELECT id, code FROM actors')
  const points = actors.flatMap((actor) =>
    roles.map((role) => ({
      id: newId(),
      actor_id: actor.id,
      function_code: role.functionCode,
      label: role.label,
      is_deputy: role.isDeputy,
      email: mailTo(role.mailbox, actor.code),
    })),
  )
  await owner(
    `INSERT INTO actor_contact_points (id, actor_id, function_code, label, is_deputy, confirmed_at)
     SELECT id, actor_id, function_code, label, is_deputy, $2::timestamptz FROM jsonb_to_recordset($1::jsonb) AS p(id uuid, actor_id uuid, function_code text, label text, is_deputy boolean)`,
    [JSON.stringify(points), dated('2026-11-01T08:00:00Z')],
  )
  const channels = points.flatMap((p) => [
    { id: newId(), contact_point_id: p.id, actor_id: p.actor_id, channel: 'email', address: p.email },
    { id: newId(), contact_point_id: p.id, actor_id: p.actor_id, channel: 'phone', address: '070-174 06 05' },
  ])
  await owner(
    `INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, contact_point_id uuid, actor_id uuid, channel text, address text)`,
    [JSON.stringify(channels)],
  )
  await askAboutSimilarFor(owner, 0)
}

/** For how long after a call-out another with a like title is asked about; with 0 a test presses as often as it needs, within one second. */
export const askAboutSimilarFor = (owner: Owner, minutes: number): Promise<unknown> =>
  owner("UPDATE settings SET value = to_jsonb($1::int) WHERE key = 'similar_call_out_minutes'", [minutes])

/** The least that activates the coordinating forum; give what a test is about. */
export const activation = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Översvämning i Mälaren',
  isExercise: false,
  forums: [{ forumCode: 'regionalt-samordnande-forum' }],
  channel: 'telephone',
  conferenceAt: dated('2026-11-24T02:30:00Z'),
  dialIn: '08-123 45 67, kod 4711',
  ...more,
})

let keys = 0
/** A fresh Idempotency-Key header. */
export const key = (value = `test-key-${process.pid}-${++keys}`): { 'idempotency-key': string } => ({ 'idempotency-key': value })

/** The answer token of an attempt that a test makes in the worker's place: the database only holds its hash. */
export const giveToken = async (owner: Owner, incidentCode: string, email: string): Promise<string> => {
  const { answerToken, sha256 } = await import('../lib/ids.ts')
  const [message] = await owner<{ id: string; actor_id: string; attempts: number }>(
    'SELECT id, actor_id, attempts FROM outbox_messages WHERE destination = $1 AND incident_id = (SELECT id FROM incidents WHERE code = $2) ORDER BY id DESC LIMIT 1',
    [email, incidentCode],
  )
  if (!message) throw new Error(`nobody wrote to ${email}`)
  const id = newId()
  const token = answerToken({ version: 1, secret: Buffer.alloc(32, 7) }, id)
  await owner(
    `INSERT INTO outbox_attempts (id, message_id, actor_id, number, state, started_at, lease_until, finished_at, key_version, token_hash) VALUES ($1, $2, $3, $4, 'sent', app_now(), app_now(), app_now(), 1, $5)`,
    [id, message.id, message.actor_id, 1000 + keys++, sha256(token)],
  )
  return token
}
