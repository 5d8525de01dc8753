import type { AnswerLink } from '@samverkan/contract'
import type { Answer } from '@samverkan/domain'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { forgetDraft, readDraft, useDraft, writeDraft } from '../../lib/drafts.ts'
import { isPassing, problemOf } from '../../lib/problem.ts'
import { steadyHand } from '../../lib/steady-hand.ts'
import { etaOf } from './answer-fields.tsx'
import { type LinkAnswer, linkQuery, sendAnswer } from './link-queries.ts'

export type Details = { person: string; deputy: string; eta: string; comment: string }
const later = 10_000

/**
 * The answer of a link. What was pressed without a network lies on the device and leaves by itself when there is one:
 * a minute in the forest must not look like silence on the board.
 */
export function useLinkAnswer(link: AnswerLink, token: string) {
  const client = useQueryClient()
  const keptKey = `link:${token}:answer`
  const { current } = link
  const {
    value: details,
    change,
    clear,
  } = useDraft<Details>(`link:${token}`, {
    person: current?.person ?? '',
    deputy: current?.deputy ?? '',
    eta: '',
    comment: current?.comment ?? '',
  })
  const [waiting, setWaiting] = useState<LinkAnswer | null>(() => readDraft<LinkAnswer>(keptKey)?.value ?? null)
  const [asked, setAsked] = useState<Answer | null>(null)
  const [error, setError] = useState<unknown>(null)
  const busy = useRef(false)
  const [sending, setSending] = useState(false)
  const [hand] = useState(steadyHand)

  const send = useCallback(
    async (body: LinkAnswer) => {
      if (busy.current) return
      busy.current = true
      setSending(true)
      setAsked(body.answer)
      try {
        const { current: standing, givenTo } = await sendAnswer(token, body)
        forgetDraft(keptKey)
        clear()
        setWaiting(null)
        setError(null)
        client.setQueryData(
          linkQuery(token).queryKey,
          (shown) =>
            shown && {
              ...shown,
              current: standing,
              forums: shown.forums.map((forum) => (givenTo.includes(forum.activationId) ? { ...forum, answer: standing.answer } : forum)),
            },
        )
      } catch (refusal) {
        const { code } = problemOf(refusal)
        if (isPassing(code)) {
          writeDraft(keptKey, body)
          setWaiting(body)
        } else {
          // Closed or changed meanwhile: what stands there now explains it.
          forgetDraft(keptKey)
          setWaiting(null)
          setError(refusal)
          void client.invalidateQueries({ queryKey: linkQuery(token).queryKey })
        }
      } finally {
        busy.current = false
        setSending(false)
        hand.saved()
      }
    },
    [client, clear, hand, keptKey, token],
  )

  useEffect(() => {
    if (!waiting) return
    const again = () => void send(waiting)
    const timer = setInterval(again, later)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [waiting, send])

  const give = (answer: Answer): boolean => {
    // The second of two taps is not another answer, whichever of the three it lands on.
    if (busy.current || !hand.takes()) return false
    setError(null)
    const body: LinkAnswer = {
      answer,
      person: details.person.trim(),
      deputy: details.deputy.trim(),
      comment: details.comment.trim(),
      etaMinutes: etaOf(details.eta) ?? undefined,
    }
    void send(body)
    return true
  }
  return {
    details,
    change: (part: Partial<Details>) => change((old) => ({ ...old, ...part })),
    give,
    waiting: waiting !== null,
    sending,
    asked,
    error,
  }
}
