import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../seed/source-ref.ts'

/** The lines of the source documents that reference data is quoted from, as transcribed: `002:103 1:3 Berörda funktioner …`. */
const lines = new Map(
  readFileSync(join(import.meta.dirname, 'source-lines.txt'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): [string, string] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
)

/** A hyphen at the end of a printed line; whether it belongs to the word only the reader knows. */
const lineEnd = '\u00ac'

const printed = ({ doc, lines: [from = 0, to = from] }: Source): string =>
  Array.from({ length: to - from + 1 }, (_, index) => lines.get(`${doc}:${from + index}`) ?? '')
    .filter((line) => line !== '')
    .map((line) => (line.endsWith('-') ? line.slice(0, -1) + lineEnd : `${line} `))
    .join('')
    .replace(/\s+/g, ' ')

/** Does this wording stand there letter by letter, line breaks apart? */
export function standsIn(source: Source, wording: string): boolean {
  const letters = [...wording.replace(/- /g, '-').replace(/-/g, '\u0000')]
  const pattern = letters
    .map((letter) => (letter === '\u0000' ? `(?:- ?|${lineEnd})` : `${letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${lineEnd}?`))
    .join('')
  return new RegExp(pattern, 'u').test(printed(source))
}
