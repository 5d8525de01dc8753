import { Trans } from '@lingui/react/macro'
import { ArrowsCirclepathIcon, ClockDashedIcon, CloudSlashIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { usePageOnly } from '../../lib/device.ts'
import { clockToday, span } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { type LiveState, retryLive } from '../../lib/live.ts'
import { useNow } from '../../lib/now.ts'
import { useIsSentLater } from '../../lib/sends-later.ts'
import { Banner } from '../banner.tsx'
import { useLiveState } from './live-state.ts'

/** A short break heals by itself and deserves no banner; a longer one does. */
const patience = 10_000

export function LiveBanner({ state: said }: { state: LiveState }) {
  const state = useLiveState(said)
  const now = useNow()
  const language = useLanguage()
  const isSentLater = useIsSentLater()
  const isPageOnly = usePageOnly()
  if (!('since' in state) || (state.kind === 'reconnecting' && now - state.since < patience)) return null
  const at = clockToday(state.since, now, language)
  const age = span(now - state.since)
  const isOld = now - state.since >= 60_000
  const button = (words: React.ReactNode, press: () => void) => (
    <Button size="small" variant="tertiary" data-color="neutral" onClick={press}>
      {words}
    </Button>
  )
  if (state.kind === 'offline') {
    return (
      <Banner tone="danger" icon={<CloudSlashIcon aria-hidden />}>
        {isPageOnly ? (
          <Trans>
            Ingen anslutning sedan {at}. Det du skriver finns bara på den här sidan och skickas när nätet är tillbaka. Stäng den inte.
          </Trans>
        ) : isSentLater ? (
          <Trans>
            Ingen anslutning sedan {at}. Du kan skriva vidare: det du skriver och prickar av sparas här och skickas när nätet är tillbaka.
          </Trans>
        ) : (
          <Trans>Ingen anslutning sedan {at}. Du kan läsa och skriva vidare, det du skriver sparas på den här enheten.</Trans>
        )}
      </Banner>
    )
  }
  if (state.kind === 'too-old') {
    return (
      <Banner tone="warning" icon={<ArrowsCirclepathIcon aria-hidden />} action={button(<Trans>Ladda om</Trans>, () => location.reload())}>
        <Trans>Mycket har hänt sedan {at}. Ladda om för att se läget som det är nu.</Trans>
      </Banner>
    )
  }
  return (
    <Banner tone="warning" icon={<ClockDashedIcon aria-hidden />} action={button(<Trans>Försök igen</Trans>, retryLive)}>
      {isOld ? (
        <Trans>
          Uppdateras inte sedan {at}. Du ser läget som det var då, {age} gammalt.
        </Trans>
      ) : (
        <Trans>Uppdateras inte sedan {at}. Du ser läget som det var då.</Trans>
      )}
    </Banner>
  )
}
