import { useLingui } from '@lingui/react'
import { useHasWritten } from '../lib/device.ts'
import type { ProblemText } from '../lib/first-problem-texts.ts'
import { WrittenHere } from './page-only.tsx'

/**
 * Where what was written lies, as it is, and then what to do now: the one place where a refusal says that the device has it. After a press
 * with nothing written there is nothing to say that of.
 */
export function ProblemDetail({ of: { detail, isKept } }: { of: ProblemText }) {
  const { _ } = useLingui()
  const hasWritten = useHasWritten()
  return (
    <>
      {isKept && hasWritten && (
        <>
          <WrittenHere />{' '}
        </>
      )}
      {_(detail)}
    </>
  )
}
