import { Trans } from '@lingui/react/macro'
import { BroadcastIcon, CloudSlashIcon, HourglassIcon } from '@navikt/aksel-icons'
import { clock } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import type { LiveState } from '../../lib/live.ts'
import { useNow } from '../../lib/now.ts'
import { useLiveState } from './live-state.ts'

/** Is what I see now? With a clock, because "live" without a time is only a promise. */
export function LiveLight({ state: said }: { state: LiveState }) {
  const language = useLanguage()
  const now = useNow()
  const state = useLiveState(said)
  const at = <span className="mut num">{clock('since' in state ? state.since : now, language)}</span>
  if (state.kind === 'live')
    return (
      <span className="live-light" data-state="live">
        <BroadcastIcon aria-hidden />
        <Trans>Direkt</Trans> {at}
      </span>
    )
  if (state.kind === 'connecting')
    return (
      <span className="live-light">
        <BroadcastIcon aria-hidden />
        <Trans>Ansluter</Trans>
      </span>
    )
  if (state.kind === 'offline')
    return (
      <span className="live-light" data-state="offline">
        <CloudSlashIcon aria-hidden />
        <Trans>Inget nät sedan</Trans> {at}
      </span>
    )
  return (
    <span className="live-light" data-state="waiting">
      <HourglassIcon aria-hidden />
      <Trans>Återansluter</Trans> {at}
    </span>
  )
}
