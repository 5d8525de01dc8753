import { msg } from '@lingui/core/macro'
import { useEffect, useSyncExternalStore } from 'react'
import { type Code, firstTexts, type ProblemText } from './first-problem-texts.ts'

/**
 * Most refusals can only follow a press, and their words are no part of the first page: they come in a file of their own, asked for when the
 * page stands (app-layout.tsx) and again when one is to be shown. What any page may meet is here from the beginning.
 */
type Texts = Partial<Record<string, ProblemText>> & { unexpected: ProblemText }
let known: Texts = firstTexts
let isAsked = false
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const become = (texts: Texts): void => {
  known = texts
  for (const listener of listeners) listener()
}

/** The file of an older release may be gone: then the refusal has these words until the page is loaded again. */
const unknown: ProblemText = {
  title: msg`Det gick inte`,
  detail: msg`Ladda om sidan och försök igen.`,
  isKept: true,
}

export async function fetchProblemTexts(): Promise<void> {
  if (isAsked) return
  isAsked = true
  try {
    become((await import('./problem-texts.ts')).problemTexts)
  } catch {
    isAsked = false
    become({ ...known })
  }
}

/** The words of a refusal; one that the server has and this release has not is told as a mistake of ours. */
export function useProblemText(code: Code | (string & {})): ProblemText {
  const texts = useSyncExternalStore(subscribe, () => known)
  const isHere = code in texts
  useEffect(() => {
    if (!isHere) void fetchProblemTexts()
  }, [isHere])
  return texts[code] ?? (isComplete(texts) ? texts.unexpected : unknown)
}
const isComplete = (texts: Texts): boolean => 'invalid' in texts
