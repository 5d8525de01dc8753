import { Trans } from '@lingui/react/macro'
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import type { Hat } from './shell/account-menu.tsx'
import { Banner } from './banner.tsx'
import { WrittenHere } from './page-only.tsx'

/** The function on my head is gone: the page below stays as it was, with everything typed in it, and nothing on it can be saved. */
export function FunctionEnded({ was, busy, onGoOn }: { was: Hat; busy: boolean; onGoOn: () => void }) {
  return (
    <Banner
      tone="danger"
      icon={<ExclamationmarkTriangleIcon aria-hidden />}
      action={
        <Button size="small" loading={busy} onClick={onGoOn}>
          <Trans>Fortsätt i en annan funktion</Trans>
        </Button>
      }
    >
      <Trans>
        Du är inte längre <b>{was.functionName}</b> ({was.actorName}), och inget mer sparas i den funktionen.
      </Trans>{' '}
      <WrittenHere />
    </Banner>
  )
}
