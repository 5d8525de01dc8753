import type { Meeting, RollRow } from '@samverkan/contract'
import { Plural, Trans } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon } from '@navikt/aksel-icons'
import { useRef } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useStillGroups } from '../../lib/hold-still.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Meter, Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useLingui } from '@lingui/react/macro'
import { ReportLines } from './report-lines.tsx'
import { ReportMarks, ReportVersions } from './report-versions.tsx'
import { isAhead } from './words.ts'
import './reports.css'

type Group = 'something' | 'quiet' | 'missing'
const groupOf = ({ report }: RollRow): Group => (report === null ? 'missing' : report.kind === 'something' ? 'something' : 'quiet')

/** What the actors have said before the meeting: those with something first, then who is missing, the silent ones folded. */
export function Reports({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const { roll } = meeting
  const list = useRef<HTMLDivElement>(null)
  const places = useStillGroups(list, new Map(roll.map((row) => [row.actor.code, groupOf(row)])))
  if (!meeting.asksReports) return null
  const standing = (group: Group) => roll.filter((row) => (places.get(row.actor.code) ?? groupOf(row)) === group)
  const something = standing('something')
  const quiet = standing('quiet')
  const missing = standing('missing')
  // Counted as it is, wherever a hand keeps the rows.
  const numberOf = (group: Group) => roll.filter((row) => groupOf(row) === group).length
  const count = roll.length - numberOf('missing')
  const total = roll.length
  return (
    <Panel
      className="reports"
      title={<Trans>Förrapporter</Trans>}
      aside={
        <span className="num">
          <Trans>
            {count} av {total}
          </Trans>
        </span>
      }
    >
      <div className="reports-meter">
        <Meter value={count} total={total} label={t`${count} av ${total} har förrapporterat`} />
      </div>
      {count === 0 && (
        <EmptyState
          title={isAhead(meeting.state) ? <Trans>Ingen har förrapporterat ännu.</Trans> : <Trans>Ingen har förrapporterat.</Trans>}
        >
          {isAhead(meeting.state) && <Trans>Rapporterna visas här så fort de lämnas.</Trans>}
        </EmptyState>
      )}
      <div ref={list}>
        {something.length > 0 && (
          <ul className="report-list">
            {something.map((row) => (
              <ReportRow key={row.actor.code} code={meeting.code} row={row} />
            ))}
          </ul>
        )}
        {quiet.length > 0 && (
          <details className="report-fold">
            <summary>
              <Plural value={numberOf('quiet')} one="# har inget nytt att rapportera" other="# har inget nytt att rapportera" />
            </summary>
            <ul className="report-list">
              {quiet.map((row) => (
                <ReportRow key={row.actor.code} code={meeting.code} row={row} />
              ))}
            </ul>
          </details>
        )}
        {missing.length > 0 && (
          <details className="report-fold" open={missing.length <= 12}>
            <summary>
              <Plural value={numberOf('missing')} one="# har inte förrapporterat" other="# har inte förrapporterat" />
            </summary>
            <ul className="report-missing">
              {missing.map((row) => (
                <li key={row.actor.code}>
                  {row.actor.name}
                  {row.report && (
                    <>
                      {' '}
                      <CheckmarkCircleFillIcon aria-hidden />
                      <span className="aksel-sr-only">
                        <Trans>har förrapporterat</Trans>
                      </span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  )
}

function ReportRow({ code, row }: { code: string; row: RollRow }) {
  const now = useNow()
  const language = useLanguage()
  const report = row.report
  if (!report) return null
  const at = clockToday(report.savedAt, now, language)
  return (
    <li>
      <p className="report-head t-meta mut">
        <b>{row.actor.name}</b>
        <span className="num">{at}</span>
        <ReportMarks report={report} />
      </p>
      {report.lines.length > 0 && <ReportLines lines={report.lines} />}
      <ReportVersions code={code} row={row} />
    </li>
  )
}
