import type { HeatMap, HeatRow } from '@samverkan/contract'
import { answeredOf, cellOf, type Counts, shareOf } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ComponentType, type KeyboardEvent, memo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { paths } from '../../paths.ts'
import { cellWords, stateWords } from './words.ts'

type Column = HeatMap['columns'][number]
type Row = Omit<HeatRow, 'previous' | 'cells'> & { cells: readonly Counts[] }
/** Signed assessments added up, cell by cell. */
export type Compiled = { actors: number; cells: readonly Counts[] }
type Props = {
  rows: readonly Row[]
  columns: readonly Column[]
  capabilities: HeatMap['capabilities']
  region: Compiled | null
  asTable: boolean
  year: number
  Measures: CellMeasures
}
/** What is done about one cell belongs to another feature; the router puts it here. */
export type CellMeasures = ComponentType<{
  year: number
  assessmentId: string
  actorCode: string
  subCapability: string
  printedNumber: string
  text: string
}>
type Place = { row: number; column: number }

const step: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
}

/** Without cells to walk, the keyboard scrolls the box itself. */
const scrollable = { role: 'region', tabIndex: 0 } as const

/**
 * One stop for Tab, arrows inside. Moving writes nothing but two attributes and the line of details, so that a thousand cells never
 * render again for a key; Enter opens the answers.
 */
