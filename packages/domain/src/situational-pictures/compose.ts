import { nameAfterMark } from '../incidents/exercise.ts'
import { charactersIn, cut } from '../texts/characters.ts'
import { mailSubject } from '../texts/subjects.ts'
import { dateTime } from '../time/stockholm.ts'
import { looksSecret } from './secrets.ts'
import { type Handling, type PictureField, pictureLimits } from './words.ts'

const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()

/** Cut at the end of a sentence where there is one, otherwise at a word. */
const upTo = (words: string, max: number): string => {
  if (charactersIn(words) <= max) return words
  const part = cut(words, max - 1)
  const sentence = Math.max(part.lastIndexOf('. '), part.lastIndexOf('! '), part.lastIndexOf('? '))
  if (sentence > part.length / 2) return part.slice(0, sentence + 1)
  const word = part.lastIndexOf(' ')
  return `${word > part.length / 2 ? part.slice(0, word) : part}…`
}

export type ReadAloud = { title: string; number: number; isExercise: boolean; summary: string; nextUpdateAt: Date | null }
/** A proposal to read over Rakel: what, which number, the summary as far as it fits, when the next one comes, and that it ends. */
export const composeReadAloud = (p: ReadAloud): string => {
  const opening = `${p.isExercise ? 'Övning, övning, övning. ' : ''}Lägesbild ${p.number}, ${oneLine(nameAfterMark(p.title, p.isExercise))}. `
  const ending = `${p.nextUpdateAt ? ` Nästa lägesbild ${dateTime(p.nextUpdateAt)}.` : ''} Slut.`
  const room = pictureLimits.read_aloud - charactersIn(opening) - charactersIn(ending)
  return cut(`${opening}${upTo(oneLine(p.summary), Math.max(room, 40))}${ending}`, pictureLimits.read_aloud)
}

export type DraftTextNow = { field: PictureField; text: string; publishedText: string | null }
export type TextToLookAt = { field: PictureField; text: string }
/**
 * What whoever publishes must have looked at first, each in the words that will be published. The text to read aloud always: it is composed
 * anew for every number, and somebody's voice makes it true. The others when they stand as they did in the version before although
 * something else does not: what was right at four may be wrong at six.
 */
export const textsToLookAt = (texts: readonly DraftTextNow[], readAloud: string, hasNews: boolean): TextToLookAt[] => [
  ...texts
    .filter(({ field, text, publishedText }) => hasNews && field !== 'read_aloud' && text.trim() !== '' && text === publishedText)
    .map(({ field, text }) => ({ field, text })),
  { field: 'read_aloud', text: readAloud },
]

export type PictureMail = {
  title: string
  number: number
  isExercise: boolean
  handling: Handling
  summary: string
  nextUpdateAt: Date | null
  url: string
}
/** To those who asked for it. Only an open picture without a marking in its words tells its summary; the others say that there is one and where (security.md D2). */
export const composePictureMail = (p: PictureMail): { subject: string; body: string } => {
  const mark = p.isExercise ? 'ÖVNING ' : ''
  const isOpen = p.handling === 'open' && !looksSecret(p.title, p.summary)
  const subject = isOpen
    ? `${mark}Lägesbild ${p.number}: ${oneLine(nameAfterMark(p.title, p.isExercise))}`
    : `${mark}Ny lägesbild – logga in`
  const body = [
    ...(p.isExercise ? ['ÖVNING – inget skarpt läge.', ''] : []),
    isOpen ? `Lägesbild ${p.number} är publicerad: ${oneLine(p.title)}` : 'Ny lägesbild – logga in i Samverkansportalen för att läsa den.',
    ...(isOpen && p.summary.trim() ? ['', p.summary.trim()] : []),
    ...(isOpen && p.nextUpdateAt ? ['', `Nästa lägesbild: ${dateTime(p.nextUpdateAt)}`] : []),
    '',
    p.url,
    '',
    'Du får det här för att du har valt det på ditt konto.',
  ].join('\n')
  return { subject: mailSubject(subject), body }
}

export type ReportReminder = { title: string; isExercise: boolean; cutOffAt: Date; url: string }
/** To an actor that has been asked and has not reported; nothing of what others have reported. */
export const composeReportReminder = (r: ReportReminder): { subject: string; body: string } => ({
  subject: `${r.isExercise ? 'ÖVNING ' : ''}Rapportera till lägesbilden före ${dateTime(r.cutOffAt)}`,
  body: [
    ...(r.isExercise ? ['ÖVNING – inget skarpt läge.', ''] : []),
    'Er aktör har inte rapporterat till lägesbilden ännu.',
    `Stopptid: ${dateTime(r.cutOffAt)}`,
    'Har ni inget att rapportera räcker ett tryck.',
    '',
    r.url,
  ].join('\n'),
})
