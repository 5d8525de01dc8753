import { hash } from '@node-rs/argon2'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giverOf, passwordHashing, scopeOf } from '@samverkan/domain'
import { ofSession } from '../lib/db.ts'
import { newId, newToken, sha256 } from '../lib/ids.ts'
import { sql } from '../lib/sql.ts'
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

describe('somebody else, claimed in settings that any SQL may set', () => {
  let admin: Person
  let reader: Person
  const word = 'ett lösenord som ingen gissar'
  /** Everything the API says of a viewer who is logged in, and so everything that an attacker can say as well. */
  const claim = (who: Person, functionCode: string, scope: string): string =>
    `SELECT ${Object.entries({ user: who.id, actor: who.actorId ?? '', function: functionCode, scope })
      .map(([name, value]) => `set_config('app.${name}', '${value}', false)`)
      .join(', ')}`
  const hex = (value: Buffer): string => `'\\x${value.toString('hex')}'::bytea`
  beforeAll(async () => {
    admin = await t.person('system-admin', null)
    reader = await t.person('reader', 'nacka')
    await t.owner('UPDATE user_accounts SET password_hash = $2 WHERE user_id = $1', [admin.id, await hash(word, passwordHashing)])
  })

  const rights = () => t.owner('SELECT * FROM user_functions ORDER BY id')
  test('gives nobody a function and takes none away', async () => {
    const before = await rights()
    const later = new Date('2030-01-01').toISOString()
    await attack([
      claim(admin, 'system-admin', 'region'),
      `INSERT INTO user_functions (id, user_id, function_code, valid_from) VALUES ('${newId()}', '${reader.id}', 'system-admin', '2026-01-01')`,
      `UPDATE user_functions SET function_code = 'system-admin', actor_id = NULL WHERE id = '${reader.functionId}'`,
      `UPDATE user_functions SET valid_to = '2026-01-02'`,
      'DELETE FROM user_functions',
      `SELECT user_function_give('${newId()}', '${reader.id}', 'system-admin', NULL, false, '2026-01-01', NULL)`,
      `SELECT user_function_change('${reader.functionId}', true, '${later}')`,
    ])
    expect(await rights()).toEqual(before)
  })

  test('adds, changes, disables and invites nobody', async () => {
    const people = () =>
      t.owner('SELECT u.*, a.email, a.phone, a.password_hash FROM users u LEFT JOIN user_accounts a ON a.user_id = u.id ORDER BY u.id')
    const links = () => t.owner('SELECT * FROM user_invitations ORDER BY id')
    const [before, linksBefore] = [await people(), await links()]
    await attack([
      claim(admin, 'system-admin', 'region'),
      `INSERT INTO users (id, name) VALUES ('${newId()}', 'Ny')`,
      `UPDATE users SET status = 'disabled', name = 'Annan', version = version + 1, is_demo = true`,
      `UPDATE user_accounts SET email = 'mine@evil.example', password_hash = 'x'`,
      `SELECT user_add('${newId()}', 'Ny', NULL, 'ny@evil.example', NULL)`,
      `SELECT user_details_save('${admin.id}', 'Annan', 'mine@evil.example', NULL)`,
      `SELECT user_status_save('${reader.id}', 'disabled')`,
      `SELECT user_changed('${reader.id}')`,
      `INSERT INTO user_invitations (id, user_id, purpose, token_hash, created_at, expires_at) VALUES ('${newId()}', '${admin.id}', 'reset', ${hex(sha256('mine'))}, '2026-01-01', '2030-01-01')`,
      `UPDATE user_invitations SET token_hash = ${hex(sha256('mine'))}`,
      `SELECT invitation_make('${newId()}', '${admin.id}', 'invitation', false, '2026-01-01', '2030-01-01')`,
      `SELECT invitations_withdraw('${admin.id}', '2026-01-01')`,
    ])
    expect(await people()).toEqual(before)
    expect(await links()).toEqual(linksBefore)
  })

  test('begins no session and ends none', async () => {
    const sessions = () => t.owner('SELECT * FROM user_sessions ORDER BY id')
    const before = await sessions()
    const token = newToken()
    const begin = (proof: string, via: string): string =>
      `SELECT log_in_begin('${newId()}', ${hex(sha256(token))}, '${admin.id}', '${admin.functionId}', NULL, '2026-11-24', '2030-01-01', '${via}', ${proof}, NULL, NULL)`
    const [kept] = await t.owner<{ rest: string }>(
      "SELECT substring(password_hash FROM '[^$]*$') AS rest FROM user_accounts WHERE user_id = $1",
      [admin.id],
    )
    await attack([
      claim(admin, 'system-admin', 'region'),
      `INSERT INTO user_sessions (id, token_hash, user_id, user_function_id, created_at, last_seen_at, expires_at)
       VALUES ('${newId()}', ${hex(sha256(token))}, '${admin.id}', '${admin.functionId}', '2026-11-24', '2026-11-24', '2030-01-01')`,
      `UPDATE user_sessions SET ended_at = '2026-11-24', end_reason = 'log_out'`,
      `UPDATE user_sessions SET token_hash = ${hex(sha256(token))} WHERE id = '${admin.sessionId}'`,
      // What was kept of a password, had somebody got hold of it, opens nothing; nor is a person of no demo let in as one of its people.
      begin('NULL', 'password'),
      begin(hex(Buffer.from(kept?.rest ?? '', 'base64')), 'password'),
      begin('NULL', 'demo'),
      begin('NULL', 'whatever'),
      // As it was before.
      `SELECT log_in_begin('${newId()}', ${hex(sha256(token))}, '${admin.id}', '${admin.functionId}', NULL, '2026-11-24'::timestamptz, '2030-01-01'::timestamptz, 'password', NULL::uuid, NULL::uuid, NULL::bytea)`,
      `SELECT session_open('${newId()}', ${hex(sha256(token))}, '${admin.id}', '${admin.functionId}', NULL, '2026-11-24', '2030-01-01', NULL)`,
      `SELECT session_end('${admin.sessionId}', 'log_out', '2026-11-24')`,
      `SELECT user_sessions_end('${admin.id}', 'log_out', '2026-11-24')`,
      `SELECT viewer_enter(${hex(sha256(token))})`,
    ])
    expect(await sessions()).toEqual(before)
    expect(
      (await t.app.inject({ method: 'GET', url: '/api/sessions/current', headers: { cookie: `__Host-sid=${token}` } })).statusCode,
    ).toBe(401)
  })

  test('journals as nobody but the viewer whom Postgres has found out itself', async () => {
    const row = (data: string): string =>
      `SELECT journal_append('2026-11-24', 'users.tried', 'user', '${admin.id}', NULL, NULL, '{}', '{"tried":"${data}"}', NULL)`
    const refused = await attack([
      claim(admin, 'system-admin', 'region'),
      row('user'),
      "SELECT set_config('app.user', '', false), set_config('app.function', '', false)",
      `SELECT set_config('app.actor', '${reader.actorId}', false)`,
      row('actor'),
      "SELECT set_config('app.actor', '', false), set_config('app.function', 'lst-tib', false)",
      row('function'),
      `SELECT set_config('app.function', '', false), set_config('app.seal', '${'0'.repeat(64)}', false), set_config('app.user', '${admin.id}', false)`,
      row('seal'),
    ])
    expect(refused).toHaveLength(4)
    expect(await t.owner("SELECT data FROM journal WHERE data ? 'tried' AND data ->> 'tried' <> 'names'")).toEqual([])
  })

  test('gets no further with a session of their own: its seal fits this person, this transaction and this connection alone', async () => {
    const enter = `SELECT viewer_enter(${hex(sha256(reader.token))})`
    const row = (as: string): string =>
      `SELECT journal_append('2026-11-24', 'users.sealed', 'user', '${reader.id}', NULL, NULL, '{}', '{"sealed":"${as}"}', NULL)`
    const keep = "SELECT set_config('mine.seal', current_setting('app.seal'), false)"
    const seal = "SELECT set_config('app.seal', current_setting('mine.seal'), true)"
    await attack([
      'BEGIN',
      enter,
      row('own'),
      'COMMIT',
      'BEGIN',
      enter,
      `SELECT set_config('app.user', '${admin.id}', true)`,
      row('another person'),
      'COMMIT',
      'BEGIN',
      enter,
      "SELECT set_config('app.function', 'system-admin', true)",
      row('another function'),
      'COMMIT',
      'BEGIN',
      enter,
      keep,
      'COMMIT',
      'BEGIN',
      claim(reader, 'reader', 'actor').replaceAll('false)', 'true)'),
      seal,
      row('another transaction'),
      'COMMIT',
      'BEGIN',
      enter,
      `SELECT user_function_give('${newId()}', '${admin.id}', 'reader', '${reader.actorId}', false, '2026-01-01', NULL)`,
      'COMMIT',
    ])
    expect(await t.owner("SELECT user_id, function_code, data ->> 'sealed' AS as FROM journal WHERE type = 'users.sealed'")).toEqual([
      { user_id: reader.id, function_code: 'reader', as: 'own' },
    ])
    expect(await t.owner('SELECT count(*)::int AS n FROM user_functions WHERE user_id = $1', [admin.id])).toEqual([{ n: 1 }])
  })

  test('neither forgets nor reads what was counted of guesses', async () => {
    const refused = await attack([
      claim(admin, 'system-admin', 'region'),
      'DELETE FROM user_login_throttles',
      'UPDATE user_login_throttles SET failures = 0',
      'SELECT * FROM user_login_throttles',
    ])
    expect(refused).toHaveLength(3)
    for (const message of refused) expect(message).toMatch('permission denied')
  })

  test('changes no setting', async () => {
    const before = await t.owner('SELECT * FROM settings ORDER BY key')
    await attack([
      claim(admin, 'system-admin', 'region'),
      "UPDATE settings SET value = '1'",
      "INSERT INTO settings (key, value, note) VALUES ('mine', '1', 'x')",
      'DELETE FROM settings',
    ])
    expect(await t.owner('SELECT * FROM settings ORDER BY key')).toEqual(before)
  })

  test('reads no hash: of a password, a session, a link, an answer link, a calendar', async () => {
    for (const [table, column] of [
      ['user_accounts', 'password_hash'],
      ['user_sessions', 'token_hash'],
      ['user_invitations', 'token_hash'],
      ['outbox_attempts', 'token_hash'],
      ['meeting_calendar_feeds', 'token_hash'],
      ['viewer_seal_keys', 'key'],
    ] as const) {
      const refused = await attack([
        claim(admin, 'system-admin', 'region'),
        `SELECT ${column} FROM ${table}`,
        `SELECT 1 FROM ${table} WHERE ${column} IS NOT NULL`,
      ])
      expect(refused, table).toEqual([expect.stringContaining('permission denied'), expect.stringContaining('permission denied')])
    }
    const rows = await t.db.lookUp<{ found: string }>(sql`SELECT log_in_look_up(${admin.email}, '{}', ${t.clock.now()})::text AS found`)
    const [kept] = await t.owner<{ rest: string }>(
      "SELECT substring(password_hash FROM '[^$]*$') AS rest FROM user_accounts WHERE user_id = $1",
      [admin.id],
    )
    expect(kept?.rest).toMatch(/^[\w+/]{43}$/)
    expect(rows?.found).toContain('$argon2id$v=19$')
    expect(rows?.found).not.toContain(kept?.rest)
  })

  test('nor what another connection of the same log-in shows to begin with', async () => {
    await t.db.inViewer(
      ofSession({ userId: reader.id, actorId: reader.actorId, functionCode: 'reader', scope: 'actor' }, sha256(reader.token)),
      async (tx) => {
        await tx.run(sql`SELECT 1`)
        const client = new pg.Client({ connectionString: t.database.appUrl })
        await client.connect()
        const { rows } = await client.query<{ query: string }>('SELECT query FROM pg_stat_activity WHERE datname = current_database()')
        await client.end()
        expect(rows.length).toBeGreaterThan(1)
        expect(JSON.stringify(rows)).not.toContain(sha256(reader.token).toString('hex'))
      },
    )
  })

  test('has no new password sent to another address, nor chosen without its letter', async () => {
    const link = newId()
    const message = (purpose: string, id: string): string =>
      `SELECT outbox_queue_mail('[{"id":"${newId()}","purpose":"${purpose}","destination":"mine@evil.example","subject":"s","body":"b","maxAttempts":1,"giveUpAt":"2030-01-01","linkId":"${id}","linkKeyVersion":1}]', '2026-01-01')`
    const [before] = await t.owner('SELECT password_hash FROM user_accounts WHERE user_id = $1', [admin.id])
    await attack([
      claim(admin, 'system-admin', 'region'),
      `SELECT invitation_make('${link}', '${admin.id}', 'reset', true, '2026-11-24', '2030-01-01')`,
      message('reset', link),
      message('invitation', link),
      `INSERT INTO outbox_messages (id, purpose, channel, destination, subject, body, give_up_at, created_at, link_id, link_key_version)
       VALUES ('${newId()}', 'reset', 'email', 'mine@evil.example', 's', 'b', '2030-01-01', '2026-01-01', '${link}', 1)`,
      `SELECT invitation_arm('${link}', ${hex(sha256('mine'))})`,
      `SELECT set_config('app.invited', '${admin.id}', false)`,
      `SELECT password_choose('${link}', 'x', '2026-11-24')`,
      `SELECT password_renew('${admin.id}', NULL, 'x')`,
      `SELECT first_admin_make(${hex(sha256('mine'))}, '${newId()}', '${newId()}', 'Ny', 'ny@evil.example', 'x', '2026-11-24')`,
    ])
    expect(await t.owner("SELECT id FROM outbox_messages WHERE destination = 'mine@evil.example'")).toEqual([])
    expect(await t.owner('SELECT token_hash FROM user_invitations WHERE id = $1', [link])).toEqual([{ token_hash: null }])
    expect((await t.owner('SELECT password_hash FROM user_accounts WHERE user_id = $1', [admin.id]))[0]).toEqual(before)
  })

  test('what Postgres knows of sight and of who gives what is what the domain says', async () => {
    const codes = (await t.owner<{ code: string }>('SELECT code FROM functions ORDER BY code')).map(({ code }) => code)
    expect(Object.keys(giverOf).toSorted()).toEqual(codes.toSorted())
    for (const code of [...codes, 'unheard-of'])
      expect(await t.owner('SELECT function_scope($1) AS scope, function_giver($1) AS giver', [code]), code).toEqual([
        { scope: scopeOf(code), giver: giverOf[code] ?? 'nobody' },
      ])
  })
})
