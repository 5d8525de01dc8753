import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { unsentOf } from '../lib/kept-words.ts'
import { useSession } from '../lib/session.tsx'
import { Dialog } from './dialog.tsx'
import { KeptPieces } from './kept-pieces.tsx'

export { unsentOf }

type Props = { isBusy: boolean; error: React.ReactNode; onLeave: (keep: boolean) => void; onClose: () => void }
/** Before log-out: stay, keep what is not sent where only its writer can read it, or throw it away. */
export function LogOutDialog({ isBusy, error, onLeave, onClose }: Props) {
  const { user } = useSession()
  const pieces = unsentOf(user.id)
  const pageOnly = pieces.filter(({ isOnDevice }) => !isOnDevice).length
  return (
    <Dialog
      title={<Trans>Något du skrivit är inte skickat</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>
            <Trans>Stanna kvar</Trans>
          </Button>
          <Button variant="secondary" loading={isBusy} onClick={() => onLeave(true)}>
            <Trans>Logga ut och behåll det</Trans>
          </Button>
          <Button variant="tertiary" data-color="danger" loading={isBusy} onClick={() => onLeave(false)}>
            <Trans>Logga ut och ta bort det</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>
          Behåller du det ligger det kvar på den här enheten i högst 30 dagar. Bara du kan läsa det, när du loggar in igen. Tar du bort det
          går det inte att få tillbaka.
        </Trans>
      </p>
      {pageOnly > 0 && (
        <p className="field-error" role="alert">
          <Plural
            value={pageOnly}
            one="# text finns bara på den här sidan, för att enheten inte kan spara mer. Den försvinner när du loggar ut."
            other="# texter finns bara på den här sidan, för att enheten inte kan spara mer. De försvinner när du loggar ut."
          />
        </p>
      )}
      <KeptPieces pieces={pieces} />
      {error}
    </Dialog>
  )
}
