import type { HeatMap } from '@samverkan/contract'
import { answeredOf, cellOf, type Counts, noCounts, shareOf } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate, useNavigationType } from 'react-router'
import { paths } from '../../paths.ts'
import { type CellMeasures, type Column, type Compiled, HeatDetails, type Place, type Row } from './heat-details.tsx'
import { cellWords, sameNumber, softly, stateIn } from './words.ts'

type Props = {
  rows: readonly Row[]
  columns: readonly Column[]
  capabilities: HeatMap['capabilities']
  region: Compiled | null
  asTable: boolean
  year: number
  isOpen: boolean
  Measures: CellMeasures
}
const step: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
}

/** The cell whose answers were opened last: whoever goes back stands there again, not at the top of 37 rows. */
let left: { actor: string; column: string } | null = null

/** Without cells to walk, the keyboard scrolls the box itself. */
const scrollable = { role: 'region', tabIndex: 0 } as const

/**
 * One stop for Tab, arrows inside. Moving writes nothing but two attributes and the line of details, so that a thousand cells never
 * render again for a key; Enter opens the answers.
 */
export function HeatGrid({ rows, columns, capabilities, region, asTable, year, isOpen, Measures }: Props) {
  const { t } = useLingui()
  const [at, setAt] = useState<Place | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const heads = useRef<HTMLTableRowElement>(null)
  const details = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  const last = rows.length - (region ? 0 : 1)

  // The heads stay at the top and the details at the bottom: what is in focus comes out from under both, also when the details grow.
  const reveal = useCallback((): void => {
    const cell = document.activeElement
    if (!cell || !details.current || !heads.current || !table.current?.contains(cell)) return
    const { top, bottom } = cell.getBoundingClientRect()
    const [from, to] = [heads.current.getBoundingClientRect().bottom, details.current.getBoundingClientRect().top]
    if (bottom > to) scrollBy(0, bottom - to + 6)
    else if (top < from) scrollBy(0, top - from - 6)
  }, [])
  useEffect(() => {
    if (at) reveal()
  }, [at, reveal])
  const isChosen = at !== null
  useEffect(() => {
    if (!isChosen || !details.current) return
    const grown = new ResizeObserver(reveal)
    grown.observe(details.current)
    return () => grown.disconnect()
  }, [isChosen, reveal])

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
    if (!row || !column) return
    left = { actor: row.code, column: column.code }
    void navigate(`${paths.assessment(row.id)}?del=${column.code}`)
  }
  const cameBack = useNavigationType() === 'POP'
  useEffect(() => {
    const place = left && {
      row: rows.findIndex(({ code }) => code === left?.actor),
      column: columns.findIndex(({ code }) => code === left?.column),
    }
    left = null
    if (!cameBack || !place || place.row < 0 || place.column < 0) return
    // After the page has given its heading the focus.
    const frame = requestAnimationFrame(() => go(place))
    return () => cancelAnimationFrame(frame)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the map is shown
  }, [])
  const press = (event: KeyboardEvent): void => {
    const from = placeOf(event.target)
    if (!from || event.altKey || event.metaKey) return
    const clamp = (n: number, most: number) => Math.max(0, Math.min(most, n))
    const move = step[event.key]
    let to: Place | null = null
    if (move) to = { row: clamp(from.row + move[0], last), column: clamp(from.column + move[1], columns.length - 1) }
    else if (event.key === 'Home') to = { row: event.ctrlKey ? 0 : from.row, column: 0 }
    else if (event.key === 'End') to = { row: event.ctrlKey ? last : from.row, column: columns.length - 1 }
    else if (event.key === 'Enter') open(from)
    // A space would throw the page a screen down, away from the cell.
    else if (event.key === ' ') to = from
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
              <td />
              {head.map((one) => (
                <th key={one.code} scope="colgroup" colSpan={one.count} lang="sv" className="group is-first">
                  {softly(one.name)}
                </th>
              ))}
            </tr>
            <tr ref={heads} className="heat-heads">
              <th scope="col" className="t-meta mut">
                <Trans>Aktör</Trans>
              </th>
              {columns.map((column, i) => (
                <th
                  key={column.code}
                  scope="col"
                  lang="sv"
                  title={column.text}
                  className={isFirst(columns, i) ? 'column num is-first' : 'column num'}
                >
                  {column.printedNumber}
                  {sameNumber[column.code] && <small aria-hidden>{sameNumber[column.code]}</small>}
                  <span className="aksel-sr-only"> {column.text}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <ActorRow key={row.id} row={row} index={i} columns={columns} asTable={asTable} isOpen={isOpen} />
            ))}
            {region && <RegionRow region={region} columns={columns} index={rows.length} asTable={asTable} />}
          </tbody>
        </table>
      </div>
      {!asTable && (
        <HeatDetails
          own={details}
          rows={rows}
          region={region}
          columns={columns}
          at={at}
          year={year}
          onOpen={() => at && open(at)}
          Measures={Measures}
        />
      )}
    </div>
  )
}

