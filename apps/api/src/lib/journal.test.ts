import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signJournalHead } from '../jobs/upkeep.ts'
import { loggedIn, startApp, type TestApp } from '../test/app.ts'
import { newId } from './ids.ts'
import { append } from './journal.ts'
import { verifyJournal } from './journal-verification.ts'
import { openDatabase } from './db.ts'

let t: TestApp
beforeEach(async () => {
  t = await startApp()
  const nacka = await t.person('contact-function', 'nacka')
  const viewer = loggedIn(nacka, { userId: nacka.id, actorId: nacka.actorId, functionCode: 'contact-function', scope: 'actor' })
  for (let i = 0; i < 10; i++) {
    await t.db.inViewer(viewer, (tx) =>
      append(tx, {
        at: t.clock.now(),
        type: 'activations.requested',
        subject: { type: 'activation-request', id: newId() },
        audience: [nacka.actorId ?? ''],
        data: { wantedForumId: newId() },
        payload: 'åäö',
      }),
    )
  }
})
afterEach(() => t.close())

const verify = () => verifyJournal(t.database.workerUrl, t.config.keys)
const sign = async () => {
  const db = openDatabase(t.database.workerUrl, 1, () => {})
  try {
    return await signJournalHead(db, t.config.keys, t.clock.now())
  } finally {
    await db.close()
  }
}
/** What only the owner of the database can do, past the triggers and the keys between tables. */
const tamper = async (...statements: string[]) => {
  await t.owner('ALTER TABLE journal DISABLE TRIGGER USER')
  await t.owner('ALTER TABLE journal_heads DROP CONSTRAINT journal_heads_journal_id_fkey')
  for (const statement of statements) await t.owner(statement)
  await t.owner('ALTER TABLE journal ENABLE TRIGGER USER')
}
/** Writes every hash from this row on anew, as somebody who knows how the chain is made would. */
const rechain = `DO $$ DECLARE j journal; prev bytea := decode(repeat('00', 32), 'hex'); BEGIN
  FOR j IN SELECT * FROM journal ORDER BY id LOOP
    UPDATE journal SET prev_hash = prev, hash = journal_row_hash(prev, j) WHERE id = j.id;
    prev := journal_row_hash(prev, j);
  END LOOP; END $$`

describe('the journal', () => {
  test('is whole as it was written', async () => {
    await sign()
    expect(await verify()).toMatchObject({ rows: 10, lastId: 10, signedHeads: 1, faults: [] })
  })

  test.each([
    ['an edited row', "UPDATE journal SET data = '{}' WHERE id = 4", [4, 'changed']],
    ['a row that says it was somebody else', 'UPDATE journal SET user_id = NULL WHERE id = 4', [4, 'changed']],
    ['a row at another time', "UPDATE journal SET at = at + interval '1 second' WHERE id = 4", [4, 'changed']],
    ['a removed row', 'DELETE FROM journal WHERE id = 4', [4, 'missing']],
    [
      'two rows that changed places',
      'UPDATE journal SET id = CASE id WHEN 4 THEN -5 ELSE -4 END WHERE id IN (4, 5); UPDATE journal SET id = -id WHERE id < 0',
      [4, 'changed'],
    ],
  ])('%s is named', async (_what, statement, [row, what]) => {
    await sign()
    await tamper(...statement.split('; '))
    expect((await verify()).faults[0]).toMatchObject({ row, what })
  })

  test('rows cut off at the end are named by the signed head', async () => {
    await sign()
    await tamper('DELETE FROM journal WHERE id > 7')
    expect((await verify()).faults).toMatchObject([{ row: 8, what: 'cut-off', says: expect.stringContaining('rows 8–10 were cut off') }])
  })

  test('rows cut off together with their signed heads are named by a copy kept elsewhere', async () => {
    const head = await sign()
    await tamper('DELETE FROM journal_heads', 'DELETE FROM journal WHERE id > 7')
    expect((await verify()).faults).toEqual([])
    expect((await verifyJournal(t.database.workerUrl, t.config.keys, head ? [head] : [])).faults).toMatchObject([
      { row: 8, what: 'cut-off' },
    ])
  })

  test('a chain written anew from an edited row is named by the signed head', async () => {
    await sign()
    await tamper("UPDATE journal SET data = '{}' WHERE id = 4", rechain)
    expect((await verify()).faults).toMatchObject([{ row: 10, what: 'changed' }])
  })

  test('a head signed with another key is named', async () => {
    await sign()
    await tamper("UPDATE journal_heads SET signature = decode(repeat('00', 64), 'hex')")
    expect((await verify()).faults).toMatchObject([{ row: 10, what: 'bad-signature' }])
  })

  test('can be changed by nobody through the log-ins of the API and the worker, nor by the owner by mistake', async () => {
    const asRole = async (url: string, text: string): Promise<string> => {
      const db = openDatabase(url, 1, () => {})
      try {
        await db.lookUp({ text, values: [], name: 'tamper' })
        return 'done'
      } catch (error) {
        return (error as Error).message
      } finally {
        await db.close()
      }
    }
    for (const text of [
      "UPDATE journal SET data = '{}'",
      'DELETE FROM journal',
      'TRUNCATE journal CASCADE',
      "INSERT INTO journal (id, at, type, subject_type, subject_id, prev_hash, hash) VALUES (99, app_now(), 'a.b', 'x', gen_random_uuid(), '', '')",
    ]) {
      expect(await asRole(t.database.appUrl, text), text).toContain('permission denied')
      expect(await asRole(t.database.workerUrl, text), text).toContain('permission denied')
    }
    await expect(t.owner("UPDATE journal SET data = '{}'")).rejects.toThrow('append-only')
    await expect(t.owner('TRUNCATE journal CASCADE')).rejects.toThrow('append-only')
  })
})
