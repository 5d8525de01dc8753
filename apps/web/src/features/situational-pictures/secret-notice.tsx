import { useLingui } from '@lingui/react'
import { Trans } from '@lingui/react/macro'
import { PadlockLockedIcon } from '@navikt/aksel-icons'
import { Button } from '@navikt/ds-react'
import { useProblemText } from '../../lib/use-problem-text.ts'
import { Merge } from '../../ui/merge.tsx'
import { ProblemDetail } from '../../ui/problem-detail.tsx'

/** Stands at every place where somebody describes the situation (security.md D3); quiet, because it stands there always. */
export const SecretNotice = () => (
  <p className="secret-notice t-meta">
    <PadlockLockedIcon aria-hidden />
    <Trans>Skriv inget sekretessbelagt här.</Trans>
  </p>
)

/** The text carries a word that marks such a thing: stop and ask, once. Whoever writes knows what it is. */
export function SecretQuestion({ onGoOn }: { onGoOn: () => void }) {
  const { _ } = useLingui()
  const text = useProblemText('looks-secret')
  return (
    <Merge title={_(text.title)} detail={<ProblemDetail of={text} />}>
      <Button size="small" variant="secondary" onClick={onGoOn}>
        <Trans>Det är ingen sådan uppgift, skicka</Trans>
      </Button>
    </Merge>
  )
}
