import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { swedishWords } from './swedish-words.ts'

/** Nobody guesses this many times, not even with the stolen hash before them (argon2id, some forty a second and core): the estimator's best mark. */
const enough = 4
/** Whatever comes after so many characters makes nothing weaker; and the estimator's work grows with each. */
const judged = 40

/** Long enough for any estimator, and printed in so many places that every list of passwords begins with them. Only their letters count. */
const printed = new Set([
  'correcthorsebatterystaple',
  'thequickbrownfoxjumpsoverthelazydog',
  'loremipsumdolorsitamet',
  'maytheforcebewithyou',
  'tobeornottobethatisthequestion',
  'flygandebäckasinersökahwilapåmjukatuvor',
  'dugamladufriadufjällhöganord',
  'blinkalillastjärnadär',
])
const letters = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\P{L}/gu, '')

/** Half a megabyte of worn passwords, read the first time somebody chooses one and not at the start. */
let estimator: Promise<ZxcvbnFactory> | undefined
const load = async (): Promise<ZxcvbnFactory> => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary: { ...dictionary, swedish: swedishWords }, graphs: adjacencyGraphs, maxLength: judged })
}

/**
 * Would a machine find this password soon? Fifty thousand of the most worn ones, alone, joined, repeated, backwards, with digits for
 * letters, rows of the keyboard, series and dates (security.md A2). On the server only: a phone has no use for the list.
 */
export const isEasyToGuess = async (password: string): Promise<boolean> => {
  if (printed.has(letters(password))) return true
  estimator ??= load()
  return (await estimator).check(password).score < enough
}
