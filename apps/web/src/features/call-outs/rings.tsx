import type { ActivationSummary } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { clock, clockToday, relative, span } from '../../lib/formats.ts'
import { forumOf, useForumShort } from '../../lib/forum-names.ts'
import { useLanguage } from '../../lib/language.tsx'
import { ClockRing } from '../../ui/clock-ring.tsx'
import { timeLeft } from './board-order.ts'

/** One ring per forum, and the same in words beside it. */
export function Rings({
  activations,
  now,
  isExercise,
  children,
}: {
  activations: readonly ActivationSummary[]
  now: number
  isExercise: boolean
  children?: ReactNode
}) {
  return (
    <div className="rings">
      {activations.map((activation) => (
        <Ring key={activation.id} activation={activation} now={now} isExercise={isExercise} />
      ))}
      {children && <div className="rings-act">{children}</div>}
    </div>
  )
}

function Ring({ activation, now, isExercise }: { activation: ActivationSummary; now: number; isExercise: boolean }) {
  const forumShort = useForumShort()
  const { answered, called } = activation
  return (
    <section className="ring-card">
      <ClockRing value={answered} total={called} left={timeLeft(activation, now)} exercise={isExercise} />
      <div>
        <h2>{forumShort(forumOf(activation))}</h2>
        <p className="num">
          <Trans>
            {answered} av {called} har svarat
          </Trans>
        </p>
        <p className="num">
          <Clock activation={activation} now={now} />
        </p>
      </div>
    </section>
  )
}

/** Which of its two times is next: the meeting or the limit for answering. */
function Clock({ activation, now }: { activation: ActivationSummary; now: number }) {
  const language = useLanguage()
  const late = Date.parse(activation.lateAt)
  const meeting = Date.parse(activation.conferenceAt)
  const meetingAt = clockToday(meeting, now, language)
  const lateAt = clock(late, language)
  const called = Date.parse(activation.calledAt)
  const calledAt = clock(called, language)
  // The page's clock goes by the second: a call-out made since its last beat is not one to come.
  const sinceCalled = Math.max(now, called)
  if (activation.closedAt) return <Trans>avslutat {clockToday(activation.closedAt, now, language)}</Trans>
  if (meeting >= now && (meeting <= late || late < now || activation.answered >= activation.called))
    return (
      <Trans>
        möte {meetingAt}, {relative(meeting, now, language)}
      </Trans>
    )
  if (activation.answered >= activation.called) return <Trans>möte {meetingAt}</Trans>
  if (!activation.responseMinutes)
    return (
      <Trans>
        direkt, kallat {calledAt}, {relative(called, sinceCalled, language)}
      </Trans>
    )
  if (late >= now)
    return (
      <Trans>
        {span(late - now)} kvar, till {lateAt}
      </Trans>
    )
  return <Trans>svarstiden gick ut {lateAt}</Trans>
}
