import type { Meeting } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { MeasureTag } from './item-links.tsx'

/** What was to be done since last time, with the late ones first: nothing is asked about twice and nothing forgotten. */
export function PreviousMeasures({ meeting }: { meeting: Meeting }) {
  const { previous } = meeting
  if (!previous || previous.measures.length === 0) return null
  const done = previous.measures.filter((measure) => measure.state === 'done').length
  const total = previous.measures.length
  const week = previous.isoWeek
  const rank = (measure: (typeof previous.measures)[number]) => (measure.isOverdue ? 0 : measure.state === 'done' ? 2 : 1)
  return (
    <Panel
      className="notes"
      title={<Trans>Åtgärder från förra mötet</Trans>}
      aside={
        <span className="num">
          <Trans>
            {done} av {total} klara
          </Trans>
        </span>
      }
    >
      <StillList className="note-list" rows={[...previous.measures].sort((a, b) => rank(a) - rank(b))} keyOf={byId}>
        {(measure) => (
          <li key={measure.id} className="note-row">
            <Link className="num" to={paths.meeting(previous.code)}>
              <span className="aksel-sr-only">
                <Trans>Förra mötet,</Trans>{' '}
              </span>
              <Trans>v {week}</Trans>
            </Link>
            <div>
              <p className="t-statement wide">{measure.title}</p>
              <MeasureTag measure={measure} />
            </div>
          </li>
        )}
      </StillList>
    </Panel>
  )
}
