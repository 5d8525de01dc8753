import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { CheckmarkCircleIcon, CloudSlashIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation } from 'react-router'
import { clockToday } from '../lib/formats.ts'
import { useLanguage } from '../lib/language.tsx'
import { useNow } from '../lib/now.ts'
import { problemOf } from '../lib/problem.ts'
import { problemTexts } from '../lib/problem-texts.ts'
import { forgetNews, type Leaver, type Outcome, useLater, useLeaving, type Waiting, type Who } from '../lib/sent-later.ts'
import { announce } from './announcer.tsx'
import { Banner } from './banner.tsx'
import { LiesHere } from './page-only.tsx'

/** What the shell says about one kind of thing that is sent later. */
export type LeaverWords<One extends Waiting = Waiting, Sent = unknown> = {
  leaver: Leaver<One, Sent>
  /** So many wait: "En rapport till lägesbilden är inte skickad än." A sentence that says where they lie follows. */
  waiting: (count: number) => ReactNode
  /** So many wait that were made in another function: which one must be chosen. */
  elsewhere: (count: number) => ReactNode
  sent: (one: One, sent: Sent, at: string) => ReactNode
  /** `why` is the problem's title. */
  refused: (one: One, why: string, at: string) => ReactNode
  /** Read out by a screen reader. */
  said: (isSent: boolean) => MessageDescriptor
  /** Where it can be seen and corrected, and the words of the link. */
  to?: (one: One) => string | undefined
  show: ReactNode
}

/** In the shell, over every page: sends what waits as soon as it can, and tells what waits and what became of it. */
export function SentLaterNotice({ who, kinds }: { who: Who; kinds: readonly LeaverWords[] }) {
  const { news } = useLater()
  const { i18n } = useLingui()
  useLeaving(who)
  const last = news.at(-1)
  useEffect(() => {
    const words = last && kinds.find(({ leaver }) => leaver.kind === last.kind)
    if (words) announce(i18n._(words.said('sent' in last)))
  }, [last, kinds, i18n])
  return (
    <>
      {kinds.map((words) => (
        <Waits key={words.leaver.kind} who={who} words={words} />
      ))}
      {news.map((outcome) => {
        const words = kinds.find(({ leaver }) => leaver.kind === outcome.kind)
        return words && <News key={`${outcome.kind} ${outcome.one.key}`} outcome={outcome} words={words} />
      })}
    </>
  )
}

function Waits({ who, words }: { who: Who; words: LeaverWords }) {
  const { pathname } = useLocation()
  const { leaver } = words
  // The page where it was done tells of it itself.
  const waiting = leaver.waiting(who.userId).filter((one) => one.page !== pathname)
  const own = waiting.filter((one) => leaver.fits(one, who))
  const others = waiting.length - own.length
  return (
    <>
      {own[0] && (
        <Banner tone="warning" icon={<CloudSlashIcon aria-hidden />} action={<Show one={own[0]} words={words} />}>
          {words.waiting(own.length)} <LiesHere />
        </Banner>
      )}
      {others > 0 && (
        <Banner tone="warning" icon={<CloudSlashIcon aria-hidden />}>
          {words.elsewhere(others)}
        </Banner>
      )}
    </>
  )
}

function News({ outcome, words }: { outcome: Outcome; words: LeaverWords }) {
  const { i18n } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const { one } = outcome
  const at = clockToday(one.at, now, language)
  const close = (
    <Button size="small" variant="tertiary" data-color="neutral" onClick={forgetNews}>
      <Trans>Stäng</Trans>
    </Button>
  )
  if ('sent' in outcome)
    return (
      <Banner tone="info" icon={<CheckmarkCircleIcon aria-hidden />} action={close}>
        {words.sent(one, outcome.sent, at)}
      </Banner>
    )
  return (
    <Banner
      tone="danger"
      icon={<ExclamationmarkTriangleIcon aria-hidden />}
      action={
        <>
          <Show one={one} words={words} />
          {close}
        </>
      }
    >
      {words.refused(one, i18n._(problemTexts[problemOf(outcome.error).code].title), at)}
    </Banner>
  )
}

/** To where it was done. */
function Show({ one, words }: { one: Waiting; words: LeaverWords }) {
  const to = words.to ? words.to(one) : one.page
  return to === undefined ? null : (
    <Button as={Link} to={to} size="small" variant="tertiary" data-color="neutral" onClick={forgetNews}>
      {words.show}
    </Button>
  )
}
