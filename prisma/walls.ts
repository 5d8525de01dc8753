import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { SetupProblem } from './owner.ts'
import { GROUP_ROLES } from './roles.ts'

export const WALLS = join(import.meta.dirname, 'walls.json')

/** What keeps one actor's rows from another, and the log-ins from what is not theirs: each as one line, by name. */
export type Walls = {
  /** `table` where row-level security is on, and `table: policy → role, role (command)`. */
  policies: string[]
  /** `table: role PRIVILEGE`, `table.column: role PRIVILEGE`, `function(arguments): role EXECUTE`. PUBLIC is a role here. */
  rights: string[]
  /** `table: trigger`. */
  triggers: string[]
}

/** As the database has them. Names alone: how a version of Postgres writes a condition is its own affair. */
export async function wallsOf(client: pg.Client): Promise<Walls> {
  const lines = async (text: string): Promise<string[]> =>
    (
      await client.query<{ line: string }>(
        `SELECT line FROM (SELECT DISTINCT line FROM (${text}) found) each_once ORDER BY line COLLATE "C"`,
        [[...GROUP_ROLES, 'PUBLIC']],
      )
    ).rows.map(({ line }) => line)
  // $1 stands in each, so that one way of asking serves all.
  const ours = `$1::text[] IS NOT NULL`
  const role = `CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END`
  const isOurs = `(${role}) = ANY ($1::text[])`
  const noExtension = (id: string, catalogue: string) =>
    `NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = ${id} AND e.classid = '${catalogue}'::regclass AND e.deptype = 'e')`
  return {
    policies:
      await lines(`SELECT c.relname::text AS line FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND ${ours}
      UNION ALL SELECT format('%s: %s → %s (%s)', p.tablename, p.policyname, array_to_string(ARRAY(SELECT r FROM unnest(p.roles) r ORDER BY r::text COLLATE "C"), ', '), p.cmd)
      FROM pg_policies p WHERE p.schemaname = 'public'`),
    rights:
      await lines(`SELECT format('%s: %s %s', c.relname, ${role}, a.privilege_type) AS line FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner))) a
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relname <> '_prisma_migrations' AND ${isOurs}
      UNION ALL SELECT format('%s.%s: %s %s', c.relname, t.attname, ${role}, a.privilege_type) FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND NOT t.attisdropped, aclexplode(t.attacl) a
        WHERE c.relnamespace = 'public'::regnamespace AND ${isOurs}
      UNION ALL SELECT format('%s(%s): %s %s', f.proname, pg_get_function_identity_arguments(f.oid), ${role}, a.privilege_type) FROM pg_proc f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
        WHERE f.pronamespace = 'public'::regnamespace AND ${noExtension('f.oid', 'pg_proc')} AND ${isOurs}`),
    triggers: await lines(`SELECT format('%s: %s', c.relname, g.tgname) AS line FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal AND g.tgenabled <> 'D' AND ${ours}`),
  }
}

/** As the migrations make them; `npm run db:diff -- --write` writes it, and a test compares. */
export const wallsExpected = (): Walls => JSON.parse(readFileSync(WALLS, 'utf8')) as Walls

/**
 * A copy of a database that was put back without its roles has every table and none of what keeps people apart: whoever logs in would read
 * everything, or nothing at all. Such a database is not opened.
 */
export async function refuseMissingWalls(client: pg.Client, expected: Walls = wallsExpected()): Promise<void> {
  const found = await wallsOf(client)
  const missing = (kind: keyof Walls): string[] => {
    const there = new Set(found[kind])
    return expected[kind].filter((line) => !there.has(line))
  }
  const known = new Set(expected.rights)
  const opened = found.rights.filter((line) => / PUBLIC [A-Z]+$/u.test(line) && !known.has(line))
  const [policies, rights, triggers] = [missing('policies'), missing('rights'), missing('triggers')]
  const faults = [
    policies.length > 0 && `${policies.length} av ${expected.policies.length} regler för vem som ser vilken rad`,
    rights.length > 0 && `${rights.length} av ${expected.rights.length} rättigheter`,
    triggers.length > 0 && `${triggers.length} av ${expected.triggers.length} spärrar`,
  ].filter((words) => words !== false)
  if (faults.length === 0 && opened.length === 0) return
  const first = [...policies, ...rights, ...triggers, ...opened][0]
  throw new SetupProblem(
    [
      faults.length > 0 ? `Databasen saknar ${faults.join(', ')}.` : `Databasen har öppnat ${opened.length} rättigheter för alla.`,
      `Den första är: ${first}.`,
      'Så ser en databas ut som har återställts utan sina roller. Portalen startar inte med den, eftersom fel personer då skulle kunna läsa.',
      'Återställ säkerhetskopian igen med rollerna samverkan_app och samverkan_worker på plats, i en tom databas.',
    ].join(' '),
  )
}
