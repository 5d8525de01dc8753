import type { Meeting } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/panel.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { MeasureTag } from './item-links.tsx'

const Week = ({ week }: { week: number }) => <Trans>v {week}</Trans>

/** What was to be done since last time and what is still open from before, with the late ones first: nothing is asked about twice and nothing forgotten. */
export function EarlierMeasures({ meeting }: { meeting: Meeting }) {
  const measures = meeting.earlierMeasures
  if (measures.length === 0) return null
  const done = measures.filter((measure) => measure.state === 'done').length
  const total = measures.length
  const rank = (measure: (typeof measures)[number]) => (measure.isOverdue ? 0 : measure.state === 'done' ? 2 : 1)
  const isLastTime = measures.every((measure) => measure.meeting.code === meeting.previous?.code)
  return (
    <Panel
      className="notes"
      title={isLastTime ? <Trans>Åtgärder från förra mötet</Trans> : <Trans>Åtgärder från tidigare möten</Trans>}
      aside={
        <span className="num">
          <Trans>
            {done} av {total} klara
          </Trans>
        </span>
      }
    >
      <StillList className="note-list" rows={[...measures].sort((a, b) => rank(a) - rank(b))} keyOf={byId}>
        {(measure) => (
          <li key={measure.id} className="note-row">
            <Link className="num" to={paths.meeting(measure.meeting.code)}>
              <span className="aksel-sr-only">
                <Trans>Mötet</Trans>{' '}
              </span>
              <Week week={measure.meeting.isoWeek} />
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
