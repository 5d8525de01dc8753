import type { Meeting } from '@samverkan/contract'
import { existsOnWall, hasPassed } from '@samverkan/domain'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@navikt/ds-react'
import { type FormEvent, useId, useState } from 'react'
import { useDraft } from '../../lib/drafts.ts'
import { day } from '../../lib/formats.ts'
import { useLanguage } from '../../lib/language.tsx'
import { useNow } from '../../lib/now.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { readClock } from '../../lib/read-clock.ts'
import { CountedText } from '../../ui/counted-field.tsx'
import { DateField, TimeField, useDayFault } from './date-field.tsx'
import { useCancel, useMove } from './queries.ts'
import { wallClock } from './wall-clock.ts'
import './form.css'

type Props = { meeting: Pick<Meeting, 'code' | 'localDate' | 'localTime' | 'version'>; onClose: () => void }

const noon = (localDate: string) => `${localDate}T12:00:00Z`

/** The same meeting at another time: its address, reports and place in calendars follow along. */
export function MoveDialog({ meeting, onClose }: Props) {
  const { t } = useLingui()
  const form = useId()
  const now = useNow()
  const language = useLanguage()
  const { user } = useSession()
  const draft = useDraft(`${user.id}:move:${meeting.code}`, { localDate: meeting.localDate, localTime: meeting.localTime, reason: '' })
  const { localDate, localTime, reason } = draft.value
  const [strict, setStrict] = useState(false)
  const dayFault = useDayFault()(localDate)
  const move = useMove(meeting.code)
  const time = readClock(localTime)
  const isSkipped = !dayFault && time !== null && !existsOnWall(localDate, time)
  const isPast = !dayFault && time !== null && hasPassed(localDate, time, new Date(now))
  const isSame = localDate === meeting.localDate && time === meeting.localTime
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (dayFault || !time || isSame || isSkipped || isPast || reason.trim() === '' || move.isPending) return
    move.mutate(
      { localDate, localTime: time, reason: reason.trim(), version: meeting.version },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Flytta mötet</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={move.isPending}>
            <Trans>Flytta mötet</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>
          Nu {day(noon(meeting.localDate), now, language)} {wallClock(meeting.localDate, meeting.localTime, language)}. De som prenumererar
          på möten får besked, och kalendrarna följer med.
        </Trans>
      </p>
      <form id={form} className="meeting-form" noValidate onSubmit={submit}>
        <div className="pair">
          <DateField
            label={t`Ny dag`}
            value={localDate}
            onChange={(value) => draft.change({ ...draft.value, localDate: value })}
            error={strict ? (dayFault ?? (isSame ? t`Det är samma tid som nu.` : undefined)) : undefined}
          />
          <TimeField
            label={t`Klockslag`}
            value={localTime}
            onChange={(value) => draft.change({ ...draft.value, localTime: value })}
            error={
              strict
                ? !time
                  ? t`Skriv klockslaget som 16:00.`
                  : isSkipped
                    ? t`Klockan ställs fram från 02 till 03 den natten. Välj ett klockslag före 02 eller från 03.`
                    : isPast && !isSame
                      ? t`Det klockslaget har varit. Välj ett senare.`
                      : undefined
                : undefined
            }
          />
        </div>
        <Reason value={reason} onChange={(value) => draft.change({ ...draft.value, reason: value })} strict={strict} />
      </form>
      {move.isError && <ErrorState error={move.error} retry={() => submit()} />}
    </Dialog>
  )
}

/** Called off, with the reason that everybody reads; it can be taken back. */
export function CancelDialog({ meeting, onClose }: Props) {
  const form = useId()
  const { user } = useSession()
  const draft = useDraft<string>(`${user.id}:cancel-meeting:${meeting.code}`, '')
  const [strict, setStrict] = useState(false)
  const cancel = useCancel(meeting.code)
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setStrict(true)
    if (draft.value.trim() === '' || cancel.isPending) return
    cancel.mutate(
      { reason: draft.value.trim(), version: meeting.version },
      {
        onSuccess: () => {
          draft.clear()
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      title={<Trans>Ställ in mötet</Trans>}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={form} loading={cancel.isPending}>
            <Trans>Ställ in mötet</Trans>
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            <Trans>Avbryt</Trans>
          </Button>
        </>
      }
    >
      <p className="t-statement">
        <Trans>Det som redan är skrivet finns kvar, och det går att ångra. De som prenumererar på möten får besked.</Trans>
      </p>
      <form id={form} className="meeting-form" noValidate onSubmit={submit}>
        <Reason value={draft.value} onChange={(value) => draft.change(value)} strict={strict} />
      </form>
      {cancel.isError && <ErrorState error={cancel.error} retry={() => submit()} />}
    </Dialog>
  )
}

export function Reason({ value, onChange, strict }: { value: string; onChange: (value: string) => void; strict: boolean }) {
  const { t } = useLingui()
  return (
    <CountedText
      label={t`Varför?`}
      size="small"
      minRows={2}
      maxRows={6}
      most={500}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={strict && value.trim() === '' ? t`Skriv en rad om varför. Alla läser den.` : undefined}
    />
  )
}
