import { type HeatMap, heatMapCsvPath } from '@samverkan/contract'
import { addUp, type Counts, gapsOf, shareOf, totalOf } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { DownloadIcon, InformationSquareIcon, TableIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useMemo } from 'react'
import { kindWords } from '../../lib/actor-kinds.ts'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useMay } from '../../lib/session.tsx'
import { useTight } from '../../lib/use-narrow.ts'
import { Banner } from '../../ui/banner.tsx'
import { CapabilityTabs } from '../../ui/capability-tabs.tsx'
import { FilterSelect, useFilter } from '../../ui/list.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState, Loaded, LoadingPanel } from '../../ui/states.tsx'
import type { CellMeasures, Compiled } from './heat-details.tsx'
import { HeatGrid } from './heat-grid.tsx'
import { MunicipalityMap } from './municipality-map.tsx'
import { heatMapQuery, roundsQuery } from './queries.ts'
import { latestShown } from './shown-round.ts'
import { cellWords } from './words.ts'
import './heat-map.css'

/** Actors × sub-capabilities: all for the office; the own row and the region without names for others. */
/** Who works on a gap belongs to another feature; the router puts it here. */
type Parts = { Work: ComponentType<{ years: readonly number[]; subCapability: string; isLatest: boolean }>; Measures: CellMeasures }

