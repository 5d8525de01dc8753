/** What stands together under one head: an actor, or a heading. */
export type Section<Line> = { key: string; lines: readonly Line[] }
/** As it is shown: whether it came while a hand was on the list, and if so, whether as `more` rows of a section that stands above. */
export type StillSection<Line> = Section<Line> & { came: 'before' | 'since' | 'more' }
type Line = { id: string; replaces: string | null }

/** A section keeps its own place among the rows, so that one without any has one too. */
const head = (key: string) => `head ${key}`

/** Where each section and each row that is to be seen stands, in their order, for `useStillGroups`. */
export const placesOf = <Row extends Line>(sections: readonly Section<Row>[], isSeen: (row: Row) => boolean): ReadonlyMap<string, string> =>
  new Map(sections.flatMap(({ key, lines }) => [[head(key), key] as const, ...lines.filter(isSeen).map((line) => [line.id, key] as const)]))

/**
 * The sections as they are to stand under a hand, by the `places` that were there when it came: no row is put above one that stood there, and none
 * that stood there is hidden. A new section comes last; what is new in one that stands comes last as well, in a section of its own; a correction takes
 * the place of what it corrects.
 */
export function standStill<Row extends Line>(
  sections: readonly Section<Row>[],
  places: ReadonlyMap<string, string>,
  isSeen: (row: Row) => boolean,
): StillSection<Row>[] {
  const order = new Map([...places.keys()].map((key, at) => [key, at]))
  const placeOf = (row: Row) => [row.id, row.replaces ?? ''].find((id) => places.has(id))
  const stood = new Map<string, Row[]>()
  const came = new Map<string, Row[]>()
  for (const { key, lines } of sections) {
    for (const row of lines) {
      const place = placeOf(row)
      if (place === undefined && !isSeen(row)) continue
      const [where, under] = place === undefined ? [came, key] : [stood, places.get(place) ?? key]
      where.set(under, [...(where.get(under) ?? []), row])
    }
  }
  const rank = (id: string | undefined) => order.get(id ?? '') ?? order.size
  const isStanding = ({ key }: Section<Row>) => places.has(head(key))
  const standing = sections.filter(isStanding).sort((a, b) => rank(head(a.key)) - rank(head(b.key)))
  return [
    ...standing.map(({ key }) => ({
      key,
      came: 'before' as const,
      lines: (stood.get(key) ?? []).sort((a, b) => rank(placeOf(a)) - rank(placeOf(b))),
    })),
    ...standing.flatMap(({ key }) => {
      const lines = came.get(key)
      return lines ? [{ key, came: 'more' as const, lines }] : []
    }),
    ...sections.filter((section) => !isStanding(section)).map(({ key }) => ({ key, came: 'since' as const, lines: came.get(key) ?? [] })),
  ]
}
