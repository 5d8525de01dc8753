import type { Picture } from '@samverkan/contract'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { serverNow } from '../../lib/now.ts'
import { openPage, useLater, useLeaving } from '../../lib/sent-later.ts'
import { useSession } from '../../lib/session.tsx'
import { bodyOf, emptyForm, type Form, repeatedSince, type ReportBody, withTakenBack, written } from './report-form.ts'
import { formKey, isReportAt, type Outcome, type Place, type Report as Given, reports, type Sent, waitingAt } from './reports-out.ts'

const placeOf = (userId: string, { id, own }: Pick<Picture, 'id' | 'own'>): Place => ({
  userId,
  actorId: own?.actor.id ?? '',
  pictureId: id,
})
/** Does a report to this picture lie on this device that has not been sent? */
export const hasUnsent = (userId: string, picture: Pick<Picture, 'id' | 'own'>): boolean => waitingAt(placeOf(userId, picture)).length > 0

/**
 * The report of the own actor. What is written lies on the device; what was sent without a network waits there too, in its order, and leaves
 * by itself when there is one (`reports-out.ts`): half a minute without coverage must not look like an actor that says nothing.
 */
export function useReport(picture: Picture) {
  const { user, actingAs } = useSession()
  const { id, own } = picture
  const actorId = own?.actor.id ?? ''
  const place = useMemo((): Place => ({ userId: user.id, actorId, pictureId: id }), [user.id, actorId, id])
  const { value: form, change, clear, restored } = useDraft<Form>(formKey(place), emptyForm())
  const { turn, isBusy, isOffline } = useLater()
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- each turn may have changed what waits
  const queue = useMemo(() => waitingAt(place), [place, turn])
  const [hadQueue] = useState(queue.length > 0)
  const [sent, setSent] = useState<Sent | null>(null)
  /** The one the server refused, with why; its text is back in the form. */
  const [refused, setRefused] = useState<{ error: unknown; body: ReportBody } | null>(null)
  const isKnown = useRef(false)

  useEffect(
    () =>
      openPage(
        'reports',
        (one: Given) => isReportAt(place, one),
        (outcome: Outcome) => {
          if ('sent' in outcome) {
            setSent(outcome.sent)
            setRefused(null)
            return
          }
          const { body } = outcome.one
          change((before) => withTakenBack(before, body))
          setRefused({ error: outcome.error, body })
        },
      ),
    [change, place],
  )
  const who = { userId: user.id, actorId: actingAs.actor?.id ?? null, functionCode: actingAs.functionCode }
  useLeaving(who)

  const send = (body: ReportBody) => {
    setSent(null)
    setRefused(null)
    isKnown.current = true
    reports.give(who, { key: crypto.randomUUID(), place, body, at: serverNow(), page: location.pathname })
  }
  const number = picture.collection?.number ?? 1
  return {
    form,
    change,
    restored,
    queue,
    isSending: isBusy && queue.length > 0,
    isOffline: (isOffline || (hadQueue && !isKnown.current)) && queue.length > 0,
    sent,
    refused,
    sendForm: (notSecret = false): boolean => {
      if (written(form).length === 0) return false
      const body = bodyOf(form, number)
      clear()
      change(emptyForm())
      send(notSecret ? { ...body, notSecret } : body)
      return true
    },
    sendWord: (kind: 'nothing' | 'unchanged') =>
      send(kind === 'unchanged' && own ? { kind, number, since: repeatedSince(own) ?? undefined } : { kind, number }),
    takeBack: (out: Given) => {
      if (reports.takeBack(out)) change((before) => withTakenBack(before, out.body))
    },
  }
}
export type Report = ReturnType<typeof useReport>
