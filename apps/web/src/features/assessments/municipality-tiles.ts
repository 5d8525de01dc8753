/** One equal tile per municipality, placed roughly as on the map: Sundbyberg is as readable as Norrtälje. Soft hyphens where Swedish divides. */
export type Tile = { code: string; name: string; x: number; y: number }

const rows: readonly (readonly (readonly [code: string, name: string, x: number])[])[] = [
  [
    ['sigtuna', 'Sig\u00adtuna', 2],
    ['vallentuna', 'Vallen\u00adtuna', 3],
    ['norrtalje', 'Norr\u00adtälje', 5],
  ],
  [
    ['upplands-bro', 'Upplands-\u200bBro', 1],
    ['upplands-vasby', 'Upplands Väsby', 2],
    ['taby', 'Täby', 3],
    ['osteraker', 'Öster\u00adåker', 4],
  ],
  [
    ['jarfalla', 'Jär\u00adfälla', 1],
    ['sollentuna', 'Sollen\u00adtuna', 2],
    ['danderyd', 'Dande\u00adryd', 3],
    ['vaxholm', 'Vax\u00adholm', 4],
  ],
  [
    ['ekero', 'Ekerö', 0],
    ['sundbyberg', 'Sundby\u00adberg', 1],
    ['solna', 'Solna', 2],
    ['lidingo', 'Lidingö', 3],
  ],
  [
    ['stockholm', 'Stock\u00adholm', 2],
    ['nacka', 'Nacka', 3],
    ['varmdo', 'Värmdö', 4],
  ],
  [
    ['salem', 'Salem', 0],
    ['botkyrka', 'Bot\u00adkyrka', 1],
    ['huddinge', 'Hud\u00addinge', 2],
    ['tyreso', 'Tyresö', 3],
  ],
  [
    ['nykvarn', 'Ny\u00adkvarn', 0],
    ['sodertalje', 'Söder\u00adtälje', 1],
    ['haninge', 'Haninge', 3],
  ],
  [['nynashamn', 'Nynäs\u00adhamn', 3]],
]
export const tiles: readonly Tile[] = rows.flatMap((row, y) => row.map(([code, name, x]) => ({ code, name, x, y })))

/** Steps of the fill, best first; the number in the tile is what counts. They say nothing about what is enough: no level is decided. */
export const bands = [
  { from: 95, to: 100 },
  { from: 85, to: 94 },
  { from: 75, to: 84 },
  { from: 65, to: 74 },
  { from: 0, to: 64 },
] as const

/** The whole per cent that is shown, never rounded up to a hundred that is not there; null while nothing is signed. */
export const percentOf = (share: number | null): number | null =>
  share === null ? null : share < 1 ? Math.min(99, Math.round(share * 100)) : 100

export const bandOf = (percent: number | null): number | null => (percent === null ? null : bands.findIndex((band) => percent >= band.from))
