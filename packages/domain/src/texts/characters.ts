/**
 * How long a text is, in characters as Unicode numbers them. Postgres (`length`), JSON Schema (`maxLength`) and this count alike;
 * JavaScript's own `length` counts 🔥 as two, and a text that one counts as short enough another would refuse.
 */
export const charactersIn = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

const seen = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/**
 * The beginning of a text, at most `max` characters, never with half of one that a reader sees as one: 👨‍👩‍👧 and é stay whole or go whole.
 * The only function that cuts a text; whatever shortens one for showing says so with `shortened`.
 */
export const cut = (text: string, max: number): string => {
  // Most texts fit, and no text has more characters than it has units.
  if (text.length <= max || charactersIn(text) <= max) return text
  let kept = ''
  let count = 0
  for (const { segment } of seen.segment(text)) {
    count += charactersIn(segment)
    if (count > max) break
    kept += segment
  }
  // One letter under two hundred accents is longer than any room: better a part of it than nothing.
  return kept === '' ? [...text.slice(0, 2 * max)].slice(0, max).join('') : kept
}

/** The same, at most `max` characters with the mark that something is left out. */
export const shortened = (text: string, max: number): string =>
  charactersIn(text) <= max ? text : `${cut(text, Math.max(0, max - 1)).trimEnd()}…`

/** White space that moves a typewriter's carriage. U+2028 and U+2029 are line breaks that no key writes and a paste brings. */
const breaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g
const carriage = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
/** Controls that show nothing and that nobody could find to take away. */
const controls = /(?![\n\t])\p{Cc}/gu
const nothingSeen = /^[\p{Cf}\p{Z}\s]*$/u

const tidied = (text: string): string => {
  const words = text.replace(controls, '').normalize('NFC').trim()
  return nothingSeen.test(words) ? '' : words
}

/** What somebody wrote in one line: what would break or move the line is a space, what shows nothing is left out, one spelling for each letter. */
export const tidyLine = (text: string): string => tidied(text.replace(carriage, ' '))

/** The same of a text of several lines: every kind of line break is one, and a tab stays. */
export const tidyText = (text: string): string => tidied(text.replace(breaks, '\n'))

/**
 * What shows nothing, but not the joiners between letters of a script that is written with them (Persian, Hindi): among Latin letters a
 * joiner is only a difference that nobody sees.
 */
const joined = String.raw`[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]]`
const unseen = new RegExp(String.raw`[\p{Cf}--[\u200c\u200d]]|(?<!${joined})[\u200c\u200d]|[\u200c\u200d](?!${joined})`, 'gv')

/** A person's name, or what a thing is found by: as a line, without the characters that only tell two equal names apart. */
export const tidyName = (text: string): string => tidyLine(text.replace(unseen, ''))