export function HeatMapPage(parts: Parts) {
  const { t } = useLingui()
  const rounds = useQuery(roundsQuery)
  const [chosen, setYear] = useFilter('ar')
  const opened = (rounds.data?.items ?? []).filter((round) => round.state !== 'prepared')
  const years = opened.map((round) => round.year)
  const latest = latestShown(rounds.data?.items ?? [])
  // An address with a year that has no round shows that one too.
  const year = years.find((one) => String(one) === chosen) ?? latest
  return (
    <Page title={t`Förmågor`}>
      <CapabilityTabs />
      <Loaded query={rounds} loading={<LoadingPanel rows={10} />}>
        {() =>
          year === undefined ? (
            <div className="panel">
              <EmptyState title={<Trans>Ingen självskattning är gjord ännu.</Trans>}>
                <Trans>Kartan fylls när kansliet har öppnat en omgång och aktörerna svarar.</Trans>
              </EmptyState>
            </div>
          ) : (
            <>
              {latest !== undefined && (
                <NotYet
                  newest={years[0] ?? year}
                  latest={latest}
                  year={year}
                  hasLatest={opened.some((one) => one.shows)}
                  setYear={setYear}
                />
              )}
              <OfYear year={year} latest={latest ?? year} years={years} setYear={setYear} parts={parts} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

type NotYetProps = { newest: number; latest: number; year: number; hasLatest: boolean; setYear: (year: string) => void }
/** A round that has nothing to show yet: which year stands here instead, and the way to the other. */
function NotYet({ newest, latest, year, hasLatest, setYear }: NotYetProps) {
  if (newest === latest || !hasLatest || year < latest) return null
  const isHere = year === latest
  return (
    <Banner
      tone="info"
      icon={<InformationSquareIcon aria-hidden />}
      action={
        <Button size="small" variant="secondary" onClick={() => setYear(isHere ? String(newest) : '')}>
          {isHere ? <Trans>Visa {newest}</Trans> : <Trans>Visa {latest}</Trans>}
        </Button>
      }
    >
      {isHere ? (
        <Trans>
          Självskattningen {newest} är inte sammanställd än. Här visas {latest}.
        </Trans>
      ) : (
        <Trans>
          Självskattningen {year} är inte sammanställd än. Regionens siffror kommer när omgången stängs; de senaste är från {latest}.
        </Trans>
      )}
    </Banner>
  )
}

type OfYearProps = { year: number; latest: number; years: readonly number[]; setYear: (year: string) => void; parts: Parts }
function OfYear({ year, latest, years, setYear, parts }: OfYearProps) {
  const map = useQuery(heatMapQuery(year))
  return (
    <Loaded query={map} loading={<LoadingPanel rows={10} />}>
      {(data) => <MapView map={data} latest={latest} years={years} setYear={setYear} parts={parts} />}
    </Loaded>
  )
}

/** Two years: of the same actors, or of all who had signed each of them. */
type Compared = { actors: number; actorsBefore: number; sameActors: boolean; now: readonly Counts[]; before: readonly Counts[] }

const pick = (cells: readonly Counts[], places: readonly number[]): Counts[] => places.map((place) => cells[place] ?? [0, 0, 0, 0])

type MapViewProps = { map: HeatMap; latest: number; years: readonly number[]; setYear: (year: string) => void; parts: Parts }
function MapView({ map, latest, years, setYear, parts }: MapViewProps) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const isTight = useTight()
  const [kind, setKind] = useFilter('slag')
  const [chosen, setCapability] = useFilter('formaga')
  const [asTable, setAsTable] = useFilter('tabell')
  // Twenty-eight columns need the room of a laptop; a phone or an upright tablet shows one capability at a time.
  const capability = chosen || (isTight && !asTable ? (map.capabilities[0]?.code ?? '') : '')
  const places = useMemo(
    () => map.columns.flatMap((column, i) => (!capability || column.capability === capability ? [i] : [])),
    [map.columns, capability],
  )
  const rows = useMemo(() => map.rows.filter((row) => !kind || row.kind === kind), [map.rows, kind])
  const columns = useMemo(() => places.flatMap((i) => map.columns[i] ?? []), [map.columns, places])
  const shown = useMemo(
    () => rows.map((row) => ({ ...row, cells: pick(row.cells, places), asked: places.map((i) => row.asked[i] ?? 0) })),
    [rows, places],
  )
  // With a kind chosen the sum is of those; without, it is the region's own, which is all that some may see. The office, which sees every
  // row, has their sum also before the round has closed.
  const isOffice = useMay()('assessments.manage')
  const isCounted = !!kind || (isOffice && map.region === null)
  const signed = rows.filter((row) => row.state === 'submitted')
  const region: Compiled | null = isCounted
    ? signed.length === 0 && !kind
      ? null
      : { actors: signed.length, cells: map.columns.map((__, i) => addUp(signed.map((row) => row.cells[i] ?? [0, 0, 0, 0]))) }
    : map.region
  const both = signed.filter((row) => row.previous !== null)
  const trend: Compared | null = isCounted
    ? both.length > 0
      ? {
          actors: both.length,
          actorsBefore: both.length,
          sameActors: true,
          now: map.columns.map((__, i) => addUp(both.map((row) => row.cells[i] ?? [0, 0, 0, 0]))),
          before: map.columns.map((__, i) => addUp(both.map((row) => row.previous?.[i] ?? [0, 0, 0, 0]))),
        }
      : null
    : map.trend
  const kinds = [...new Set(map.rows.map((row) => row.kind))]
  return (
    <>
      <div className="list-head">
        <FilterSelect
          label={t`År`}
          all={t`Senaste året`}
          value={String(map.year)}
          options={years.map((one) => [String(one), String(one)] as const)}
          onChange={setYear}
        />
        {kinds.length > 1 && (
          <FilterSelect
            label={t`Slag av aktör`}
            all={t`Alla slag`}
            value={kind}
            options={kinds.map((one) => [one, _(kindWords[one])] as const)}
            onChange={setKind}
          />
        )}
        <FilterSelect
          label={t`Grundförmåga`}
          all={isTight ? t`Första grundförmågan` : t`Alla grundförmågor`}
          value={capability}
          options={map.capabilities.map((one) => [one.code, `${one.number} ${one.name}`] as const)}
          onChange={setCapability}
        />
        <Button
          size="small"
          variant="secondary"
          icon={<TableIcon aria-hidden />}
          aria-pressed={!!asTable}
          onClick={() => setAsTable(asTable ? '' : '1')}
        >
          {asTable ? <Trans>Visa som karta</Trans> : <Trans>Visa som tabell</Trans>}
        </Button>
        <a className="csv" href={heatMapCsvPath.replace(':year', String(map.year))} download>
          <DownloadIcon aria-hidden />
          <Trans>Hämta CSV</Trans>
        </a>
        <p className="list-total" role="status">
          <Total map={map} isOffice={isOffice} />
        </p>
      </div>
      <div className="heat-top">
        <div className="heat-column">
          {kinds.includes('municipality') && kinds.length > 1 && (!kind || kind === 'municipality') && <MunicipalityMap map={map} />}
          <Trend map={map} trend={trend} />
        </div>
        <Gaps
          map={map}
          region={region}
          isRunning={isCounted && !kind}
          // What is done about a gap of the latest map is done in the round that goes on.
          workYears={map.year === latest && years[0] !== undefined && years[0] > latest ? [years[0], latest] : [map.year]}
          isLatest={map.year >= latest}
          Work={parts.Work}
        />
      </div>
      <Legend />
      <HeatGrid
        key={`${map.year} ${capability} ${kind} ${asTable}`}
        rows={shown}
        columns={columns}
        capabilities={map.capabilities}
        region={region && { actors: region.actors, cells: pick(region.cells, places) }}
        asTable={!!asTable}
        year={map.year}
        isOpen={map.state === 'open'}
        Measures={parts.Measures}
      />
    </>
  )
}

/** How many stand in what is shown: to the office all who have signed, to others those of the compilation and its day. */
function Total({ map, isOffice }: { map: HeatMap; isOffice: boolean }) {
  const now = useNow()
  const language = useLanguage()
  const { year, submitted, total, region } = map
  if (isOffice && submitted !== null)
    return (
      <Trans>
        Självskattning {year} · {submitted} av {total} undertecknade
      </Trans>
    )
  if (region === null) return <Trans>Självskattning {year} · inte sammanställd</Trans>
  return (
    <Trans>
      Självskattning {year} · sammanställd {day(region.publishedAt, now, language)} av {region.actors} undertecknade, {total} aktörer
    </Trans>
  )
}

function OfWhom({ trend }: { trend: Compared }) {
  if (trend.sameActors) return <Trans>samma {trend.actors} aktörer</Trans>
  return (
    <Trans>
      alla som undertecknat: {trend.actorsBefore} då, {trend.actors} nu
    </Trans>
  )
}

const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)} %`)

function Trend({ map, trend }: { map: HeatMap; trend: Compared | null }) {
  const { previousYear, year } = map
  const all = [{ code: '', number: 0, name: '' }, ...map.capabilities]
  return (
    <Panel title={<Trans>Utveckling</Trans>} aside={trend ? <OfWhom trend={trend} /> : null}>
      {trend === null || previousYear === null ? (
        <NothingToCompare year={year} previousYear={previousYear} isClosed={year < Math.max(...map.years) && map.state !== 'open'} />
      ) : (
        <table className="heat-list">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Andel uppfyllda</Trans>
              </th>
              <th scope="col" className="num">
                {previousYear}
              </th>
              <th scope="col" className="num">
                {year}
              </th>
              <th scope="col" className="num">
                <Trans>Ändring</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((one) => {
              const places = map.columns.flatMap((column, i) => (one.code === '' || column.capability === one.code ? [i] : []))
              const columns = places.flatMap((i) => map.columns[i] ?? [])
              const [before, now] = [trend.before, trend.now].map((cells) => shareOf(totalOf(columns, pick(cells, places))))
              const change = typeof before !== 'number' || typeof now !== 'number' ? null : Math.round(now * 100) - Math.round(before * 100)
              return (
                <tr key={one.code}>
                  <th scope="row" lang="sv">
                    {one.code === '' ? (
                      <b lang="sv">
                        <Trans>Alla</Trans>
                      </b>
                    ) : (
                      `${one.number} ${one.name}`
                    )}
                  </th>
                  <td className="num">{percent(before ?? null)}</td>
                  <td className="num">{percent(now ?? null)}</td>
                  <td className="num">{change === null ? '–' : change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '0'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

/** No year before, too few in a year that is over, or too few as yet: only the last of them will change. */
type NothingProps = { year: number; previousYear: number | null; isClosed: boolean }
function NothingToCompare({ year, previousYear, isClosed }: NothingProps) {
  if (previousYear === null)
    return (
      <EmptyState title={<Trans>Inget år att jämföra {year} med.</Trans>}>
        <Trans>Det är den första självskattningen i portalen.</Trans>
      </EmptyState>
    )
  if (isClosed)
    return (
      <EmptyState title={<Trans>Ingen jämförelse med {previousYear}.</Trans>}>
        <Trans>För få undertecknade båda åren: med så få hade någon kunnat pekas ut.</Trans>
      </EmptyState>
    )
  return (
    <EmptyState title={<Trans>Inget att jämföra med ännu.</Trans>}>
      <Trans>Utvecklingen visas när omgången är stängd och tillräckligt många har undertecknat för att ingen ska kunna pekas ut.</Trans>
    </EmptyState>
  )
}

type GapsProps = {
  map: HeatMap
  region: Compiled | null
  isRunning: boolean
  workYears: readonly number[]
  isLatest: boolean
  Work: Parts['Work']
}
function Gaps({ map, region, isRunning, workYears, isLatest, Work }: GapsProps) {
  const gaps = region ? gapsOf(map.columns, region.cells) : []
  return (
    <Panel
      title={<Trans>De tio svagaste delförmågorna</Trans>}
      aside={
        region ? (
          isRunning ? (
            <Trans>{region.actors} undertecknade hittills, visas bara för kansliet</Trans>
          ) : (
            <Trans>{region.actors} undertecknade</Trans>
          )
        ) : null
      }
    >
      {gaps.length === 0 ? (
        <EmptyState title={<Trans>Inga svaga delförmågor att visa.</Trans>}>
          <Trans>De räknas på undertecknade självskattningar när omgången stängs, om de är så många att ingen kan pekas ut.</Trans>
        </EmptyState>
      ) : (
        <table className="heat-list">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Nr</Trans>
              </th>
              <th scope="col">
                <Trans>Delförmåga</Trans>
              </th>
              <th scope="col" className="num">
                <Trans>Ej · delvis</Trans>
              </th>
              <th scope="col" className="num">
                <Trans>Uppfyllda</Trans>
              </th>
              <th scope="col" className="desk">
                <Trans>Arbetar med det</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {gaps.map(({ column, counts: [fulfilled, partly, not], share }) => (
              <tr key={column.code}>
                <td className="num strong">{column.printedNumber}</td>
                <td>
                  <span lang="sv" className="gap-text" title={column.text}>
                    {column.text}
                  </span>
                  <span className="phone gap-phone">
                    <Work years={workYears} subCapability={column.code} isLatest={isLatest} />
                  </span>
                </td>
                <td className="num">
                  {not} · {partly}
                  <span className="heat-bar" aria-hidden>
                    <i className="is-not" style={{ flexGrow: not }} />
                    <i className="is-partly" style={{ flexGrow: partly }} />
                    <i className="is-fulfilled" style={{ flexGrow: fulfilled }} />
                  </span>
                </td>
                <td className="num">{percent(share)}</td>
                <td className="desk">
                  <Work years={workYears} subCapability={column.code} isLatest={isLatest} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Legend() {
  const { _ } = useMessages()
  return (
    <p className="heat-legend">
      {(['all', 'some', 'none', 'not_applicable', 'unanswered'] as const).map((cell) => (
        <span key={cell}>
          <i data-cell={cell} aria-hidden>
            {cellWords[cell][0]}
          </i>
          {_(cellWords[cell][1])}
        </span>
      ))}
      <span>
        <i data-cell="unanswered" className="is-provisional" aria-hidden />
        <Trans>Indikatorer utvecklas (2:8), räknas inte in</Trans>
      </span>
      <span className="mut desk">
        <Trans>Nummer som i utgåva 2019: 2:7 finns två gånger, 2:2 finns inte.</Trans>
      </span>
    </p>
  )
}
