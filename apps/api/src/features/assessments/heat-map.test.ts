import type { HeatMap } from '@samverkan/contract'
import { shareOf, totalOf } from '@samverkan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, problemOf, startApp, type TestApp } from '../../test/app.ts'
import { answerAll, openRound, roundOf, signAs } from '../../test/assessments.ts'

/** Two rounds: in 2025 six actors signed, in 2026 the same six; that one was closed, and opened again for Nacka, which is still writing. */
let t: TestApp
let office: Person
let nacka: Person
let salem: Person
let rsib: Person
const signed = ['salem', 'solna', 'taby', 'ekero', 'vaxholm', 'stockholm']
beforeAll(async () => {
  t = await startApp()
  office = await t.person('samordningschef', null)
  nacka = await t.person('assessor', 'nacka')
  salem = await t.person('assessor', 'salem')
  rsib = await t.person('rsib', null)
  for (const year of [2025, 2026]) {
    await openRound(t, office, year)
    const ids = new Map((await roundOf(t, office, year)).assessments.map((one) => [one.actorCode, one.id]))
    for (const [place, code] of signed.entries()) {
      const id = ids.get(code) ?? ''
      await answerAll(t, id, salem.id, (index) => (index % 7 === place ? (year === 2025 ? 0 : 1) : index % 11 === 0 ? null : 2))
      await signAs(t, id, salem.id)
    }
    await t.as(office)('POST', `/api/assessments/rounds/${year}/state`, { action: 'close', version: 2 })
    if (year === 2025) continue
    await t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'reopen', version: 3 })
    await answerAll(t, ids.get('nacka') ?? '', nacka.id, () => 0)
  }
})
afterAll(() => t.close())
const map = async (who: Person, year = 2026): Promise<HeatMap> =>
  (await t.as(who)('GET', `/api/assessments/heat-map/${year}`)).json<HeatMap>()

