import { Trans } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import { settleDrafts } from '../lib/drafts.ts'
import { patiently } from '../lib/lazy-page.ts'
import { useLogOut, useSession } from '../lib/session.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorState } from './states.tsx'

const dialogs = () => import('./log-out-dialog.tsx')
const LogOutDialog = lazy(async () => ({ default: (await patiently(dialogs)).LogOutDialog }))

/** Log-out, and the question that comes before it while something of one's own has not been sent. */
export function useAskedLogOut() {
  const { user } = useSession()
  const logOut = useLogOut()
  const [isAsked, setAsked] = useState(false)
  // What has words in it is known to a file that only this press needs.
  const ask = () => {
    settleDrafts()
    void patiently(dialogs).then(({ unsentOf }) => (unsentOf(user.id).length > 0 ? setAsked(true) : logOut.mutate({ keep: false })))
  }
  const error = logOut.isError ? <ErrorState error={logOut.error} /> : null
  const dialog = isAsked ? (
    <Suspense>
      <LogOutDialog isBusy={logOut.isPending} error={error} onLeave={(keep) => logOut.mutate({ keep })} onClose={() => setAsked(false)} />
    </Suspense>
  ) : (
    error && (
      <Dialog title={<Trans>Du är inte utloggad</Trans>} onClose={() => logOut.reset()}>
        {error}
      </Dialog>
    )
  )
  return { ask, isBusy: logOut.isPending, dialog }
}
