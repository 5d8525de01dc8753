import type { CallableContact } from '@samverkan/domain'
import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

export type ListedContact = CallableContact & { confirmedAt: Date | null }
/** The call list: each contact point with the first e-mail address that leads to it. */
export const callList = (tx: Tx, functions: readonly string[]): Promise<ListedContact[]> =>
  tx.many(sql`SELECT p.id, p.actor_id AS "actorId", p.function_code AS "functionCode", p.label, p.is_deputy AS "isDeputy", p.confirmed_at AS "confirmedAt", h.address AS email
    FROM actor_contact_points p
      LEFT JOIN (SELECT DISTINCT ON (contact_point_id) contact_point_id, address FROM actor_contact_channels WHERE channel = 'email' ORDER BY contact_point_id, priority, address) h ON h.contact_point_id = p.id
    WHERE p.archived_at IS NULL AND p.function_code = ANY(${functions}::text[]) ORDER BY p.priority, p.label, p.id`)

export const functionNames = async (tx: Tx): Promise<Map<string, string>> =>
  new Map(
    (await tx.many<{ code: string; name: string }>(sql`SELECT code, coalesce(short_sv, name_sv) AS name FROM functions`)).map((f) => [
      f.code,
      f.name,
    ]),
  )

type Settings = {
  dutyPhone: string
  conferenceLeadMinutes: number
  contactReviewDays: number
  callPauseMinutes: number
  similarCallOutMinutes: number
}
export const settings = async (tx: Tx): Promise<Settings> => {
  const rows = new Map((await tx.many<{ key: string; value: unknown }>(sql`SELECT key, value FROM settings`)).map((s) => [s.key, s.value]))
  const phone = rows.get('tib_phone')
  return {
    dutyPhone: typeof phone === 'string' ? phone : '',
    conferenceLeadMinutes: Number(rows.get('conference_lead_minutes') ?? 15),
    contactReviewDays: Number(rows.get('contact_review_days') ?? 90),
    callPauseMinutes: Number(rows.get('call_pause_minutes') ?? 3),
    similarCallOutMinutes: Number(rows.get('similar_call_out_minutes') ?? 2),
  }
}
