import type { Forum, Incident, ResponseOf, Setting, listSettings } from '@samverkan/contract'
import type { SettingKey } from '@samverkan/domain'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loggedIn, type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { activation, askAboutSimilarFor, key, makeCallList } from '../../test/call-list.ts'

let t: TestApp
let admin: Person
let tib: Person
let nacka: Person
beforeAll(async () => {
  t = await startApp()
  admin = await t.person('system-admin', null)
  tib = await t.person('lst-tib', 'lst-stockholm')
  nacka = await t.person('contact-function', 'nacka')
  await makeCallList(t.owner)
})
afterAll(() => t.close())

const coordinating = 'regionalt-samordnande-forum'
const list = async (who = admin) => (await t.as(who)('GET', '/api/settings')).json<ResponseOf<typeof listSettings>>()
const one = async (wanted: SettingKey, forum: string | null = null): Promise<Setting> =>
  (await list()).items.find((setting) => setting.key === wanted && (setting.forum?.code ?? null) === forum)!
const change = (who: Person, { id, version }: Setting, value: unknown, seen = version) =>
  t.as(who)('PUT', `/api/settings/${id}`, { value, version: seen })
const rows = () =>
  t.owner<{ data: unknown; version: number; payload: boolean }>(
    "SELECT data, subject_version AS version, payload_hash IS NOT NULL AS payload FROM journal WHERE type = 'settings.changed' ORDER BY id",
  )
let before: number
beforeEach(async () => {
  before = (await rows()).length
})

test('every number that is ours is there, and no limit that the model states', async () => {
  await askAboutSimilarFor(t.owner, 2)
  const { items, mayChange } = await list()
  await askAboutSimilarFor(t.owner, 0)
  expect(mayChange).toBe(true)
  expect(items.map(({ key: what, forum, value, version, changedAt }) => [what, forum?.code ?? null, value, version, changedAt])).toEqual([
    ['tib_phone', null, '', 1, null],
    ['late_after_minutes', coordinating, 15, 1, null],
    ['late_after_minutes', 'kommunikationssamordningskonferens', 15, 1, null],
    ['late_after_minutes', 'operatorskluster', 15, 1, null],
    ['conference_lead_minutes', null, 15, 1, null],
    ['call_pause_minutes', null, 3, 1, null],
    ['similar_call_out_minutes', null, 2, 1, null],
    ['contact_review_days', null, 90, 1, null],
    ['assessment_region_minimum', null, 5, 1, null],
  ])
  expect((await list(tib)).mayChange).toBe(false)
  const kept = await t.owner<{ key: string }>('SELECT key FROM settings')
  expect(new Set(kept.map((row) => row.key)), 'a setting that no page edits').toEqual(
    new Set(items.filter(({ forum }) => !forum).map((setting) => setting.key)),
  )
})

test('a changed limit counts for the next call-out and not for one that has been made', async () => {
  const wanted = { forums: [{ forumCode: coordinating, actorIds: [nacka.actorId] }] }
  const press = async () => (await t.as(tib)('POST', '/api/activations', activation(wanted), key())).json<Incident>()
  const late = async ({ code }: Incident) =>
    (
      await t.owner<{ minutes: number }>(
        `SELECT extract(epoch FROM x.late_at - x.called_at)::int / 60 AS minutes FROM activation_actors x JOIN activations v ON v.id = x.activation_id
          JOIN incidents i ON i.id = v.incident_id WHERE i.code = $1`,
        [code],
      )
    ).map(({ minutes }) => minutes)
  const made = await press()
  const limit = await one('late_after_minutes', coordinating)
  const saved = await change(admin, limit, 20)
  expect(saved.statusCode).toBe(200)
  expect(saved.json<Setting>()).toMatchObject({ value: 20, version: 2, changedAt: t.clock.now().toISOString() })
  expect(await one('late_after_minutes', coordinating)).toMatchObject({ value: 20, version: 2 })
  expect(await late(made)).toEqual([15])
  expect(await late(await press())).toEqual([20])
  const forum = (await t.as(nacka)('GET', `/api/forums/${coordinating}`)).json<Forum>()
  expect([forum.lateAfterMinutes, forum.responseMinutes]).toEqual([20, 0])
  expect((await rows()).slice(before)).toEqual([
    { data: { key: 'late_after_minutes', forumCode: coordinating }, version: 2, payload: true },
  ])
})

