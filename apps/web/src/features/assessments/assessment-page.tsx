import type { Assessment } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeftIcon, ArrowRightIcon, PadlockLockedIcon, PadlockUnlockedIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { dayAndClock } from '../../lib/formats.ts'
import { useHashTarget } from '../../lib/hash-target.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { subCapabilityAids } from '../../lib/reading-aids.ts'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/banner.tsx'
import { WrittenHere } from '../../ui/page-only.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { ReadingAid } from '../../ui/reading-aid.tsx'
import { SavedMark } from '../../ui/saved-mark.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { LoadedPage } from '../../ui/states.tsx'
import { answeredIn, counts, type Entries, FoldedSteps, Steps, type Sub } from './assessment-steps.tsx'
import { Evidence } from './evidence.tsx'
import { IndicatorCard } from './indicator-card.tsx'
import { assessmentQuery } from './queries.ts'
import { type Place, Summary } from './summary.tsx'
import { useAnswers } from './use-answers.ts'
import { answerId } from './words.ts'
import './assessments.css'

/** Sub-capabilities that the portal measures something for. */
const measured: readonly string[] = ['1.3']

/** What is done about a gap belongs to another feature; the router puts it here. */
export type GapMeasures = ComponentType<{
  assessmentId: string
  actorCode: string
  subCapability: string
  printedNumber: string
  text: string
}>

export function AssessmentPage({ Measures }: { Measures: GapMeasures }) {
  const { t } = useLingui()
  const { code = '' } = useParams()
  const assessment = useQuery(assessmentQuery(code))
  return (
    <LoadedPage query={assessment} title={t`Självskattning`}>
      {(data) => <Filling key={data.id} assessment={data} Measures={Measures} />}
    </LoadedPage>
  )
}

