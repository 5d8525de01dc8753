import type { ActivationRequest } from '@samverkan/contract'
import { Trans } from '@lingui/react/macro'
import { StateTag } from '../../ui/state-tag.tsx'

/** How far a request has come. */
export function RequestState({ state }: { state: ActivationRequest['state'] }) {
  switch (state) {
    case 'requested':
      return (
        <StateTag state="waiting">
          <Trans>Väntar på TiB</Trans>
        </StateTag>
      )
    case 'acknowledged':
      return (
        <StateTag state="info">
          <Trans>Mottagen</Trans>
        </StateTag>
      )
    case 'convened':
      return (
        <StateTag state="confirmed">
          <Trans>Inkallat</Trans>
        </StateTag>
      )
    case 'merged':
      return (
        <StateTag state="confirmed">
          <Trans>Ihopkopplad med en händelse</Trans>
        </StateTag>
      )
    case 'withdrawn':
      return (
        <StateTag state="none">
          <Trans>Tillbakadragen</Trans>
        </StateTag>
      )
  }
}
