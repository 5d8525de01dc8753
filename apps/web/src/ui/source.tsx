import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'

/** Where a statement stands: `002:686-691` is shown as "Underlag 002, rad 686–691", after the section when it is known. */
export function Source({ reference, section, before }: { reference: string; section?: string | undefined; before?: ReactNode }) {
  const [document = reference, lines = ''] = reference.split(':')
  const rows = lines
    .split('-')
    .filter((row, index, all) => row && row !== all[index - 1])
    .join('–')
  return (
    <span className="t-meta mut">
      {before && <>{before} · </>}
      {section && <span lang="sv">{section}, </span>}
      {rows ? (
        <Trans>
          underlag {document}, rad {rows}
        </Trans>
      ) : (
        <Trans>underlag {document}</Trans>
      )}
    </span>
  )
}
