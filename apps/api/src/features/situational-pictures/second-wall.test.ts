import { createHash } from 'node:crypto'
import type { Viewer } from '@samverkan/domain'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { base, lift, line, openPicture, publish, readPicture, report, saveText } from '../../test/pictures.ts'

let t: TestApp
let tib: Person
let nacka: Person
let salem: Person
let id: string
beforeAll(async () => {
  t = await startApp()
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  salem = await t.person('contact-function', 'salem')
  await openIncident(t, { actors: ['nacka'] })
  id = await openPicture(t, tib)
  await report(t, nacka, id, { lines: [line('lyfts in'), line('stannar hos Nacka')] })
  await lift(t, tib, id, (await readPicture(t, nacka, id)).own?.lines[0]?.id ?? '')
  await saveText(t, tib, id, 'summary', 'Sammanfattning')
  await publish(t, tib, id)
  await t.as(nacka)('POST', `${base}/${id}/versions/1/acknowledgement`, {})
  await t.as(nacka)('PUT', `${base}/${id}/versions/1/acknowledgement`, { note: 'Krisledningen', basedOn: 1 })
  await report(t, nacka, id, { kind: 'unchanged', number: 2 })
  const kept = (await readPicture(t, nacka, id)).own?.lines.at(-1)?.id
  await t.as(nacka)('POST', `${base}/${id}/reports/lines/${kept}/withdrawal`, { reason: 'Fel' })
})
afterAll(() => t.close())

const as = (who: Person | null, scope: Viewer['scope']): Viewer => ({
  userId: who?.id ?? null,
  actorId: who?.actorId ?? null,
  functionCode: who ? 'contact-function' : null,
  scope,
})
const statement = (text: string, values: unknown[] = []) => ({ text, values, name: createHash('sha1').update(text).digest('hex') })
const countIn = async (table: string, viewer: Viewer): Promise<number> =>
  (await t.db.inViewer(viewer, (tx) => tx.one<{ n: number }>(statement(`SELECT count(*)::int AS n FROM ${table}`)))).n

/** Who sees the rows, by table: their own actor and the region; the region alone; every member. All rows here are Nacka's or the joint draft's. */
const own = [
  'asked',
  'reports',
  'report_lines',
  'report_repeats',
  'report_withdrawals',
  'acknowledgements',
  'acknowledgement_notes',
  'reads',
].map((name) => `situational_picture_${name}`)
const region = ['lines', 'line_versions', 'texts', 'text_versions'].map((name) => `situational_picture_${name}`)
const members = ['versions', 'version_lines'].map((name) => `situational_picture_${name}`)

test('every table of the feature that holds words or names an actor has a wall of its own', async () => {
  const tables = await t.owner<{ relname: string; relrowsecurity: boolean }>(
    "SELECT relname, relrowsecurity FROM pg_class WHERE relkind = 'r' AND relname LIKE 'situational_picture%' ORDER BY 1",
  )
  const open = ['situational_pictures', 'situational_picture_collections']
  expect(
    tables
      .filter((table) => table.relrowsecurity)
      .map((table) => table.relname)
      .sort(),
  ).toEqual([...own, ...region, ...members].sort())
  expect(
    tables
      .filter((table) => !table.relrowsecurity)
      .map((table) => table.relname)
      .sort(),
  ).toEqual(open.sort())
})

