import type { HeatMap } from '@samverkan/contract'
import type { ResponseOf } from '@samverkan/contract'
import type * as contract from '@samverkan/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { answerAll, openRound, roundOf, signAs } from '../../test/assessments.ts'
import { key } from '../../test/call-list.ts'
import { actorId, createMeasure } from '../../test/measures.ts'

/**
 * What everybody may read of the region, read after everything that happens: no two readings may differ by fewer than the minimum of actors.
 * The figures themselves are worked out here from the tables, as the owner sees them.
 */
const minimum = 5
let t: TestApp
let office: Person
let nacka: Person
let rsib: Person
let ids: Map<string, string>
const codes = [
  'salem',
  'solna',
  'taby',
  'ekero',
  'vaxholm',
  'stockholm',
  'botkyrka',
  'danderyd',
  'haninge',
  'huddinge',
  'jarfalla',
  'lidingo',
]

const setUp = async (): Promise<void> => {
  t = await startApp()
  office = await t.person('samordningschef', null)
  nacka = await t.person('assessor', 'nacka')
  rsib = await t.person('rsib', null)
  await openRound(t, office, 2026)
  ids = new Map((await roundOf(t, office, 2026)).assessments.map((one) => [one.actorCode, one.id]))
}
const idOf = (code: string): string => ids.get(code) ?? ''
const move = async (action: 'close' | 'reopen', year = 2026): Promise<void> => {
  const { version } = await roundOf(t, office, year)
  const moved = await t.as(office)('POST', `/api/assessments/rounds/${year}/state`, { action, version })
  expect(moved.statusCode, moved.body).toBe(200)
}
const sign = async (code: string, value = 2): Promise<void> => {
  await answerAll(t, idOf(code), nacka.id, () => value)
  await signAs(t, idOf(code), nacka.id)
}
/** Opened again, so many answers changed from the front, signed again. */
const change = async (code: string, count: number, value: number): Promise<void> => {
  const id = idOf(code)
  await t.owner(
    `UPDATE assessments SET state = 'reopened', reopened_at = $2, reopened_by = signed_by, reopen_reason = 'prov', version = version + 1 WHERE id = $1`,
    [id, t.clock.now()],
  )
  await t.owner(
    `UPDATE assessment_answers SET value = $2, not_applicable = false, version = version + 1 WHERE assessment_id = $1 AND indicator_id IN (
      SELECT w.indicator_id FROM assessment_answers w JOIN capability_indicators i ON i.id = w.indicator_id WHERE w.assessment_id = $1 ORDER BY i.code LIMIT $3)`,
    [id, value, count],
  )
  await signAs(t, id, nacka.id)
}

type Told = {
  region: HeatMap['region']
  trend: HeatMap['trend']
  submitted: HeatMap['submitted']
  total: number
  csv: string
  rounds: unknown
  measures: unknown
}
/** Everything about the region that this person can read. */
const told = async (who: Person, year = 2026): Promise<Told> => {
  const map = (await t.as(who)('GET', `/api/assessments/heat-map/${year}`)).json<HeatMap>()
  const file = (await t.as(who)('GET', `/api/assessments/heat-map/${year}/csv`)).body
  const { items } = (await t.as(who)('GET', '/api/assessments/rounds')).json<ResponseOf<typeof contract.listRounds>>()
  const work = (await t.as(who)('GET', `/api/measures/gaps/${year}`)).json<ResponseOf<typeof contract.readGapWork>>()
  return {
    region: map.region,
    trend: map.trend,
    submitted: map.submitted,
    total: map.total,
    csv: file
      .split('\r\n')
      .filter((line) => line.includes('Regionen'))
      .join('\n'),
    rounds: items.map(({ year: of, shows }) => [of, shows]),
    measures: work.region,
  }
}

