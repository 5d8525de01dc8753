import type { AssessmentAnswer } from '@samverkan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startApp, type TestApp } from '../../test/app.ts'
import { answerUrl, openRound, ownAssessment } from '../../test/assessments.ts'

/** The first of the thousand (T16) that `npm run test:deep` runs. */
const rounds = process.env['DEEP'] ? 1_000 : 250
let t: TestApp
let editors: [Person, Person]
let office: Person
let id: string
beforeAll(async () => {
  t = await startApp()
  office = await t.person('koordinator', null)
  editors = [await t.person('assessor', 'nacka', 'Amira'), await t.person('assessor', 'nacka', 'Klas')]
  await openRound(t, office)
  id = await ownAssessment(t, editors[0])
})
afterAll(() => t.close())

/** A small generator with a seed, so that a failure can be run again. */
const random = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const next = random(20261122)

/**
 * Each editor adds words of its own to the answer it last saw and saves; refused, it gets both texts, puts its words into the newer one and
 * saves again. Who goes when is random, and half of the rounds both save at the same moment.
 */
test(`${rounds} random interleavings of two editors on one answer lose nothing`, { timeout: 300_000 }, async () => {
  const url = answerUrl(id, '1.3.1')
  let current: Pick<AssessmentAnswer, 'comment' | 'version'> = { comment: '', version: 0 }
  let refused = 0
  for (let round = 0; round < rounds; round++) {
    // Kept short: what both wrote in this round is looked for, and in the history everything.
    const base = { comment: '', version: current.version }
    const words = [`a${round}`, `b${round}`] as const
    const seen = [base, base]
    const saved = [false, false]
    const save = async (who: 0 | 1): Promise<void> => {
      const from = seen[who] ?? base
      const comment = [from.comment, words[who]].filter(Boolean).join(' ')
      const response = await t.as(editors[who])('PUT', url, { value: 1, notApplicable: false, comment, basedOn: from.version })
      if (response.statusCode === 200) {
        saved[who] = true
        current = response.json<{ answer: AssessmentAnswer }>().answer
        return
      }
      const problem = response.json<{ code: string; current: AssessmentAnswer }>()
      expect([response.statusCode, problem.code]).toEqual([409, 'stale-version'])
      // Both texts: the other's comes with the refusal, the own one never left this side.
      expect(problem.current.version).toBeGreaterThan(from.version)
      expect(problem.current.comment).toContain(words[who === 0 ? 1 : 0])
      seen[who] = problem.current
      refused++
    }
    while (!saved[0] || !saved[1]) {
      const waiting = ([0, 1] as const).filter((who) => !saved[who])
      if (waiting.length === 2 && next() < 0.5) await Promise.all(next() < 0.5 ? [save(0), save(1)] : [save(1), save(0)])
      else await save(waiting[Math.floor(next() * waiting.length)] ?? 0)
    }
    for (const word of words) expect(current.comment.split(' ')).toContain(word)
    expect(current.version).toBe(base.version + 2)
  }
  expect(refused).toBe(rounds)
  const history = await t.owner<{ version: number; comment: string }>(
    'SELECT version, comment FROM assessment_answer_versions ORDER BY version',
  )
  expect(history.map((row) => row.version)).toEqual(Array.from({ length: 2 * rounds }, (_, i) => i + 1))
  const everything = new Set(history.flatMap((row) => row.comment.split(' ')))
  for (let round = 0; round < rounds; round++) expect(everything.has(`a${round}`) && everything.has(`b${round}`)).toBe(true)
})

test('a round that closes while answers are being saved takes every answer that was accepted and no other', async () => {
  const codes = ['1.1.1', '1.1.2', '1.2.1', '1.2.2', '2.1.1', '2.1.2', '2.3.1', '2.3.2', '2.5.1', '2.5.2']
  const put = (code: string) => t.as(editors[0])('PUT', answerUrl(id, code), { value: 2, notApplicable: false, comment: code, basedOn: 0 })
  const [answers] = await Promise.all([
    Promise.all(codes.map(put)),
    t.as(office)('POST', '/api/assessments/rounds/2026/state', { action: 'close', version: 2 }),
  ])
  const accepted = codes.filter((_, i) => answers[i]?.statusCode === 200)
  for (const response of answers.filter((one) => one.statusCode !== 200)) expect(response.json()).toMatchObject({ code: 'round-closed' })
  const kept = await t.owner<{ comment: string }>(`SELECT comment FROM assessment_answers WHERE comment ~ '^[0-9]'`)
  expect(kept.map((row) => row.comment).sort()).toEqual([...accepted].sort())
})
