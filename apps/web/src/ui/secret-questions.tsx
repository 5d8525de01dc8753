import { lazy, Suspense } from 'react'
import { useSecretQuestion } from '../lib/secrecy.ts'

const SecretDialog = lazy(() => import('./secret-dialog.tsx').then((module) => ({ default: module.SecretDialog })))

/** Stands above every page: any of them may be about to save a text that looks secret, also a box by itself while somebody reads something else. */
export function SecretQuestions() {
  const question = useSecretQuestion()
  if (!question) return null
  return (
    <Suspense fallback={null}>
      <SecretDialog asked={question.asked} answer={question.answer} />
    </Suspense>
  )
}
