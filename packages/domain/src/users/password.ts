/** Length alone makes a password strong; no rules of composition, nothing cut off, nothing rewritten (security.md A1, A2). */
export const passwordLength = { least: 15, most: 128 }

export type PasswordProblem = 'too_short' | 'too_long' | 'too_common' | 'contains_name'

/** The portal's own words; the actors' names and the person's own come with the question. */
const ownWords = ['samverkan', 'stockholmsregionen', 'stockholm']

/** Long enough and still the first that anybody tries: the well-worn ones of this length, and rows of the keyboard. */
const common = new Set([
  'password12345678',
  'password123456789',
  'passwordpassword',
  'lösenordlösenord',
  'losenordlosenord',
  'lösenord12345678',
  'losenord12345678',
  'hemligthemligt1',
  'hejhejhejhejhej',
  'sommarsommar2026',
  'vintervinter2026',
  'qwertyuiopåasdf',
  'qwertyuiopasdfgh',
  'qwertyuiopasdfghjkl',
  'qwertyqwertyqwerty',
  'asdfghjklöäasdf',
  'asdfasdfasdfasdf',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc4rfv',
  '123456789012345',
  '1234567890123456',
  '12345678901234567890',
  '0123456789012345',
  '1234512345123451',
  '123123123123123',
  '987654321098765',
  'abcdefghijklmno',
  'abcdefghijklmnopqrstuvwxyz',
  'abc123abc123abc123',
  'iloveyouiloveyou',
  'letmeinletmeinletmein',
  'welcomewelcome1',
  'adminadminadmin',
  'administrator123',
  'changemechangeme',
  'correcthorsebatterystaple',
  'välkommen1234567',
  'valkommen1234567',
])

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

export const passwordProblem = (password: string, names: readonly string[]): PasswordProblem | null => {
  if (password.length < passwordLength.least) return 'too_short'
  if (password.length > passwordLength.most) return 'too_long'
  const lower = password.toLowerCase()
  if (common.has(lower)) return 'too_common'
  const asLetters = plain(password)
  return [...ownWords, ...names].some((name) => asLetters.includes(plain(name))) ? 'contains_name' : null
}
