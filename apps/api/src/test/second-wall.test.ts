import type { Incident } from '@samverkan/contract'
import type { Viewer } from '@samverkan/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, sha256 } from '../lib/ids.ts'
import { append } from '../lib/journal.ts'
import { loggedIn, type Person, startApp, type TestApp } from './app.ts'
import { answerAll, openRound, roundOf } from './assessments.ts'
import { activationRequest } from './builders.ts'
import { createMeasure } from './measures.ts'
import { activation, giveToken, key, mailTo, makeCallList } from './call-list.ts'
import { conference, plan, planIn, read, run } from './meetings.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  await makeCallList(t.owner)
  await activationRequest(t, 'nacka', nacka.id)
  const activated = await t.as(tib)('POST', '/api/activations', activation(), key())
  await giveToken(t.owner, activated.json<Incident>().code, mailTo('kontakt', 'nacka'))
  await t.owner(
    "INSERT INTO user_invitations (id, user_id, purpose, token_hash, created_at, expires_at) VALUES ($1, $2, 'invitation', $3, app_now(), app_now())",
    [newId(), nacka.id, sha256('nobody')],
  )
  await t.as(nacka)('PUT', '/api/users/subscriptions/meetings', { isOn: true })
  const meeting = await plan(t, tib, { forumCode: conference, asksReports: true })
  await t.as(nacka)('PUT', `/api/meetings/${meeting}/report`, { kind: 'nothing', lines: [], basedOn: 0 })
  await t.as(nacka)('POST', '/api/meetings/calendar')
  const open = await planIn(t, tib, 30)
  await run(t, tib, open, 'open')
  const itemId = (await read(t, tib, open)).agenda[0]?.id
  const asked = { actorCode: 'nacka', text: 'Hur länge räcker reservkraften?', dueOn: '2027-01-15' }
  const question = await t.as(tib)('POST', `/api/meetings/${open}/agenda/${itemId}/questions`, asked, key())
  const answer = { text: 'Sjutton timmar', basedOn: 0 }
  await t.as(nacka)('PUT', `/api/meetings/${open}/questions/${question.json<{ id: string }>().id}/answer`, answer)
  const office = await t.person('koordinator', null)
  await openRound(t, office)
  const assessmentId = (await roundOf(t, office, 2026)).assessments.find((one) => one.actorCode === 'nacka')?.id ?? ''
  await answerAll(t, assessmentId, nacka.id)
  await createMeasure(t, office, { origin: { kind: 'gap', assessmentId, subCapability: '1.3' } })
  await t.db.inViewer(loggedIn(nacka, viewerOf(nacka, 'actor')), (tx) =>
    append(tx, {
      at: t.clock.now(),
      type: 'activations.request-acknowledged',
      subject: { type: 'activation-request', id: newId() },
      audience: [nacka.actorId ?? ''],
      data: {},
    }),
  )
})
afterAll(() => t.close())

const viewerOf = (who: Person, scope: Viewer['scope']): Viewer => ({
  userId: who.id,
  actorId: who.actorId,
  functionCode: 'contact-function',
  scope,
})
/** Statements with names of tables in them: what no service would write, which is the point. */
const statement = (text: string, values: unknown[] = []) => ({ text, values, name: text.slice(0, 60) })
/** Of one person, whichever function they act as: not even the region reads them. */
const personal = ['meeting_calendar_feeds', 'user_subscriptions']
/** Said by an actor to all members: everybody reads it, nobody else writes it. */
const said = ['meeting_question_answers', 'meeting_questions', 'meeting_report_versions', 'meeting_reports']
/** Without a column for the actor: whose they are, their person says. */
const byPerson = ['user_invitations', ...personal]
/** Those of lägesbilder, where three walls meet, stand in features/situational-pictures/second-wall.test.ts. */
const rowLevelTables = async (): Promise<string[]> =>
  (
    await t.owner<{ relname: string }>(
      "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'situational_picture%' ORDER BY 1",
    )
  ).map((row) => row.relname)
/** What belongs to Nacka alone in a table. */
const belonging: Record<string, string> = {
  journal: 'audience = ARRAY[$1::uuid]',
  measures: 'gap_actor_id = $1::uuid',
  measure_events: 'measure_id IN (SELECT id FROM measures WHERE gap_actor_id = $1::uuid)',
}
const ofNacka = (table: string): string =>
  belonging[table] ?? (byPerson.includes(table) ? 'user_id IN (SELECT id FROM users WHERE actor_id = $1::uuid)' : 'actor_id = $1::uuid')
const countIn = async (table: string, viewer: Viewer): Promise<number> =>
  (
    await t.db.inViewer(viewer, (tx) =>
      tx.one<{ n: number }>(statement(`SELECT count(*)::int AS n FROM ${table} WHERE ${ofNacka(table)}`, [nacka.actorId])),
    )
  ).n

