import { expect, test } from 'vitest'
import { latestShown } from './shown-round.ts'

const round = (year: number, state: string, shows: boolean) => ({ year, state, shows })

test.each([
  ['a new round with nothing signed leaves the map of the year before', [round(2027, 'open', false), round(2026, 'closed', true)], 2026],
  ['it takes over as soon as it has something to show', [round(2027, 'open', true), round(2026, 'closed', true)], 2027],
  ['one that is only prepared shows nothing', [round(2027, 'prepared', true), round(2026, 'closed', true)], 2026],
  ['the first round of all is shown, empty as it is', [round(2026, 'open', false)], 2026],
  ['one that closed unsigned does not hide the year before', [round(2026, 'closed', false), round(2025, 'closed', true)], 2025],
  ['without a round there is none', [], undefined],
] as const)('%s', (_, rounds, year) => {
  expect(latestShown(rounds)).toBe(year)
})
