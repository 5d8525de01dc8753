import { Plural, Trans } from '@lingui/react/macro'
import { ClockDashedIcon } from '@navikt/aksel-icons'
import { useOnline } from '../lib/online.ts'
import { useLater } from '../lib/sent-later.ts'
import { Banner } from './banner.tsx'

/** Beside a roll without a network: how many ticks wait. `isKept`: they lie on the device and not in this page alone. */
export function TicksWaiting({ waiting, isKept }: { waiting: number; isKept: boolean }) {
  const { isOffline } = useLater()
  const online = useOnline()
  if (waiting === 0 || (online && !isOffline)) return null
  return (
    <Banner tone="warning" icon={<ClockDashedIcon aria-hidden />}>
      <Plural
        value={waiting}
        one="Ingen anslutning. # avprickning skickas när nätet är tillbaka."
        other="Ingen anslutning. # avprickningar skickas när nätet är tillbaka."
      />{' '}
      {!isKept && <Trans>Stäng inte sidan.</Trans>}
    </Banner>
  )
}
