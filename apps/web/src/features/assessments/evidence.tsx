import type { AssessmentEvidence } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { paths } from '../../paths.ts'
import { type State, StateTag } from '../../ui/state-tag.tsx'
import { Loaded, LoadingState } from '../../ui/states.tsx'
import { evidenceQuery } from './queries.ts'

/** What the portal itself has measured for 1:3: answers, the call list, the weekly conference. Beside the answers, never among them. */
export function Evidence({ id, actorCode }: { id: string; actorCode: string }) {
  const evidence = useQuery(evidenceQuery(id))
  return (
    <>
      <div>
        <h2 className="t-panel">
          <Trans>Mätt i driften</Trans>
        </h2>
        <p className="t-data mut">
          <Trans>Senaste 12 månaderna. Underlag, inte facit.</Trans>
        </p>
      </div>
      <Loaded query={evidence} loading={<LoadingState rows={3} />}>
        {(data) => (
          <>
            <AnswerTimes data={data} />
            <ContactAge data={data} actorCode={actorCode} />
            <Conferences data={data} />
          </>
        )}
      </Loaded>
    </>
  )
}

function AnswerTimes({ data }: { data: AssessmentEvidence }) {
  const { t } = useLingui()
  const { callOuts, medianMinutes } = data
  const number = new Intl.NumberFormat(useLanguage() === 'en' ? 'en' : 'sv', { maximumFractionDigits: 1 })
  const late = callOuts.filter((one) => one.isLate).length
  const count = callOuts.length
  if (count === 0)
    return (
      <Card title={t`Svarstid vid inkallning`} value={t`Ej prövat`} state="neutral" word={t`Underlag saknas`}>
        <p>
          <Trans>Ingen inkallning under perioden.</Trans>
        </p>
      </Card>
    )
  return (
    <Card
      title={t`Svarstid vid inkallning`}
      value={medianMinutes === null ? t`Inget svar` : t`${number.format(medianMinutes)} min`}
      state={late > 0 ? 'waiting' : 'confirmed'}
      word={late > 0 ? t`${late} av ${count} för sent eller inte alls` : t`Alla i tid`}
    >
      <Dots callOuts={callOuts} />
      <p>
        <Trans>Median av första svaret i</Trans> <Plural value={count} one="# inkallning" other="# inkallningar" />.{' '}
        <Trans>Skarpa inkallningar och övningar.</Trans>
      </p>
    </Card>
  )
}

/** One mark per call-out, oldest first: a dot in time, a triangle when late or never; the words above say the same. */
function Dots({ callOuts }: { callOuts: AssessmentEvidence['callOuts'] }) {
  const { t } = useLingui()
  const shown = callOuts.slice(-24)
  const most = Math.max(...shown.map((one) => Math.max(one.minutes ?? 0, one.lateAfterMinutes)), 1)
  const step = Math.min(22, 264 / shown.length)
  // One line only where all had the same time: several would be nobody's limit.
  const [limit, ...others] = new Set(shown.map((one) => one.lateAfterMinutes))
  const limitAt = limit === undefined || others.length > 0 ? null : 47 - (limit / most) * 38
  return (
    <svg className="dots" viewBox="0 0 272 56" role="img" aria-label={t`Svarstider, äldst till vänster`}>
      <line x1="0" x2="272" y1="51" y2="51" />
      {limitAt !== null && (
        <>
          <line className="limit" x1="0" x2="272" y1={limitAt} y2={limitAt} />
          <text x="272" y={limitAt + 12} textAnchor="end">
            <Trans>gräns {limit} min</Trans>
          </text>
        </>
      )}
      {shown.map((one, i) => {
        const y = one.minutes === null ? 8 : 47 - (one.minutes / most) * 38
        const x = 8 + i * step
        return one.isLate ? (
          <path key={`${one.incidentCode} ${one.forum}`} className="late" d={`M${x} ${y - 5}l6 10h-12z`} />
        ) : (
          <circle key={`${one.incidentCode} ${one.forum}`} cx={x} cy={y} r="4" />
        )
      })}
    </svg>
  )
}

function ContactAge({ data, actorCode }: { data: AssessmentEvidence; actorCode: string }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const { contactPoints, neverConfirmed, oldestConfirmedAt, reviewDays } = data
  const days = oldestConfirmedAt === null ? null : Math.floor((now - new Date(oldestConfirmedAt).getTime()) / 86_400_000)
  const isOld = neverConfirmed > 0 || days === null || days > reviewDays
  return (
    <Card
      title={t`Kontaktlistan bekräftad`}
      value={days === null ? t`Aldrig` : days === 1 ? t`1 dag sedan` : t`${days} dagar sedan`}
      state={isOld ? 'waiting' : 'confirmed'}
      word={neverConfirmed > 0 ? t`${neverConfirmed} aldrig bekräftade` : isOld ? t`Över ${reviewDays} dagar` : t`Inom ${reviewDays} dagar`}
    >
      <p>
        <Plural value={contactPoints} one="# kontaktväg" other="# kontaktvägar" />
        {oldestConfirmedAt && (
          <>
            , <Trans>den äldsta bekräftad {day(oldestConfirmedAt, now, language)}</Trans>
          </>
        )}
        .
      </p>
      <Link to={paths.actor(actorCode)}>
        <Trans>Öppna kontaktlistan</Trans>
      </Link>
    </Card>
  )
}

function Conferences({ data }: { data: AssessmentEvidence }) {
  const { t } = useLingui()
  const { held, present } = data.conferences
  if (held === 0)
    return (
      <Card title={t`Torsdagskonferenser`} value={t`Inget upprop`} state="neutral" word={t`Underlag saknas`}>
        <p>
          <Trans>Ingen konferens med upprop under perioden.</Trans>
        </p>
      </Card>
    )
  const missed = held - present
  return (
    <Card
      title={t`Torsdagskonferenser`}
      value={t`${present} av ${held}`}
      state={missed > 0 ? 'neutral' : 'confirmed'}
      word={missed > 0 ? t`Missade ${missed}` : t`Deltog i alla`}
    >
      <p>
        <Trans>Närvaro vid uppropen.</Trans>
      </p>
      <Link to={`${paths.meetings}?${new URLSearchParams({ nar: 'tidigare' })}`}>
        <Trans>Visa mötena</Trans>
      </Link>
    </Card>
  )
}

function Card({ title, value, state, word, children }: { title: string; value: string; state: State; word: string; children: ReactNode }) {
  return (
    <section className="evidence">
      <h3>{title}</h3>
      <div className="row wrap">
        <span className="evidence-value">{value}</span>
        <StateTag state={state}>{word}</StateTag>
      </div>
      {children}
    </section>
  )
}
