import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'

/** Where a statement stands, quietly: the section where it is known. Which document and lines it was read from stays with the record. */
export function Source({ reference, section, before }: { reference: string; section?: string | undefined; before?: ReactNode }) {
  return (
    <span className="t-meta mut" data-source={reference}>
      {before && <>{before} · </>}
      {section ? (
        <Trans>
          Källa: <span lang="sv">{section}</span>
        </Trans>
      ) : (
        <Trans>Källa: de gemensamma dokumenten</Trans>
      )}
    </span>
  )
}
