import type { MeetingReport } from '@samverkan/contract'
import type { Report } from '@samverkan/domain'
import { useLingui as useMessages } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import type { Refusal } from '../../lib/draft-box.ts'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'
import { ReportLines } from './report-lines.tsx'
import type { OwnReport } from './use-report.ts'
import '../../ui/merge.css'

type Props = { report: OwnReport; refusal: Refusal<MeetingReport>; actorName: string }

/** A colleague reported meanwhile, or the meeting closed: both reports in sight, and nothing thrown away unasked. */
export function ReportMerge({ report, refusal, actorName }: Props) {
  const { i18n } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const { box, code, said } = report
  const text = useProblemText(refusal.kind === 'refused' ? refusal.code : 'stale-version')
  if (!said) return null
  if (refusal.kind === 'refused') {
    return (
      <Panel title={<Trans>Förrapporten kom inte med</Trans>} padded>
        <div className="merge" role="alert">
          <b>{i18n._(text.title)}</b>
          <p>
            <ProblemDetail of={text} />
          </p>
          <Version title={<Trans>Det ni ville säga</Trans>} said={said} />
          <div className="row wrap">
            <Button size="small" variant="secondary" onClick={() => box.again(code)}>
              <Trans>Skicka igen</Trans>
            </Button>
            <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
              <Trans>Släng den</Trans>
            </Button>
          </div>
        </div>
      </Panel>
    )
  }
  const { theirs } = refusal
  const at = clockToday(theirs.savedAt, now, language)
  const both: Report = { kind: 'something', lines: [...theirs.lines, ...said.lines] }
  return (
    <Panel title={<Trans>Två förrapporter från {actorName}</Trans>} padded>
      <div className="merge" role="alert">
        <b>
          <Trans>
            {theirs.savedBy} lämnade en förrapport {at}, medan du skrev. Båda finns kvar.
          </Trans>
        </b>
        <div className="merge-both">
          <Version title={<Trans>Lämnad av {theirs.savedBy}</Trans>} said={theirs} />
          <Version title={<Trans>Din</Trans>} said={said} />
        </div>
        <div className="row wrap">
          {both.lines.length > said.lines.length && said.lines.length > 0 && (
            <Button size="small" variant="secondary" onClick={() => box.merge(code, both, theirs.version)}>
              <Trans>Lämna båda</Trans>
            </Button>
          )}
          <Button size="small" variant="secondary" onClick={() => box.merge(code, said, theirs.version)}>
            <Trans>Lämna min i stället</Trans>
          </Button>
          <Button size="small" variant="secondary" onClick={() => box.drop(code)}>
            <Trans>Behåll den lämnade</Trans>
          </Button>
        </div>
      </div>
    </Panel>
  )
}

function Version({ title, said }: { title: ReactNode; said: Report }) {
  return (
    <div className="merge-version">
      <p className="t-meta mut">{title}</p>
      {said.kind === 'something' || said.lines.length > 0 ? (
        <ReportLines lines={said.lines} />
      ) : said.kind === 'unchanged' ? (
        <Trans>Oförändrat</Trans>
      ) : (
        <Trans>Inget att rapportera</Trans>
      )}
    </div>
  )
}
