import { useLingui } from '@lingui/react'
import type { ProblemText } from '../lib/first-problem-texts.ts'
import { WrittenHere } from './page-only.tsx'

/** Where what was written lies, as it is, and then what to do now: the one place where a refusal says that the device has it. */
export function ProblemDetail({ of: { detail, isKept } }: { of: ProblemText }) {
  const { _ } = useLingui()
  return (
    <>
      {isKept && (
        <>
          <WrittenHere />{' '}
        </>
      )}
      {_(detail)}
    </>
  )
}
