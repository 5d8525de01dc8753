import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ownersQuery } from '../../lib/measures.ts'
import { paths } from '../../paths.ts'
import { MeasureDate, MeasureStateTag, OwnerName } from '../../ui/measure-row.tsx'
import { NewGapMeasure } from './new-gap-measure.tsx'
import { measuresQuery } from './queries.ts'
import './measures.css'

type Props = { assessmentId: string; actorCode: string; subCapability: string; printedNumber: string; text: string }

/** What is being done about one actor's gap, beside its answers and under the map; and a new one for those who may. */
export function GapMeasures({ assessmentId, actorCode, subCapability, printedNumber, text }: Props) {
  const measures = useInfiniteQuery(measuresQuery({ assessmentId, subCapability }))
  const owners = useQuery(ownersQuery)
  const first = measures.data?.pages[0]
  const actor = owners.data?.find((one) => one.code === actorCode)
  if (!first) return null
  const mayCreate = first.mayCreate.includes('gap') && actor !== undefined
  if (first.items.length === 0 && !mayCreate) return null
  return (
    <section className="gap-measures">
      <div className="row wrap">
        <h2 className="t-panel">
          <Trans>Åtgärder</Trans>
        </h2>
        {first.items.length === 0 && (
          <span className="t-data mut">
            <Trans>Ingen ännu</Trans>
          </span>
        )}
        <span className="spring" />
        {mayCreate && <NewGapMeasure gap={{ assessmentId, subCapability, printedNumber, text }} actor={actor} />}
      </div>
      {first.items.length > 0 && (
        <ul>
          {first.items.map((measure) => (
            <li key={measure.id}>
              <Link className="wide" to={paths.measure(measure.id)}>
                {measure.title}
              </Link>
              <span className="t-data mut row wrap">
                <MeasureStateTag measure={measure} bare />
                <OwnerName measure={measure} />
                <MeasureDate measure={measure} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
