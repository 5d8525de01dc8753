import { Trans } from '@lingui/react/macro'
import { sourceWords } from './source-words.ts'

/** Where a statement stands, quietly and in words. */
export function Source({ reference, section }: { reference: string; section?: string | undefined }) {
  const words = sourceWords(reference, section)
  if (!words) return null
  return (
    <span className="t-meta mut">
      <Trans>Källa</Trans>: <span lang="sv">{words}</span>
    </span>
  )
}