describe('the heat map', () => {
  test('is 37 × 28 for the office, in Swedish order, with the numbers as printed', async () => {
    const { rows, columns, total, submitted, years, previousYear } = await map(office)
    expect([rows.length, columns.length, total, submitted, previousYear]).toEqual([37, 28, 37, 6, 2025])
    expect(years).toEqual([2026, 2025])
    expect(rows.every((row) => row.cells.length === 28 && row.asked.length === 28)).toBe(true)
    expect(rows.map((row) => row.name)).toEqual(rows.map((row) => row.name).sort(new Intl.Collator('sv').compare))
    expect(columns.filter((column) => column.printedNumber === '2:7').map((column) => column.code)).toEqual(['2.7a', '2.7b'])
    expect(columns.filter((column) => column.provisional).map((column) => column.code)).toEqual(['2.8'])
  })

  test('counts per cell what the answers say, and shows last year’s signed ones beside', async () => {
    const { rows, columns } = await map(office)
    const row = rows.find(({ code }) => code === 'salem')
    const [expected] = await t.owner<{
      cells: number[][]
    }>(`SELECT json_agg(json_build_array(f, p, n, na) ORDER BY number, sort_order) AS cells FROM (
        SELECT b.number, s.sort_order, count(*) FILTER (WHERE w.value = 2) AS f, count(*) FILTER (WHERE w.value = 1) AS p, count(*) FILTER (WHERE w.value = 0) AS n, count(*) FILTER (WHERE w.not_applicable) AS na
        FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id JOIN actors k ON k.id = a.actor_id JOIN assessment_answers w ON w.assessment_id = a.id
        JOIN capability_indicators i ON i.id = w.indicator_id JOIN capability_sub_capabilities s ON s.id = i.sub_capability_id JOIN capabilities b ON b.id = s.capability_id
        WHERE r.year = 2026 AND k.code = 'salem' GROUP BY b.number, s.sort_order) c`)
    expect(row?.cells).toEqual(expected?.cells)
    expect(row?.previous).toHaveLength(28)
    expect(rows.find(({ code }) => code === 'nacka')?.previous).toBeNull()
    expect(shareOf(totalOf(columns, row?.cells ?? []))).toBeGreaterThan(0.8)
  })

  test('adds up the region of signed assessments only, and compares the same actors over the years', async () => {
    const { region, trend } = await map(office)
    expect(region?.actors).toBe(6)
    // Nacka is still writing and has only gaps: they are not in the region.
    expect(region?.cells.reduce((n, cell) => n + cell[2], 0)).toBe(0)
    expect([trend?.actors, trend?.actorsBefore, trend?.sameActors]).toEqual([6, 6, true])
    expect([trend?.now.length, trend?.before.length]).toEqual([28, 28])
    expect(trend?.before.reduce((n, cell) => n + cell[2], 0)).toBeGreaterThan(0)
  })

  test('shows an actor its own row and the nameless region, a duty officer only the region', async () => {
    const [own, all] = [await map(salem), await map(office)]
    expect(own.rows.map((row) => row.code)).toEqual(['salem'])
    expect(own.region).toEqual(all.region)
    expect((await map(nacka)).rows.map((row) => row.code)).toEqual(['nacka'])
    expect((await map(rsib)).rows).toEqual([])
    expect((await t.as(nacka)('GET', '/api/assessments/heat-map/2026')).body).not.toContain('Salem')
  })

  test('says nothing about a region of so few that one could be told from it', async () => {
    await t.owner(`UPDATE settings SET value = '7' WHERE key = 'assessment_region_minimum'`)
    expect((await map(nacka)).region).toBeNull()
    expect((await map(nacka)).trend).toBeNull()
    await t.owner(`UPDATE settings SET value = '5' WHERE key = 'assessment_region_minimum'`)
    expect((await map(nacka)).region).not.toBeNull()
  })

  test('of a year without a round is not found; without a session nothing is', async () => {
    expect(problemOf(await t.as(office)('GET', '/api/assessments/heat-map/2019')).code).toBe('not-found')
    expect(problemOf(await t.as(office)('GET', '/api/assessments/heat-map/nu')).code).toBe('invalid')
    expect(problemOf(await t.as(null)('GET', '/api/assessments/heat-map/2026')).code).toBe('not-signed-in')
  })
})