/** What each signed actor adds to each cell, as the database has it now. */
type Parts = Map<string, string>
const partsNow = async (): Promise<Parts> => {
  const rows = await t.owner<{ actor: string; place: string; part: number[] }>(
    `SELECT k.code AS actor, s.code AS place, json_build_array(count(*) FILTER (WHERE w.value = 2), count(*) FILTER (WHERE w.value = 1), count(*) FILTER (WHERE w.value = 0), count(*) FILTER (WHERE w.not_applicable)) AS part
     FROM assessments a JOIN assessment_rounds r ON r.id = a.round_id JOIN actors k ON k.id = a.actor_id JOIN assessment_answers w ON w.assessment_id = a.id
     JOIN capability_indicators i ON i.id = w.indicator_id JOIN capability_sub_capabilities s ON s.id = i.sub_capability_id
     WHERE r.year = 2026 AND a.state = 'submitted' GROUP BY k.code, s.code`,
  )
  return new Map(rows.map(({ actor, place, part }) => [`${place} ${actor}`, JSON.stringify(part)]))
}
/** Per cell, how many actors make it differ. */
const differing = (before: Parts, after: Parts): number[] => {
  const cells = new Map<string, number>()
  for (const at of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(at) === after.get(at)) continue
    const [cell = ''] = at.split(' ')
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  return [...cells.values()]
}

describe('one signature', () => {
  beforeAll(setUp)
  afterAll(() => t.close())

  test('is in no figure that another may read, before the round closes', async () => {
    for (const code of codes.slice(0, 6)) await sign(code)
    const before = [await told(nacka), await told(rsib)]
    expect(before[0]).toMatchObject({ region: null, trend: null, submitted: null, csv: '', rounds: [[2026, false]] })
    await sign('botkyrka', 0)
    expect([await told(nacka), await told(rsib)]).toEqual(before)
    // The office sees every row, and how many have signed.
    expect((await told(office)).submitted).toBe(7)
    expect((await told(office)).rounds).toEqual([[2026, true]])
    await move('close')
    expect((await told(nacka)).region).toMatchObject({ actors: 7 })
    expect((await told(rsib)).submitted).toBe(7)
  })

  test('in a round that was opened again changes nothing, and nothing by closing it; five do', async () => {
    const before = [await told(nacka), await told(rsib)]
    await move('reopen')
    expect([await told(nacka), await told(rsib)]).toEqual(before)
    await sign('danderyd', 0)
    await move('close')
    expect([await told(nacka), await told(rsib)]).toEqual(before)
    await move('reopen')
    for (const code of ['haninge', 'huddinge', 'jarfalla']) await sign(code, 1)
    await move('close')
    expect([await told(nacka), await told(rsib)]).toEqual(before)
    await move('reopen')
    await sign('lidingo')
    await move('close')
    expect((await told(nacka)).region).toMatchObject({ actors: 12 })
    expect((await told(rsib)).submitted).toBe(12)
  })

  test('changed back after a publication does not show against the one before it', async () => {
    const first = await told(rsib)
    await move('reopen')
    for (const code of codes.slice(0, 5)) await change(code, 56, 0)
    await move('close')
    const second = await told(rsib)
    expect(second.region?.cells).not.toEqual(first.region?.cells)
    // Four of the five as they were: five differ from the second, one from the first.
    await move('reopen')
    for (const code of codes.slice(0, 4)) await change(code, 56, 2)
    await change('vaxholm', 56, 1)
    await move('close')
    expect(await told(rsib)).toEqual(second)
  })

  test('counts neither when the actor leaves nor by the minimum that a caller asks for', async () => {
    const before = await told(rsib)
    await t.owner(`UPDATE actor_memberships SET left_on = '2026-11-20' WHERE actor_id = $1`, [await actorId(t, 'lidingo')])
    expect(await told(rsib)).toEqual(before)
    const { sql } = await import('../../lib/sql.ts')
    const viewer = { userId: rsib.id, actorId: null, functionCode: 'rsib', scope: 'region' as const }
    const [round] = await t.owner<{ id: string }>(`SELECT id FROM assessment_rounds`)
    await expect(
      t.db.inViewer(viewer, (tx) => tx.many(sql`SELECT * FROM assessment_region(${round?.id}::uuid, NULL::uuid, 1)`)),
    ).rejects.toThrow('does not exist')
    for (const table of ['assessment_publications', 'assessment_publication_parts', 'measure_publications', 'measure_publication_parts'])
      await expect(
        t.db.inViewer(viewer, (tx) => tx.many({ text: `SELECT * FROM ${table}`, values: [], name: `read ${table}` })),
      ).rejects.toThrow('permission denied')
  })

  test('of another year is not found by what the trend leaves out', async () => {
    await t.owner(`UPDATE assessment_rounds SET year = 2025`)
    await openRound(t, office, 2026)
    ids = new Map((await roundOf(t, office, 2026)).assessments.map((one) => [one.actorCode, one.id]))
    // Everybody of the year before but Lidingö, which has left: the trend of the rest beside the region's sum would be Lidingö.
    for (const code of codes.slice(0, 11)) await sign(code)
    await move('close')
    const { trend, region } = await told(rsib)
    expect(region?.actors).toBe(11)
    expect(trend).toMatchObject({ sameActors: false, actors: 11, actorsBefore: 12 })
    expect(trend?.now).toEqual(region?.cells)
    expect(trend?.before).toEqual((await told(rsib, 2025)).region?.cells)
  })
})

