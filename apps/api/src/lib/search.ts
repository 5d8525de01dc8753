import { type Fragment, fragment } from './sql.ts'

/**
 * Is every word of what was typed somewhere in `text`? Case, accents, hyphens and kinds of space make no difference, wildcards are letters as
 * others. `text` is SQL: one column, or several by concat_ws('|', …), which keeps the end of one from meeting the beginning of the next.
 */
export const holds = (text: Fragment, typed: string): Fragment =>
  fragment`search_fold(${text}) LIKE ALL ((SELECT search_patterns(${typed}))::text[])`

/** Does `text` begin with the first word that was typed? What does is shown first. */
export const begins = (text: Fragment, typed: string): Fragment =>
  fragment`search_fold(${text}) LIKE substr((SELECT (search_patterns(${typed}))[1]), 2)`
