import type { Assessment } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { Fragment, useState } from 'react'
import { Link } from 'react-router'
import { useDraft } from '../../lib/drafts.ts'
import { dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { CountedText } from '../../ui/counted-field.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { RefusedFields } from '../../ui/refused-fields.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useMoveAssessment } from './queries.ts'
import { answerId } from './words.ts'
import { Totals, Unfulfilled } from './summary-answers.tsx'

type Sub = Assessment['capabilities'][number]['subs'][number]
/** One indicator of a sub-capability. */
export type Place = { sub: Sub; code: string }
/** `unsent`: where answers are that the server does not have. */
type Props = { assessment: Assessment; unsent: readonly Place[]; left: readonly { sub: Sub; left: number }[]; to: (del: string) => string }

/** What is left, what it says as a whole, and the one thing this person can do with it now. */
export function Summary({ assessment, unsent, left, to }: Props) {
  const { t } = useLingui()
  const move = useMoveAssessment(assessment.id)
  const missing = left.filter((one) => one.left > 0)
  const { allowed, version } = assessment
  const isUnsent = unsent.length > 0
  return (
    <>
      <PageTitle>{t`Sammanfattning`}</PageTitle>
      <Panel title={<Trans>Kvar att besvara</Trans>}>
        {missing.length === 0 ? (
          <EmptyState title={<Trans>Alla indikatorer är besvarade.</Trans>} />
        ) : (
          <ul className="rows">
            {missing.map(({ sub, left: n }) => (
              <li key={sub.code} className="is-link">
                <Link className="cover" to={to(sub.code)}>
                  <span className="num">{sub.printedNumber}</span> <span lang="sv">{sub.text}</span>
                </Link>
                <span className="t-data mut num">
                  <Plural value={n} one="# indikator kvar" other="# indikatorer kvar" />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Totals assessment={assessment} to={to} />
      <Unfulfilled assessment={assessment} to={to} />
      <HandedIn assessment={assessment} />
      {move.isError && <ErrorState error={move.error} />}
      {isUnsent && (
        <p className="t-data mut">
          <Trans>Ett eller flera svar är inte sparade på servern än. Det går att lämna vidare och skriva under när de är det.</Trans>{' '}
          <Trans>Till svaren:</Trans>
          {unsent.map(({ sub, code }) => (
            <Fragment key={sub.code}>
              {' '}
              <Link className="num" to={`${to(sub.code)}#${answerId(code)}`} aria-label={`${sub.printedNumber} ${sub.text}`}>
                {sub.printedNumber}
              </Link>
            </Fragment>
          ))}
        </p>
      )}
      <div className="row wrap">
        {allowed.includes('hand-in') && (
          <Button
            disabled={missing.length > 0 || isUnsent}
            loading={move.isPending}
            onClick={() => move.mutate({ action: 'hand-in', version })}
          >
            <Trans>Lämna för underskrift</Trans>
          </Button>
        )}
        {allowed.includes('sign') && (
          <Button disabled={isUnsent} loading={move.isPending} onClick={() => move.mutate({ action: 'sign', version })}>
            <Trans>Skriv under och lås</Trans>
          </Button>
        )}
      </div>
      {allowed.includes('reopen') && (
        <Reopen
          id={assessment.id}
          isPending={move.isPending}
          onReopen={(reason, onSuccess) => move.mutate({ action: 'reopen', version, reason }, { onSuccess })}
        />
      )}
    </>
  )
}

function HandedIn({ assessment }: { assessment: Assessment }) {
  const now = useNow()
  const language = useLanguage()
  const { handedIn, signed } = assessment
  if (!handedIn || signed) return null
  return (
    <p>
      <StateTag state="waiting">
        <Trans>Väntar på underskrift</Trans>
      </StateTag>{' '}
      <span className="t-data mut">
        <Trans>
          Lämnad av {handedIn.by} {dayAndClock(handedIn.at, now, language)}. Ändras ett svar behöver den lämnas igen.
        </Trans>
      </span>
    </p>
  )
}

type ReopenProps = { id: string; isPending: boolean; onReopen: (reason: string, onSuccess: () => void) => void }
function Reopen({ id, isPending, onReopen }: ReopenProps) {
  const { t } = useLingui()
  const { user } = useSession()
  const { value: reason, change, clear } = useDraft(`${user.id}:reopen:${id}`, '')
  const [asked, setAsked] = useState(false)
  return (
    <Panel title={<Trans>Öppna igen</Trans>} padded>
      <form
        className="summary-form"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (reason.trim()) onReopen(reason.trim(), clear)
        }}
      >
        <CountedText
          label={t`Varför öppnas den igen?`}
          description={t`Aktören ser skälet.`}
          size="small"
          minRows={2}
          most={1000}
          value={reason}
          error={asked && !reason.trim() ? t`Skriv ett skäl.` : undefined}
          onChange={(event) => change(event.target.value)}
        />
        <RefusedFields />
        <Button type="submit" size="small" variant="secondary" loading={isPending}>
          <Trans>Öppna igen</Trans>
        </Button>
      </form>
    </Panel>
  )
}
