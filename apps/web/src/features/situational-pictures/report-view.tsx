import type { Picture } from '@samverkan/contract'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkCircleIcon, CloudSlashIcon, FileTextIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useEffect, useRef, useState } from 'react'
import { clockToday, dayAndClock, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSendsLater } from '../../lib/sends-later.ts'
import { useNarrow } from '../../lib/use-narrow.ts'
import { Banner } from '../../ui/banner.tsx'
import { LiesHere } from '../../ui/page-only.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { EarlierReport, OwnReport } from './own-report.tsx'
import { repeatedSince, type ReportLine, withCorrection, withLineAgain } from './report-form.ts'
import { ReportLines } from './report-lines.tsx'
import { SecretNotice, SecretQuestion } from './secret-notice.tsx'
import { type Report, useReport } from './use-report.ts'

type Own = NonNullable<Picture['own']>

/** The own actor's report: five headings on a telephone, or one tap when there is nothing or nothing new. */
export function ReportView({ picture }: { picture: Picture }) {
  const { own, collection } = picture
  if (!own || !collection) return null
  return <Reporting key={`${picture.id} ${own.actor.id}`} picture={picture} own={own} number={collection.number} />
}

function Reporting({ picture, own, number }: { picture: Picture; own: Own; number: number }) {
  const report = useReport(picture)
  useSendsLater()
  const isNarrow = useNarrow()
  const wanted = useRef<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const correct = (line: ReportLine) => {
    report.change((before) => withCorrection(before, line))
    wanted.current = line.id
  }
  useEffect(() => {
    const field = wanted.current && form.current?.querySelector<HTMLTextAreaElement>(`[data-replaces="${wanted.current}"] textarea`)
    if (!field) return
    wanted.current = null
    field.focus()
  })
  const earlier = own.repeatable.length > 0 && own.lines.length === 0 && (
    <EarlierReport own={own} isFolded={isNarrow} onAgain={(line) => report.change((before) => withLineAgain(before, line))} />
  )
  const current = (own.reports.length > 0 || own.lines.length > 0) && <OwnReport pictureId={picture.id} own={own} onCorrect={correct} />
  return (
    <div className="picture-reporting">
      <div className="picture-report-form">
        <ReportHead picture={picture} own={own} number={number} />
        <Outcome report={report} number={number} />
        <OneTap report={report} own={own} />
        {isNarrow && current}
        {isNarrow && earlier}
        <ReportForm report={report} form={form} />
      </div>
      {!isNarrow && (current || earlier) && (
        <aside className="picture-aside">
          {current}
          {earlier}
        </aside>
      )}
    </div>
  )
}

function ReportHead({ picture, own, number }: { picture: Picture; own: Own; number: number }) {
  const now = useNow()
  const language = useLanguage()
  const cutOffAt = picture.collection?.cutOffAt ?? ''
  const isPast = Date.parse(cutOffAt) < now
  const { name } = own.actor
  return (
    <div className="picture-report-head">
      <div className="row wrap">
        <h2 className="t-title">
          <Trans>Er rapport till lägesbild {number}</Trans>
        </h2>
        {own.status === 'waiting' ? (
          own.askedAt !== null && (
            <StateTag state={isPast ? 'overdue' : 'waiting'}>
              <Trans>Väntar på er</Trans>
            </StateTag>
          )
        ) : (
          <StateTag state="confirmed">
            <Trans>Rapporterat</Trans>
          </StateTag>
        )}
      </div>
      <p className="t-data mut">
        {name} · <Trans>Stopptid</Trans> <span className="strong">{clockToday(cutOffAt, now, language)}</span> ·{' '}
        {relative(cutOffAt, now, language)}
        {isPast && own.status === 'waiting' && (
          <>
            {' '}
            · <Trans>rapporten tas emot ändå</Trans>
          </>
        )}
        {own.askedAt === null && (
          <>
            {' '}
            · <Trans>ni har inte fått frågan den här gången men kan rapportera ändå</Trans>
          </>
        )}
      </p>
    </div>
  )
}

