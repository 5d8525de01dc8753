import { call, type Picture, reportPicture, type ResponseOf } from '@samverkan/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readDraft, useDraft, writeDraft, forgetDraft } from '../../lib/drafts.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.tsx'
import { bodyOf, emptyForm, type Form, type Out, type ReportBody, withTakenBack, written } from './report-form.ts'

const later = new Set(['offline', 'unavailable', 'too-many', 'not-signed-in'])
const every = 5_000

export type Sent = ResponseOf<typeof reportPicture> & { lines: number }

const formKey = (userId: string, { id, own }: Pick<Picture, 'id' | 'own'>) => `${userId}:picture:${id}:report:${own?.actor.id ?? ''}`
const outOf = (form: string) => `${form}:out`
/** Does a report lie on this device that has not been sent? It leaves only while the report is open. */
export const hasUnsent = (userId: string, picture: Pick<Picture, 'id' | 'own'>): boolean =>
  (readDraft<Out[]>(outOf(formKey(userId, picture)))?.value.length ?? 0) > 0

/**
 * The report of the own actor. What is written lies on the device; what was sent without a network waits there too, in its order, and leaves
 * by itself when there is one: half a minute without coverage must not look like an actor that says nothing.
 */
export function useReport(picture: Picture) {
  const client = useQueryClient()
  const { user } = useSession()
  const mine = formKey(user.id, picture)
  const { value: form, change, clear, restored } = useDraft<Form>(mine, emptyForm())
  const outKey = outOf(mine)
  const [queue, setQueue] = useState<readonly Out[]>(() => readDraft<Out[]>(outKey)?.value ?? [])
  const waiting = useRef(queue)
  const busy = useRef(false)
  const [isSending, setSending] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  /** The one the server refused, with why; its text is back in the form. */
  const [refused, setRefused] = useState<{ error: unknown; body: ReportBody } | null>(null)
  const [isOffline, setOffline] = useState(queue.length > 0)

  const put = useCallback(
    (next: readonly Out[]) => {
      waiting.current = next
      setQueue(next)
      if (next.length > 0) writeDraft(outKey, next)
      else forgetDraft(outKey)
    },
    [outKey],
  )
  const flush = useCallback(async () => {
    if (busy.current || waiting.current.length === 0) return
    busy.current = true
    setSending(true)
    for (let first = waiting.current[0]; first; first = waiting.current[0]) {
      const { key, body } = first
      try {
        const answer = await call(reportPicture, { params: { id: picture.id }, body, idempotencyKey: key })
        put(waiting.current.filter((one) => one.key !== key))
        setSent({ ...answer, lines: body.lines?.length ?? 0 })
        setOffline(false)
        setRefused(null)
      } catch (error) {
        if (later.has(problemOf(error).code)) {
          setOffline(true)
          break
        }
        put(waiting.current.filter((one) => one.key !== key))
        change((before) => withTakenBack(before, body))
        setRefused({ error, body })
      }
    }
    busy.current = false
    setSending(false)
    void client.invalidateQueries({ queryKey: ['situational-pictures'] })
    void client.invalidateQueries({ queryKey: ['home'] })
  }, [change, client, picture.id, put])

  useEffect(() => {
    const again = () => void flush()
    again()
    const timer = setInterval(again, every)
    addEventListener('online', again)
    return () => {
      clearInterval(timer)
      removeEventListener('online', again)
    }
  }, [flush])

  const give = (body: ReportBody) => {
    setSent(null)
    setRefused(null)
    put([...waiting.current, { key: crypto.randomUUID(), body, at: Date.now() }])
    void flush()
  }
  const number = picture.collection?.number ?? 1
  return {
    form,
    change,
    restored,
    queue,
    isSending,
    isOffline: isOffline && queue.length > 0,
    sent,
    refused,
    sendForm: (notSecret = false): boolean => {
      if (written(form).length === 0) return false
      const body = bodyOf(form, number)
      clear()
      change(emptyForm())
      give(notSecret ? { ...body, notSecret } : body)
      return true
    },
    sendWord: (kind: 'nothing' | 'unchanged') => give({ kind, number }),
    takeBack: (out: Out) => {
      if (busy.current) return
      put(waiting.current.filter((one) => one.key !== out.key))
      change((before) => withTakenBack(before, out.body))
    },
  }
}
export type Report = ReturnType<typeof useReport>
