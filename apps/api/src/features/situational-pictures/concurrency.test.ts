import type { DraftLine, DraftText } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { openIncident } from '../../test/builders.ts'
import { addLine, openPicture, publish, readVersion, report, saveLine, saveText } from '../../test/pictures.ts'

/** The first of the thousand (T16) that `npm run test:deep` runs. */
const rounds = process.env['DEEP'] ? 1_000 : 250
let t: TestApp
let editors: [Person, Person]
let id: string
beforeAll(async () => {
  t = await startApp()
  editors = [await t.person('lst-tib', 'lst-stockholm', 'Anders'), await t.person('rsib', null, 'Johan')]
  await openIncident(t)
  id = await openPicture(t, editors[0])
})
afterAll(() => t.close())

/** A small generator with a seed, so that a failure can be run again. */
const random = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const next = random(20261125)

type Seen = { text: string; version: number }
/** Each editor adds its words to the text it last saw; refused, it puts them into the newer one and saves again. Half the rounds both save at once. */
const race = async (
  round: number,
  base: Seen,
  put: (who: Person, text: string, basedOn: number) => ReturnType<typeof saveText>,
): Promise<Seen & { refused: number }> => {
  const words = [`a${round}`, `b${round}`] as const
  const seen = [base, base]
  const saved = [false, false]
  let current = base
  let refused = 0
  const save = async (who: 0 | 1): Promise<void> => {
    const from = seen[who] ?? base
    const response = await put(editors[who], [from.text, words[who]].filter(Boolean).join(' '), from.version)
    if (response.statusCode === 200) {
      saved[who] = true
      current = response.json<Seen>()
      return
    }
    const problem = response.json<{ code: string; current: Seen }>()
    expect([response.statusCode, problem.code]).toEqual([409, 'stale-version'])
    // Both texts: the other's comes with the refusal, the own one never left this side.
    expect(problem.current.version).toBeGreaterThan(from.version)
    expect(problem.current.text).toContain(words[who === 0 ? 1 : 0])
    seen[who] = problem.current
    refused++
  }
  while (!saved[0] || !saved[1]) {
    const waiting = ([0, 1] as const).filter((who) => !saved[who])
    if (waiting.length === 2 && next() < 0.5) await Promise.all(next() < 0.5 ? [save(0), save(1)] : [save(1), save(0)])
    else await save(waiting[Math.floor(next() * waiting.length)] ?? 0)
  }
  for (const word of words) expect(current.text.split(' ')).toContain(word)
  expect(current.version).toBe(base.version + 2)
  return { text: current.text, version: current.version, refused }
}

test(`${rounds} random interleavings of two editors on one lägesbild lose nothing`, { timeout: 300_000 }, async () => {
  const line: DraftLine = await addLine(t, editors[0], id, 'rad')
  let text: Seen = { text: '', version: 0 }
  let row: Seen = { text: 'rad', version: 1 }
  let refused = 0
  for (let round = 0; round < rounds; round++) {
    // The text and a line in turn; kept short: what both wrote in this round is looked for, and in the history everything.
    if (round % 2 === 0) {
      const done = await race(round, { ...text, text: '' }, (who, words, basedOn) => saveText(t, who, id, 'summary', words, basedOn))
      text = { text: done.text, version: done.version }
      refused += done.refused
    } else {
      const done = await race(round, { ...row, text: '' }, (who, words, basedOn) => saveLine(t, who, id, line, { text: words }, basedOn))
      row = { text: done.text, version: done.version }
      refused += done.refused
    }
  }
  expect(refused).toBe(rounds)
  const histories = await Promise.all([
    t.owner<{ version: number; text: string }>('SELECT version, text FROM situational_picture_text_versions ORDER BY version'),
    t.owner<{ version: number; text: string }>('SELECT version, text FROM situational_picture_line_versions ORDER BY version'),
  ])
  for (const [i, history] of histories.entries())
    expect(history.map((one) => one.version)).toEqual(Array.from({ length: rounds + i }, (_, n) => n + 1))
  const everything = new Set(histories.flat().flatMap((one) => one.text.split(' ')))
  for (let round = 0; round < rounds; round++) expect(everything.has(`a${round}`) && everything.has(`b${round}`)).toBe(true)
})

test('the first word of a text written by two at once is one, and the other hears of it', async () => {
  const both = await Promise.all([saveText(t, editors[0], id, 'worst_case', 'TiB'), saveText(t, editors[1], id, 'worst_case', 'RSIB')])
  expect(both.map((one) => one.statusCode).sort()).toEqual([200, 409])
  const [kept, refused] = [both.find((one) => one.statusCode === 200), both.find((one) => one.statusCode === 409)]
  expect(refused?.json<{ current: DraftText }>().current.text).toBe(kept?.json<DraftText>().text)
})

test('publishing among saves takes every text that was accepted before it, whole', async () => {
  const lines = await Promise.all(Array.from({ length: 20 }, (_, i) => addLine(t, editors[0], id, `före ${i}`)))
  const [saves, published] = await Promise.all([
    Promise.all(lines.map((one) => saveLine(t, editors[1], id, one, { text: `efter ${one.text}` }))),
    publish(t, editors[0], id),
  ])
  expect([published.statusCode, ...saves.map((one) => one.statusCode)]).toEqual([201, ...lines.map(() => 200)])
  const frozen = new Map((await readVersion(t, editors[0], id, 1)).lines.map((one) => [one.id, one.text]))
  for (const one of lines) expect([one.text, `efter ${one.text}`]).toContain(frozen.get(one.id))
})

test('reports that race with publishing stand in exactly one number: counted in the version, or before the writers of the next', async () => {
  const reporters = await Promise.all(['nacka', 'salem', 'taby', 'solna'].map((code) => t.person('contact-function', code)))
  for (let number = 2; number < 42; number++) {
    const [published, ...reports] = await Promise.all([
      publish(t, editors[0], id, number),
      ...reporters.map((who) => report(t, who, id, { kind: 'nothing', number })),
    ])
    expect([published.statusCode, ...reports.map((one) => one.statusCode)]).toEqual([201, 201, 201, 201, 201])
  }
  const lost = await t.owner(`SELECT v.number, v.reported FROM situational_picture_versions v
    WHERE v.reported <> (SELECT count(DISTINCT r.actor_id) FROM situational_picture_reports r WHERE r.collection_id = v.collection_id)`)
  expect(lost).toEqual([])
  expect(await t.owner('SELECT id FROM situational_picture_reports')).toHaveLength(160)
})
