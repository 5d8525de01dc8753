import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/database.ts'
import { REFERENCE } from './files.ts'
import { loadReference } from './load.ts'

let database: TestDatabase
let client: pg.Client
let folder: string
beforeAll(async () => {
  database = await cloneDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await client.end()
  await database.drop()
})
beforeEach(() => {
  for (const name of ['actors', 'forums', 'roles', 'capabilities', 'goals', 'own'])
    cpSync(join(REFERENCE, `${name}.json`), join(folder, `${name}.json`))
})

const one = async <T>(sql: string, values: unknown[] = []): Promise<T> => (await client.query(sql, values)).rows[0] as T
const count = async (from: string): Promise<number> => Number((await one<{ n: string }>(`SELECT count(*) AS n FROM ${from}`)).n)
const edit = (name: string, from: string, to: string) => {
  const path = join(folder, name)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

const tables = [
  'actors',
  'actor_aliases',
  'actor_memberships',
  'actor_partner_organisations',
  'functions',
  'forums',
  'settings',
  'capability_frameworks',
  'capabilities',
  'capability_sub_capabilities',
  'capability_indicators',
  'capability_references',
  'target_visions',
  'target_vision_goal_areas',
  'target_vision_foundation_areas',
  'target_vision_steps',
  'target_vision_signatories',
  'target_vision_governing_documents',
  'adoptions',
  'adoption_preparations',
  'adoption_attachments',
]
/** Every row of the reference data, ids and times of change included. */
const fingerprint = async (): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const table of tables) {
    const { hash } = await one<{ hash: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS hash FROM ${table} t`,
    )
    found[table] = hash
  }
  return found
}

describe('what is loaded', () => {
  test('37 actors, all ordinary members, of which exactly 26 are municipalities with a code of the county (I-1)', async () => {
    expect(await count('actors')).toBe(37)
    expect(await count(`actor_memberships WHERE type = 'ordinary' AND left_on IS NULL`)).toBe(37)
    expect(await count(`actors WHERE scb_code ~ '^01\\d\\d$'`)).toBe(26)
    expect(await count(`actors WHERE kind = 'municipality'`)).toBe(26)
  })

  test('32 forums; only the stated response times, and our own limits for late answers', async () => {
    expect(await count('forums')).toBe(32)
    const { rows } = await client.query(
      'SELECT code, response_minutes, late_after_minutes FROM forums WHERE response_minutes IS NOT NULL OR late_after_minutes IS NOT NULL ORDER BY code',
    )
    expect(rows).toEqual([
      { code: 'kommunikationssamordningskonferens', response_minutes: null, late_after_minutes: 15 },
      { code: 'operatorskluster', response_minutes: null, late_after_minutes: 15 },
      { code: 'regionalt-inriktande-forum', response_minutes: 60, late_after_minutes: 60 },
      { code: 'regionalt-samordnande-forum', response_minutes: 0, late_after_minutes: 15 },
      { code: 'samverkansstab', response_minutes: 120, late_after_minutes: 120 },
    ])
  })

  test('25 functions of the model and four of the portal, which are marked as our own', async () => {
    expect(await count('functions WHERE NOT is_own')).toBe(25)
    const { rows } = await client.query<{ code: string }>('SELECT code FROM functions WHERE is_own ORDER BY sort_order')
    expect(rows.map(({ code }) => code)).toEqual(['actor-admin', 'assessor', 'system-admin', 'reader'])
  })

  test('5 basic capabilities, 28 sub-capabilities, 59 indicators', async () => {
    expect([await count('capabilities'), await count('capability_sub_capabilities'), await count('capability_indicators')]).toEqual([
      5, 28, 59,
    ])
  })

  test('2:7 is there twice and 2:2 never (A-01)', async () => {
    const { rows } = await client.query<{ code: string }>(
      `SELECT code FROM capability_sub_capabilities WHERE printed_number = '2:7' ORDER BY code`,
    )
    expect(rows.map(({ code }) => code)).toEqual(['2.7a', '2.7b'])
    expect(await count(`capability_sub_capabilities WHERE code = '2.2' OR printed_number IN ('2:2', '2.2')`)).toBe(0)
  })

  test('an ordinary actor assesses 56 indicators, a designated one 58, and nobody the one about RSIB (A-26)', async () => {
    expect(await count(`capability_indicators WHERE audience = 'all_actors' AND assessed_by_actor`)).toBe(56)
    expect(await count('capability_indicators WHERE assessed_by_actor')).toBe(58)
    expect(await one('SELECT code, common_function_code FROM capability_indicators WHERE NOT assessed_by_actor')).toEqual({
      code: '2.4.2',
      common_function_code: 'rsib',
    })
  })

  test('5:7 refers to 1:1 and to both 2:7; the indicators of 2:8 are provisional', async () => {
    const { rows } = await client.query(`SELECT f.code AS "from", t.code AS "to" FROM capability_references r
      JOIN capability_sub_capabilities f ON f.id = r.from_id JOIN capability_sub_capabilities t ON t.id = r.to_id ORDER BY t.code`)
    expect(rows).toEqual([
      { from: '5.7', to: '1.1' },
      { from: '5.7', to: '2.7a' },
      { from: '5.7', to: '2.7b' },
    ])
    expect(await one('SELECT code FROM capability_sub_capabilities WHERE is_provisional')).toEqual({ code: '2.8' })
  })

  test('10 goal areas and then 6, of which the 6 are not called complete; 3 foundation areas are no goal areas (A-20)', async () => {
    const { rows } = await client.query(
      `SELECT v.code, v.is_complete, count(a.id)::int AS areas FROM target_visions v JOIN target_vision_goal_areas a ON a.target_vision_id = v.id GROUP BY v.id ORDER BY v.starts_on`,
    )
    expect(rows).toEqual([
      { code: 'malbild-2019-2022', is_complete: true, areas: 10 },
      { code: 'malbild-2023-2026', is_complete: false, areas: 6 },
    ])
    expect(await count('target_vision_foundation_areas')).toBe(3)
    expect(await count('target_vision_governing_documents')).toBe(8)
  })

  test('a decision that names no actor and a proposal that is no decision (A-29, I-22)', async () => {
    const { rows } = await client.query(
      'SELECT a.code, d.state, d.outcome, d.decided_on, d.case_number FROM adoptions d LEFT JOIN actors a ON a.id = d.actor_id ORDER BY d.case_number',
    )
    expect(rows).toEqual([
      { code: null, state: 'decided', outcome: 'adopted', decided_on: null, case_number: '2019/KS 0154' },
      { code: 'nacka', state: 'proposed', outcome: null, decided_on: null, case_number: 'KFKS 2023-00518' },
    ])
  })

  test('names sort as Swedish does: å, ä and ö come last', async () => {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM actors ORDER BY name')
    const names = rows.map(({ name }) => name)
    expect(names.slice(-2)).toEqual(['Värmdö kommun', 'Österåkers kommun'])
    const inOrder = [
      'Ekerö kommun',
      'Huddinge kommun',
      'Järfälla kommun',
      'Kustbevakningen',
      'Lidingö stad',
      'Länsstyrelsen Stockholm',
      'Nacka kommun',
      'Sundbybergs stad',
      'Södertälje kommun',
      'Tyresö kommun',
      'Täby kommun',
    ]
    expect(names.filter((name) => inOrder.includes(name))).toEqual(inOrder)
  })

  test('everybody who uses the portal may read it, and only read', async () => {
    const app = new pg.Client({ connectionString: database.appUrl })
    await app.connect()
    try {
      for (const table of tables) {
        const { rowCount } = await app.query(`SELECT FROM ${table}`)
        expect({ table, isEmpty: rowCount === 0 }).toEqual({ table, isEmpty: false })
        await expect(app.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied')
      }
    } finally {
      await app.end()
    }
  })
})

describe('what the database refuses', () => {
  const attempt = async (sql: string) => {
    await client.query('BEGIN')
    try {
      await client.query(sql)
    } finally {
      await client.query('ROLLBACK')
    }
  }

  test('a municipality without a code of the county, and a code for anybody else (I-2)', async () => {
    await expect(attempt(`UPDATE actors SET scb_code = NULL WHERE code = 'nacka'`)).rejects.toThrow('actors_scb_code_municipality')
    await expect(attempt(`UPDATE actors SET scb_code = '1480' WHERE code = 'nacka'`)).rejects.toThrow('actors_scb_code_municipality')
    await expect(attempt(`UPDATE actors SET scb_code = '0199' WHERE code = 'trafikverket'`)).rejects.toThrow('actors_scb_code_municipality')
  })

  test('two open memberships of one actor (I-3)', async () => {
    await expect(
      attempt(
        `INSERT INTO actor_memberships (id, actor_id, type, certainty, basis) SELECT gen_random_uuid(), id, 'associated', 'stated', 'a test' FROM actors WHERE code = 'nacka'`,
      ),
    ).rejects.toThrow('actor_memberships_one_open')
  })

  test('a proposal with an outcome, and a decision without one (I-22)', async () => {
    await expect(attempt(`UPDATE adoptions SET outcome = 'adopted' WHERE state = 'proposed'`)).rejects.toThrow('adoptions_outcome')
    await expect(attempt(`UPDATE adoptions SET outcome = NULL WHERE state = 'decided'`)).rejects.toThrow('adoptions_outcome')
  })

  test('an indicator of a common function that an actor would be scored on (A-26)', async () => {
    await expect(attempt(`UPDATE capability_indicators SET assessed_by_actor = true WHERE code = '2.4.2'`)).rejects.toThrow(
      'capability_indicators_assessed',
    )
  })

  test('an indicator under a sub-capability of another framework (I-19)', async () => {
    await expect(attempt(`UPDATE capability_indicators SET framework_id = gen_random_uuid() WHERE code = '1.1.1'`)).rejects.toThrow(
      'foreign key',
    )
  })
})

describe('loading again', () => {
  test('changes nothing, not even a time of change', async () => {
    const before = await fingerprint()
    const lines: string[] = []
    await loadReference(database.ownerUrl, (line) => lines.push(line))
    expect(await fingerprint()).toEqual(before)
    expect(lines).toEqual([])
  })

  test('from several nodes at once changes nothing', async () => {
    const before = await fingerprint()
    await Promise.all(Array.from({ length: 4 }, () => loadReference(database.ownerUrl)))
    expect(await fingerprint()).toEqual(before)
  })

  test('takes a correction over, under the same id, and says so', async () => {
    const before = await one<{ id: string }>(`SELECT id FROM capability_indicators WHERE code = '1.1.1'`)
    edit(
      'capabilities.json',
      'det finns interna rutiner för löpande omvärldsbevakning',
      'det finns interna rutiner för ständig omvärldsbevakning',
    )
    edit('actors.json', '"Militärregion Mitt",', '"Militärregion Mitten",')
    const lines: string[] = []
    await loadReference(database.ownerUrl, (line) => lines.push(line), folder)
    expect(await one(`SELECT id, text_sv FROM capability_indicators WHERE code = '1.1.1'`)).toEqual({
      ...before,
      text_sv: 'det finns interna rutiner för ständig omvärldsbevakning',
    })
    const { rows } = await client.query(`SELECT alias FROM actor_aliases WHERE alias LIKE 'Militärregion Mitt%'`)
    expect(rows).toEqual([{ alias: 'Militärregion Mitten' }])
    expect(lines).toHaveLength(2)
    await loadReference(database.ownerUrl)
    expect(await count(`actor_aliases WHERE alias = 'Militärregion Mitt'`)).toBe(1)
  })

  test('keeps what people have set in the portal', async () => {
    await client.query(`UPDATE forums SET late_after_minutes = 20 WHERE code = 'regionalt-samordnande-forum'`)
    await client.query(`UPDATE settings SET value = '45' WHERE key = 'contact_review_days'`)
    await client.query(`UPDATE actor_memberships SET left_on = '2026-01-01' WHERE actor_id = (SELECT id FROM actors WHERE code = 'salem')`)
    await loadReference(database.ownerUrl)
    expect(await one(`SELECT late_after_minutes AS late FROM forums WHERE code = 'regionalt-samordnande-forum'`)).toEqual({ late: 20 })
    expect(await one(`SELECT value FROM settings WHERE key = 'contact_review_days'`)).toEqual({ value: 45 })
    expect(await count(`actor_memberships WHERE left_on IS NOT NULL`)).toBe(1)
  })
})

describe('a faulty file', () => {
  test.each([
    ['actors.json', '"code": "botkyrka"', '"code": "danderyd"', 'en kod står två gånger'],
    ['actors.json', '"scbCode": "0127"', '"scbCode": "1480"', 'actors.1.scbCode'],
    ['forums.json', '"count": 32', '"count": 33', 'antalet forum är inte det som meta.count anger'],
    ['capabilities.json', '"indicators": 59', '"indicators": 60', 'filen har 59, inte 60'],
    ['goals.json', '"status": "proposed"', '"status": "adopted"', 'adoption.1.decisions.0'],
    ['own.json', '"conference_lead_minutes"', '"conference lead"', 'settings.1.key'],
    ['roles.json', '{', '', 'går inte att läsa'],
    ['roles.json', '"scope": "each actor"', '"scope": "every actor"', 'functionScopes'],
  ])('%s with %s → %s changes nothing and is named', async (name, from, to, complaint) => {
    const before = await fingerprint()
    edit(name, from, to)
    const refused = loadReference(database.ownerUrl, undefined, folder)
    await expect(refused).rejects.toThrow(complaint)
    await expect(refused).rejects.toThrow(/roles|actors|forums|capabilities|goals|own/)
    await expect(refused).rejects.toThrow('Ingenting har ändrats i databasen.')
    expect(await fingerprint()).toEqual(before)
  })
})
