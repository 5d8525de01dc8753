import { Trans } from '@lingui/react/macro'
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { usePageOnly } from '../lib/device.ts'
import { Banner } from './banner.tsx'

/** Said wherever somebody writes while the device takes nothing more, or nothing at all: nobody is to close this page in good faith. */
export const PageOnly = () =>
  usePageOnly() ? (
    <Banner tone="danger" icon={<ExclamationmarkTriangleIcon aria-hidden />}>
      <Trans>
        Den här enheten kan inte spara det du skriver: minnet är fullt eller avstängt. Texten finns bara på den här sidan tills den är
        skickad. Stäng den inte och ladda inte om den.
      </Trans>
    </Banner>
  ) : null

/** One piece that waits for the network, and where it lies until then. */
export const WaitsHere = ({ isOnDevice }: { isOnDevice: boolean }) =>
  isOnDevice ? (
    <Trans>Sparat på enheten, skickas när nätet är tillbaka</Trans>
  ) : (
    <Trans>Finns bara på den här sidan, skickas när nätet är tillbaka</Trans>
  )

/** "På enheten" is said only where it is true. */
export const KeptHere = ({ isOnDevice }: { isOnDevice?: boolean }) => {
  const pageOnly = usePageOnly()
  return (isOnDevice ?? !pageOnly) ? <Trans>Sparat på enheten</Trans> : <Trans>Finns bara på den här sidan</Trans>
}

/** Where what is not sent lies, as it is: on the device only when the device took it. */
export const LiesHere = () =>
  usePageOnly() ? (
    <Trans>Enheten kan inte spara mer: det finns bara på den här sidan och skickas härifrån när nätet är tillbaka. Stäng den inte.</Trans>
  ) : (
    <Trans>Det ligger kvar på enheten och skickas av sig självt när nätet är tillbaka.</Trans>
  )

/** Where what was written and is not with the server lies, as it is. Every sentence about it is this one. */
export const WrittenHere = () =>
  usePageOnly() ? (
    <Trans>Det du skrivit finns bara på den här sidan: stäng den inte och ladda inte om den.</Trans>
  ) : (
    <Trans>Det du skrivit finns kvar på den här enheten.</Trans>
  )
