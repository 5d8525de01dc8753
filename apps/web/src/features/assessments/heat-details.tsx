import type { HeatMap, HeatRow } from '@samverkan/contract'
import { answeredOf, cellOf, type Counts, noCounts, shareOf } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import type { ComponentType, RefObject } from 'react'
import { paths } from '../../paths.ts'
import { cellWords } from './words.ts'

export type Column = HeatMap['columns'][number]
export type Row = Omit<HeatRow, 'previous' | 'cells'> & { cells: readonly Counts[] }
/** Signed assessments added up, cell by cell. */
export type Compiled = { actors: number; cells: readonly Counts[] }
/** What is done about one cell belongs to another feature; the router puts it here. */
export type CellMeasures = ComponentType<{
  year: number
  assessmentId: string
  actorCode: string
  subCapability: string
  printedNumber: string
  text: string
}>
export type Place = { row: number; column: number }

type DetailsProps = {
  own: RefObject<HTMLDivElement | null>
  rows: readonly Row[]
  region: Compiled | null
  columns: readonly Column[]
  at: Place | null
  year: number
  onOpen: () => void
  Measures: CellMeasures
}
/** What the cell in focus says, in words; stays in sight under the map. */
export function HeatDetails({ own, rows, region, columns, at, year, onOpen, Measures }: DetailsProps) {
  const { _ } = useMessages()
  const row = at && rows[at.row]
  const column = at && columns[at.column]
  const compiled = at && at.row === rows.length ? region : null
  if (!column || !(row || compiled))
    return (
      <p className="heat-details t-data mut">
        <Trans>Välj en ruta för att se andel och antal. Piltangenterna flyttar, Enter öppnar svaren.</Trans>
      </p>
    )
  const counts: Counts = (row ?? compiled)?.cells[at.column] ?? noCounts
  const [fulfilled, partly, not, notApplicable] = counts
  const answered = answeredOf(counts)
  const share = shareOf(counts)
  const open = row ? (row.asked[at.column] ?? 0) - answered - notApplicable : 0
  return (
    <div className="heat-details" ref={own}>
      <p className="strong">
        {row ? row.name : <Trans>Regionen</Trans>} · <span className="num">{column.printedNumber}</span>
      </p>
      <p className="t-data" lang="sv">
        {column.text}
      </p>
      <p className="t-data">
        {column.provisional ? (
          <Trans>Indikatorer utvecklas, räknas inte in</Trans>
        ) : share === null ? (
          _(cellWords[cellOf(counts)][1])
        ) : (
          <Trans>
            {Math.round(share * 100)} % uppfyllda, {fulfilled} av {answered} besvarade
          </Trans>
        )}
        {' · '}
        {row ? (
          <Trans>
            {partly} delvis, {not} ej uppfyllda, {notApplicable} ej tillämpliga, {open} ej besvarade
          </Trans>
        ) : (
          <Trans>
            {partly} delvis, {not} ej uppfyllda, {notApplicable} ej tillämpliga hos {compiled?.actors ?? 0} undertecknade, utan namn
          </Trans>
        )}
      </p>
      {row && (
        <a
          href={`${paths.assessment(row.id)}?del=${column.code}`}
          onClick={(event) => {
            event.preventDefault()
            onOpen()
          }}
        >
          <Trans>Öppna svaren</Trans>
        </a>
      )}
      {row && share !== null && share < 1 && (
        <Measures
          key={`${row.id} ${column.code}`}
          year={year}
          assessmentId={row.id}
          actorCode={row.code}
          subCapability={column.code}
          printedNumber={column.printedNumber}
          text={column.text}
        />
      )}
    </div>
  )
}
