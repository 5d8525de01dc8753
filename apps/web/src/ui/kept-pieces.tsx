import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { TrashIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { Piece } from '../lib/device.ts'
import { dayAndClock } from '../lib/formats.ts'
import { kindOf, wordsIn } from '../lib/kept-words.ts'
import { useLanguage } from '../lib/language.tsx'
import { useNow } from '../lib/now.ts'
import { StateTag } from './state-tag.tsx'

/** What of one's own lies on this device and is not sent: what it is, when it was written, and how it begins. */
export function KeptPieces({ pieces, onDrop }: { pieces: readonly Piece[]; onDrop?: (piece: Piece) => void }) {
  const { i18n } = useLingui()
  const now = useNow()
  const language = useLanguage()
  return (
    <ul className="rows">
      {pieces.map((piece) => {
        const what = i18n._(kindOf(piece.name))
        return (
          <li key={piece.slot}>
            <div>
              <b>{what}</b>
              <p className="sub wide">
                {piece.at !== null && <span className="num">{dayAndClock(piece.at, now, language)}</span>}
                {piece.value === undefined ? (
                  <span>
                    <Trans>går inte att läsa: det är skrivet med en nyckel som inte längre gäller</Trans>
                  </span>
                ) : (
                  <span lang="sv">{wordsIn(piece.value)}</span>
                )}
              </p>
            </div>
            {!piece.isOnDevice && (
              <StateTag state="waiting" bare>
                <Trans>Finns bara på den här sidan</Trans>
              </StateTag>
            )}
            {onDrop && (
              <Button size="small" variant="tertiary" data-color="danger" icon={<TrashIcon aria-hidden />} onClick={() => onDrop(piece)}>
                <Trans>Ta bort</Trans>
                <span className="aksel-sr-only"> {what}</span>
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
