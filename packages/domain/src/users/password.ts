/** Length alone makes a password strong; no rules of composition, nothing cut off, nothing rewritten (security.md A1, A2). */
export const passwordLength = { least: 15, most: 128 }

/**
 * argon2id (2): 46 MiB gone through twice by one thread, above the floor of 19 MiB (security.md A3, docs/adr/0012). `memoryCost` in KiB.
 * The library's own name for 2 is a const enum, which type stripping cannot read.
 */
export const passwordHashing = { algorithm: 2, memoryCost: 47_104, timeCost: 2, parallelism: 1 } as const

export type PasswordProblem = 'too_short' | 'too_long' | 'contains_name' | 'easy_to_guess'

/** The portal's own words; the actors' names and the person's own come with the question. */
const ownWords = ['samverkan', 'stockholmsregionen', 'stockholm']

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Shorter names than this stand inside ordinary words. */
const shortestName = 4
/** What is told from a person's name, an address or an actor's name: each word of it that is long enough to mean something. */
export const namesIn = (...texts: readonly (string | null)[]): string[] =>
  texts.flatMap((text) => (text ?? '').split(/[\s@.,_-]+/u)).filter((word) => plain(word).length >= shortestName)

/** What holds without asking anybody. Whether a machine would find it soon is for the server's estimator to say ('easy_to_guess'). */
export const passwordProblem = (password: string, names: readonly string[]): PasswordProblem | null => {
  if (password.length < passwordLength.least) return 'too_short'
  if (password.length > passwordLength.most) return 'too_long'
  const asLetters = plain(password)
  return [...ownWords, ...names].some((name) => asLetters.includes(plain(name))) ? 'contains_name' : null
}
