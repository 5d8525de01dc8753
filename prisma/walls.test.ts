import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../tools/test-database/server.ts'
import { migrate } from './migrate.ts'
import { asOwner, SetupProblem } from './owner.ts'
import { wallsExpected, wallsOf } from './walls.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await cloneDatabase(inject('testServer'))
})
afterEach(() => database.drop())
const change = (text: string) => asOwner(database.ownerUrl, (client) => client.query(text))
const refusal = async (): Promise<string> =>
  migrate(database.ownerUrl).then(
    () => 'started',
    (error: unknown) => (error instanceof SetupProblem ? error.message : String(error)),
  )

test('prisma/walls.json says what the migrations make (else: npm run db:diff -- --write)', async () => {
  const walls = await asOwner(database.ownerUrl, wallsOf)
  expect(walls).toEqual(wallsExpected())
  // Not an empty answer that equals an empty file.
  expect([walls.policies.length > 80, walls.rights.length > 200, walls.triggers.length > 20]).toEqual([true, true, true])
})

describe('a database is not opened', () => {
  test('as it is, it is', async () => expect(await refusal()).toBe('started'))
  test.each([
    ['DROP POLICY own_or_region ON outbox_messages', /Databasen saknar 1 av \d+ regler .*outbox_messages: own_or_region/u],
    ['ALTER TABLE journal DISABLE ROW LEVEL SECURITY', /Databasen saknar 1 av \d+ regler .*Den första är: journal\./u],
    ['REVOKE SELECT ON incidents FROM samverkan_app', /Databasen saknar 1 av \d+ rättigheter.*incidents: samverkan_app SELECT/u],
    ['DROP TRIGGER journal_append_only ON journal', /Databasen saknar 1 av \d+ spärrar.*journal: journal_append_only/u],
    ['ALTER TABLE journal DISABLE TRIGGER journal_append_only', /Databasen saknar 1 av \d+ spärrar/u],
    [
      'GRANT SELECT ON user_accounts TO PUBLIC',
      /Databasen har öppnat 1 rättigheter för alla\. Den första är: user_accounts: PUBLIC SELECT/u,
    ],
    ['GRANT EXECUTE ON FUNCTION setting_save(uuid, int, jsonb, timestamptz) TO PUBLIC', /har öppnat 1 .*setting_save/u],
  ])('after %s', async (statement, words) => {
    await change(statement)
    expect(await refusal()).toMatch(words)
    expect(await refusal(), 'and not at the second try').toMatch(words)
  })
  test('that was put back without its roles: every policy and every right is gone, and the sentence says how many', async () => {
    await change(`DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT * FROM pg_policies WHERE schemaname = 'public' LOOP EXECUTE format('DROP POLICY %I ON %I', one.policyname, one.tablename); END LOOP;
      REVOKE ALL ON ALL TABLES IN SCHEMA public FROM samverkan_app, samverkan_worker;
    END $$`)
    const words = await refusal()
    const [, gone, all] = /saknar (\d+) av (\d+) regler/u.exec(words) ?? []
    expect(Number(gone)).toBeGreaterThan(60)
    expect(Number(gone)).toBeLessThan(Number(all))
    expect(words).toMatch(/\d+ av \d+ rättigheter\..*återställts utan sina roller.*samverkan_worker på plats, i en tom databas\.$/u)
  })
})
