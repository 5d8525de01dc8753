import type { MeetingReport, RollRow } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Loaded } from '../../ui/states.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { reportVersionsQuery } from './queries.ts'
import { ReportLines } from './report-lines.tsx'

/** What else the report says of itself than its lines: late, the same as before, or nothing. */
export function ReportMarks({ report }: { report: MeetingReport }) {
  return (
    <>
      {report.isLate && (
        <StateTag state="info" bare>
          <Trans>Efter utsatt tid</Trans>
        </StateTag>
      )}
      {report.kind === 'unchanged' && (
        <StateTag state="confirmed" bare>
          <Trans>Oförändrat</Trans>
        </StateTag>
      )}
      {report.repeats?.isChanged && (
        <StateTag state="waiting" bare>
          <Trans>Det som upprepas har rättats sedan dess</Trans>
        </StateTag>
      )}
      {report.kind === 'nothing' && (
        <StateTag state="confirmed" bare>
          <Trans>Inget att rapportera</Trans>
        </StateTag>
      )}
    </>
  )
}

/** Who said what, and when, before the report that stands: read first when somebody opens it. */
export function ReportVersions({ code, row }: { code: string; row: RollRow }) {
  const [open, setOpen] = useState(false)
  const report = row.report
  if (!report || report.version < 2) return null
  const before = report.version - 1
  return (
    <details className="report-versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>Tidigare versioner ({before})</Trans>
        <span className="aksel-sr-only"> {row.actor.name}</span>
      </summary>
      {open && <Versions code={code} actorCode={row.actor.code} standing={report.version} />}
    </details>
  )
}

function Versions({ code, actorCode, standing }: { code: string; actorCode: string; standing: number }) {
  const now = useNow()
  const language = useLanguage()
  return (
    <Loaded query={useQuery(reportVersionsQuery(code, actorCode))}>
      {({ items }) => (
        <ol>
          {items
            .filter(({ version }) => version < standing)
            .map((one) => (
              <li key={one.version}>
                <p className="report-head t-meta mut">
                  <b className="num">
                    <Trans>Version {one.version}</Trans>
                  </b>
                  <span className="num">{clockToday(one.savedAt, now, language)}</span>
                  <span>{one.savedBy}</span>
                  <ReportMarks report={one} />
                </p>
                {one.lines.length > 0 && <ReportLines lines={one.lines} />}
              </li>
            ))}
        </ol>
      )}
    </Loaded>
  )
}
