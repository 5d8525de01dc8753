-- What time it is, for every statement, default, check and function of ours: the one authority in SQL, as lib/clock.ts is in code. It costs
-- nothing, because Postgres writes its one line into the statement; it has no setting, so no log-in can move it. A test replaces it, as owner.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN pg_catalog.now();
GRANT EXECUTE ON FUNCTION app_now() TO samverkan_app, samverkan_worker;
