import { Trans } from '@lingui/react/macro'
import { CalendarIcon } from '@navikt/aksel-icons'
import { isThursday, relative } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'

/** How long until the next conference; one that is extra, or has been moved to another day, is no Thursday conference. */
export function ConferenceAhead({ at, isOpen }: { at: string; isOpen: boolean }) {
  const ahead = relative(at, useNow(), useLanguage())
  return (
    <span className="desk row">
      <CalendarIcon aria-hidden fontSize={18} />
      {isThursday(at) ? (
        isOpen ? (
          <Trans>Torsdagskonferensen pågår</Trans>
        ) : (
          <Trans>Torsdagskonferens {ahead}</Trans>
        )
      ) : isOpen ? (
        <Trans>Regional samverkanskonferens pågår</Trans>
      ) : (
        <Trans>Regional samverkanskonferens {ahead}</Trans>
      )}
    </span>
  )
}
