import type { Database } from './db.ts'
import { sql } from './sql.ts'

/**
 * Outside the demo neither API nor worker runs on a database with the demo's people, whoever started it and whatever they have been called since:
 * anybody could log in as them. Throws with what to do. A database that is away says nothing yet; the log-in itself asks again.
 */
export const refuseDemoPeople = async (db: Pick<Database, 'lookUp'>): Promise<void> => {
  const row = await db.lookUp<{ n: number }>(sql`SELECT count(*)::int AS n FROM users WHERE is_demo`).catch(() => undefined)
  if (row && row.n > 0)
    throw new Error(
      'The database in DATABASE_URL holds the people of the demo, whose passwords everybody knows: the portal does not start with them outside the demo. ' +
        'Give another database, or begin with an empty one. Nothing has been changed.',
    )
}
