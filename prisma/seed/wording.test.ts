import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/database.ts'
import { standsIn } from '../test/sources.ts'
import { readReferenceFiles } from './files.ts'
import type { Source } from './source-ref.ts'

const files = readReferenceFiles()
const subs = files.capabilities.basicCapabilities.flatMap(({ subCapabilities }) => subCapabilities)

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = new pg.Client({ connectionString: database.appUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const rows = async (sql: string): Promise<unknown[]> => (await client.query(sql)).rows

describe('the database says letter by letter what the files say', () => {
  test('actors, in their order', async () => {
    expect(await rows('SELECT code, name, scb_code, kind FROM actors ORDER BY sort_order')).toEqual(
      files.actors.actors.map(({ code, name, scbCode, kind }) => ({ code, name, scb_code: scbCode, kind })),
    )
  })

  test('aliases', async () => {
    const expected = files.actors.actors.flatMap(({ code, aliases }) => aliases.map((alias) => `${code} ${alias}`))
    const found = await rows(`SELECT a.code || ' ' || l.alias AS line FROM actor_aliases l JOIN actors a ON a.id = l.actor_id`)
    expect(found.map((row) => (row as { line: string }).line).sort()).toEqual(expected.sort())
  })

  test('forums, with the whole official record', async () => {
    expect(await rows('SELECT code, name_sv, name_en, response_minutes, facts FROM forums ORDER BY sort_order')).toEqual(
      files.forums.forums.map((forum) => ({
        code: forum.code,
        name_sv: forum.nameSv,
        name_en: forum.nameEn,
        response_minutes: forum.responseTime?.minutes ?? null,
        facts: forum,
      })),
    )
  })

  test('functions, with the whole official record', async () => {
    expect(await rows('SELECT code, name_sv, name_en, facts FROM functions WHERE NOT is_own ORDER BY sort_order')).toEqual(
      files.roles.roles.map((role) => ({ code: role.code, name_sv: role.nameSv, name_en: role.nameEn, facts: role })),
    )
  })

  test('basic capabilities, printed and shown names', async () => {
    expect(await rows('SELECT code, name_sv, display_sv, name_variants FROM capabilities ORDER BY number')).toEqual(
      files.capabilities.basicCapabilities.map(({ code, name, recommendedDisplayName, nameVariants }) => ({
        code,
        name_sv: name,
        display_sv: recommendedDisplayName,
        name_variants: nameVariants,
      })),
    )
  })

  test('sub-capabilities', async () => {
    expect(
      await rows('SELECT code, printed_number, text_sv, display_sv, comment_sv FROM capability_sub_capabilities ORDER BY sort_order'),
    ).toEqual(
      subs.map(({ code, printedNumber, text, displayText, comment }) => ({
        code,
        printed_number: printedNumber,
        text_sv: text,
        display_sv: displayText ?? null,
        comment_sv: comment ?? null,
      })),
    )
  })

  test('indicators', async () => {
    expect(
      await rows(`SELECT i.code, i.lead_in_sv, i.text_sv, i.display_sv, i.audience, i.subject FROM capability_indicators i
        JOIN capability_sub_capabilities s ON s.id = i.sub_capability_id ORDER BY s.sort_order, i.seq`),
    ).toEqual(
      subs.flatMap(({ indicators }) =>
        indicators.map(({ code, leadIn, text, displayText, audience, subject }) => ({
          code,
          lead_in_sv: leadIn,
          text_sv: text,
          display_sv: displayText ?? null,
          audience,
          subject,
        })),
      ),
    )
  })

  test('target visions, goal areas and foundation areas', async () => {
    const { targetVisions } = files.goals
    expect(await rows('SELECT title_sv, overall_goal_sv FROM target_visions ORDER BY starts_on')).toEqual(
      targetVisions.map(({ title, overallGoal }) => ({ title_sv: title, overall_goal_sv: overallGoal.text })),
    )
    expect(
      await rows(`SELECT v.code AS vision, a.code, a.name_sv, a.statement_sv, a.clarifications_sv FROM target_vision_goal_areas a
        JOIN target_visions v ON v.id = a.target_vision_id ORDER BY v.starts_on, a.sort_order`),
    ).toEqual(
      targetVisions.flatMap(({ code: vision, goalAreas }) =>
        goalAreas.map(({ code, name, statement, clarification }) => ({
          vision,
          code,
          name_sv: name,
          statement_sv: statement,
          clarifications_sv: clarification ?? [],
        })),
      ),
    )
    expect(await rows('SELECT code, text_sv FROM target_vision_foundation_areas ORDER BY sort_order')).toEqual(
      targetVisions.flatMap(({ foundationAreas }) => (foundationAreas ?? []).map(({ code, text }) => ({ code, text_sv: text }))),
    )
  })
})

describe('the files say letter by letter what the documents say', () => {
  type Wording = { where: string; source: Source; text: string | null | undefined }
  const missing = (wordings: Wording[]) =>
    wordings.filter(({ source, text }) => text && !standsIn(source, text)).map(({ where, text }) => `${where}: ${text}`)

  test('a wording that is not there is found out', () => {
    const source = { doc: '002', lines: [103, 119] }
    expect(standsIn(source, 'svara för att ha uppdaterade kontaktuppgifter i listan för aktivering.')).toBe(true)
    expect(standsIn(source, 'svara för att ha uppdaterade kontaktuppgifter i listan för aktivering!')).toBe(false)
    expect(standsIn(source, 'svara för att ha uppdaterade kontaktuppgifter i listan')).toBe(true)
  })

  test('sub-capabilities, lead-ins, indicators and comments', () => {
    expect(
      missing(
        subs.flatMap(({ code, text, comment, indicators, source }) => [
          { where: code, source, text },
          { where: `${code} comment`, source, text: comment },
          ...indicators.flatMap((indicator) => [
            { where: indicator.code, source, text: indicator.text },
            { where: `${indicator.code} lead-in`, source, text: indicator.leadIn },
          ]),
        ]),
      ),
    ).toEqual([])
  })

  test('target visions, goal areas, foundation areas and signatories', () => {
    expect(
      missing(
        files.goals.targetVisions.flatMap(({ code, overallGoal, means, goalAreas, foundationAreas, signatories }) => [
          { where: code, source: overallGoal.source, text: overallGoal.text },
          ...(means ? [{ where: `${code} means`, ...means }] : []),
          ...goalAreas.flatMap((area) =>
            [area.name, area.statement, ...(area.clarification ?? []), ...(area.embeddedList ?? [])].map((text) => ({
              where: `${code} ${area.code}`,
              source: area.source,
              text,
            })),
          ),
          ...(foundationAreas ?? []).map(({ code: area, source, text }) => ({ where: `${code} ${area}`, source, text })),
          ...(signatories ?? []).flatMap(({ name, title, source }) =>
            [name, title].map((text) => ({ where: `${code} signatory`, source, text })),
          ),
        ]),
      ),
    ).toEqual([])
  })

  test('what is quoted about forums, functions and adoption', () => {
    type Quoted = { source: Source[]; code: string }
    const leaders = files.forums.forums.map((forum) => ({ code: forum.code, source: forum.leaders.map((one) => one.source) }))
    const quotes = ([...files.forums.forums, ...files.roles.roles, ...leaders] as Quoted[]).flatMap(({ code, source }) =>
      source.map((one) => ({ where: code, source: one, text: 'quote' in one ? String(one.quote) : null })),
    )
    const steps = files.goals.adoption.flatMap(({ targetVision, process }) =>
      process.map(({ source, quote }) => ({ where: targetVision, source, text: quote })),
    )
    const decisions = files.goals.adoption.flatMap(({ targetVision, decisions: all }) =>
      all.map(({ source, decision }) => ({ where: targetVision, source, text: decision })),
    )
    expect(missing([...quotes, ...steps, ...decisions])).toEqual([])
    expect(quotes.length).toBeGreaterThan(60)
  })
})
