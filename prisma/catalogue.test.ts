import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { asOwner } from './owner.ts'
import { GROUP_ROLES } from './roles.ts'

/** What Postgres itself says of our functions, defaults, policies and rights: the next one that comes without its due fails here. */
let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase(inject('testServer'))
})
afterAll(() => database.drop())
const rowsOf = <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  asOwner(database.ownerUrl, async (client) => (await client.query<T>(text, values)).rows)

/** Ours: in public, and not brought by an extension. */
const ours = `p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`
type Function = { name: string; config: string[] | null; isResolved: boolean; source: string; isDefiner: boolean }
const functions = (): Promise<Function[]> =>
  rowsOf(`SELECT p.oid::regprocedure::text AS name, p.proconfig AS config, p.prosqlbody IS NOT NULL AS "isResolved", p.prosecdef AS "isDefiner",
    coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS source FROM pg_proc p WHERE ${ours} ORDER BY 1`)
const withoutComments = (source: string): string => source.replaceAll(/--[^\n]*/g, '')

describe('every function of ours', () => {
  test('says whose names it means, a temporary table last, or has a body that Postgres has resolved already', async () => {
    const all = await functions()
    expect(all.length).toBeGreaterThan(35)
    const careless = all.filter(
      ({ config, isResolved, isDefiner }) =>
        !config?.includes('search_path=pg_catalog, public, pg_temp') && (isDefiner || !(isResolved && config === null)),
    )
    expect(careless.map(({ name }) => name)).toEqual([])
  })

  test('names our tables and functions in full', async () => {
    const tables = await rowsOf<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')",
    )
    const called = await rowsOf<{ name: string }>(`SELECT DISTINCT p.proname AS name FROM pg_proc p WHERE ${ours}`)
    const table = new RegExp(String.raw`\b(?:FROM|JOIN|INTO|UPDATE|USING)\s+(?:${tables.map((one) => one.name).join('|')})\b(?!\s*\()`, 'i')
    const call = new RegExp(String.raw`(?<![\w.])(?:${called.map((one) => one.name).join('|')})\(`)
    const short = (await functions()).filter(
      ({ isResolved, source }) => !isResolved && (table.test(withoutComments(source)) || call.test(withoutComments(source))),
    )
    expect(short.map(({ name }) => name)).toEqual([])
  })

  test('is called by nobody to whom it was not given', async () => {
    const open = await rowsOf<{ name: string }>(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p WHERE ${ours} AND EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)`,
    )
    expect(open).toEqual([])
    await asOwner(database.ownerUrl, async (client) => {
      await client.query('BEGIN')
      await client.query('CREATE FUNCTION next_one() RETURNS int LANGUAGE sql RETURN 1')
      for (const role of GROUP_ROLES) {
        const { rows } = await client.query("SELECT has_function_privilege($1, 'next_one()', 'EXECUTE') AS may", [role])
        expect(rows, role).toEqual([{ may: false }])
      }
      await client.query('ROLLBACK')
    })
  })

  test('that runs as its owner is listed here with who may call it', async () => {
    const definers = await rowsOf<{ name: string; callers: string }>(
      `SELECT p.proname AS name, CASE WHEN p.prorettype = 'trigger'::regtype THEN 'trigger' ELSE coalesce((SELECT string_agg(a.grantee::regrole::text, ' ' ORDER BY a.grantee::regrole::text)
         FROM aclexplode(p.proacl) a WHERE a.grantee <> p.proowner), '') END AS callers FROM pg_proc p WHERE ${ours} AND p.prosecdef ORDER BY 1`,
    )
    expect(Object.fromEntries(definers.map(({ name, callers }) => [name, callers.replaceAll('samverkan_', '')]))).toEqual(
      definersAndCallers,
    )
  })
})

const definersAndCallers: Record<string, string> = {
  answer_link_enter: 'app',
  answer_link_received: 'app',
  assessment_answer_keep: 'trigger',
  assessment_progress: 'app',
  assessment_region: 'app',
  assessment_round_closed: 'trigger',
  first_admin_make: 'app',
  forum_late_after_save: 'app',
  invitation_arm: 'worker',
  invitation_enter: 'app',
  invitation_make: 'app',
  invitations_withdraw: 'app',
  journal_append: 'app worker',
  log_in_begin: 'app',
  log_in_look_up: 'app',
  measure_of_gap_changed: 'trigger',
  measures_region: 'app',
  meeting_calendar_reader: 'app',
  meeting_note_keep: 'trigger',
  meeting_report_keep: 'trigger',
  outbox_enqueue: 'app worker',
  outbox_link_guard: 'trigger',
  outbox_queue_mail: 'app worker',
  password_choose: 'app',
  password_is: 'app',
  password_renew: 'app',
  search_ids: 'app',
  session_end: 'app',
  session_look_up: 'app',
  session_open: 'app',
  session_used: 'app',
  setting_save: 'app',
  situational_picture_line_keep: 'trigger',
  situational_picture_note_guard: 'trigger',
  situational_picture_text_keep: 'trigger',
  throttle_count: 'app',
  throttle_waits: 'app',
  user_add: 'app',
  user_changed: 'app',
  user_details_save: 'app',
  user_function_change: 'app',
  user_function_give: 'app',
  user_last_log_in: 'app',
  user_lock: 'app',
  user_sessions_end: 'app',
  user_status_save: 'app',
  user_subscribers: 'app worker',
  viewer_enter: 'app',
  viewer_enter_lapsed: 'app',
  viewer_is_proven: 'app worker',
  viewer_seal: '',
}

describe('every trigger', () => {
  test('is one of our functions', async () => {
    const strange = await rowsOf(
      `SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND NOT (${ours})`,
    )
    expect(strange).toEqual([])
  })
  test('is switched on', async () => {
    expect(
      await rowsOf(
        "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND t.tgenabled <> 'O'",
      ),
    ).toEqual([])
  })
})

describe('what time it is', () => {
  const clocks =
    /\b(?:now|transaction_timestamp|statement_timestamp|clock_timestamp|timeofday)\s*\(|\b(?:current_date|current_timestamp|current_time|localtime|localtimestamp)\b/i
  test.each([
    [
      'function',
      `SELECT p.proname AS name, coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) AS text FROM pg_proc p WHERE ${ours} AND p.proname NOT IN ('app_now', 'viewer_claims')`,
    ],
    [
      'default',
      `SELECT x.adrelid::regclass::text AS name, pg_get_expr(x.adbin, x.adrelid) AS text FROM pg_attrdef x JOIN pg_class c ON c.oid = x.adrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`,
    ],
    [
      'check',
      `SELECT k.conname AS name, pg_get_constraintdef(k.oid) AS text FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace AND k.contype = 'c'`,
    ],
    ['policy', `SELECT policyname AS name, concat_ws(' ', qual, with_check) AS text FROM pg_policies WHERE schemaname = 'public'`],
    [
      'trigger',
      `SELECT t.tgname AS name, pg_get_triggerdef(t.oid) AS text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`,
    ],
    ['view', `SELECT viewname AS name, definition AS text FROM pg_views WHERE schemaname = 'public'`],
  ])('is asked of app_now() by every %s', async (kind, text) => {
    const all = await rowsOf<{ name: string; text: string }>(text)
    if (kind !== 'view') expect(all.length).toBeGreaterThan(10)
    expect(all.filter((one) => clocks.test(withoutComments(one.text).replaceAll('app_now()', ''))).map(({ name }) => name)).toEqual([])
  })
  test('is no log-in’s to say', async () => {
    for (const role of GROUP_ROLES) {
      const rows = await rowsOf(
        "SELECT has_function_privilege($1, 'app_now()', 'EXECUTE') AS asks, pg_has_role($1, (SELECT proowner FROM pg_proc WHERE proname = 'app_now'), 'MEMBER') AS owns",
        [role],
      )
      expect(rows).toEqual([{ asks: true, owns: false }])
    }
  })
})

describe('the database', () => {
  test('lets no log-in make a temporary table, nor anything in a schema', async () => {
    const logins = [...GROUP_ROLES, new URL(database.appUrl).username, new URL(database.workerUrl).username]
    const rows = await rowsOf(
      `SELECT r.rolname, has_database_privilege(r.oid, current_database(), 'TEMPORARY') AS temporary, has_database_privilege(r.oid, current_database(), 'CREATE') AS schemas,
         (SELECT array_agg(n.nspname) FROM pg_namespace n WHERE has_schema_privilege(r.oid, n.oid, 'CREATE')) AS makes
       FROM pg_roles r WHERE r.rolname = ANY ($1) ORDER BY 1`,
      [logins],
    )
    expect(rows).toEqual(logins.toSorted().map((rolname) => ({ rolname, temporary: false, schemas: false, makes: null })))
  })
})
