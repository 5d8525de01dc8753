import { exerciseName } from './exercise.ts'

/** Grammar: says nothing of what has happened, or where. */
const small = new Set(
  'i pa vid av over under efter mot hos utan med och for till fran om en ett den det de som in at on of the and with near by a an'.split(
    ' ',
  ),
)
/** What nearly every title may say: two that have nothing else in common are two events. */
const common = new Set(
  `larm alarm handelse handelsen incident storning storningar storningen allvarlig allvarligt allvarliga serious stor stort stora major
  omfattande pagaende pagar risk varning varningar warning orange gul gult rod rott lage laget skarpt akut test ovning exercise lan lanet
  county region regionen regionalt stockholm stockholms stockholmsregionen kommun kommunen kommuner`.split(/\s+/u),
)

/** Case, accents and signs are how somebody wrote, not what; the word that marks an exercise is said by its mark. */
const wordsOf = (title: string): string[] =>
  exerciseName(title)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** A word that can carry an event: a name or a thing, and roads such as E4; a number alone, or two letters, may stand for anything. */
const carries = (word: string): boolean =>
  !small.has(word) && !common.has(word) && /\p{L}/u.test(word) && (word.length > 2 || /\p{N}/u.test(word))

/** Letters in a row that both have, at most. */
const shared = (a: string, b: string): number => {
  let most = 0
  let before: number[] = []
  for (const letter of a) {
    const row: number[] = []
    for (let at = 0; at < b.length; at++) {
      row[at] = b[at] === letter ? (before[at - 1] ?? 0) + 1 : 0
      most = Math.max(most, row[at]!)
    }
    before = row
  }
  return most
}

/** The same word, inflected, in a compound, or misspelled: `brand` and `skogsbrand`, `snöoväder` and `snöovädret`. */
const areKin = (a: string, b: string): boolean => {
  if (a === b) return true
  if (/\p{N}/u.test(a + b)) return false
  const shorter = Math.min(a.length, b.length)
  const run = shared(a, b)
  return (shorter >= 4 && run === shorter) || (run >= 6 && run >= shorter * 0.6)
}

const areWithin = (some: readonly string[], all: readonly string[]): boolean => some.length > 0 && some.every((word) => all.includes(word))

/**
 * May these two titles be about the same event? Two people write it differently, so one word in common that says what or where is enough: to be
 * asked once too often costs a press, not to be asked costs every letter twice. Titles that share no such word never are, unless they are the
 * same, or all that one says stands in the other.
 */
export function areLikeTitles(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length === 0 || b.length === 0) return one.trim() !== '' && one.trim() === other.trim()
  if (a.join('') === b.join('')) return true
  const [mine, theirs] = [a.filter((word) => !small.has(word)), b.filter((word) => !small.has(word))]
  if (areWithin(mine, theirs) || areWithin(theirs, mine)) return true
  return a.filter(carries).some((word) => b.filter(carries).some((its) => areKin(word, its)))
}

/** As long as the portal asks: elapsed time, whatever the clocks on the wall do meanwhile. Whoever stood in line may have been before the other. */
export const isJustCalled = (calledAt: Date, now: Date, minutes: number): boolean =>
  Math.abs(now.getTime() - calledAt.getTime()) < minutes * 60_000
