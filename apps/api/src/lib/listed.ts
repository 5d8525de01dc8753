import { countedAtMost } from '@samverkan/contract'
import { type Fragment, fragment, nothing } from './sql.ts'

/** What most pages ask for; written into the statement, so that Postgres plans for so few rows and not for a tenth of all. */
const usual = 50
const oneMoreThan = (limit: number): Fragment => (limit === usual ? fragment`51` : fragment`${limit + 1}`)
const joined = (parts: readonly Fragment[]): Fragment => parts.reduce((all, part) => fragment`${all}, ${part}`)

/** How many rows `from` (SQL from FROM on) has, counted as far as anybody reads: one more than `countedAtMost` stands for all that are more. */
const counted = (from: Fragment): Fragment => fragment`(SELECT count(*)::int FROM (SELECT 1 ${from} LIMIT ${countedAtMost + 1}) AS seen)`

/** The cursor of the row `last`, from its key: json of its parts, as `readCursor` reads it. */
const cursorFrom = (rows: Fragment): Fragment =>
  fragment`(SELECT translate(encode(convert_to(s.key::text, 'UTF8'), 'base64'), E'+/=\n', '-_') FROM ${rows} s ORDER BY s.nth DESC LIMIT 1)`

export type Listed = {
  /** The table under the name that all other parts use, and what `where` needs beside it: `incidents i`. */
  from: Fragment
  /** The row itself, found again by its id when it has its place on the page: `i.id`, and `incidents i`. */
  id: Fragment
  row: Fragment
  /** What it is sorted by, all in the same direction, the id last; an index begins so, or every page sorts the whole table. */
  keys: readonly Fragment[]
  direction: 'up' | 'down'
  where: Fragment
  /** The key of the last row shown: `(…) < (…)` is built of it and `keys`; null on the first page. */
  after: readonly Fragment[] | null
  limit: number
  /** JSON of one row. */
  item: Fragment
  /** More of the answer, as pairs of json_build_object, each after a comma. */
  more?: Fragment
}

/**
 * A page as one statement that gives `page`, JSON of `items`, `nextCursor` and `total`. It reads no more rows than it shows: the keys come
 * from an index until the page is full, and only then is anything looked up for a row. So it costs after ten years what it cost on the first day.
 */
export const listed = ({ from, id, row, keys, direction, where, after, limit, item, more = nothing }: Listed): Fragment => {
  const [first, ...rest] = keys
  if (!first) throw new TypeError('a list has an order')
  const way = direction === 'down' ? fragment`DESC` : fragment`ASC`
  const order = rest.reduce((all, key) => fragment`${all}, ${key} ${way}`, fragment`${first} ${way}`)
  const beyond = after
    ? direction === 'down'
      ? fragment`AND (${joined(keys)}) < (${joined(after)})`
      : fragment`AND (${joined(keys)}) > (${joined(after)})`
    : nothing
  return fragment`
    WITH shown AS MATERIALIZED (SELECT ${id} AS id, json_build_array(${joined(keys)}) AS key, row_number() OVER (ORDER BY ${order}) AS nth
        FROM ${from} WHERE ${where} ${beyond} ORDER BY ${order} LIMIT ${oneMoreThan(limit)}),
      rows AS MATERIALIZED (SELECT * FROM shown WHERE nth <= ${limit})
    SELECT json_build_object(
      'items', coalesce((SELECT json_agg(${item} ORDER BY shown_row.nth) FROM rows shown_row JOIN ${row} ON ${id} = shown_row.id), '[]'),
      'nextCursor', CASE WHEN (SELECT count(*) FROM shown) > ${limit} THEN ${cursorFrom(fragment`rows`)} END,
      'total', ${counted(fragment`FROM ${from} WHERE ${where}`)}${more})::text AS page`
}
