import { Trans, useLingui } from '@lingui/react/macro'
import { TestFlaskFillIcon } from '@navikt/aksel-icons'
import { type ReactNode, useLayoutEffect, useSyncExternalStore } from 'react'
import './exercise-frame.css'

/** Several parts of a page may each say "this is an exercise"; the frame stays until the last of them has gone. */
let frames = 0
const listeners = new Set<() => void>()

function change(by: 1 | -1): void {
  frames += by
  document.documentElement.toggleAttribute('data-exercise', frames > 0)
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Wrap whatever belongs to an exercise: the violet frame then stands around the whole page (ux.md, rule 6). */
export function ExerciseFrame({ on = true, children }: { on?: boolean; children: ReactNode }) {
  useLayoutEffect(() => {
    if (!on) return
    change(1)
    return () => change(-1)
  }, [on])
  return children
}

/** The strip on top; the shell shows it, pages without the shell (the answer page) show it themselves. */
export function ExerciseStrip() {
  const { t } = useLingui()
  const on = useSyncExternalStore(subscribe, () => frames > 0)
  if (!on) return null
  return (
    <aside className="exercise-strip" aria-label={t`Övning`}>
      <TestFlaskFillIcon aria-hidden fontSize={22} />
      <p>
        <Trans>ÖVNING – inget skarpt larm</Trans>
      </p>
    </aside>
  )
}