/** What became of the press: sent and when, waiting for the network, or refused and why. */
function Outcome({ report, number }: { report: Report; number: number }) {
  const now = useNow()
  const language = useLanguage()
  const { sent, refused, queue, isOffline } = report
  const first = queue[0]
  const told = useRef<HTMLDivElement>(null)
  const outcome = sent?.report.id ?? (refused ? 'refused' : isOffline ? first?.key : null) ?? null
  const seen = useRef(outcome)
  // The press may have been at the foot of a long form: what became of it is brought into sight, and read out from there.
  useEffect(() => {
    if (outcome === seen.current) return
    seen.current = outcome
    if (outcome === null) return
    told.current?.focus({ preventScroll: true })
    told.current?.scrollIntoView({ block: 'nearest' })
  }, [outcome])
  return (
    <div className="picture-outcome" ref={told} tabIndex={-1}>
      {isOffline && first && (
        <Banner
          tone="warning"
          icon={<CloudSlashIcon aria-hidden />}
          action={
            <Button size="small" variant="tertiary" data-color="neutral" onClick={() => report.takeBack(first)}>
              <Trans>Ta tillbaka</Trans>
            </Button>
          }
        >
          <Trans>Rapporten från {clockToday(first.at, now, language)} är inte skickad än.</Trans> <LiesHere />
        </Banner>
      )}
      {sent && (
        <Banner tone="info" icon={<CheckmarkCircleIcon aria-hidden />}>
          <SentWords sent={sent} at={clockToday(sent.report.reportedAt, now, language)} />
        </Banner>
      )}
      {refused &&
        (problemOf(refused.error).code === 'looks-secret' ? (
          <SecretQuestion onGoOn={() => report.sendForm(true)} />
        ) : refused.body.kind === 'unchanged' && problemOf(refused.error).code === 'stale-version' ? (
          <div className="panel error-state" role="alert">
            <b>
              <Trans>Oförändrat är inte rapporterat</Trans>
            </b>
            <p>
              <Trans>
                En kollega har rapporterat eller rättat något sedan du tryckte. Läs hur det står nu, och tryck igen om det stämmer.
              </Trans>
            </p>
          </div>
        ) : (
          <div className="panel">
            <ErrorState error={refused.error} />
          </div>
        ))}
      {report.restored !== null && !sent && queue.length === 0 && report.form.lines.some(({ text }) => text !== '') && (
        <Banner tone="info" icon={<FileTextIcon aria-hidden />}>
          <Trans>
            Det du skrev {dayAndClock(report.restored, now, language)} finns kvar. Det är inte skickat till lägesbild {number}.
          </Trans>
        </Banner>
      )}
    </div>
  )
}

function SentWords({ sent, at }: { sent: NonNullable<Report['sent']>; at: string }) {
  const { report, lines } = sent
  const { number, writtenFor } = report
  return (
    <>
      {report.kind === 'lines' ? (
        <Plural value={lines} one={`Rapporterat kl. ${at}: # rad.`} other={`Rapporterat kl. ${at}: # rader.`} />
      ) : report.kind === 'nothing' ? (
        <Trans>Rapporterat kl. {at}: inget att rapportera.</Trans>
      ) : (
        <Trans>Rapporterat kl. {at}: oförändrat.</Trans>
      )}{' '}
      {writtenFor < number ? (
        <Trans>
          Lägesbild {writtenFor} publicerades innan rapporten kom fram. Den är sparad och räknas till lägesbild {number}.
        </Trans>
      ) : (
        <Trans>Den räknas till lägesbild {number}. Ni kan rätta och lägga till.</Trans>
      )}
    </>
  )
}

function OneTap({ report, own }: { report: Report; own: Own }) {
  const now = useNow()
  const language = useLanguage()
  // Lines count before a word that there is nothing.
  if (own.status === 'lines' && own.lines.some(({ withdrawn }) => !withdrawn)) return null
  const since = repeatedSince(own)
  return (
    <div className="picture-one-tap">
      {own.status !== 'nothing' && (
        <Button variant="secondary" aria-disabled={report.isSending} onClick={() => !report.isSending && report.sendWord('nothing')}>
          <Trans>Inget att rapportera</Trans>
        </Button>
      )}
      {since !== null && own.status !== 'unchanged' && (
        <Button variant="secondary" aria-disabled={report.isSending} onClick={() => !report.isSending && report.sendWord('unchanged')}>
          <Trans>Oförändrat sedan {clockToday(since, now, language)}</Trans>
        </Button>
      )}
    </div>
  )
}

function ReportForm({ report, form }: { report: Report; form: React.RefObject<HTMLFormElement | null> }) {
  const { t } = useLingui()
  const [isBare, setBare] = useState(false)
  return (
    <form
      ref={form}
      className="panel picture-form"
      aria-label={t`Rapport`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const isSent = report.sendForm()
        setBare(!isSent)
        if (!isSent) form.current?.querySelector('textarea')?.focus()
      }}
    >
      <ReportLines form={report.form} onChange={report.change} />
      <div className="picture-form-foot">
        <SecretNotice />
        {isBare && (
          <p className="field-error" role="alert">
            <Trans>Skriv minst en rad, eller tryck Inget att rapportera.</Trans>
          </p>
        )}
        <Button loading={report.isSending && !report.isOffline}>{t`Rapportera läget`}</Button>
      </div>
    </form>
  )
}
