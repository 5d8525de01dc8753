import { Plural, Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { MeasureRow } from '../../ui/measure-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { measuresQuery } from './queries.ts'

const most = 4

/** What is open in an incident, for its overview; nothing while there is none. */
export function OpenInIncident({ code }: { code: string }) {
  const measures = useInfiniteQuery(measuresQuery({ incidentCode: code, state: 'open' }))
  const first = measures.data?.pages[0]
  if (!first || first.total === 0) return null
  const { total, items } = first
  return (
    <Panel
      title={<Trans>Öppna åtgärder</Trans>}
      aside={
        <Link to={paths.incidentMeasures(code)}>
          <Plural value={total} one="Visa # åtgärd" other="Visa alla #" />
        </Link>
      }
    >
      <ul className="rows">
        {items.slice(0, most).map((measure) => (
          <MeasureRow key={measure.id} measure={measure} hide="origin" />
        ))}
      </ul>
    </Panel>
  )
}