describe('rows of one actor', () => {
  test('are kept from another actor by Postgres itself, in every table that has them', async () => {
    const tables = await rowLevelTables()
    expect(tables).toEqual([
      'activation_requests',
      'actor_contact_channels',
      'assessment_answer_versions',
      'assessment_answers',
      'assessments',
      'call_out_recipients',
      'journal',
      'measure_events',
      'measures',
      'meeting_calendar_feeds',
      'meeting_question_answers',
      'meeting_questions',
      'meeting_report_versions',
      'meeting_reports',
      'outbox_attempts',
      'outbox_messages',
      'user_accounts',
      'user_invitations',
      'user_subscriptions',
    ])
    for (const table of tables) {
      const all =
        (await t.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE ${ofNacka(table)}`, [nacka.actorId]))[0]?.n ?? 0
      expect(all, `${table} has rows to hide`).toBeGreaterThan(0)
      expect(await countIn(table, viewerOf(nacka, 'actor')), `${table} to Nacka`).toBe(all)
      // Self-assessments are for the own actor and the office: not even a duty officer sees another's.
      const isNarrow = table.startsWith('assessment') || table.startsWith('measure') || personal.includes(table)
      // In the journal they are among what is for Nacka alone: the region sees the other rows of it.
      const inRegion = table === 'journal' ? all - 1 : all
      expect(await countIn(table, viewerOf(tib, 'region')), `${table} to the region`).toBe(isNarrow ? 0 : inRegion)
      expect(await countIn(table, { ...viewerOf(tib, 'region'), functionCode: 'koordinator' }), `${table} to the office`).toBe(
        personal.includes(table) ? 0 : all,
      )
      const toOthers = said.includes(table) ? all : 0
      expect(await countIn(table, viewerOf(salem, 'actor')), `${table} to Salem`).toBe(toOthers)
      expect(await countIn(table, { ...viewerOf(salem, 'actor'), actorId: null }), `${table} to somebody without an actor`).toBe(toOthers)
      expect(
        await countIn(table, { userId: null, actorId: null, functionCode: null, scope: 'system' }),
        `${table} before anybody is known`,
      ).toBe(['journal', 'user_accounts', 'user_invitations'].includes(table) ? all : 0)
    }
  })

  test('cannot be written or moved by another actor either', async () => {
    const salemWrites = (text: string) => t.db.inViewer(viewerOf(salem, 'actor'), (tx) => tx.run(statement(text, [nacka.actorId])))
    const [point] = await t.owner<{ id: string }>('SELECT id FROM actor_contact_points WHERE actor_id = $1 LIMIT 1', [nacka.actorId])
    await expect(
      salemWrites(
        `INSERT INTO actor_contact_channels (id, contact_point_id, actor_id, channel, address) VALUES ('${newId()}', '${point?.id}', $1, 'phone', '1')`,
      ),
    ).rejects.toThrow('row-level security')
    await expect(
      salemWrites(
        `INSERT INTO meeting_reports (meeting_id, actor_id, kind, lines, is_late, version, saved_at, saved_by) SELECT m.id, $1, 'nothing', '[]', false, 1, app_now(), '${salem.id}' FROM meetings m LIMIT 1`,
      ),
    ).rejects.toThrow('row-level security')
    for (const insert of [
      `INSERT INTO meeting_questions (id, meeting_id, item_id, actor_id, text, due_on, asked_at, asked_by) SELECT gen_random_uuid(), i.meeting_id, i.id, $1, 'x', '2027-01-01', app_now(), '${salem.id}' FROM meeting_items i JOIN meetings m ON m.id = i.meeting_id AND m.state = 'open' LIMIT 1`,
      `INSERT INTO meeting_question_answers (question_id, actor_id, version, text, answered_at, answered_by) SELECT q.id, $1, 2, 'x', app_now(), '${salem.id}' FROM meeting_questions q`,
    ])
      await expect(salemWrites(insert), insert).rejects.toThrow('row-level security')
    for (const change of [
      'UPDATE meeting_reports SET version = version + 1 WHERE actor_id = $1',
      'DELETE FROM meeting_calendar_feeds WHERE user_id IN (SELECT id FROM users WHERE actor_id = $1)',
      "UPDATE outbox_messages SET subject = 'x' WHERE actor_id = $1",
      'DELETE FROM actor_contact_channels WHERE actor_id = $1',
      'DELETE FROM user_subscriptions WHERE user_id IN (SELECT id FROM users WHERE actor_id = $1)',
    ]) {
      expect(await salemWrites(change), change).toBe(0)
    }
    await expect(salemWrites("UPDATE user_accounts SET phone = '1' WHERE actor_id = $1")).rejects.toThrow('permission denied')
    await expect(salemWrites(`UPDATE activation_requests SET actor_id = $1 WHERE actor_id = '${salem.actorId}'`)).resolves.toBe(0)
  })

  test('are never seen by a connection that says nothing about who is looking', async () => {
    const client = new pg.Client({ connectionString: t.database.appUrl })
    await client.connect()
    for (const table of await rowLevelTables())
      expect((await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows, table).toEqual([{ n: 0 }])
    await client.end()
  })

  test('are in no table that has an actor and no such rule, but for those that every member may read', async () => {
    const open = await t.owner<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns c JOIN pg_class p ON p.relname = c.table_name AND p.relnamespace = 'public'::regnamespace
       WHERE c.table_schema = 'public' AND c.column_name = 'actor_id' AND p.relkind = 'r' AND NOT p.relrowsecurity
         AND has_table_privilege('samverkan_app', p.oid, 'SELECT, INSERT, UPDATE, DELETE') ORDER BY 1`,
    )
    expect(open.map((row) => row.table_name)).toEqual([
      'activation_actors',
      'activation_answers',
      'actor_aliases',
      'actor_contact_points',
      'actor_designations',
      'actor_memberships',
      'adoptions',
      'meeting_actors',
      'meeting_note_versions',
      'meeting_notes',
      'roster_shifts',
      'target_vision_steps',
      'user_functions',
      'users',
    ])
    // What each actor adds to a published sum: no log-in at all (ADR 0017).
    for (const table of ['assessment_publication_parts', 'measure_publication_parts'])
      for (const role of ['samverkan_app', 'samverkan_worker'])
        expect(
          await t.owner(`SELECT has_table_privilege($1, $2, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') AS may`, [
            role,
            table,
          ]),
        ).toEqual([{ may: false }])
  })
})

describe('the log-in of the API', () => {
  const asApp = async (text: string, url = t.database.appUrl): Promise<string> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query("SELECT set_config('app.scope', 'region', false)")
      await client.query(text)
      return 'done'
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.end()
    }
  }

  test('can neither change nor remove what has been journalled or answered, nor write the journal past its function', async () => {
    for (const url of [t.database.appUrl, t.database.workerUrl]) {
      for (const table of ['journal', 'activation_answers']) {
        for (const change of [`UPDATE ${table} SET actor_id = NULL`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
          expect(await asApp(change, url), change).toMatch('permission denied')
      }
      expect(
        await asApp(
          "INSERT INTO journal (id, at, type, subject_type, subject_id, prev_hash, hash) VALUES (99, app_now(), 'a.b', 'x', gen_random_uuid(), '', '')",
          url,
        ),
      ).toMatch('permission denied')
    }
  })

  test('not even the owner changes a journalled row in passing', async () => {
    for (const table of ['journal', 'activation_answers']) {
      await t.owner(
        `INSERT INTO activation_answers (id, activation_id, actor_id, answer, via, by_user_id, is_late, answered_at) SELECT gen_random_uuid(), activation_id, actor_id, 'follows', 'portal', $1, false, app_now() FROM activation_actors LIMIT 1`,
        [tib.id],
      )
      await expect(t.owner(`UPDATE ${table} SET actor_id = actor_id`), table).rejects.toThrow('append-only')
      await expect(t.owner(`DELETE FROM ${table}`), table).rejects.toThrow('append-only')
    }
    await expect(t.owner('TRUNCATE journal CASCADE')).rejects.toThrow('append-only')
  })

  test('owns nothing, makes nothing and becomes nobody else', async () => {
    const roles = await t.owner<{
      rolname: string
      rolsuper: boolean
      rolbypassrls: boolean
      rolcreaterole: boolean
      rolcreatedb: boolean
      owned: number
    }>(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r
       WHERE rolname IN ('samverkan_app', 'samverkan_worker', $1, $2)`,
      [new URL(t.database.appUrl).username, new URL(t.database.workerUrl).username],
    )
    expect(roles).toHaveLength(4)
    for (const role of roles)
      expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owned: 0 })
    const owner = new URL(t.database.ownerUrl).username
    for (const attempt of [
      `SET ROLE "${owner}"`,
      'CREATE TABLE mine (id int)',
      'ALTER TABLE journal DISABLE TRIGGER ALL',
      'ALTER TABLE outbox_messages DISABLE ROW LEVEL SECURITY',
      'DROP POLICY own_or_region ON outbox_messages',
      'CREATE ROLE mine',
      'SET row_security = off; SELECT * FROM outbox_messages',
    ]) {
      const answer = await asApp(attempt)
      expect(answer, attempt).toMatch(/permission denied|must be owner|must be member|would be affected/)
    }
  })

  test('reads no password and no session as the worker', async () => {
    for (const table of ['user_accounts', 'user_sessions', 'user_invitations'])
      expect(await asApp(`SELECT * FROM ${table}`, t.database.workerUrl), table).toMatch('permission denied')
  })
})
