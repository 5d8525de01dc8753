/** Words that head a security-classified document. Whole words, as they are printed: `hemlig` in a sentence about a secret guest stops nobody. */
const marks: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])(?:BEGRÄNSAT HEMLIG|KVALIFICERAT HEMLIG|HEMLIG|KONFIDENTIELL|KONFIDENTIELLT)(?![\p{L}\p{N}])/u,
  /säkerhetsskyddsklassificerad/iu,
  /(?<![\p{L}\p{N}])(?:TOP SECRET|NATO RESTRICTED|EU RESTRICTED)(?![\p{L}\p{N}])/u,
]

/** Does a text carry a marking that must never stand in the portal? An aid that stops and asks, not a decision (security.md D3). */
export const looksSecret = (...texts: readonly string[]): boolean => texts.some((text) => marks.some((mark) => mark.test(text)))
