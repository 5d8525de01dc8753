import { useLingui } from '@lingui/react'
import { Plural, Trans, useLingui as useWords } from '@lingui/react/macro'
import { CheckmarkCircleIcon, CloudSlashIcon, ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'react-router'
import { clockToday } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { problemOf } from '../../lib/problem.ts'
import { problemTexts } from '../../lib/problem-texts.ts'
import { useSession } from '../../lib/session.tsx'
import { announce } from '../../ui/announcer.tsx'
import { Banner } from '../../ui/banner.tsx'
import { flush, forgetNews, type Outcome, placesOf, readOut, subscribeOut, waitingAt } from './reports-out.ts'

const every = 5_000

/**
 * In the shell, over every page: sends what was reported without a network as soon as there is one, and tells what waits and what became of
 * it. The page where it was written tells for itself.
 */
export function ReportsOut() {
  const { user, actingAs } = useSession()
  const { t } = useWords()
  const { pathname } = useLocation()
  const actorId = actingAs.actor?.id ?? null
  const { turn, news } = useSyncExternalStore(subscribeOut, readOut)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each turn may have changed what waits
  const places = useMemo(() => placesOf(user.id), [user.id, turn])
  useEffect(() => {
    const again = () => void flush({ userId: user.id, actorId })
    again()
    const timer = setInterval(again, every)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [user.id, actorId])
  const last = news.at(-1)
  useEffect(() => {
    if (last) announce('sent' in last ? t`Rapporten till lägesbilden är skickad.` : t`Rapporten till lägesbilden togs inte emot.`)
  }, [last, t])

  const elsewhere = places.flatMap((place) => waitingAt(place).map((out) => ({ place, out }))).filter(({ out }) => out.page !== pathname)
  const own = elsewhere.filter(({ place }) => place.actorId === actorId)
  const others = elsewhere.length - own.length
  const count = own.length
  return (
    <>
      {count > 0 && (
        <Banner tone="warning" icon={<CloudSlashIcon aria-hidden />} action={<ToReport page={own[0]?.out.page} />}>
          <Plural
            value={count}
            one="En rapport till lägesbilden är inte skickad än. Den ligger kvar här och skickas av sig själv när nätet är tillbaka."
            other="# rapporter till lägesbilden är inte skickade än. De ligger kvar här och skickas av sig själva när nätet är tillbaka."
          />
        </Banner>
      )}
      {others > 0 && (
        <Banner tone="warning" icon={<CloudSlashIcon aria-hidden />}>
          <Plural
            value={others}
            one="En rapport som du skrev i en annan funktion är inte skickad. Byt till den funktionen, så skickas den."
            other="# rapporter som du skrev i en annan funktion är inte skickade. Byt till den funktionen, så skickas de."
          />
        </Banner>
      )}
      {news.map((one) => (
        <News key={one.out.key} outcome={one} />
      ))}
    </>
  )
}

function News({ outcome }: { outcome: Outcome }) {
  const { _ } = useLingui()
  const now = useNow()
  const language = useLanguage()
  const at = clockToday(outcome.out.at, now, language)
  const close = (
    <Button size="small" variant="tertiary" data-color="neutral" onClick={forgetNews}>
      <Trans>Stäng</Trans>
    </Button>
  )
  if ('sent' in outcome) {
    const { number } = outcome.sent.report
    return (
      <Banner tone="info" icon={<CheckmarkCircleIcon aria-hidden />} action={close}>
        <Trans>
          Rapporten från {at} är skickad. Den räknas till lägesbild {number}.
        </Trans>
      </Banner>
    )
  }
  const why = _(problemTexts[problemOf(outcome.error).code].title)
  return (
    <Banner
      tone="danger"
      icon={<ExclamationmarkTriangleIcon aria-hidden />}
      action={
        <>
          <ToReport page={outcome.out.page} />
          {close}
        </>
      }
    >
      <Trans>
        Rapporten från {at} togs inte emot: {why}. Texten finns kvar i er rapport.
      </Trans>
    </Banner>
  )
}

/** To where it was written; older pages did not say. */
const ToReport = ({ page }: { page: string | undefined }) =>
  page === undefined ? null : (
    <Button as={Link} to={`${page}?visa=rapport`} size="small" variant="tertiary" data-color="neutral" onClick={forgetNews}>
      <Trans>Visa rapporten</Trans>
    </Button>
  )
