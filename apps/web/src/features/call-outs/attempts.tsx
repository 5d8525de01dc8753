import type { BoardContact } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { CheckmarkIcon, EnvelopeClosedIcon, HourglassIcon, QuestionmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import { attemptWords } from '../../lib/delivery.ts'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'

const results = {
  queued: HourglassIcon,
  sending: HourglassIcon,
  sent: CheckmarkIcon,
  delivered: CheckmarkIcon,
  failed: XMarkIcon,
  unknown: QuestionmarkIcon,
} as const
const shown = 3

/** Every hand-over with its time and how it went; the first ones fold away when there are many. */
export function Attempts({ contacts, all }: { contacts: readonly BoardContact[]; all?: boolean }) {
  const language = useLanguage()
  const { _ } = useLingui()
  const attempts = contacts.flatMap((contact) => contact.attempts).toSorted((a, b) => a.at.localeCompare(b.at))
  const hidden = all ? 0 : Math.max(0, attempts.length - shown)
  if (attempts.length === 0)
    return (
      <span className="mut">
        <Trans>Inga försök</Trans>
      </span>
    )
  return (
    <ul className="attempts">
      {hidden > 0 && (
        <li className="mut num" aria-hidden>
          +{hidden}
        </li>
      )}
      {attempts.slice(hidden).map((attempt) => {
        const Result = results[attempt.state]
        return (
          <li key={attempt.id} data-result={attempt.state}>
            <EnvelopeClosedIcon aria-hidden />
            <span className="aksel-sr-only">
              <Trans>E-post</Trans>{' '}
            </span>
            <span className="num">{clock(attempt.at, language)}</span>
            <Result aria-hidden className="result" />
            <span className={all ? undefined : 'aksel-sr-only'}> {_(attemptWords[attempt.state])}</span>
          </li>
        )
      })}
    </ul>
  )
}
