import { describe, expect, test } from 'vitest'
import { fitsScale, isAnswered, isAsked } from './answers.ts'
import { csv, csvCell } from './csv.ts'
import { type HeatCell, cellOf, type Counts, gapsOf, shareOf, addUp, totalOf } from './heat.ts'

describe('a cell', () => {
  const cases: [Counts, HeatCell, number | null][] = [
    [[3, 0, 0, 0], 'all', 1],
    [[2, 1, 0, 0], 'some', 2 / 3],
    [[1, 0, 2, 0], 'some', 1 / 3],
    [[0, 1, 0, 0], 'some', 0],
    [[0, 2, 0, 0], 'some', 0],
    [[0, 1, 2, 0], 'some', 0],
    [[0, 0, 2, 1], 'none', 0],
    [[0, 0, 1, 0], 'none', 0],
    [[0, 0, 0, 2], 'not_applicable', null],
    [[0, 0, 0, 0], 'unanswered', null],
    [[2, 0, 0, 1], 'all', 1],
  ]
  test.each(cases)('%j is %s with share %s', (counts, cell, share) => {
    expect(cellOf(counts)).toBe(cell)
    expect(shareOf(counts)).toBe(share)
  })

  test('what is not applicable never lowers a share', () => {
    for (let fulfilled = 0; fulfilled < 4; fulfilled++)
      for (let not = 0; not < 4; not++)
        for (let na = 0; na < 4; na++) expect(shareOf([fulfilled, 0, not, na])).toBe(shareOf([fulfilled, 0, not, 0]))
  })
})

describe('totals and gaps', () => {
  const columns = [
    { code: '1.1', provisional: false },
    { code: '2.8', provisional: true },
    { code: '3.1', provisional: false },
    { code: '3.2', provisional: false },
  ]
  const cells: Counts[] = [
    [4, 0, 0, 0],
    [0, 0, 9, 0],
    [1, 1, 2, 0],
    [1, 2, 1, 0],
  ]
  test('leave out what is provisional (2:8)', () => {
    expect(totalOf(columns, cells)).toEqual([6, 3, 3, 0])
    expect(gapsOf(columns, cells).map((gap) => gap.column.code)).toEqual(['3.1', '3.2'])
  })
  test('of nothing are nothing', () => {
    expect(addUp([])).toEqual([0, 0, 0, 0])
    expect(gapsOf(columns, [])).toEqual([])
  })
})

describe('an answer', () => {
  const levels = [
    { value: 0, isNotApplicable: false },
    { value: 1, isNotApplicable: false },
    { value: 2, isNotApplicable: false },
    { value: null, isNotApplicable: true },
  ]
  test('is a level of the scale, or not applicable, or nothing yet', () => {
    expect([0, 1, 2, 3, null].map((value) => fitsScale(levels, { value, notApplicable: false }))).toEqual([true, true, true, false, true])
    expect(fitsScale(levels, { value: null, notApplicable: true })).toBe(true)
    expect(fitsScale(levels, { value: 1, notApplicable: true })).toBe(false)
    expect(fitsScale(levels.slice(0, 3), { value: null, notApplicable: true })).toBe(false)
    expect([
      isAnswered({ value: 0, notApplicable: false }),
      isAnswered({ value: null, notApplicable: true }),
      isAnswered({ value: null, notApplicable: false }),
    ]).toEqual([true, true, false])
  })
  test('is asked of all actors, of designated ones more, and never about a common function', () => {
    const asked = (audience: 'all_actors' | 'designated_actors' | 'common_function') =>
      [false, true].map((designated) => isAsked({ audience, assessedByActor: audience !== 'common_function' }, designated))
    expect([asked('all_actors'), asked('designated_actors'), asked('common_function')]).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ])
  })
})

describe('a CSV cell', () => {
  test.each([
    ['=1+1', `'=1+1`],
    ['+46', `'+46`],
    ['-x', `'-x`],
    ['@a', `'@a`],
    ['\tx', `'\tx`],
    ['a;"b"', '"a;""b"""'],
    ['=a;b', `"'=a;b"`],
    ['Solna stad', 'Solna stad'],
    ['', ''],
  ])('%j is written %j', (value, written) => expect(csvCell(value)).toBe(written))
  test('a number has a comma and nothing is nothing', () => expect([csvCell(0.5), csvCell(null)]).toEqual(['0,5', '']))
  test('a file is UTF-8 with a mark, semicolons and CRLF', () =>
    expect(
      csv([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\ufeffa;1\r\nb;\r\n'))
})
