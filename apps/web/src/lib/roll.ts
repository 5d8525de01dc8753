/** One actor in the roll call. */
export type RollLine = { code: string; name: string; present: boolean; excused: boolean; person: string; at: string | null }

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase('sv')

/** Swedish order, where å, ä and ö come last: the order in which names are called out. */
export const inSwedishOrder = <Row extends { name: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => a.name.localeCompare(b.name, 'sv'))

/** Those whose name has every word that was typed, with or without the dots: `sodert` finds Södertälje. */
export function found<Row extends { name: string }>(rows: readonly Row[], typed: string): Row[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean)
  return rows.filter(({ name }) => {
    const inName = plain(name)
    return words.every((word) => inName.includes(word))
  })
}
