import type { Tx } from '../../lib/db.ts'
import { sql } from '../../lib/sql.ts'

type Given = { basis: string; validFrom: string }

/** The one open designation for the staff, made or corrected; two who press at once make one. */
export const save = async (tx: Tx, actorId: string, id: string, { basis, validFrom }: Given): Promise<'saved' | 'same'> => {
  const changed = await tx.run(sql`
    INSERT INTO actor_designations AS d (id, actor_id, kind, basis, valid_from) VALUES (${id}, ${actorId}, 'staff_designated', ${basis}, ${validFrom}::date)
    ON CONFLICT (actor_id, kind) WHERE valid_to IS NULL DO UPDATE SET basis = excluded.basis, valid_from = excluded.valid_from
      WHERE (d.basis, d.valid_from) IS DISTINCT FROM (excluded.basis, excluded.valid_from)`)
  return changed === 1 ? 'saved' : 'same'
}

/** The last day is the first on which it no longer holds, so that what is asked today is already told the new answer. */
export const end = async (tx: Tx, actorId: string, today: string): Promise<boolean> =>
  (await tx.run(
    sql`UPDATE actor_designations SET valid_to = greatest(valid_from, ${today}::date) WHERE actor_id = ${actorId} AND kind = 'staff_designated' AND valid_to IS NULL`,
  )) === 1
