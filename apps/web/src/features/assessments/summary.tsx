import type { Assessment } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@navikt/ds-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { dayAndClock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { PageTitle } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useMoveAssessment } from './queries.ts'

type Sub = Assessment['capabilities'][number]['subs'][number]
type Props = { assessment: Assessment; unsent: number; left: readonly { sub: Sub; left: number }[]; to: (del: string) => string }

/** What is left, what it says as a whole, and the one thing this person can do with it now. */
export function Summary({ assessment, unsent, left, to }: Props) {
  const { t } = useLingui()
  const move = useMoveAssessment(assessment.id)
  const missing = left.filter((one) => one.left > 0)
  const { allowed, version } = assessment
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
      <HandedIn assessment={assessment} />
      {move.isError && <ErrorState error={move.error} />}
      {unsent > 0 && (
        <p className="t-data mut">
          <Trans>Ett eller flera svar är inte sparade på servern än. Det går att lämna vidare när de är det.</Trans>
        </p>
      )}
      <div className="row wrap">
        {allowed.includes('hand-in') && (
          <Button
            disabled={missing.length > 0 || unsent > 0}
            loading={move.isPending}
            onClick={() => move.mutate({ action: 'hand-in', version })}
          >
            <Trans>Lämna för underskrift</Trans>
          </Button>
        )}
        {allowed.includes('sign') && (
          <Button loading={move.isPending} onClick={() => move.mutate({ action: 'sign', version })}>
            <Trans>Skriv under och lås</Trans>
          </Button>
        )}
      </div>
      {allowed.includes('reopen') && (
        <Reopen isPending={move.isPending} onReopen={(reason) => move.mutate({ action: 'reopen', version, reason })} />
      )}
    </>
  )
}

/** How many indicators are at each level, per capability; what is provisional stands with the others but is marked. */
function Totals({ assessment, to }: { assessment: Assessment; to: (del: string) => string }) {
  const language = useLanguage()
  return (
    <Panel title={<Trans>Svaren i korthet</Trans>}>
      <div className="summary-scroll">
        <table className="summary">
          <thead>
            <tr>
              <th scope="col">
                <Trans>Grundförmåga</Trans>
              </th>
              {assessment.scale.map((level) => (
                <th key={level.value ?? 'na'} scope="col" className="num">
                  {language === 'en' ? level.nameEn : level.nameSv}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {assessment.capabilities.map((capability) => {
              const indicators = capability.subs.flatMap((sub) => sub.indicators)
              return (
                <tr key={capability.code}>
                  <th scope="row" lang="sv">
                    <Link to={to(capability.subs[0]?.code ?? '')}>{capability.name}</Link>
                  </th>
                  {assessment.scale.map((level) => (
                    <td key={level.value ?? 'na'} className="num">
                      {
                        indicators.filter((one) => (level.isNotApplicable ? one.answer.notApplicable : one.answer.value === level.value))
                          .length
                      }
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
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

function Reopen({ isPending, onReopen }: { isPending: boolean; onReopen: (reason: string) => void }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  return (
    <Panel title={<Trans>Öppna igen</Trans>} padded>
      <form
        className="summary-form"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (reason.trim()) onReopen(reason.trim())
        }}
      >
        <Textarea
          label={t`Varför öppnas den igen?`}
          description={t`Aktören ser skälet.`}
          size="small"
          minRows={2}
          maxLength={1000}
          value={reason}
          error={asked && !reason.trim() ? t`Skriv ett skäl.` : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" size="small" variant="secondary" loading={isPending}>
          <Trans>Öppna igen</Trans>
        </Button>
      </form>
    </Panel>
  )
}