export function HeatGrid({ rows, columns, capabilities, region, asTable, year, Measures }: Props) {
  const { t } = useLingui()
  const [at, setAt] = useState<Place | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const navigate = useNavigate()

  const cellAt = ({ row, column }: Place) => table.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`)
  const placeOf = (target: EventTarget): Place | null => {
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-row]')
    return cell ? { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) } : null
  }
  const go = (place: Place): void => {
    const cell = cellAt(place)
    if (!cell) return
    table.current?.querySelector('td[tabindex="0"]')?.setAttribute('tabindex', '-1')
    cell.setAttribute('tabindex', '0')
    cell.focus()
  }
  const open = (place: Place): void => {
    const [row, column] = [rows[place.row], columns[place.column]]
    if (row && column) void navigate(`${paths.assessment(row.id)}?del=${column.code}`)
  }
  const press = (event: KeyboardEvent): void => {
    const from = placeOf(event.target)
    if (!from || event.altKey || event.metaKey) return
    const clamp = (n: number, most: number) => Math.max(0, Math.min(most, n))
    const move = step[event.key]
    let to: Place | null = null
    if (move) to = { row: clamp(from.row + move[0], rows.length - 1), column: clamp(from.column + move[1], columns.length - 1) }
    else if (event.key === 'Home') to = { row: event.ctrlKey ? 0 : from.row, column: 0 }
    else if (event.key === 'End') to = { row: event.ctrlKey ? rows.length - 1 : from.row, column: columns.length - 1 }
    else if (event.key === 'Enter') open(from)
    else return
    event.preventDefault()
    if (to) go(to)
  }
  const head = capabilities.flatMap((capability) => {
    const count = columns.filter((column) => column.capability === capability.code).length
    return count > 0 ? [{ ...capability, count }] : []
  })
  return (
    <div className="heat-panel">
      <div
        className="heat-scroll"
        {...(asTable ? scrollable : {})}
        aria-label={asTable ? t`Självskattning, aktörer och delförmågor` : undefined}
      >
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table that is walked with arrows is a grid */}
        <table
          ref={table}
          className={asTable ? 'heat is-table' : 'heat'}
          role={asTable ? undefined : 'grid'}
          aria-label={t`Självskattning, aktörer och delförmågor`}
          onKeyDown={asTable ? undefined : press}
          onFocus={asTable ? undefined : (event) => setAt(placeOf(event.target))}
          onClick={
            asTable
              ? undefined
              : (event) => {
                  const place = placeOf(event.target)
                  if (place) go(place)
                }
          }
          onDoubleClick={
            asTable
              ? undefined
              : (event) => {
                  const place = placeOf(event.target)
                  if (place) open(place)
                }
          }
        >
          <thead>
            <tr>
              <th scope="col" rowSpan={2} className="t-meta mut">
                <Trans>Aktör</Trans>
              </th>
              {head.map((one) => (
                <th key={one.code} scope="colgroup" colSpan={one.count} lang="sv" className="group is-first">
                  {one.name.replace('aktörsgemensamt', 'aktörs\u00adgemen\u00adsamt')}
                </th>
              ))}
            </tr>
            <tr>
              {columns.map((column, i) => (
                <th
                  key={column.code}
                  scope="col"
                  lang="sv"
                  title={column.text}
                  className={isFirst(columns, i) ? 'column num is-first' : 'column num'}
                >
                  {column.printedNumber}
                  <span className="aksel-sr-only"> {column.text}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <ActorRow key={row.id} row={row} index={i} columns={columns} asTable={asTable} />
            ))}
            {region && <RegionRow region={region} columns={columns} />}
          </tbody>
        </table>
      </div>
      {!asTable && <Details rows={rows} columns={columns} at={at} year={year} Measures={Measures} />}
    </div>
  )
}

const isFirst = (columns: readonly Column[], i: number): boolean => i === 0 || columns[i - 1]?.capability !== columns[i]?.capability

const ActorRow = memo(function ActorRow({
  row,
  index,
  columns,
  asTable,
}: {
  row: Row
  index: number
  columns: readonly Column[]
  asTable: boolean
}) {
  const { _ } = useMessages()
  const { t } = useLingui()
  return (
    <tr>
      <th scope="row" title={row.name}>
        {row.name}
        {row.state !== 'submitted' && <small>{_(stateWords[row.state][1])}</small>}
      </th>
      {columns.map((column, i) => {
        const counts: Counts = row.cells[i] ?? [0, 0, 0, 0]
        const cell = cellOf(counts)
        const [glyph, word] = cellWords[cell]
        const answered = answeredOf(counts)
        const [fulfilled] = counts
        const name = answered > 0 ? t`${_(word)}, ${fulfilled} av ${answered}` : _(word)
        const className = [isFirst(columns, i) && 'is-first', column.provisional && 'is-provisional'].filter(Boolean).join(' ') || undefined
        if (asTable)
          return (
            <td key={column.code} className={className}>
              {answered > 0 ? `${Math.round((shareOf(counts) ?? 0) * 100)} % (${fulfilled}/${answered})` : _(word)}
            </td>
          )
        return (
          <td
            key={column.code}
            data-cell={cell}
            data-row={index}
            data-column={i}
            className={className}
            tabIndex={index === 0 && i === 0 ? 0 : -1}
            aria-label={name}
          >
            {glyph}
          </td>
        )
      })}
    </tr>
  )
})

/** The region as numbers: 37 actors are never all, some or none of anything. */
function RegionRow({ region, columns }: { region: Compiled; columns: readonly Column[] }) {
  return (
    <tr className="region">
      <th scope="row">
        <Trans>Regionen, andel uppfyllda i %</Trans>
        <small>
          <Trans>{region.actors} undertecknade</Trans>
        </small>
      </th>
      {columns.map((column, i) => {
        const share = shareOf(region.cells[i] ?? [0, 0, 0, 0])
        return (
          <td key={column.code} className={isFirst(columns, i) ? 'num is-first' : 'num'}>
            {share === null ? '–' : Math.round(share * 100)}
          </td>
        )
      })}
    </tr>
  )
}

/** What the cell in focus says, in words; stays in sight under the map. */
type DetailsProps = { rows: readonly Row[]; columns: readonly Column[]; at: Place | null; year: number; Measures: CellMeasures }
function Details({ rows, columns, at, year, Measures }: DetailsProps) {
  const { _ } = useMessages()
  const navigate = useNavigate()
  const row = at && rows[at.row]
  const column = at && columns[at.column]
  if (!row || !column)
    return (
      <p className="heat-details t-data mut">
        <Trans>Välj en ruta för att se andel och antal. Piltangenterna flyttar, Enter öppnar svaren.</Trans>
      </p>
    )
  const counts: Counts = row.cells[at.column] ?? [0, 0, 0, 0]
  const [fulfilled, partly, not, notApplicable] = counts
  const answered = answeredOf(counts)
  const asked = row.asked[at.column] ?? 0
  const share = shareOf(counts)
  const open = asked - answered - notApplicable
  return (
    <div className="heat-details">
      <p className="strong">
        {row.name} · <span className="num">{column.printedNumber}</span>
      </p>
      <p className="t-data" lang="sv">
        {column.text}
      </p>
      <p className="t-data num">
        {share === null ? (
          _(cellWords[cellOf(counts)][1])
        ) : (
          <Trans>
            {Math.round(share * 100)} % uppfyllda, {fulfilled} av {answered} besvarade
          </Trans>
        )}
        {' · '}
        <Trans>
          {partly} delvis, {not} ej uppfyllda, {notApplicable} ej tillämpliga, {open} ej besvarade
        </Trans>
      </p>
      <a
        href={`${paths.assessment(row.id)}?del=${column.code}`}
        onClick={(event) => {
          event.preventDefault()
          void navigate(`${paths.assessment(row.id)}?del=${column.code}`)
        }}
      >
        <Trans>Öppna svaren</Trans>
      </a>
      {share !== null && share < 1 && (
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
