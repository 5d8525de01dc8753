/** What a marking says that a text is: in a Swedish security class, security-protected by name, or classified by somebody abroad. */
export const secretMarks = ['class', 'protected', 'foreign'] as const
export type SecretMark = (typeof secretMarks)[number]

/** Words that head a security-classified document. Whole words, as they are printed: `hemlig` in a sentence about a secret guest stops nobody. */
const marks: Record<SecretMark, RegExp> = {
  class: /(?<![\p{L}\p{N}])(?:BEGRÄNSAT HEMLIG|KVALIFICERAT HEMLIG|HEMLIG|KONFIDENTIELL|KONFIDENTIELLT)(?![\p{L}\p{N}])/u,
  protected: /säkerhetsskyddsklassificerad/iu,
  foreign: /(?<![\p{L}\p{N}])(?:TOP SECRET|NATO RESTRICTED|EU RESTRICTED)(?![\p{L}\p{N}])/u,
}

/** Which kinds of marking stand in any of these texts; nothing of the texts themselves. */
export const secretMarksIn = (...texts: readonly string[]): SecretMark[] =>
  secretMarks.filter((kind) => texts.some((text) => marks[kind].test(text)))

/** Does a text carry a marking that must never stand in the portal? An aid that stops and asks, not a decision (security.md D3). */
export const looksSecret = (...texts: readonly string[]): boolean => secretMarksIn(...texts).length > 0
