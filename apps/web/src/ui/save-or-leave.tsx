import { Trans } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import type { ReactNode } from 'react'
import { RefusedFields } from './refused-fields.tsx'

/** The end of a form that opened in its place: save, or leave it as it was. */
export const SaveOrLeave = ({ busy, onLeave, children }: { busy: boolean; onLeave: () => void; children?: ReactNode }) => (
  <>
    <RefusedFields />
    <div className="row wrap">
      <Button type="submit" size="small" loading={busy}>
        {children ?? <Trans>Spara</Trans>}
      </Button>
      <Button type="button" size="small" variant="tertiary" onClick={onLeave}>
        <Trans>Avbryt</Trans>
      </Button>
    </div>
  </>
)
