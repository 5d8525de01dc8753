import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const css = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')
/** What the rule of exactly this selector says of one property. */
const said = (file: string, selector: string, property: string): string => {
  const body = css(file)
    .split('}')
    .map((rule) => rule.split('{'))
    .find(([selectors = '']) => selectors.replace(/\/\*.*?\*\//gsu, '').trim() === selector)?.[1]
  return new RegExp(`${property}: ([^;]+)`, 'u').exec(body ?? '')?.[1] ?? ''
}
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['in the light', ''],
  ['in the dark', '.dark '],
])('the steps of the map %s', (_, theme) => {
  const steps = [0, 1, 2, 3, 4].map((band) => `${theme}[data-band="${band}"]`)
  const colours = steps.map((step) => said('municipality-map.css', step, 'background'))

  test('are told apart: 85–94 and 95–100 as well as any other two', () => {
    expect(new Set(colours).size).toBe(5)
    for (const [i, colour] of colours.slice(1).entries())
      expect(contrast(colour, colours[i] ?? ''), `${colours[i]} and ${colour}`).toBeGreaterThanOrEqual(1.25)
  })

  test('go one way, and carry words that are read', () => {
    const lights = colours.map(luminance)
    expect([lights.toSorted((a, b) => a - b), lights.toSorted((a, b) => b - a)]).toContainEqual(lights)
    for (const [i, step] of steps.entries()) {
      const ink = said('municipality-map.css', step, 'color').replace('#fff', '#ffffff')
      expect(contrast(colours[i] ?? '', ink), step).toBeGreaterThanOrEqual(4.5)
    }
  })
})

test('only a cell where nothing is fulfilled is red: delvis is amber, in one rule for light and dark', () => {
  const fill = (cell: string) => said('heat-map.css', `[data-cell="${cell}"]`, 'background')
  expect([fill('all'), fill('some'), fill('none')].map((token) => /success|warning|danger/u.exec(token)?.[0])).toEqual([
    'success',
    'warning',
    'danger',
  ])
  expect(css('heat-map.css')).not.toMatch(/\.dark[^{]*\[data-cell/u)
})
