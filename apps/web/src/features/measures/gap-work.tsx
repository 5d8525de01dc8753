import type { GapMeasure } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { isOverdue } from '@samverkan/domain'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { day, isoDate } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { ownersQuery } from '../../lib/measures.ts'
import { useNow } from '../../lib/now.ts'
import { useMay } from '../../lib/session.tsx'
import { paths } from '../../paths.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { NewGapMeasure } from './new-gap-measure.tsx'
import { gapWorkQuery } from './queries.ts'
import './measures.css'

/** Two by name, or the nearest one and how many more. */
const shownOf = (count: number): number => (count > 2 ? 1 : count)

type GapProps = { years: readonly number[]; subCapability: string; isLatest: boolean }
/** Who works on one gap of the region: by name for those who may know, as a number for the others. */
export function GapWork({ years, subCapability, isLatest }: GapProps) {
  const works = useQueries({ queries: years.map(gapWorkQuery) })
  const may = useMay()
  if (works.some((work) => !work.data)) return <span className="t-data mut">…</span>
  const seen = works.flatMap(({ data }) => data?.gaps.find((one) => one.subCapability === subCapability)?.measures ?? [])
  const inRegion = works.flatMap(({ data }) => data?.region.find((one) => one.subCapability === subCapability)?.measures ?? [])
  const region = inRegion.reduce((sum, measures) => sum + measures, 0)
  const isOffice = may('assessments.manage')
  if (seen.length === 0 && region === 0)
    // A gap of a year that is over waits for nobody: what came of it is done, or goes on under a later year.
    return isOffice && isLatest ? (
      <StateTag state="waiting" bare>
        <Trans>Ingen ännu</Trans>
      </StateTag>
    ) : (
      <span className="mut">{isOffice ? <Trans>Ingen öppen</Trans> : '–'}</span>
    )
  const most = shownOf(seen.length)
  const rest = seen.length - most
  return (
    <span className="gap-work">
      {seen.slice(0, most).map((one) => (
        <One key={one.id} one={one} />
      ))}
      {rest > 0 && (
        <Link to={`${paths.measures}?${new URLSearchParams({ vems: 'alla', fran: 'gap', del: subCapability })}`}>
          <Plural value={rest} one="och # till" other="och # till" />
        </Link>
      )}
      {!isOffice && region > 0 && (
        <span className="mut">
          <Plural value={region} one="# åtgärd i regionen" other="# åtgärder i regionen" />
        </span>
      )}
    </span>
  )
}

function One({ one }: { one: GapMeasure }) {
  const now = useNow()
  const language = useLanguage()
  const isLate = isOverdue(one, isoDate(now))
  const due = day(one.dueOn, now, language)
  const owner = one.ownerName
  return (
    <span>
      <Link to={paths.measure(one.id)} title={one.title}>
        {owner ?? <Trans>Kansliet för {one.actorName}</Trans>}
      </Link>{' '}
      <span className={isLate ? 'gap-late num' : 'mut num'}>
        {one.state === 'in_progress' ? <Trans>pågår, {due}</Trans> : due}
        {isLate && (
          <>
            {' '}
            <Trans>försenad</Trans>
          </>
        )}
      </span>
    </span>
  )
}

type CellProps = { year: number; assessmentId: string; actorCode: string; subCapability: string; printedNumber: string; text: string }
/** The same for one cell, from what has been read already: walking the map with the arrows asks nobody anything. */
export function CellMeasures({ year, assessmentId, actorCode, subCapability, printedNumber, text }: CellProps) {
  const work = useQuery(gapWorkQuery(year))
  const owners = useQuery(ownersQuery)
  const may = useMay()
  const actor = owners.data?.find((one) => one.code === actorCode)
  const here =
    work.data?.gaps.find((one) => one.subCapability === subCapability)?.measures.filter((one) => one.actorCode === actorCode) ?? []
  return (
    <div className="row wrap gap-cell">
      {here.map((one) => (
        <span key={one.id} className="t-data">
          <Link to={paths.measure(one.id)}>{one.title}</Link>
        </span>
      ))}
      {actor && may('measures.create-for-gap') && (
        <NewGapMeasure gap={{ assessmentId, subCapability, printedNumber, text }} actor={actor} />
      )}
    </div>
  )
}