/** One sub-capability at a time; the list beside says how far it has come, the last step hands it on. */
function Filling({ assessment, Measures }: { assessment: Assessment; Measures: GapMeasures }) {
  const { box, entries, savedAt } = useAnswers(assessment)
  useSendsLater()
  const [search] = useSearchParams()
  const subs = assessment.capabilities.flatMap((capability) => capability.subs)
  const mayAnswer = assessment.allowed.includes('answer')
  // Where the work goes on, found once: the last answer of a step must not throw its writer on to the next.
  const [begin] = useState(() => {
    const firstOpen = subs.find((sub) => answeredIn(sub, entries) < sub.indicators.length)
    return mayAnswer ? (firstOpen?.code ?? 'klart') : 'klart'
  })
  const wanted = search.get('del') ?? begin
  const place = subs.findIndex((sub) => sub.code === wanted)
  const sub = subs[place]
  const top = useRef<HTMLDivElement>(null)
  const seen = useRef(wanted)
  useEffect(() => {
    if (seen.current === wanted) return
    seen.current = wanted
    // A new step of the same page: its heading is what comes next for whoever listens.
    scrollTo(0, 0)
    top.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [wanted])
  // After the heading: whoever was led to an answer is there, and not at the top.
  useHashTarget(true)
  const to = (del: string) => `${paths.assessment(assessment.id)}?del=${del}`
  return (
    <div className={sub && measured.includes(sub.code) ? 'assessment has-evidence' : 'assessment'}>
      <Steps assessment={assessment} entries={entries} wanted={wanted} to={to} />
      <div className="assessment-main" ref={top}>
        <FoldedSteps key={wanted} assessment={assessment} entries={entries} wanted={wanted} to={to} />
        <div className="row wrap t-data mut">
          <span>
            <Link to={paths.capabilities}>
              <Trans>Självskattning {assessment.year}</Trans>
            </Link>{' '}
            · {assessment.actorName}
          </span>
          <span className="spring" />
          <SavedMark
            entries={entries.values()}
            at={savedAt}
            refused={<Refused at={subs.flatMap((one) => firstIn(one, (code) => entries.get(code)?.refusal) ?? [])[0]} to={to} />}
          />
        </div>
        <Locked assessment={assessment} />
        {sub ? (
          <>
            <SubCapability key={sub.code} assessment={assessment} sub={sub} entries={entries} box={box} mayAnswer={mayAnswer} />
            <Measures
              key={`measures ${sub.code}`}
              assessmentId={assessment.id}
              actorCode={assessment.actorCode}
              subCapability={sub.code}
              printedNumber={sub.printedNumber}
              text={sub.text}
            />
          </>
        ) : (
          <Summary
            assessment={assessment}
            unsent={subs.flatMap((one) => firstIn(one, (code) => entries.has(code)) ?? [])}
            left={subs.map((one) => ({ sub: one, left: one.indicators.length - answeredIn(one, entries) }))}
            to={to}
          />
        )}
        <Foot subs={subs} place={sub ? place : subs.length} left={sub ? sub.indicators.length - answeredIn(sub, entries) : 0} to={to} />
      </div>
      {sub && measured.includes(sub.code) && (
        <aside className="assessment-evidence">
          <Evidence id={assessment.id} actorCode={assessment.actorCode} />
        </aside>
      )}
    </div>
  )
}

function SubCapability({
  assessment,
  sub,
  entries,
  box,
  mayAnswer,
}: {
  assessment: Assessment
  sub: Sub
  entries: Entries
  box: ReturnType<typeof useAnswers>['box']
  mayAnswer: boolean
}) {
  const top = Math.max(...assessment.scale.map((level) => level.value ?? 0))
  const fulfilled = sub.indicators.filter((one) => counts(one, entries).value === top).length
  const before = sub.indicators.filter((one) => one.previous?.value === top).length
  const count = sub.indicators.length
  return (
    <>
      <PageTitle className="t-title assessment-title" lang="sv">{`${sub.printedNumber} ${sub.text}`}</PageTitle>
      <ReadingAid of={subCapabilityAids[sub.code]} />
      {sub.provisional && (
        <p>
          <StateTag state="info">
            <Trans>Indikatorer utvecklas</Trans>
          </StateTag>{' '}
          <span className="t-data mut">
            <Trans>Svaren sparas men räknas inte in i andelar och jämförelser.</Trans>
          </span>
        </p>
      )}
      {sub.comment && (
        <p className="t-data mut" lang="sv">
          {sub.comment}
        </p>
      )}
      <dl className="assessment-facts">
        <div>
          <dt>
            <Trans>Uppfyllda nu</Trans>
          </dt>
          <dd className="num">
            <Trans>
              {fulfilled} av {count}
            </Trans>
          </dd>
        </div>
        {assessment.previousYear !== null && (
          <div>
            <dt>
              {sub.indicators.some((one) => one.previous?.signed === false) ? (
                <Trans>Uppfyllda {assessment.previousYear}, ej undertecknat</Trans>
              ) : (
                <Trans>Uppfyllda {assessment.previousYear}</Trans>
              )}
            </dt>
            <dd className="num">
              {sub.indicators.some((one) => one.previous) ? (
                <Trans>
                  {before} av {count}
                </Trans>
              ) : (
                <Trans>Inget svar</Trans>
              )}
            </dd>
          </div>
        )}
      </dl>
      {sub.indicators.map((indicator, i) => (
        <div key={indicator.code} className="indicator-group">
          {indicator.leadIn && indicator.leadIn !== sub.indicators[i - 1]?.leadIn && (
            <p className="t-data strong" lang="sv">
              {indicator.leadIn}
            </p>
          )}
          <IndicatorCard
            number={i + 1}
            indicator={indicator}
            entry={entries.get(indicator.code)}
            box={box}
            scale={assessment.scale}
            previousYear={assessment.previousYear}
            mayAnswer={mayAnswer}
          />
        </div>
      ))}
    </>
  )
}

const firstIn = (sub: Sub, isMeant: (code: string) => unknown): Place | undefined => {
  const found = sub.indicators.find(({ code }) => isMeant(code))
  return found && { sub, code: found.code }
}

/** An answer that the server would not have, or that a colleague has given too: the way to it, from whichever step one is on. */
function Refused({ at, to }: { at: Place | undefined; to: (del: string) => string }) {
  const words = <Trans>Ett svar väntar på dig</Trans>
  return at ? <Link to={`${to(at.sub.code)}#${answerId(at.code)}`}>{words}</Link> : words
}

/** Why nothing can be changed here, when nothing can. */
function Locked({ assessment }: { assessment: Assessment }) {
  const now = useNow()
  const language = useLanguage()
  const { signed, reopened, roundState } = assessment
  if (signed)
    return (
      <Banner tone="info" icon={<PadlockLockedIcon aria-hidden />}>
        <Trans>
          Undertecknad av {signed.by} {dayAndClock(signed.at, now, language)} och låst. Behöver något rättas kan kansliet öppna den igen.
        </Trans>
      </Banner>
    )
  if (roundState !== 'open')
    return (
      <Banner tone="warning" icon={<PadlockLockedIcon aria-hidden />}>
        <Trans>Omgången är stängd. Det som är sparat går att läsa.</Trans> <WrittenHere />
      </Banner>
    )
  if (reopened)
    return (
      <Banner tone="info" icon={<PadlockUnlockedIcon aria-hidden />}>
        <Trans>
          Öppnad igen av {reopened.by} {dayAndClock(reopened.at, now, language)}: {reopened.reason}
        </Trans>
      </Banner>
    )
  return null
}

function Foot({ subs, place, left, to }: { subs: readonly Sub[]; place: number; left: number; to: (del: string) => string }) {
  const before = subs[place - 1]
  const after = subs[place + 1]
  return (
    <div className="assessment-foot">
      {before ? (
        <Button as={Link} role="link" to={to(before.code)} variant="secondary" icon={<ArrowLeftIcon aria-hidden />}>
          {before.printedNumber}
        </Button>
      ) : (
        <span />
      )}
      <span className="spring" />
      {left > 0 && (
        <span className="t-data mut desk">
          <Plural value={left} one="# indikator kvar här" other="# indikatorer kvar här" />
        </span>
      )}
      {place < subs.length && (
        <Button as={Link} role="link" to={to(after?.code ?? 'klart')} icon={<ArrowRightIcon aria-hidden />} iconPosition="right">
          {after ? <Trans>Nästa: {after.printedNumber}</Trans> : <Trans>Till sammanfattningen</Trans>}
        </Button>
      )}
    </div>
  )
}
