/** The list with this one a step up or down; at the ends it stays. */
export function stepped<Item extends { id: string }>(items: readonly Item[], id: string, by: -1 | 1): Item[] {
  const from = items.findIndex((item) => item.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= items.length) return [...items]
  return placed(items, id, to)
}

/** The list with this one at another place; the others close up behind it. */
export function placed<Item extends { id: string }>(items: readonly Item[], id: string, to: number): Item[] {
  const item = items.find((one) => one.id === id)
  if (!item) return [...items]
  const rest = items.filter((one) => one.id !== id)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/**
 * The order one person has set, on the list as it stands now: what has come meanwhile goes last, what has gone is gone.
 * A press must not throw away what somebody else has just added.
 */
export function inOrder<Item extends { id: string }>(items: readonly Item[], ids: readonly string[]): Item[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  return [...items].sort((a, b) => (place.get(a.id) ?? ids.length) - (place.get(b.id) ?? ids.length))
}
