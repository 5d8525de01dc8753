import type { PictureReportLine } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

type Line = Pick<PictureReportLine, 'text' | 'correctedFrom' | 'withdrawn' | 'reportedAt'>
/** The words of a reported line: what they were before a correction, and struck through when they have been taken back. */
export function ReportedText({ line }: { line: Line }) {
  const language = useLanguage()
  const { withdrawn } = line
  return (
    <>
      <p className="t-statement wide">{withdrawn ? <del>{line.text}</del> : line.text}</p>
      {line.correctedFrom !== null && (
        <p className="t-meta mut wide">
          <Trans>Rättad, tidigare:</Trans> <del>{line.correctedFrom}</del>
        </p>
      )}
      {withdrawn && (
        <p className="t-meta wide">
          <StateTag state="none" bare>
            <Trans>Återtagen</Trans>
          </StateTag>{' '}
          <span className="num">{clockToday(withdrawn.at, Date.parse(line.reportedAt), language)}</span> · {withdrawn.by}
          {withdrawn.reason && ` · ${withdrawn.reason}`}
        </p>
      )}
    </>
  )
}
