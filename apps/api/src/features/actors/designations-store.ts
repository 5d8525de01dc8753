import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

type Given = { basis: string; validFrom: string }
export type Latest = Given & { version: number; isOpen: boolean }

/** What the designation for the staff is, or was last; undefined when there has never been one. */
export const latest = (tx: Tx, actorId: string): Promise<Latest | undefined> =>
  tx.maybe(sql`SELECT basis, to_json(valid_from)#>>'{}' AS "validFrom", version, valid_to IS NULL AS "isOpen" FROM actor_designations
    WHERE actor_id = ${actorId} AND kind = 'staff_designated' ORDER BY version DESC LIMIT 1`)

/** Each takes the version after the one it was based on. False: somebody else has taken it. */
export const make = async (tx: Tx, actorId: string, id: string, { basis, validFrom }: Given, version: number): Promise<boolean> =>
  (await tx.run(sql`INSERT INTO actor_designations (id, actor_id, kind, basis, valid_from, version)
    VALUES (${id}, ${actorId}, 'staff_designated', ${basis}, ${validFrom}::date, ${version + 1}) ON CONFLICT DO NOTHING`)) === 1
export const correct = async (tx: Tx, actorId: string, { basis, validFrom }: Given, version: number): Promise<boolean> =>
  (await tx.run(sql`UPDATE actor_designations SET basis = ${basis}, valid_from = ${validFrom}::date, version = ${version + 1}
    WHERE actor_id = ${actorId} AND kind = 'staff_designated' AND valid_to IS NULL AND version = ${version}`)) === 1
/** The last day is the first on which it no longer holds, so that what is asked today is already told the new answer. */
export const end = async (tx: Tx, actorId: string, today: string, version: number): Promise<boolean> =>
  (await tx.run(sql`UPDATE actor_designations SET valid_to = greatest(valid_from, ${today}::date), version = ${version + 1}
    WHERE actor_id = ${actorId} AND kind = 'staff_designated' AND valid_to IS NULL AND version = ${version}`)) === 1