const isFirst = (columns: readonly Column[], i: number): boolean => i === 0 || columns[i - 1]?.capability !== columns[i]?.capability

const ActorRow = memo(function ActorRow({
  row,
  index,
  columns,
  asTable,
  isOpen,
}: {
  row: Row
  index: number
  columns: readonly Column[]
  asTable: boolean
  isOpen: boolean
}) {
  const { _ } = useMessages()
  const { t } = useLingui()
  return (
    <tr>
      <th scope="row" title={row.name}>
        {row.name}
        {row.state !== 'submitted' && <small>{_(stateIn(row.state, isOpen)[1])}</small>}
      </th>
      {columns.map((column, i) => {
        const counts: Counts = row.cells[i] ?? noCounts
        const cell = cellOf(counts)
        const [glyph, word] = cellWords[cell]
        const answered = answeredOf(counts)
        const [fulfilled] = counts
        const open = (row.asked[i] ?? 0) - answered - counts[3]
        const parts = [
          answered > 0 ? t`${_(word)}, ${fulfilled} av ${answered} uppfyllda` : _(word),
          answered + counts[3] > 0 && open > 0 && t`${open} ej besvarade`,
          column.provisional && t`räknas inte in`,
        ]
        const name = parts.filter(Boolean).join(', ')
        const className = [isFirst(columns, i) && 'is-first', column.provisional && 'is-provisional'].filter(Boolean).join(' ') || undefined
        if (asTable)
          return (
            <td key={column.code} className={className}>
              {answered > 0 && !column.provisional ? `${Math.round((shareOf(counts) ?? 0) * 100)} % (${fulfilled}/${answered})` : _(word)}
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
type RegionProps = { region: Compiled; columns: readonly Column[]; index: number; asTable: boolean }
function RegionRow({ region, columns, index, asTable }: RegionProps) {
  const { t } = useLingui()
  return (
    <tr className="region">
      <th scope="row">
        <Trans>Regionen, andel uppfyllda i %</Trans>
        <small>
          <Trans>{region.actors} undertecknade</Trans>
        </small>
      </th>
      {columns.map((column, i) => {
        const counts = region.cells[i] ?? noCounts
        // What is not counted has no share: its indicators are still being developed (2:8).
        const share = column.provisional ? null : shareOf(counts)
        const percent = Math.round((share ?? 0) * 100)
        const [fulfilled] = counts
        const answered = answeredOf(counts)
        const className = ['num', isFirst(columns, i) && 'is-first', column.provisional && 'is-provisional'].filter(Boolean).join(' ')
        const without = column.provisional ? t`Indikatorer utvecklas, räknas inte in` : t`Ej besvarad`
        if (asTable)
          return (
            <td key={column.code} className={className}>
              {share === null ? '–' : `${percent} % (${fulfilled}/${answered})`}
            </td>
          )
        return (
          <td
            key={column.code}
            className={className}
            data-row={index}
            data-column={i}
            tabIndex={index === 0 && i === 0 ? 0 : -1}
            aria-label={share === null ? without : t`${percent} %, ${fulfilled} av ${answered}`}
          >
            {share === null ? '–' : percent}
          </td>
        )
      })}
    </tr>
  )
}
