import { textLimits } from '@samverkan/domain'
import type { AnswerLink } from '@samverkan/contract'
import { useLingui as useMessages } from '@lingui/react'
import { Trans, useLingui } from '@lingui/react/macro'
import { CheckmarkCircleFillIcon, CloudSlashIcon, ExclamationmarkTriangleIcon, EyeIcon, MinusCircleIcon } from '@navikt/aksel-icons'
import { Button, TextField } from '@navikt/ds-react'
import { CountedField } from '../../ui/counted-field.tsx'
import type { Answer } from '@samverkan/domain'
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import { answerState, answerWords } from '../../lib/answers.ts'
import { usePageOnly } from '../../lib/device.ts'
import { clockToday } from '../../lib/formats.ts'
import { useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { PageOnly } from '../../ui/page-only.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { etaOf } from './answer-fields.tsx'
import { type Details, useLinkAnswer } from './use-link-answer.ts'

type Forum = AnswerLink['forums'][number]

/** Vi deltar, Vi följer, Inte berörda: one press answers; what stands under can be added before or after. */
export function AnswerButtons({ link, token }: { link: AnswerLink; token: string }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const forumShort = useForumShort()
  const answering = useLinkAnswer(link, token)
  const { current, open } = link
  const said = useRef<HTMLDivElement>(null)
  const answeredAt = current?.answeredAt
  const pressed = useRef(false)
  useEffect(() => {
    // The reader of a screen hears that the answer has arrived, not only that a button was pressed.
    if (pressed.current && answeredAt) said.current?.focus({ preventScroll: true })
  }, [answeredAt])
  const press = (answer: Answer) => {
    if (answering.give(answer)) pressed.current = true
  }
  const asked = link.forums.filter((forum) => !forum.closedAt)
  const joining = ({ conferenceAt, channel }: Forum) => {
    const at = clockToday(conferenceAt, now, language)
    return {
      telephone: t`Vi ringer in kl. ${at}`,
      rakel: t`Vi är med på Rakel kl. ${at}`,
      video: t`Vi ansluter till videomötet kl. ${at}`,
      physical: t`Vi är på plats kl. ${at}`,
    }[channel]
  }
  // One press answers every forum; how each of them meets stands with its name as soon as they are several.
  const ways = [...new Set(asked.map(joining))]
  const joins = ways.map((how) => [how, asked.filter((forum) => joining(forum) === how)] as const)
  const choices: { answer: Answer; title: ReactNode; detail: ReactNode; icon: typeof EyeIcon }[] = [
    {
      answer: 'participates',
      title: <Trans>Vi deltar</Trans>,
      detail:
        joins.length > 1
          ? joins.map(([how, forums]) => (
              <Fragment key={how}>
                <b>{forums.map((forum) => forumShort(forum)).join(', ')}:</b> {how}
                <br />
              </Fragment>
            ))
          : joins[0]?.[0],
      icon: CheckmarkCircleFillIcon,
    },
    { answer: 'follows', title: <Trans>Vi följer</Trans>, detail: <Trans>Läser läget, deltar inte nu</Trans>, icon: EyeIcon },
    {
      answer: 'not_concerned',
      title: <Trans>Inte berörda</Trans>,
      detail: <Trans>Kallas igen om läget ändras</Trans>,
      icon: MinusCircleIcon,
    },
  ]
  return (
    <>
      {(open || current) && (
        <div ref={said} tabIndex={-1} role="status" className="answer-said">
          <Said current={current} isMixed={new Set(asked.map((forum) => forum.answer)).size > 1} answering={answering} />
        </div>
      )}
      {open ? (
        <>
          <div className="answer-buttons" role="group" aria-label={t`Ert svar`}>
            {choices.map(({ answer, title, detail, icon: Icon }) => (
              <button
                key={answer}
                type="button"
                aria-pressed={asked.length > 0 && asked.every((forum) => forum.answer === answer)}
                aria-disabled={answering.sending}
                className={answer === 'participates' && !current ? 'is-first' : undefined}
                onClick={() => press(answer)}
              >
                <Icon aria-hidden />
                <b>{title}</b>
                <span>{detail}</span>
              </button>
            ))}
          </div>
          <More
            details={answering.details}
            onChange={answering.change}
            current={current?.answer ?? null}
            sending={answering.sending}
            onSend={press}
          />
        </>
      ) : (
        <p className="t-statement">
          <b className="strong">
            <Trans>Inkallningen är avslutad.</Trans>
          </b>{' '}
          <Trans>Inget mer svar behövs.</Trans>
        </p>
      )}
      {/* Last on the page: what may be of any length moves nothing that a finger lies on. */}
      <div className="answer-after" id={after} tabIndex={-1}>
        {answering.error !== null && <ErrorState error={answering.error} />}
        {current && <Given current={current} />}
        <PageOnly />
      </div>
    </>
  )
}

const after = 'svaret-mer'

/** What has become of the answer, in a space that is there before anybody has pressed: the buttons under it never move. */
function Said({
  current,
  isMixed,
  answering,
}: {
  current: AnswerLink['current']
  isMixed: boolean
  answering: ReturnType<typeof useLinkAnswer>
}) {
  if (answering.sending)
    return (
      <p>
        <Trans>Skickar…</Trans>
      </p>
    )
  if (answering.waiting)
    return (
      <div className="is-waiting">
        <p>
          <CloudSlashIcon aria-hidden />
          <b className="strong">
            <Trans>Svaret är inte skickat än.</Trans>
          </b>
        </p>
        <p className="t-data">
          <WaitsInShort />
        </p>
      </div>
    )
  if (answering.error !== null)
    return (
      <div className="is-refused">
        <p>
          <ExclamationmarkTriangleIcon aria-hidden />
          <b className="strong">
            <Trans>Svaret är inte sparat.</Trans>
          </b>
        </p>
        <p className="t-data">
          <a href={`#${after}`}>
            <Trans>Varför, och vad du kan göra</Trans>
          </a>
        </p>
      </div>
    )
  if (current && isMixed)
    return (
      <div>
        <p>
          <Trans>Ert svar är inte detsamma till alla forum: det står vid varje möte. Ett tryck svarar alla.</Trans>
        </p>
      </div>
    )
  if (current) return <Current current={current} />
  return (
    <p className="mut">
      <Trans>Ert svar: inget ännu. Ett tryck räcker.</Trans>
    </p>
  )
}

/** Where it lies, in no more words than the space takes. */
const WaitsInShort = () =>
  usePageOnly() ? (
    <Trans>Stäng inte sidan: svaret finns bara här.</Trans>
  ) : (
    <Trans>Det ligger kvar på enheten och skickas av sig självt när nätet är tillbaka.</Trans>
  )

function Current({ current }: { current: NonNullable<AnswerLink['current']> }) {
  const { _ } = useMessages()
  const now = useNow()
  const language = useLanguage()
  const at = clockToday(current.answeredAt, now, language)
  return (
    <div className="is-saved">
      <p className="row wrap">
        <span className="mut">
          <Trans>Ert svar:</Trans>
        </span>
        <StateTag state={answerState[current.answer]}>{_(answerWords[current.answer])}</StateTag>
        <span className="t-data mut num">
          <Trans>sparat {at}</Trans>
        </span>
        {current.isLate && (
          <span className="t-data mut">
            <Trans>efter svarstiden</Trans>
          </span>
        )}
      </p>
    </div>
  )
}

/** Who takes part, who stands in and when, as it was saved. */
function Given({ current }: { current: NonNullable<AnswerLink['current']> }) {
  const now = useNow()
  const language = useLanguage()
  const eta = current.etaAt && clockToday(current.etaAt, now, language)
  if (!current.person && !current.deputy && !eta && !current.comment) return null
  return (
    <div className="answer-given">
      {(current.person || current.deputy || eta) && (
        <p className="t-data">
          {current.person && (
            <span>
              <Trans>{current.person} deltar.</Trans>{' '}
            </span>
          )}
          {current.deputy && (
            <span>
              <Trans>Ersättare: {current.deputy}.</Trans>{' '}
            </span>
          )}
          {eta && (
            <span className="num">
              <Trans>Ansluter {eta}.</Trans>
            </span>
          )}
        </p>
      )}
      {current.comment && <p className="t-data wide">{current.comment}</p>}
    </div>
  )
}

type MoreProps = {
  details: Details
  onChange: (part: Partial<Details>) => void
  current: Answer | null
  sending: boolean
  onSend: (answer: Answer) => void
}

/** Who takes part, who stands in, when: never asked for, always possible. */
function More({ details, onChange, current, sending, onSend }: MoreProps) {
  const { t } = useLingui()
  const [strict, setStrict] = useState(false)
  const wrongEta = etaOf(details.eta) === null
  const send = () => {
    setStrict(true)
    if (!wrongEta) onSend(current ?? 'participates')
  }
  return (
    <details className="answer-more">
      <summary>
        <Trans>Någon annan hos oss tar det</Trans>
      </summary>
      <div>
        <CountedField
          label={t`Vem deltar (frivilligt)`}
          value={details.person}
          most={textLimits.title}
          autoComplete="name"
          onChange={(event) => onChange({ person: event.target.value })}
        />
        <CountedField
          label={t`Ersättare (frivilligt)`}
          value={details.deputy}
          most={textLimits.title}
          autoComplete="off"
          onChange={(event) => onChange({ deputy: event.target.value })}
        />
        <TextField
          label={t`Ansluter om antal minuter (frivilligt)`}
          inputMode="numeric"
          value={details.eta}
          autoComplete="off"
          onChange={(event) => onChange({ eta: event.target.value })}
          error={strict && wrongEta ? t`Skriv minuter med siffror, högst 1440.` : undefined}
        />
        <CountedField
          label={t`Kommentar (frivilligt)`}
          value={details.comment}
          most={textLimits.remark}
          autoComplete="off"
          onChange={(event) => onChange({ comment: event.target.value })}
        />
        <Button variant="secondary" loading={sending} onClick={send}>
          {current ? <Trans>Spara uppgifterna</Trans> : <Trans>Vi deltar, med uppgifterna ovan</Trans>}
        </Button>
      </div>
    </details>
  )
}
