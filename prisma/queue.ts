import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'

/** The work queue logs its migrations at every start; what matters arrives as an exception. */
const quiet = new Logger(() => () => {})

/**
 * The tables of the work queue (graphile-worker) belong to the owner like all others, so the worker runs with a log-in that owns
 * nothing. Its tables have row-level security without policies, which shuts everybody but the owner out: the worker gets one.
 * The API gets nothing here; it queues through functions of its own migration.
 */
export async function migrateQueue(client: pg.Client, ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: quiet })
  await client.query(`
    BEGIN;
    GRANT USAGE ON SCHEMA graphile_worker TO samverkan_worker;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO samverkan_worker;
    REVOKE INSERT, UPDATE, DELETE ON graphile_worker.migrations FROM samverkan_worker;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA graphile_worker TO samverkan_worker;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO samverkan_worker;
    DO $$
    DECLARE t record;
    BEGIN
      FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'graphile_worker' AND c.relkind = 'r' AND c.relrowsecurity LOOP
        IF NOT EXISTS (SELECT FROM pg_policies WHERE schemaname = 'graphile_worker' AND tablename = t.relname AND policyname = 'worker_all') THEN
          EXECUTE format('CREATE POLICY worker_all ON graphile_worker.%I TO samverkan_worker USING (true) WITH CHECK (true)', t.relname);
        END IF;
      END LOOP;
    END $$;
    COMMIT;
  `)
}
