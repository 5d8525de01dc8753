import { countedAtMost } from '@samverkan/contract'
import type { Tx } from './db.ts'
import { type Fragment, fragment, nothing, sql } from './sql.ts'

/** One LIKE pattern a word of what was typed, as text[]. */
export const patterns = (typed: string): Fragment => fragment`((SELECT search_patterns(${typed}))::text[])`

/**
 * Is every word of what was typed somewhere in `text`? Case, accents, hyphens and kinds of space make no difference, wildcards are letters as
 * others. `text` is SQL: one column, or several by concat_ws('|', …), which keeps the end of one from meeting the beginning of the next.
 */
export const holds = (text: Fragment, typed: string): Fragment => keeps(fragment`search_fold(${text})`, typed)

/** As `holds`, of words that are kept folded: columns named found_by. */
export const keeps = (kept: Fragment, typed: string): Fragment => fragment`${kept} LIKE ALL ${patterns(typed)}`

/** Does `kept` begin with the first word that was typed? What does is shown first. */
export const begins = (kept: Fragment, typed: string): Fragment => fragment`${kept} LIKE substr((${patterns(typed)})[1], 2)`

/** What each kind is found by, folded, in a list and on the search page alike; each for a query that calls its table as here. */
const words = {
  /** `i` = incidents */
  incident: fragment`i.found_by`,
  /** `m` = measures */
  measure: fragment`concat_ws('|', m.found_by, (SELECT o.found_by FROM actors o WHERE o.id = m.owner_actor_id))`,
  /** `m` = meetings; what is only proposed for the agenda finds nothing */
  meeting: fragment`concat_ws('|', m.found_by, (SELECT f.found_by FROM forums f WHERE f.id = m.forum_id),
    (SELECT string_agg(i.found_by, '|') FROM meeting_items i WHERE i.meeting_id = m.id AND NOT i.is_proposal),
    (SELECT string_agg(n.found_by, '|') FROM meeting_notes n WHERE n.meeting_id = m.id))`,
  /** `m` = outbox_messages */
  message: fragment`concat_ws('|', m.found_by, (SELECT a.found_by FROM actors a WHERE a.id = m.actor_id), (SELECT u.found_by FROM users u WHERE u.id = m.user_id))`,
} as const
const rowOf = {
  incident: fragment`i.id`,
  measure: fragment`m.id`,
  meeting: fragment`m.id`,
  message: fragment`m.id`,
  picture: fragment`p.id`,
} as const
export type Sought = keyof typeof rowOf

/** Is every word in the title with the summary of one version, or with one line of it? For a query with `v` = situational_picture_versions of `p`. */
export const versionKeeps = (typed: string): Fragment => fragment`(${keeps(fragment`concat_ws('|', p.found_by, v.found_by)`, typed)}
  OR EXISTS (SELECT FROM situational_picture_version_lines l WHERE l.version_id = v.id AND ${keeps(fragment`concat_ws('|', p.found_by, l.found_by)`, typed)}))`

const exactly = (kind: Sought, typed: string): Fragment =>
  kind === 'picture'
    ? fragment`(${keeps(fragment`p.found_by`, typed)} OR EXISTS (SELECT FROM situational_picture_versions v WHERE v.picture_id = p.id AND ${versionKeeps(typed)}))`
    : keeps(words[kind], typed)

/**
 * What a WHERE says so that rows of each kind have every word: `… AND ${found.measure}`. An index is asked first where they may lie. Who has
 * found few reads these few; a word that more have than a list counts is soon met on the way through the list, in its own order. Which of the
 * two it was changes only the time it takes: the rows themselves are asked for every word, and with the viewer's own right to them.
 */
export const findIn = async <K extends Sought>(tx: Tx, kinds: readonly K[], typed: string): Promise<Record<K, Fragment>> => {
  const rows = await tx.many<{ kind: K; ids: string[] | null }>(
    sql`SELECT kind, search_ids(kind, ${patterns(typed)}, ${countedAtMost}) AS ids FROM unnest(${kinds}::text[]) AS kind`,
  )
  return Object.fromEntries(
    rows.map(({ kind, ids }) => [
      kind,
      fragment`(${ids ? fragment`${rowOf[kind]} = ANY(${ids}::uuid[]) AND ` : nothing}${exactly(kind, typed)})`,
    ]),
  ) as Record<K, Fragment>
}
