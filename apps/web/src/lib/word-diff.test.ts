import { expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

const told = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'old' ? `[-${text.trim()}-]` : `[+${text.trim()}+]`))
    .join('')

test('a number that changed stands struck beside the new one, the rest as it was', () => {
  expect(told('Omkring 1 900 hushåll saknar el.', 'Omkring 3 400 hushåll saknar el.')).toBe('Omkring[-1 900-][+3 400+] hushåll saknar el.')
})

test('words added and taken away at the ends', () => {
  expect(told('E18 är stängd', 'E18 är stängd norrgående')).toBe('E18 är stängd[+norrgående+]')
  expect(told('Fortfarande stängt', 'stängt')).toBe('[-Fortfarande-]stängt')
})

test('texts that share next to nothing are shown whole, old and then new', () => {
  expect(told('Bussarna går som vanligt i hela länet', 'All trafik är inställd tills vidare')).toBe(
    '[-Bussarna går som vanligt i hela länet-][+All trafik är inställd tills vidare+]',
  )
})

test('every word of both texts is told exactly once, in its order', () => {
  const words = ['el', 'väg', 'snö', 'är', 'stängd', 'öppen', 'i', 'norr']
  let seed = 7
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const text = () => Array.from({ length: Math.floor(random() * 12) }, () => words[Math.floor(random() * words.length)]).join(' ')
  for (let i = 0; i < 500; i++) {
    const [before, after] = [text(), text()]
    const pieces = wordDiff(before, after)
    const read = (left: 'old' | 'new') =>
      pieces
        .filter(({ kind }) => kind !== left)
        .map((piece) => piece.text)
        .join('')
        .split(/\s+/u)
        .join('')
    expect(read('old')).toBe(after.split(/\s+/u).join(''))
    expect(read('new')).toBe(before.split(/\s+/u).join(''))
  }
})

test('two long texts cost no more than their length', () => {
  const long = (word: string) => Array.from({ length: 2_000 }, (_, i) => `${word}${i}`).join(' ')
  expect(wordDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['old', 'new'])
})
