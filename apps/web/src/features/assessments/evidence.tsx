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
          <Trans>Senaste 12 månaderna. Stöd för bedömningen, inte facit.</Trans>
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

type Times = AssessmentEvidence['exercises']

/** Reality alone; exercises in a card of their own, and only when there are any. */
function AnswerTimes({ data }: { data: AssessmentEvidence }) {
  const { t } = useLingui()
  const { callOuts, exercises } = data
  return (
    <>
      {callOuts.length > 0 ? (
        <TimesCard title={t`Svarstid vid inkallning`} times={data} />
      ) : (
        <Card title={t`Svarstid vid inkallning`} value={t`Ej prövat`} state="neutral" word={t`Uppgifter saknas`}>
          <p>
            {exercises.callOuts.length === 0 ? (
              <Trans>Ingen inkallning att räkna på under perioden.</Trans>
            ) : (
              <Trans>Ingen skarp inkallning att räkna på under perioden.</Trans>
            )}
          </p>
          <NotDue times={data} />
        </Card>
      )}
      {exercises.callOuts.length > 0 ? (
        <TimesCard title={t`Svarstid i övningar`} times={exercises} />
      ) : (
        exercises.notDue > 0 && (
          <Card title={t`Svarstid i övningar`} value={t`Ej prövat`} state="neutral" word={t`Uppgifter saknas`}>
            <NotDue times={exercises} />
          </Card>
        )
      )}
    </>
  )
}

/** What may still be answered in time is in no figure: each card says it of its own kind. */
function NotDue({ times: { notDue } }: { times: Times }) {
  if (notDue === 0) return null
  return (
    <p>
      <Plural
        value={notDue}
        one="# inkallning går ännu att besvara i tid och räknas inte."
        other="# inkallningar går ännu att besvara i tid och räknas inte."
      />
    </p>
  )
}

function TimesCard({ title, times }: { title: string; times: Times }) {
  const { t } = useLingui()
  const number = new Intl.NumberFormat(useLanguage() === 'en' ? 'en-GB' : 'sv', { maximumFractionDigits: 1 })
  const { callOuts, medianMinutes } = times
  const late = callOuts.filter((one) => one.isLate).length
  const count = callOuts.length
  return (
    <Card
      title={title}
      value={medianMinutes === null ? t`Inget svar` : t`${number.format(medianMinutes)} min`}
      state={late > 0 ? 'waiting' : 'confirmed'}
      word={late > 0 ? t`${late} av ${count} för sent eller inte alls` : t`Alla i tid`}
    >
      <Dots callOuts={callOuts} />
      <TimesText times={times} />
      <NotDue times={times} />
    </Card>
  )
}

/** What the figure above is of: the same call-outs as its word counts. */
function TimesText({ times: { callOuts, medianMinutes } }: { times: Times }) {
  const count = callOuts.length
  if (medianMinutes === null)
    return (
      <p>
        <Plural value={count} one="Inkallningen fick inget svar." other="Minst hälften av # inkallningar fick inget svar." />
      </p>
    )
  return (
    <p>
      {callOuts.some((one) => one.minutes === null) ? (
        <Plural value={count} one="Svarstiden i # inkallning." other="Median av # inkallningar. De som inte fick svar räknas som längst." />
      ) : (
        <Plural value={count} one="Svarstiden i # inkallning." other="Median av första svaret i # inkallningar." />
      )}
    </p>
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
      <Card title={t`Regionala samverkanskonferenser`} value={t`Inget upprop`} state="neutral" word={t`Uppgifter saknas`}>
        <p>
          <Trans>Ingen konferens med upprop under perioden.</Trans>
        </p>
      </Card>
    )
  const missed = held - present
  return (
    <Card
      title={t`Regionala samverkanskonferenser`}
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

type CardProps = { title: string; value: string; state: State; word: string; children: ReactNode }
function Card({ title, value, state, word, children }: CardProps) {
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
