import type { AnswerLink } from '@samverkan/contract'
import { exerciseName } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { PhoneIcon } from '@navikt/aksel-icons'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { clockToday, dialable } from '../../lib/formats.ts'
import { chooseLanguage, useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { useWording } from '../../lib/session.tsx'
import { ExerciseFrame, ExerciseStrip } from '../../ui/exercise-frame.tsx'
import { Mark } from '../../ui/mark.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ErrorState, LoadingState, StaleBanner } from '../../ui/states.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { MeetingCard } from './answer-meeting.tsx'
import { linkQuery, portalPhoneQuery } from './link-queries.ts'
import './answer-page.css'

/** What the personal link opens: one question, three buttons, no log-in and nothing of the portal around it. */
export function AnswerPage() {
  const { token = '' } = useParams()
  const link = useQuery(linkQuery(token))
  const { t } = useLingui()
  if (link.data) {
    return (
      <ExerciseFrame on={link.data.isExercise}>
        <Frame
          phone={link.data.dutyPhone}
          foot={link.data.open && <Trans>Du kan ändra svaret tills inkallningen avslutas. Länken är personlig.</Trans>}
        >
          {link.isError && <StaleBanner since={link.dataUpdatedAt} retry={() => void link.refetch()} />}
          <Call link={link.data} token={token} />
        </Frame>
      </ExerciseFrame>
    )
  }
  if (link.isError && problemOf(link.error).code === 'not-found') return <UnknownLink />
  return (
    <Frame>
      <PageTitle>{t`Svara på inkallningen`}</PageTitle>
      {link.isError ? <ErrorState error={link.error} retry={() => void link.refetch()} /> : <LoadingState rows={4} />}
    </Frame>
  )
}

function Frame({ phone, foot, children }: { phone?: string; foot?: ReactNode; children: ReactNode }) {
  const language = useLanguage()
  return (
    <>
      <ExerciseStrip />
      <div className="answer">
        <header className="answer-head">
          <Mark />
          <span>Samverkan Stockholmsregionen</span>
          <button type="button" lang={language === 'sv' ? 'en' : 'sv'} onClick={() => void chooseLanguage(language === 'sv' ? 'en' : 'sv')}>
            {language === 'sv' ? 'English' : 'Svenska'}
          </button>
        </header>
        <main className="answer-body">{children}</main>
        {(foot || phone) && (
          <footer className="answer-foot">
            {foot && <p>{foot}</p>}
            {phone && (
              <p>
                <Trans>
                  Går något fel? Ring TiB{' '}
                  <a className="num" href={dialable(phone)}>
                    {phone}
                  </a>
                </Trans>
              </p>
            )}
          </footer>
        )}
      </div>
    </>
  )
}

function Call({ link, token }: { link: AnswerLink; token: string }) {
  const { t } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const calledAt = clockToday(link.calledAt, now, language)
  const forums = link.forums.map(wording).join(', ')
  const functionName = wording({ nameSv: link.functionSv, nameEn: link.functionEn })
  return (
    <>
      <div className="answer-what">
        <p className="row wrap">
          {!link.isExercise && (
            <StateTag state="active">
              <Trans>Skarpt</Trans>
            </StateTag>
          )}
          <span className="t-data mut num">
            <Trans>
              Kallat {calledAt} av {link.calledBy}
            </Trans>
          </span>
        </p>
        <PageTitle className="answer-title">{link.isExercise ? t`ÖVNING: ${exerciseName(link.title)}` : link.title}</PageTitle>
        <p className="t-statement">
          <Trans>
            {forums}. Du svarar för <b className="strong">{link.actorName}</b>, {link.label} ({functionName}).
          </Trans>
        </p>
      </div>
      {link.forums.map((forum) => (
        <MeetingCard
          key={forum.activationId}
          forum={forum}
          calledAt={link.calledAt}
          named={link.forums.length > 1}
          isExercise={link.isExercise}
        />
      ))}
      <AnswerButtons link={link} token={token} />
    </>
  )
}

/** Mistyped, cut off by a mail program, or from a call-out that is gone: the phone is the way that remains. */
function UnknownLink() {
  const { t } = useLingui()
  const { data } = useQuery(portalPhoneQuery)
  const phone = data?.dutyPhone
  return (
    <Frame>
      <PageTitle className="answer-title">{t`Länken går inte att använda`}</PageTitle>
      <p className="t-statement">
        <Trans>Den kan ha blivit avkortad på vägen. Öppna den igen från mejlet, eller ring TiB så tar vi emot ert svar.</Trans>
      </p>
      {phone && (
        <p>
          <a className="answer-call num" href={dialable(phone)}>
            <PhoneIcon aria-hidden />
            <Trans>Ring TiB {phone}</Trans>
          </a>
        </p>
      )}
    </Frame>
  )
}
