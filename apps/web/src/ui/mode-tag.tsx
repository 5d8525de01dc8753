import { Trans } from '@lingui/react/macro'
import { StateTag } from './state-tag.tsx'

/** Where it must be said either way: is this real, or practised? */
export function ModeTag({ isExercise }: { isExercise: boolean }) {
  return isExercise ? (
    <StateTag state="exercise">
      <Trans>Övning</Trans>
    </StateTag>
  ) : (
    <StateTag state="active">
      <Trans>Skarpt</Trans>
    </StateTag>
  )
}
