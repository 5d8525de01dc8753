import { describe, expect, test } from 'vitest'
import seed from '../../../../../prisma/seed/actors.json' with { type: 'json' }
import { bandOf, bands, percentOf, tiles } from './municipality-tiles.ts'

describe('the map of the municipalities', () => {
  test('has one tile for each of the 26, under its code, and no two on the same place', () => {
    const municipalities = seed.actors.filter((one) => one.kind === 'municipality')
    expect(municipalities).toHaveLength(26)
    expect(tiles.map((tile) => tile.code).toSorted()).toEqual(municipalities.map((one) => one.code).toSorted())
    expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(26)
  })
  test('puts every whole per cent into exactly one step, as the legend says', () => {
    for (let percent = 0; percent <= 100; percent++) {
      const inside = bands.flatMap((band, i) => (percent >= band.from && percent <= band.to ? [i] : []))
      expect(inside).toEqual([bandOf(percent)])
    }
    expect(bandOf(null)).toBeNull()
  })
  test('shows a hundred only where everything is fulfilled', () => {
    expect([null, 0, 0.845, 0.999, 1].map(percentOf)).toEqual([null, 0, 85, 99, 100])
  })
})
