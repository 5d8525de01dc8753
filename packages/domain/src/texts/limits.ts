/**
 * Most characters of what people write, said once: for the contract, for the forms that count, and for the database's own checks.
 * What is longer is kept in its field, counted, and refused on sending with how many too many; nothing is cut off in silence.
 */
export const textLimits = {
  /** One line that says what a thing is about: an incident, a meeting, an item, a measure. */
  title: 200,
  /** Of a letter. */
  subject: 180,
  /** Number, code and password, or a link as the meeting system writes it. */
  dialIn: 1_000,
  place: 200,
  /** A person, or a function where no name is known. */
  person: 200,
  label: 120,
  address: 254,
  rakel: 60,
  search: 100,
  reason: 500,
  remark: 500,
  basis: 300,
  note: 2_000,
  outcome: 1_000,
  question: 500,
  questionAnswer: 2_000,
  description: 5_000,
  closingNote: 5_000,
  assessmentComment: 2_000,
  reopening: 1_000,
} as const