test.each([...own, ...region, ...members])('%s is kept from whom it is not for by Postgres itself', async (table) => {
  const all = (await t.owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0
  expect(all, 'has rows to hide').toBeGreaterThan(0)
  expect(await countIn(table, as(tib, 'region')), 'to the region').toBe(all)
  expect(await countIn(table, as(nacka, 'actor')), 'to Nacka').toBe(region.includes(table) ? 0 : all)
  expect(await countIn(table, as(salem, 'actor')), 'to Salem').toBe(members.includes(table) ? all : 0)
  expect(await countIn(table, { ...as(salem, 'actor'), actorId: null }), 'to somebody without an actor').toBe(
    members.includes(table) ? all : 0,
  )
  expect(await countIn(table, as(null, 'system')), 'before anybody is known').toBe(0)
  const client = new pg.Client({ connectionString: t.database.appUrl })
  await client.connect()
  expect((await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows, 'to a connection that says nothing').toEqual([{ n: 0 }])
  await client.end()
})

test('nobody reports, repeats or acknowledges in the name of another actor', async () => {
  const salemWrites = (text: string) => t.db.inViewer(as(salem, 'actor'), (tx) => tx.run(statement(text, [nacka.actorId])))
  const [version] = await t.owner<{ id: string; collection_id: string }>('SELECT id, collection_id FROM situational_picture_versions')
  for (const text of [
    `INSERT INTO situational_picture_reports (id, picture_id, collection_id, actor_id, kind, written_for, is_late, reported_at, reported_by) VALUES ('${newId()}', '${id}', '${version?.collection_id}', $1, 'nothing', 1, false, app_now(), '${salem.id}')`,
    `INSERT INTO situational_picture_acknowledgements (version_id, actor_id, user_id, acknowledged_at) VALUES ('${version?.id}', $1, '${salem.id}', app_now())`,
  ])
    await expect(salemWrites(text), text).rejects.toThrow('row-level security')
  await expect(
    salemWrites(
      `INSERT INTO situational_picture_lines (id, picture_id, heading, position, certainty, text, saved_at, saved_by) SELECT '${newId()}', '${id}', 'situation', 9, 'fact', 'x', app_now(), '${salem.id}' WHERE $1::uuid IS NOT NULL`,
    ),
  ).rejects.toThrow('row-level security')
})

test('Postgres lets the duty officer alone write down what an actor said, signed and marked; what is added belongs to that report', async () => {
  const [row] = await t.owner<{ id: string }>('SELECT id FROM situational_picture_collections ORDER BY number DESC')
  const duty = { ...as(tib, 'region'), functionCode: 'lst-tib' }
  const insert = (reportId: string, by: string, means: string | null) =>
    statement(
      `INSERT INTO situational_picture_reports (id, picture_id, collection_id, actor_id, kind, written_for, is_late, reported_at, reported_by, means, given_by)
       VALUES ($1, '${id}', '${row?.id}', '${nacka.actorId}', 'nothing', 1, false, app_now(), $2, $3, $4)`,
      [reportId, by, means, means && ''],
    )
  const write = (viewer: Viewer, by: string, means: string | null) => t.db.inViewer(viewer, (tx) => tx.run(insert(newId(), by, means)))
  await expect(write({ ...duty, functionCode: 'rsib' }, tib.id, 'phone'), 'another duty function').rejects.toThrow('row-level security')
  await expect(write({ ...duty, scope: 'actor' }, tib.id, 'phone'), 'without the region').rejects.toThrow('row-level security')
  await expect(write(duty, nacka.id, 'phone'), 'signed by another').rejects.toThrow('row-level security')
  await expect(write(duty, tib.id, null), 'as if the actor had written it').rejects.toThrow('row-level security')
  await expect(write(as(nacka, 'actor'), nacka.id, 'phone'), 'an actor as if somebody else had').rejects.toThrow('row-level security')

  const lineTo = (viewer: Viewer, reportId: string) =>
    t.db.inViewer(viewer, (tx) =>
      tx.run(
        statement(
          `INSERT INTO situational_picture_report_lines (id, report_id, picture_id, actor_id, seq, heading, certainty, text)
           VALUES ($2, $1, '${id}', '${nacka.actorId}', 90, 'situation', 'fact', 'sagt')`,
          [reportId, newId()],
        ),
      ),
    )
  const [own] = await t.owner<{ id: string }>('SELECT id FROM situational_picture_reports WHERE means IS NULL LIMIT 1')
  await expect(lineTo(duty, own?.id ?? ''), 'into what the actor wrote itself').rejects.toThrow('row-level security')
  const spoken = newId()
  await t.db.inViewer(duty, (tx) => tx.run(insert(spoken, tib.id, 'phone')))
  await lineTo(duty, spoken)
  await expect(lineTo({ ...duty, functionCode: 'rsib' }, spoken), 'by another function').rejects.toThrow('row-level security')

  const [said] = await t.owner<{ id: string }>('SELECT id FROM situational_picture_report_lines WHERE report_id = $1', [spoken])
  const [written] = await t.owner<{ id: string }>('SELECT id FROM situational_picture_report_lines WHERE report_id = $1', [own?.id])
  const takeBack = (viewer: Viewer, lineId: string | undefined, by: string) =>
    t.db.inViewer(viewer, (tx) =>
      tx.run(
        statement(
          `INSERT INTO situational_picture_report_withdrawals (line_id, actor_id, picture_id, withdrawn_at, withdrawn_by) VALUES ($1, '${nacka.actorId}', '${id}', app_now(), $2)`,
          [lineId, by],
        ),
      ),
    )
  await expect(takeBack(duty, written?.id, tib.id), 'what the actor wrote itself').rejects.toThrow('row-level security')
  await expect(takeBack({ ...duty, functionCode: 'rsib' }, said?.id, tib.id), 'another duty function').rejects.toThrow('row-level security')
  await expect(takeBack(as(salem, 'actor'), said?.id, salem.id), 'another actor').rejects.toThrow('row-level security')
  await expect(takeBack(duty, said?.id, nacka.id), 'signed by another').rejects.toThrow('row-level security')
  await takeBack(duty, said?.id, tib.id)
})

test('what has been reported and published is changed by nobody, not even in passing by the owner', async () => {
  for (const table of [
    'reports',
    'report_lines',
    'report_repeats',
    'report_withdrawals',
    'acknowledgement_notes',
    'line_versions',
    'text_versions',
    'versions',
    'version_lines',
    'reads',
    'acknowledgements',
  ].map((name) => `situational_picture_${name}`)) {
    const column = (
      await t.owner<{ column_name: string }>(
        'SELECT column_name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position LIMIT 1',
        [table],
      )
    )[0]?.column_name
    await expect(t.owner(`UPDATE ${table} SET ${column} = ${column}`), table).rejects.toThrow('append-only')
    await expect(t.owner(`DELETE FROM ${table}`), table).rejects.toThrow('append-only')
    for (const url of [t.database.appUrl, t.database.workerUrl]) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query("SELECT set_config('app.scope', 'region', false)")
      await expect(client.query(`UPDATE ${table} SET ${column} = ${column}`), table).rejects.toThrow('permission denied')
      await expect(client.query(`DELETE FROM ${table}`), table).rejects.toThrow('permission denied')
      await client.end()
    }
  }
})
