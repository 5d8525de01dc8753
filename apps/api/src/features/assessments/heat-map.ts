import type { HeatMap } from '@samverkan/contract'
import { answeredOf, can, type Counts, csv, shareOf, type Viewer } from '@samverkan/domain'
import type { Database } from '../../lib/db.ts'
import { JsonText } from '../../lib/mount.ts'
import { found, Problem } from '../../lib/problem.ts'
import { readHeatMap, readHeatMapParsed } from './heat-map-store.ts'

export const read = (db: Database, viewer: Viewer, year: number): Promise<JsonText> =>
  db.inViewer(viewer, async (tx) => new JsonText(found(await readHeatMap(tx, year))))

const header = [
  'År',
  'Aktör',
  'Läge',
  'Delförmåga',
  'Indikatorer utvecklas',
  'Uppfyllda',
  'Delvis',
  'Ej uppfyllda',
  'Ej tillämpliga',
  'Besvarade',
  'Andel uppfyllda',
]
const stateWords: Record<HeatMap['rows'][number]['state'], string> = {
  not_started: 'Ej påbörjad',
  in_progress: 'Pågår',
  ready_for_sign_off: 'Väntar på underskrift',
  submitted: 'Undertecknad',
  reopened: 'Öppnad igen',
}

/** In a round that is over nobody goes on: what was not signed stays so. */
const stateWord = (state: HeatMap['rows'][number]['state'], isOpen: boolean): string =>
  isOpen || state === 'submitted' || state === 'not_started' ? stateWords[state] : 'Ej undertecknad'

/** The same rows as on the screen, one line per actor and sub-capability; the region without names last. */
export const readCsv = async (db: Database, viewer: Viewer, year: number): Promise<string> => {
  if (!can(viewer, 'assessments.read')) throw new Problem('forbidden')
  const map = await db.inViewer(viewer, async (tx) => found(await readHeatMapParsed(tx, year)))
  const lines = (name: string, state: string, cells: readonly Counts[]): (string | number | null)[][] =>
    map.columns.map((column, i) => {
      const counts = cells[i] ?? [0, 0, 0, 0]
      // What is not counted has no share: its indicators are still being developed (2:8).
      const share = column.provisional ? null : shareOf(counts)
      return [
        map.year,
        name,
        state,
        // In one cell: alone, 1:1 is a time of day to a program for tables, and 2.6 the second of June.
        `${column.printedNumber} ${column.text}`,
        column.provisional ? 'ja' : '',
        ...counts,
        answeredOf(counts),
        share === null ? null : Math.round(share * 1000) / 1000,
      ]
    })
  const region = map.region ? lines(`Regionen, ${map.region.actors} aktörer`, 'Sammanställt', map.region.cells) : []
  return csv([header, ...map.rows.flatMap((row) => lines(row.name, stateWord(row.state, map.state === 'open'), row.cells)), ...region])
}
