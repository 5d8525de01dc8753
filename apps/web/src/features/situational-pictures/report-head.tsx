import type { DraftActor } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Caller } from './take-down-dialog.tsx'
import { useReporterWords } from './taken-down.tsx'
import { reportKindWords } from './words.ts'

/** Over what an actor has reported: who said it and when, and how it came. */
export function ReportHead({ actor, onCall }: { actor: DraftActor; onCall: ((actor: Caller) => void) | null }) {
  const { t } = useLingui()
  const { _ } = useMessages()
  const reporter = useReporterWords()
  const now = useNow()
  const language = useLanguage()
  const latest = actor.reports.reduce(
    (last, one) => (Date.parse(one.reportedAt) >= Date.parse(last.reportedAt) ? one : last),
    actor.reports[0]!,
  )
  if (!latest) return null
  const count = actor.reports.length
  const { name } = actor.actor
  return (
    <div className="panel-head">
      <h3>{actor.actor.name}</h3>
      <span className="picture-report-facts t-meta mut">
        <span className="num">
          {clockToday(latest.reportedAt, now, language)} · {reporter(latest)}
        </span>
        {count > 1 && <Plural value={count} one="# rapport" other="# rapporter" />}
      </span>
      {(actor.status !== 'lines' || latest.kind !== 'lines') && (
        <StateTag state="neutral" bare>
          {_(reportKindWords[actor.status === 'lines' || actor.status === 'waiting' ? latest.kind : actor.status])}
        </StateTag>
      )}
      {latest.writtenFor < latest.number && (
        <StateTag state="info" bare>
          <Trans>Skriven för lägesbild {latest.writtenFor}</Trans>
        </StateTag>
      )}
      {latest.isLate && latest.writtenFor === latest.number && (
        <StateTag state="waiting" bare>
          <Trans>Efter stopptid</Trans>
        </StateTag>
      )}
      {onCall && (
        <Button
          className="picture-call"
          size="xsmall"
          variant="tertiary"
          data-color="neutral"
          icon={<PhoneIcon title={t`Ny rapport per telefon eller Rakel från ${name}`} />}
          onClick={() => onCall(actor.actor)}
        />
      )}
    </div>
  )
}
