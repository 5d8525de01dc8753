/**
 * A statement for the owner of a test's database: from then on all of its SQL, and every process that follows it, lives at another time.
 * Where it stands still there are no processes: they would count on between two questions and be set back by each answer.
 */
export const standAt = (instant: Date): string => replaced(`timestamptz '${instant.toISOString()}'`)
/** Time runs, so many milliseconds from the machine's. */
export const runAt = (distance: number): string => replaced(`pg_catalog.now() + interval '${Math.round(distance)} milliseconds'`)

const replaced = (expression: string): string =>
  `CREATE OR REPLACE FUNCTION public.app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN ${expression}`
