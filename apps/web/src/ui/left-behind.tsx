import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import { useDeviceTurn } from '../lib/device.ts'
import { settleDrafts } from '../lib/drafts.ts'
import { kindOf, unsentOf, wordsIn } from '../lib/kept-words.ts'
import { useSession } from '../lib/session.tsx'
import { Banner } from './banner.tsx'
import { Dialog } from './dialog.tsx'

/** Own words that have not reached the server, under one name. `rest`: the name without its owner. */
export type Left = { slot: string; rest: string; name: string; words: string }

/** What this person has written and not sent, of the names that `isHere` says yes to. Asked before whatever ends or locks the place it was written for. */
export function useLeft(isHere: (rest: string, value: unknown) => boolean): { left: readonly Left[]; now: () => readonly Left[] } {
  const { user } = useSession()
  useDeviceTurn()
  const read = (): readonly Left[] =>
    unsentOf(user.id).flatMap(({ slot, name, value }) => {
      const rest = name.slice(user.id.length + 1)
      return isHere(rest, value) && value !== undefined ? [{ slot, rest, name, words: wordsIn(value) }] : []
    })
  return {
    left: read(),
    // A key pressed a moment ago counts too.
    now: () => {
      settleDrafts()
      return read()
    },
  }
}

/** What would be left behind, word for word. `where`: under which item or heading it was written. */
export function LeftWords({ left, where }: { left: readonly Left[]; where?: (one: Left) => ReactNode }) {
  const { i18n } = useLingui()
  return (
    <ul className="rows">
      {left.map((one) => (
        <li key={one.slot}>
          <div>
            <p className="t-data mut wide">{where?.(one) ?? i18n._(kindOf(one.name))}</p>
            {one.words && (
              <p className="t-statement wide" lang="sv">
                {one.words}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Beside a question that is being asked anyway. */
export const LeftBanner = ({ left }: { left: readonly Left[] }) =>
  left.length > 0 ? (
    <Banner tone="warning" icon={<ExclamationmarkTriangleIcon aria-hidden />}>
      <Trans>Det här har du skrivit och inte skickat. Det kommer inte med:</Trans>
      <LeftWords left={left} />
    </Banner>
  ) : null

type Props = {
  left: readonly Left[]
  where?: (one: Left) => ReactNode
  go: ReactNode
  isBusy?: boolean
  onGo: () => void
  onBack: () => void
}
/** The question before something is ended, published or signed while own words for it have not been saved. */
export const LeftDialog = ({ left, where, go, isBusy = false, onGo, onBack }: Props) => (
  <Dialog
    title={<Trans>Något du skrivit är inte sparat</Trans>}
    onClose={onBack}
    actions={
      <>
        <Button onClick={onBack}>
          <Trans>Tillbaka till texten</Trans>
        </Button>
        <Button variant="secondary" loading={isBusy} onClick={onGo}>
          {go}
        </Button>
      </>
    }
  >
    <p className="t-statement">
      <Trans>Det kommer inte med om du går vidare. Texten ligger kvar där du skrev den.</Trans>
    </p>
    <LeftWords left={left} {...(where ? { where } : {})} />
  </Dialog>
)
