/**
 * A statement for the owner of a test's database: from then on all of its SQL, and every process that follows it, lives at that time.
 * `expression` is SQL: an instant to stand still at, or `pg_catalog.now()` and a distance to it.
 */
export const setTime = (expression: string): string =>
  `CREATE OR REPLACE FUNCTION public.app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN ${expression}`
