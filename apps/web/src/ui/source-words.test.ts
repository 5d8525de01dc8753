import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourceWords } from './source-words.ts'

type Stands = { doc: string; lines: number[]; section?: string }
const seed = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../../../../prisma/seed', name), 'utf8'))
const reference = ({ doc, lines }: Stands) => `${doc}:${lines.join('-')}`

test('a source is a document or a passage in words, never a number of a document or a line', () => {
  expect(sourceWords('002:686-691', 'Modell 3.2')).toBe('Modellbeskrivning 3.2')
  expect(sourceWords('002:1457', 'Förmåga 5:4')).toBe('Gemensamma förmågor 5:4')
  expect(sourceWords('000:87-90')).toBe('Nacka kommun, tjänsteskrivelse om målbild 2023–2026')
  expect(sourceWords('099:1')).toBeUndefined()
})

test('every source of an actor, a forum, a target vision and the framework has words', () => {
  const forums: Stands[] = seed('forums.json').forums.flatMap(({ source }: { source: Stands[] }) => source)
  const whole: Stands[] = [
    ...seed('actors.json').actors.map(({ source }: { source: Stands }) => source),
    ...seed('goals.json').targetVisions.map(({ overallGoal }: { overallGoal: { source: Stands } }) => overallGoal.source),
    seed('capabilities.json').meta.source,
  ]
  const words = [
    ...forums.map((source) => sourceWords(reference(source), source.section)),
    ...whole.map((source) => sourceWords(reference(source))),
  ]
  expect(words.length).toBeGreaterThan(90)
  for (const word of words) {
    expect(word).toMatch(/^\p{Lu}/u)
    expect(word).not.toMatch(/\b00\d\b|\brad(er)? \d|\blines? \d/u)
  }
})
