import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areLikeTitles, isJustCalled } from './likeness.ts'

describe('two titles that may be about the same event', () => {
  test.each([
    ['Snöoväder', 'Snöoväder Svealand'],
    ['Snöoväder', 'SNÖOVÄDER!'],
    ['Snöoväder', 'Snooväder'],
    ['Snö-oväder', 'Snö oväder'],
    ['Snöoväder', 'Snöovädret över länet'],
    ['Snöoväder', 'Oväder i Norrtälje'],
    ['Översvämning Nacka', 'Översvämning Södertälje'],
    ['Översvämning i Mälaren', 'Oversvämmning, Mälaren'],
    ['Brand i Nacka', 'Kraftig rök över Nacka'],
    ['Brand', 'Skogsbrand vid Tyresta'],
    ['Elavbrott', 'Strömavbrott i söder'],
    ['Kö på E4', 'Olycka E4 vid Häggvik'],
    ['Olycka E4', 'Olycka E18'],
    ['ÖVNING: Höststorm', 'höststorm'],
    ['Övning – Höststorm', 'ÖVNING Höststorm el'],
    ['Larm', 'larm'],
    ['Larm', 'Stort larm om gas i Kista'],
    ['Händelse 4', 'HÄNDELSE 4'],
    ['112', '112'],
    ['El', 'el'],
    ['I', 'i'],
    ['🔥', '🔥'],
    ['Övning', 'ÖVNING'],
    ['Cafe\u0301t brinner', 'CAFÉT BRINNER'],
  ])('%s · %s', (one, other) => {
    expect([areLikeTitles(one, other), areLikeTitles(other, one)]).toEqual([true, true])
  })

  test.each([
    ['Snöoväder', 'Gasläcka i hamnen'],
    ['Storm i norr', 'Strömlöst i söder'],
    ['Brand i Nacka', 'Översvämning i Täby'],
    ['Stort larm i Stockholm', 'Allvarlig störning, Stockholms län'],
    ['Orange varning: snö', 'Orange varning: skyfall'],
    ['Händelse 1', 'Händelse 2'],
    ['Linje 14', 'Väg 14'],
    ['Kö på E4', 'Ras vid E18'],
    ['Övning Höststorm', 'Övning Dammbrott'],
    ['Elavbrott', 'Elbrist'],
    ['Läckning', 'Rökning'],
    ['I', 'På'],
    ['🔥', '🌊'],
    ['', ''],
    [' ', '!'],
  ])('%s · %s are two', (one, other) => {
    expect([areLikeTitles(one, other), areLikeTitles(other, one)]).toEqual([false, false])
  })

  const word = fc.constantFrom('snöoväder', 'brand', 'nacka', 'E4', 'larm', 'i', '12', 'översvämning', 'orange', 'el', '🔥', 'ÖVNING')
  const title = fc.oneof(
    fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
    fc.string({ minLength: 1, maxLength: 60 }),
  )
  test('it is the same question whoever pressed first, and each is like itself, in whatever case and order it is written', () => {
    fc.assert(
      fc.property(title, title, (one, other) => {
        expect(areLikeTitles(one, other)).toBe(areLikeTitles(other, one))
        if (one.trim() !== '') expect(areLikeTitles(one, one)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const [one, other] = [words.join(' '), words.toReversed().join(' – ').toLocaleUpperCase('sv')]
        // A leading ÖVNING is the mark, one in the middle a word.
        fc.pre(words.some((w) => !['i', '🔥', 'ÖVNING'].includes(w)))
        expect(areLikeTitles(one, other)).toBe(true)
      }),
    )
  })
  test('titles without a letter in common are two, and the longest are compared at once', () => {
    const of = (letters: string) => fc.array(fc.constantFrom(...letters), { minLength: 3, maxLength: 200 }).map((all) => all.join(''))
    fc.assert(
      fc.property(of('abcdåe '), of('qrstuv '), (one, other) => {
        expect(areLikeTitles(one, other)).toBe(false)
      }),
    )
    expect(areLikeTitles('ab'.repeat(100), 'ba'.repeat(100))).toBe(true)
  })
})

test('within the minutes, whoever came first; to the second, and over the hour that comes twice', () => {
  const at = (written: string) => new Date(written)
  const called = at('2026-10-25T00:59:30Z')
  expect(isJustCalled(called, at('2026-10-25T01:01:29.999Z'), 2)).toBe(true)
  expect(isJustCalled(called, at('2026-10-25T01:01:30Z'), 2)).toBe(false)
  expect(isJustCalled(called, at('2026-10-25T00:59:29.900Z'), 2), 'pressed first, and waited in line').toBe(true)
  // 02:59 sommartid and 02:59 normaltid: an hour apart.
  expect(isJustCalled(called, at('2026-10-25T01:59:30Z'), 2)).toBe(false)
})
