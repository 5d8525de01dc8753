import { shortened } from '@samverkan/domain'
import type { Picture } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Panel } from '../../ui/panel.tsx'
import { byId, StillList } from '../../ui/still-list.tsx'
import { repeatedSince, type ReportLine } from './report-form.ts'
import { ReportedText } from './reported-text.tsx'
import { useMeansWords, useReporterWords } from './taken-down.tsx'
import { certaintyWords, headingWords, reportKindWords } from './words.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type Own = NonNullable<Picture['own']>

/** A line as it was reported, with what it said before. */
export function ReportedLine({ line, action }: { line: ReportLine; action?: React.ReactNode }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const means = useMeansWords()
  return (
    <li className="picture-reported" data-reported={line.id} tabIndex={-1}>
      <div className="statement-meta">
        <span>{_(headingWords[line.heading])}</span>
        <span className={`certainty is-${line.certainty}`}>{_(certaintyWords[line.certainty])}</span>
        <span className="num">{clockToday(line.reportedAt, now, language)}</span>
        {line.takenDown && <span>{means(line.takenDown)}</span>}
      </div>
      <ReportedText line={line} />
      {action}
    </li>
  )
}

/** What counts from the own actor now, with its history: everything can be corrected, nothing disappears. */
export function OwnReport({ pictureId, own, onCorrect }: { pictureId: string; own: Own; onCorrect: (line: ReportLine) => void }) {
  const [leaving, setLeaving] = useState<ReportLine | null>(null)
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const count = own.reports.length
  const reporter = useReporterWords()
  return (
    <Panel title={<Trans>Det ni har rapporterat</Trans>} aside={<Plural value={count} one="# rapport" other="# rapporter" />}>
      <StillList rows={own.lines} keyOf={byId} formerKeyOf={(line) => line.replaces}>
        {(line) => (
          <ReportedLine
            key={line.id}
            line={line}
            action={
              !line.withdrawn && (
                <div className="picture-lift">
                  <Button size="xsmall" variant="tertiary" onClick={() => onCorrect(line)}>
                    <Trans>Rätta</Trans>
                    <span className="aksel-sr-only">: {shortened(line.text, 60)}</span>
                  </Button>
                  <Button size="xsmall" variant="tertiary" data-color="neutral" onClick={() => setLeaving(line)}>
                    <Trans>Återta</Trans>
                    <span className="aksel-sr-only">: {shortened(line.text, 60)}</span>
                  </Button>
                </div>
              )
            }
          />
        )}
      </StillList>
      <StillList className="picture-history" rows={own.reports} keyOf={byId}>
        {(report) => (
          <li key={report.id} className="t-data">
            <span className="num">{clockToday(report.reportedAt, now, language)}</span>
            <span>
              {_(reportKindWords[report.kind])} · {reporter(report)}
              {report.writtenFor < report.number && (
                <span className="mut">
                  {' '}
                  · <Trans>skriven för lägesbild {report.writtenFor}</Trans>
                </span>
              )}
              {report.isLate && (
                <span className="mut">
                  {' '}
                  · <Trans>efter stopptid</Trans>
                </span>
              )}
            </span>
          </li>
        )}
      </StillList>
      {leaving && <WithdrawDialog pictureId={pictureId} line={leaving} onClose={() => setLeaving(null)} />}
    </Panel>
  )
}

/** What was said last time: to see, and to say again line by line. */
export function EarlierReport({ own, isFolded, onAgain }: { own: Own; isFolded: boolean; onAgain: (line: ReportLine) => void }) {
  const now = useNow()
  const language = useLanguage()
  const since = repeatedSince(own)
  const count = own.repeatable.length
  const lines = (
    <StillList rows={own.repeatable} keyOf={byId}>
      {(line) => (
        <ReportedLine
          key={line.id}
          line={line}
          action={
            <Button className="picture-lift" size="xsmall" variant="tertiary" onClick={() => onAgain(line)}>
              <Trans>Använd igen</Trans>
              <span className="aksel-sr-only">: {shortened(line.text, 60)}</span>
            </Button>
          }
        />
      )}
    </StillList>
  )
  const at = since && clockToday(since, now, language)
  if (isFolded)
    return (
      <details className="panel picture-earlier">
        <summary>
          <Trans>Er förra rapport {at}</Trans> · <Plural value={count} one="# rad" other="# rader" />
        </summary>
        {lines}
      </details>
    )
  return (
    <Panel title={<Trans>Er förra rapport</Trans>} aside={<span className="num">{at}</span>}>
      {lines}
    </Panel>
  )
}