describe('whatever happens', () => {
  beforeAll(setUp)
  afterAll(() => t.close())

  /** The same numbers every time (mulberry32). */
  const drawing = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let x = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }

  test('no two readings differ by fewer than the minimum of actors in any cell', { timeout: 180_000 }, async () => {
    const draw = drawing(20261130)
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(draw() * list.length)]
    const signed = new Set<string>()
    const published: Parts[] = []
    let isOpen = true
    let last = await told(rsib)
    let publications = 0
    // On, where the drawn steps have not yet led to three publications.
    for (let step = 0; step < 70 || (publications < 3 && step < 200); step++) {
      const what = draw()
      if (!isOpen) {
        await move('reopen')
        isOpen = true
      } else if (what < 0.3) {
        await move('close')
        isOpen = false
      } else if (what < 0.65) {
        const code = pick(codes.filter((one) => !signed.has(one)))
        if (code) {
          await sign(code, Math.floor(draw() * 3))
          signed.add(code)
        }
      } else {
        const count = Math.ceil(draw() * 56)
        const value = Math.floor(draw() * 3)
        const many = draw() < 0.5 ? 1 : 7
        const some = [...signed].slice(0, many)
        for (const code of some) await change(code, count, value)
      }
      const now = await told(rsib)
      if (step % 10 === 0) expect(await told(nacka), `step ${step}`).toEqual(now)
      if (JSON.stringify(now) === JSON.stringify(last)) continue
      expect(await told(nacka), `step ${step}`).toEqual(now)
      expect(isOpen, `step ${step}: only a closing publishes`).toBe(false)
      const parts = await partsNow()
      // All that stands in a first publication is new.
      for (const before of published.length > 0 ? published : [new Map<string, string>()])
        for (const actors of differing(before, parts)) expect(actors, `step ${step}`).toBeGreaterThanOrEqual(minimum)
      published.push(parts)
      publications += 1
      last = now
    }
    expect(publications).toBeGreaterThan(2)
  })

  test('the number of measures on a gap moves with five actors or not at all', async () => {
    const of = async (code: string) => t.person('assessor', code)
    const region = async () => (await told(rsib)).measures
    const people = new Map<string, Person>()
    const made = new Map<string, { id: string }>()
    const gap = async (code: string) => {
      const who = people.get(code) ?? (await of(code))
      people.set(code, who)
      const origin = { kind: 'gap', assessmentId: idOf(code), subCapability: '2.4' }
      const measure = await createMeasure(t, who, { title: `Hos ${code}`, owner: { actorId: await actorId(t, code) }, origin })
      made.set(code, measure)
    }
    const end = async (code: string): Promise<void> => {
      const who = people.get(code)
      const ended = await t.as(who ?? null)('POST', `/api/measures/${made.get(code)?.id}/state`, { action: 'finish', version: 1 }, key())
      expect(ended.statusCode, ended.body).toBe(200)
    }
    for (const code of codes.slice(0, 4)) await gap(code)
    expect(await region()).toEqual([])
    await gap(codes[4] ?? '')
    const five = [{ subCapability: '2.4', measures: 5, actors: 5 }]
    expect(await region()).toEqual(five)
    await gap(codes[0] ?? '')
    for (const code of codes.slice(5, 8)) await gap(code)
    expect(await region()).toEqual(five)
    await gap(codes[8] ?? '')
    expect(await region()).toEqual([{ subCapability: '2.4', measures: 10, actors: 9 }])
    // Those end one by one: gone when five have, never at the first.
    for (const code of codes.slice(1, 5)) await end(code)
    expect(await region()).toEqual([{ subCapability: '2.4', measures: 10, actors: 9 }])
    await end(codes[5] ?? '')
    expect(await region()).toEqual([])
  })
})