describe('another actor’s assessment', () => {
  let theirs: string
  const secret = 'Hemligt omdöme'
  beforeAll(async () => {
    theirs = (await roundOf(t, office, 2026)).assessments.find((one) => one.actorCode === 'nacka')?.id ?? ''
    await t.owner(`UPDATE assessment_answers SET comment = $1, version = version + 1 WHERE assessment_id = $2`, [secret, theirs])
  })

  test('is not found by its id, whatever one tries, and nobody but the office and the actor itself is better off', async () => {
    for (const who of [salem, rsib, await t.person('system-admin', null), await t.person('rep-directing', 'salem')]) {
      for (const path of ['', '/evidence'])
        expect(problemOf(await t.as(who)('GET', `/api/assessments/${theirs}${path}`)).code).toBe('not-found')
    }
    expect(
      problemOf(
        await t.as(salem)('PUT', `/api/assessments/${theirs}/answers/1.1.1`, { value: 2, notApplicable: false, comment: '', basedOn: 1 }),
      ).code,
    ).toBe('not-found')
    expect(problemOf(await t.as(salem)('POST', `/api/assessments/${theirs}/hand-in`, { version: 1 })).code).toBe('not-found')
    expect(
      problemOf(await t.as(await t.person('rep-directing', 'salem'))('POST', `/api/assessments/${theirs}/signature`, { version: 1 })).code,
    ).toBe('not-found')
    const nobodys = '00000000-0000-7000-8000-000000000000'
    expect((await t.as(salem)('GET', `/api/assessments/${nobodys}`)).json<{ code: string }>().code).toBe('not-found')
    expect((await t.as(office)('GET', `/api/assessments/${theirs}`)).statusCode).toBe(200)
  })

  test('is not in the list of rounds, in the file or in search', async () => {
    expect((await roundOf(t, salem, 2026)).assessments.map((one) => one.actorCode)).toEqual(['salem'])
    const file = await t.as(salem)('GET', '/api/assessments/heat-map/2026/csv')
    expect(file.statusCode).toBe(200)
    expect(file.body).toContain('Salems kommun')
    expect(file.body).not.toContain('Nacka')
    for (const who of [salem, nacka, office]) {
      const hits = (await t.as(who)('GET', `/api/search?q=${encodeURIComponent(secret)}`)).json<{ items: unknown[] }>()
      expect(hits.items).toEqual([])
    }
  })

  test('writes journal rows that only the actor itself and the region may know of, and that carry no text', async () => {
    const rows = await t.owner<{ audience: string[] | null; data: object }>(
      `SELECT audience, data FROM journal WHERE type = 'assessments.answered' OR type LIKE 'assessments.%d-in'`,
    )
    for (const row of rows) expect(row.audience).toHaveLength(1)
    await t.as(nacka)('PUT', `/api/assessments/${theirs}/answers/1.1.1`, { value: 2, notApplicable: false, comment: secret, basedOn: 2 })
    const [last] = await t.owner<{ audience: string[]; row: string }>(
      `SELECT audience, j::text AS row FROM journal j ORDER BY id DESC LIMIT 1`,
    )
    expect(last?.audience).toEqual([nacka.actorId])
    expect(last?.row).not.toContain(secret)
  })

  test('cannot be read or written past the API either: row-level security', async () => {
    const viewer = { userId: salem.id, actorId: salem.actorId, functionCode: 'assessor', scope: 'actor' as const }
    const { sql } = await import('../../lib/sql.ts')
    const seen = await t.db.inViewer(viewer, (tx) =>
      tx.many<{ actor_id: string }>(
        sql`SELECT DISTINCT actor_id FROM assessment_answers UNION SELECT actor_id FROM assessments UNION SELECT actor_id FROM assessment_answer_versions`,
      ),
    )
    expect(seen).toEqual([{ actor_id: salem.actorId }])
    expect(
      await t.db.inViewer(viewer, (tx) =>
        tx.run(sql`UPDATE assessment_answers SET value = 0, version = version + 1 WHERE assessment_id = ${theirs}`),
      ),
    ).toBe(0)
    await expect(t.db.inViewer(viewer, (tx) => tx.run(sql`DELETE FROM assessment_answers`))).rejects.toThrow('permission denied')
    // The office reads and opens, but never writes an answer.
    const asOffice = { userId: office.id, actorId: null, functionCode: 'samordningschef', scope: 'region' as const }
    expect(
      await t.db.inViewer(asOffice, (tx) =>
        tx.run(sql`UPDATE assessment_answers SET value = 0, version = version + 1 WHERE assessment_id = ${theirs}`),
      ),
    ).toBe(0)
  })
})

test('the database itself refuses an answer to a signed assessment, to a foreign indicator and out of order', async () => {
  const id = (await roundOf(t, salem, 2026)).assessments[0]?.id
  const change = (set: string) => t.owner(`UPDATE assessment_answers SET ${set} WHERE assessment_id = $1`, [id])
  await expect(change('value = 0, version = version + 1')).rejects.toThrow('locked')
  await t.owner(
    `UPDATE assessments SET state = 'reopened', reopened_at = app_now(), reopened_by = signed_by, reopen_reason = 'prov' WHERE id = $1`,
    [id],
  )
  await expect(change('value = 5, version = version + 1')).rejects.toThrow('not asked so')
  await expect(change('value = 0, not_applicable = false, version = version + 2')).rejects.toThrow('does not follow')
  await t.owner(`UPDATE assessments SET state = 'submitted' WHERE id = $1`, [id])
})

