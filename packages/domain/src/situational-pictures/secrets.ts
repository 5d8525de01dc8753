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

export type MarkedPiece = { before: string; marked: string; after: string }
/** Each marking of a text with a few words around it, as much as tells somebody which one is meant. */
export const markedPieces = (text: string): MarkedPiece[] =>
  secretMarks.flatMap((kind) =>
    [...text.matchAll(new RegExp(marks[kind], `g${marks[kind].flags}`))].map(({ index, 0: marked }) => ({
      before: text.slice(0, index).split(/\s+/u).slice(-9).join(' '),
      marked,
      after: text
        .slice(index + marked.length)
        .split(/\s+/u, 9)
        .join(' '),
    })),
  )
