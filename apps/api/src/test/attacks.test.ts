import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { type Person, startApp, type TestApp } from './app.ts'
import { answerAll, openRound, roundOf } from './assessments.ts'

/**
 * Somebody who has found a way to send SQL as the log-in of the API or the worker, and tries to become more than that log-in. Each
 * attack is written out in full, with the outcome it must not have.
 */
let t: TestApp
let assessor: Person
let assessmentId: string
beforeAll(async () => {
  t = await startApp()
  const office = await t.person('koordinator', null)
  assessor = await t.person('assessor', 'nacka')
  await openRound(t, office)
  assessmentId = (await roundOf(t, office, 2026)).assessments.find((one) => one.actorCode === 'nacka')?.id ?? ''
  await answerAll(t, assessmentId, assessor.id)
  await t.owner("UPDATE assessments SET state = 'submitted', submitted_at = app_now(), signed_by = $2 WHERE id = $1", [
    assessmentId,
    assessor.id,
  ])
})
afterAll(() => t.close())

/** Runs the statements one by one on one connection and goes on after a refusal, as an attacker would; answers what was refused. */
const attack = async (statements: string[], url = t.database.appUrl): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const refused: string[] = []
  try {
    for (const statement of statements) await client.query(statement).catch((error: Error) => refused.push(error.message))
  } finally {
    await client.end()
  }
  return refused
}

describe.each([
  ['as the database is', false],
  // Where the owner of DATABASE_URL may not take the right back, the functions must stand by themselves.
  ['even where temporary tables are allowed', true],
])('names laid over ours, %s', (_, isAllowed) => {
  beforeAll(async () => {
    const database = new URL(t.database.ownerUrl).pathname.slice(1)
    await t.owner(`${isAllowed ? 'GRANT' : 'REVOKE'} TEMPORARY ON DATABASE ${database} ${isAllowed ? 'TO' : 'FROM'} PUBLIC`)
  })

  test('a temporary outbox_messages does not run its trigger as the owner', async () => {
    for (const url of [t.database.appUrl, t.database.workerUrl]) {
      await attack(
        [
          'CREATE TEMP TABLE outbox_messages (LIKE public.outbox_messages INCLUDING DEFAULTS)',
          'ALTER TABLE pg_temp.outbox_messages ADD UNIQUE (order_key)',
          'GRANT ALL ON pg_temp.outbox_messages TO PUBLIC',
          `CREATE FUNCTION pg_temp.become() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             UPDATE public.users SET name = 'by ' || current_user; RETURN NEW; END $$`,
          'CREATE TRIGGER become BEFORE INSERT ON pg_temp.outbox_messages FOR EACH ROW EXECUTE FUNCTION pg_temp.become()',
          `SELECT public.outbox_queue_mail('[{"id":"${newId()}","purpose":"notice","destination":"a@example.test","subject":"s","body":"b","maxAttempts":1,"giveUpAt":"2030-01-01"}]', '2026-01-01')`,
        ],
        url,
      )
    }
    expect(await t.owner("SELECT name FROM users WHERE name LIKE 'by %'")).toEqual([])
  })

  test('a temporary assessments does not unlock signed answers', async () => {
    const before = await t.owner('SELECT * FROM assessment_answers WHERE assessment_id = $1 ORDER BY indicator_id', [assessmentId])
    expect(before).toHaveLength(56)
    const refused = await attack([
      `SELECT set_config('app.actor', '${assessor.actorId}', false), set_config('app.scope', 'actor', false), set_config('app.user', '${assessor.id}', false)`,
      'CREATE TEMP TABLE assessments AS SELECT * FROM public.assessments',
      "UPDATE pg_temp.assessments SET state = 'in_progress'",
      `UPDATE public.assessment_answers SET value = 0, not_applicable = false, version = version + 1 WHERE assessment_id = '${assessmentId}'`,
    ])
    expect(refused.at(-1)).toMatch('is locked')
    expect(await t.owner('SELECT * FROM assessment_answers WHERE assessment_id = $1 ORDER BY indicator_id', [assessmentId])).toEqual(before)
  })

  test('neither a function nor an operator nor a type of one’s own is found by ours', async () => {
    const refused = await attack([
      'CREATE SCHEMA mine',
      "CREATE FUNCTION pg_temp.app_user() RETURNS uuid LANGUAGE sql AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$",
      "CREATE FUNCTION public.coalesce(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$",
      'CREATE OPERATOR public.= (leftarg = text, rightarg = uuid, function = texteq)',
      "CREATE TYPE pg_temp.uuid AS ENUM ('x')",
      'SET search_path = pg_temp, public, pg_catalog',
      `SELECT public.journal_append('2026-01-01', 'notices.tried', 'user', '${assessor.id}', NULL, NULL, '{}', '{"tried":"names"}', NULL)`,
    ])
    expect(refused.filter((message) => message.includes('permission denied'))).not.toHaveLength(0)
    expect(await t.owner(`SELECT DISTINCT user_id FROM journal WHERE data ->> 'tried' = 'names'`)).toEqual([{ user_id: null }])
  })
})

test('neither log-in makes a temporary table', async () => {
  const database = new URL(t.database.ownerUrl).pathname.slice(1)
  await t.owner(`REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC`)
  for (const url of [t.database.appUrl, t.database.workerUrl])
    expect(await attack(['CREATE TEMP TABLE assessments (id int)', 'CREATE TEMP VIEW users AS SELECT 1'], url)).toEqual([
      expect.stringContaining('permission denied to create temporary tables'),
      expect.stringContaining('permission denied to create temporary tables'),
    ])
})