test('the file is CSV for Swedish Excel, and a cell that begins as a formula is text', async () => {
  const [before] = await t.owner<{ name: string }>(`SELECT name FROM actors WHERE code = 'salem'`)
  await t.owner(`UPDATE actors SET name = '=HYPERLINK("http://x";"y")' WHERE code = 'salem'`)
  const file = await t.as(office)('GET', '/api/assessments/heat-map/2026/csv')
  await t.owner(`UPDATE actors SET name = $1 WHERE code = 'salem'`, [before?.name])
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers['content-disposition']).toBe('attachment; filename="sjalvskattning-2026.csv"')
  const lines = file.body.split('\r\n')
  expect(lines).toHaveLength(1 + 37 * 28 + 28 + 1)
  expect(file.body.startsWith('\ufeffÅr;Aktör;')).toBe(true)
  expect(file.body).toContain(`;"'=HYPERLINK(""http://x"";""y"")";`)
  expect(file.body).not.toMatch(/(^|[;\n])=/)
  // No cell is a time or a date to Excel, and both 2:7 are told apart.
  expect(file.body).not.toMatch(/(^|[;\n])\d+[.:]\d+[ab]?(;|\r)/)
  expect(file.body).toContain(';2.6 Förmåga att kunna genomföra två samtidiga konferenser.;')
  expect(new Set(lines.slice(29, 57).map((line) => line.split(';')[3])).size).toBe(28)
  expect(problemOf(await t.as(null)('GET', '/api/assessments/heat-map/2026/csv')).code).toBe('not-signed-in')
  expect(problemOf(await t.as(office)('GET', '/api/assessments/heat-map/2019/csv')).code).toBe('not-found')
  expect(problemOf(await t.as(office)('GET', '/api/assessments/heat-map/soon/csv')).code).toBe('invalid')
})

test('what is not applicable lowers no share: the same answers with and without', async () => {
  const { rows, columns } = await map(office)
  for (const row of rows.filter((one) => one.state === 'submitted')) {
    const without = row.cells.map(([a, b, c]) => [a, b, c, 0] as [number, number, number, number])
    expect(shareOf(totalOf(columns, row.cells))).toBe(shareOf(totalOf(columns, without)))
  }
})

test('what is not counted has no share in the file, and what nobody signed before the round closed says so', async () => {
  await t.owner(
    `UPDATE assessments a SET state = 'in_progress' FROM assessment_rounds r, actors k WHERE r.id = a.round_id AND k.id = a.actor_id AND r.year = 2025 AND k.code = 'sigtuna'`,
  )
  const lines = (await t.as(office)('GET', '/api/assessments/heat-map/2025/csv')).body.split('\r\n')
  const developing = lines.filter((line) => line.includes(';2:8 '))
  expect(developing).toHaveLength(38)
  for (const line of developing) expect(line.split(';').slice(-7)[0]).toBe('ja')
  for (const line of developing) expect(line.endsWith(';')).toBe(true)
  expect(lines.filter((line) => line.startsWith('2025;Regionen')).filter((line) => line.endsWith(';'))).toHaveLength(1)
  expect(lines.find((line) => line.startsWith('2025;Sigtuna kommun;'))).toContain(';Ej undertecknad;')
  const open = (await t.as(office)('GET', '/api/assessments/heat-map/2026/csv')).body
  expect(open).toContain('2026;Nacka kommun;Pågår;')
})

test('a new round shows nothing until somebody has signed, and the one before goes on showing', async () => {
  const shows = async (who: Person) =>
    (await t.as(who)('GET', '/api/assessments/rounds'))
      .json<{ items: { year: number; shows: boolean }[] }>()
      .items.map((round) => [round.year, round.shows])
  const before = await shows(office)
  expect(before[0]).toEqual([2026, true])
  await openRound(t, office, 2027)
  expect(await shows(office)).toEqual([[2027, false], ...before])
  expect((await shows(salem))[0]).toEqual([2027, false])
})