test('the duty officer’s number is tidied, told to everybody, and stands in no row of the journal', async () => {
  const phone = await one('tib_phone')
  expect((await change(admin, phone, ' 08-465\u00a0004 12\u200b')).json<Setting>().value).toBe('08-465 004 12')
  expect((await t.as(null)('GET', '/api/portal')).json<{ dutyPhone: string }>().dutyPhone).toBe('08-465 004 12')
  const [row] = (await rows()).slice(before)
  expect(row?.data).toEqual({ key: 'tib_phone', forumCode: null })
  expect((await change(admin, await one('tib_phone'), '')).statusCode, 'and may be taken away').toBe(200)
})

test('two who change the same setting: the second is told what stands, and nothing of the first is lost', async () => {
  const seen = await one('contact_review_days')
  const both = await Promise.all([change(admin, seen, 60), change(admin, seen, 120)])
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  const [won, lost] = both[0].statusCode === 200 ? both : [both[1], both[0]]
  expect(problemOf(lost)).toMatchObject({ code: 'stale-version', current: { value: won.json<Setting>().value, version: 2 } })
  expect((await rows()).length).toBe(before + 1)
})

test('a value that it cannot have is refused with its place, and nothing is written', async () => {
  for (const [what, forum, wrong] of [
    ['late_after_minutes', coordinating, 0],
    ['late_after_minutes', coordinating, '15'],
    ['call_pause_minutes', null, 31],
    ['similar_call_out_minutes', null, 0],
    ['similar_call_out_minutes', null, 31],
    ['assessment_region_minimum', null, 2],
    ['tib_phone', null, 'ring växeln'],
    ['tib_phone', null, 84_650_041],
  ] as const) {
    const refused = await change(admin, await one(what, forum), wrong)
    expect(refused.statusCode, `${what} ${wrong}`).toBe(400)
    expect(problemOf(refused).errors?.map(({ pointer }) => pointer)).toEqual(['/value'])
  }
  expect((await rows()).length).toBe(before)
})

test('only whoever administers the portal changes one; with SQL as well, and never a limit that the model states', async () => {
  const pause = await one('call_pause_minutes')
  for (const who of [tib, nacka, await t.person('koordinator', null)]) expect((await change(who, pause, 5)).statusCode).toBe(403)
  const viewer = (who: Person, functionCode: string) => ({ userId: who.id, actorId: who.actorId, functionCode, scope: 'region' as const })
  const asSql = (who: Person, functionCode: string, text: string, values: unknown[]) =>
    t.db.inViewer(loggedIn(who, viewer(who, functionCode)), (tx) => tx.many({ text, values, name: text.slice(0, 60) }))
  const save = 'SELECT setting_save($1, $2, to_jsonb($3::int), $4) AS saved'
  await expect(asSql(tib, 'lst-tib', save, [pause.id, pause.version, 5, t.clock.now()])).rejects.toMatchObject({ code: '42501' })
  // Below three actors one could be told from a total: not even whoever may change it, with SQL.
  const minimum = await one('assessment_region_minimum')
  await expect(asSql(admin, 'system-admin', save, [minimum.id, minimum.version, 2, t.clock.now()])).rejects.toMatchObject({ code: '23514' })
  await expect(asSql(tib, 'lst-tib', 'UPDATE forums SET late_after_minutes = 1', [])).rejects.toMatchObject({ code: '42501' })
  await expect(asSql(tib, 'lst-tib', 'UPDATE settings SET version = 9', [])).rejects.toMatchObject({ code: '42501' })
  const [directing] = await t.owner<{ id: string }>("SELECT id FROM forums WHERE code = 'regionalt-inriktande-forum'")
  expect(problemOf(await t.as(admin)('PUT', `/api/settings/${directing?.id}`, { value: 5, version: 1 })).code).toBe('not-found')
  expect(await asSql(admin, 'system-admin', 'SELECT forum_late_after_save($1, 1, 5, $2) AS saved', [directing?.id, t.clock.now()])).toEqual(
    [{ saved: false }],
  )
  expect(await t.owner("SELECT late_after_minutes AS late FROM forums WHERE code = 'regionalt-inriktande-forum'")).toEqual([{ late: 60 }])
})
