import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contradictsMode, exerciseName, markedTitle, withExerciseWord } from './exercise.ts'

describe('ÖVNING is said once', () => {
  test.each([
    ['Snö', 'ÖVNING: Snö'],
    ['Övning Snö', 'ÖVNING: Snö'],
    ['ÖVNING: Snö', 'ÖVNING: Snö'],
    ['övning – ÖVNING: Snö', 'ÖVNING: Snö'],
    ['Övningslarm vid hamnen', 'ÖVNING: Övningslarm vid hamnen'],
    ['Vinterövning', 'ÖVNING: Vinterövning'],
    ['Övning', 'ÖVNING: Övning'],
  ])('%s becomes %s', (title, marked) => {
    expect(markedTitle(title, true)).toBe(marked)
    expect(markedTitle(title, false)).toBe(title)
  })
  test('whatever the title, the mark stands there and is not said twice in a row', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (title) => {
        expect(markedTitle(`Övning ${title}x`, true)).not.toMatch(/^ÖVNING: övning(?!\p{L})/iu)
        expect(exerciseName(title).length).toBeLessThanOrEqual(title.length)
      }),
    )
  })
  test.each([
    ['Kom', 'ÖVNING Kom'],
    ['ÖVNING Kom', 'ÖVNING Kom'],
    ['Övning: kom', 'ÖVNING: kom'],
    ['Övningsledningen kallar', 'ÖVNING Övningsledningen kallar'],
  ])('an edited line %s is sent as %s', (line, sent) => expect(withExerciseWord(line)).toBe(sent))
})

describe('words that contradict what the call-out is said to be', () => {
  test.each(['Övning Snö', 'ÖVNING: elavbrott', 'Stor vinterövning i länet', 'Elavbrott (övning)'])('%s in a real one', (title) => {
    expect(contradictsMode(false, title)).toBe(true)
    expect(contradictsMode(true, title)).toBe(false)
  })
  test.each(['Skarpt läge', 'SKARPT: brand', 'Det här är skarpt', 'Skarp varning'])('%s in an exercise', (title) => {
    expect(contradictsMode(true, title)).toBe(true)
    expect(contradictsMode(false, title)).toBe(false)
  })
  test.each(['Brand i Skarpnäck', 'Det här är ingen övning', 'Snöoväder', 'Inte skarpt', ''])('%s contradicts nothing', (title) => {
    expect([contradictsMode(true, title), contradictsMode(false, title)]).toEqual([false, false])
  })
})
