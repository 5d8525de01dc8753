import type { AnswerLink } from '@samverkan/contract'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { PersonGroupIcon, PhoneIcon } from '@navikt/aksel-icons'
import { answerState, answerWords, meetingWords } from '../../lib/answers.ts'
import { clockToday, dialable, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useWording } from '../../lib/session.tsx'
import { ClockRing } from '../../ui/clock-ring.tsx'
import { Linked } from '../../ui/linked.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

type Forum = AnswerLink['forums'][number]
/** A ring counts minutes; further away than this a clock says more. */
const ringMinutes = 90

/** When and how to join: the number is a link that rings. */
export function MeetingCard({
  forum,
  calledAt,
  named,
  isExercise,
}: {
  forum: Forum
  calledAt: string
  named: boolean
  isExercise: boolean
}) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const wording = useWording()
  const at = clockToday(forum.conferenceAt, now, language)
  const left = Math.floor((Date.parse(forum.conferenceAt) - now) / 60_000)
  const whole = Math.max(1, Math.round((Date.parse(forum.conferenceAt) - Date.parse(calledAt)) / 60_000))
  const when = relative(forum.conferenceAt, now, language)
  return (
    <section className="answer-meeting">
      {left > 0 && left <= ringMinutes && !forum.closedAt ? (
        <ClockRing value={left} total={Math.max(whole, left)} size={72} unit="min" exercise={isExercise} />
      ) : (
        <PersonGroupIcon aria-hidden className="answer-meeting-icon" />
      )}
      <div>
        <h2>
          {_(meetingWords[forum.channel])} <span className="num">{at}</span>
        </h2>
        {named && <p>{wording(forum)}</p>}
        {named && (
          <p className="answer-meeting-said t-data">
            {forum.answer ? (
              <>
                <span className="mut">
                  <Trans>Ert svar:</Trans>
                </span>{' '}
                <StateTag state={answerState[forum.answer]} bare>
                  {_(answerWords[forum.answer])}
                </StateTag>
              </>
            ) : (
              <Trans>Inget svar ännu</Trans>
            )}
          </p>
        )}
        {forum.closedAt ? (
          <StateTag state="neutral">
            <Trans>Avslutat</Trans>
          </StateTag>
        ) : (
          <p className="t-data mut">{left > 0 ? <Trans>Börjar {when}</Trans> : <Trans>Började {when}</Trans>}</p>
        )}
      </div>
      {forum.dialIn && !forum.closedAt && <DialIn text={forum.dialIn} rings={forum.channel === 'telephone'} />}
    </section>
  )
}

function DialIn({ text, rings }: { text: string; rings: boolean }) {
  const number = rings ? /\+?\d[\d\s-]{5,}\d/u.exec(text)?.[0] : undefined
  if (number)
    return (
      <p className="answer-dial">
        <PhoneIcon aria-hidden />
        <a className="num" href={dialable(number)}>
          {text}
        </a>
      </p>
    )
  return (
    <p className="answer-dial">
      <span className="wide">
        <Linked text={text} />
      </span>
    </p>
  )
}
