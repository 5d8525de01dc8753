import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { useState } from 'react'
import { settleDrafts } from '../lib/drafts.ts'
import { unsentOf } from '../lib/kept-words.ts'
import { useLogOut, useSession } from '../lib/session.tsx'
import { Dialog } from './dialog.tsx'
import { KeptPieces } from './kept-pieces.tsx'
import { ErrorState } from './states.tsx'

/** Log-out, and the question that comes before it while something of one's own has not been sent. */
export function useAskedLogOut() {
  const { user } = useSession()
  const logOut = useLogOut()
  const [isAsked, setAsked] = useState(false)
  const ask = () => {
    settleDrafts()
    if (unsentOf(user.id).length > 0) setAsked(true)
    else logOut.mutate({ keep: false })
  }
  const error = logOut.isError ? <ErrorState error={logOut.error} /> : null
  const dialog = isAsked ? (
    <LogOutDialog isBusy={logOut.isPending} error={error} onLeave={(keep) => logOut.mutate({ keep })} onClose={() => setAsked(false)} />
  ) : (
    error && (
      <Dialog title={<Trans>Du är inte utloggad</Trans>} onClose={() => logOut.reset()}>
        {error}
      </Dialog>
    )
  )
  return { ask, isBusy: logOut.isPending, dialog }
}

type Props = { isBusy: boolean; error: React.ReactNode; onLeave: (keep: boolean) => void; onClose: () => void }
function LogOutDialog({ isBusy, error, onLeave, onClose }: Props) {
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
