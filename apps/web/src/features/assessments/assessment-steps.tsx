import type { Assessment, AssessmentIndicator } from '@samverkan/contract'
import { isAnswered, type Said } from '@samverkan/domain'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, CircleIcon, HourglassIcon } from '@navikt/aksel-icons'
import { Link } from 'react-router'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { Meter } from '../../ui/panel.tsx'
import type { Entry } from './answer-box.ts'

export type Sub = Assessment['capabilities'][number]['subs'][number]
export type Entries = ReadonlyMap<string, Entry>

/** What counts: what somebody is writing, unless the server would not take it. */
export const counts = (one: AssessmentIndicator, entries: Entries): Said => {
  const entry = entries.get(one.code)
  return entry && entry.refusal?.kind !== 'refused' ? entry.said : one.answer
}
export const answeredIn = (sub: Sub, entries: Entries): number => sub.indicators.filter((one) => isAnswered(counts(one, entries))).length

type StepsProps = { assessment: Assessment; entries: Entries; wanted: string; to: (del: string) => string }
/** The steps in order, how far each has come, and how far all of it. */
export function Steps(props: StepsProps) {
  const { t } = useLingui()
  return (
    <nav className="assessment-steps" aria-label={t`Delförmågor`}>
      <Progress assessment={props.assessment} entries={props.entries} />
      <StepList {...props} />
    </nav>
  )
}

/** On a phone the list is folded away until somebody wants another step than the next. */
export function FoldedSteps(props: StepsProps) {
  const { t } = useLingui()
  return (
    <nav className="assessment-folded" aria-label={t`Delförmågor`}>
      <Progress assessment={props.assessment} entries={props.entries} />
      <details className="assessment-fold">
        <summary>
          <Trans>Alla delförmågor</Trans>
        </summary>
        <div className="assessment-steps">
          <StepList {...props} />
        </div>
      </details>
    </nav>
  )
}

function StepList({ assessment, entries, wanted, to }: StepsProps) {
  const { t } = useLingui()
  return (
    <>
      {assessment.capabilities.map((capability) => (
        <div key={capability.code}>
          <h2 lang="sv">{capability.name}</h2>
          {capability.subs.map((sub) => {
            const answered = answeredIn(sub, entries)
            const Icon = answered === sub.indicators.length ? CheckmarkCircleFillIcon : answered > 0 ? HourglassIcon : CircleIcon
            const word = answered === sub.indicators.length ? t`Besvarad` : answered > 0 ? t`Pågår` : t`Ej besvarad`
            return (
              <Link key={sub.code} to={to(sub.code)} aria-current={wanted === sub.code ? 'step' : undefined} title={sub.text}>
                <span className="num">{sub.printedNumber}</span>
                <span lang="sv">{sub.text}</span>
                <Icon aria-hidden className={answered === sub.indicators.length ? 'is-done' : undefined} />
                <span className="aksel-sr-only">{word}</span>
              </Link>
            )
          })}
        </div>
      ))}
      <Link className="assessment-last" to={to('klart')} aria-current={wanted === 'klart' ? 'step' : undefined}>
        <Trans>Sammanfattning och underskrift</Trans>
      </Link>
    </>
  )
}

function Progress({ assessment, entries }: { assessment: Assessment; entries: Entries }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const subs = assessment.capabilities.flatMap((capability) => capability.subs)
  const done = subs.filter((sub) => answeredIn(sub, entries) === sub.indicators.length).length
  const left = subs.reduce((sum, sub) => sum + sub.indicators.length - answeredIn(sub, entries), 0)
  const total = subs.length
  return (
    <div className="assessment-progress">
      <b className="t-data num">
        <Trans>
          {done} av {total} delförmågor besvarade
        </Trans>
      </b>
      <Meter value={done} total={total} label={t`${done} av ${total} delförmågor besvarade`} />
      <span className="t-meta mut">
        <Plural value={left} one="# indikator kvar" other="# indikatorer kvar" /> ·{' '}
        <Trans>senast {day(assessment.dueOn, now, language)}</Trans>
      </span>
    </div>
  )
}
